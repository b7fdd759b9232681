/** Passwords: argon2id with the parameters of OWASP's first choice, few at a time. */
import { hash, verify } from '@node-rs/argon2';

// The library's default algorithm is argon2id.
const COST = {
  memoryCost: 19_456, // KiB
  timeCost: 2,
  parallelism: 1,
};
/** Each holds 19 MiB: a crowd at the door must not take the server's memory. */
const AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift(); // it takes over this place
    if (next === undefined) running -= 1;
    else next();
  }
}

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), COST));

let nobodys: Promise<string> | null = null;

/** Takes as long when nobody has this login: how long it took says nothing. */
export async function isPassword(hashed: string | null, password: string): Promise<boolean> {
  nobodys ??= hash('nobody has this password', COST);
  const against = hashed ?? (await nobodys);
  const same = await inTurn(() => verify(against, password.normalize('NFKC')));
  return hashed !== null && same;
}
