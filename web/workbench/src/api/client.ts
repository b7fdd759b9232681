/** The one way to the server: JSON, problem details, and no word about what is asked. */
import { heardServerAt, serverNow } from '../i18n/format.ts';
import type { Facts } from '../i18n/words.ts';
import { answered, notAnswered } from '../offline/reachable.ts';

/** The house said no, with a code that a person can be told. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly facts: Facts;
  constructor(status: number, code: string, facts: Facts) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = facts;
  }
}
/** Something broke on our side; `ref` is what support asks for. */
export class Fault extends Error {
  readonly ref: string;
  constructor(ref: string) {
    super(ref);
    this.ref = ref;
  }
}
/** Nothing came back at all. */
export class NoNetwork extends Error {}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface Ask {
  readonly method?: Method;
  readonly body?: unknown;
  readonly key?: string; // Idempotency-Key, where the body carries no id of its own
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
}

let signedOut: () => void = () => {};
export const onSignedOut = (listener: () => void): void => void (signedOut = listener);

/**
 * A sensitive act asks again who holds this phone. The sheet that asks answers whether she showed
 * it; nobody there: the refusal stands.
 */
export type Proof = 'password' | 'code';
let prove: (by: Proof) => Promise<boolean> = () => Promise.resolve(false);
export const onProve = (ask: typeof prove): void => void (prove = ask);

/** What was refused for want of proof has not begun: after the proof the same is sent again. */
export async function call<T>(path: string, ask: Ask = {}): Promise<T> {
  try {
    return await once<T>(path, ask);
  } catch (no) {
    const isAsked = no instanceof Refused && no.code === 'session.prove_again';
    if (!isAsked || !(await prove(no.facts.by === 'code' ? 'code' : 'password'))) throw no;
    return once<T>(path, ask);
  }
}

async function once<T>(path: string, ask: Ask): Promise<T> {
  const { method = 'GET', body, key, query } = ask;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['x-quandian'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key !== undefined) headers['idempotency-key'] = key;
  let response: Response;
  try {
    response = await fetch(`/api/work${path}${search(query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    notAnswered();
    throw new NoNetwork();
  }
  const answer: unknown = await response.json().catch(() => undefined); // 204 says nothing
  if (response.ok) {
    const told = heard<T>(answer);
    answered(serverNow());
    return told;
  }
  answered(serverNow());
  const problem = (answer ?? {}) as { code?: string; facts?: Facts; ref?: string };
  if (response.status === 401) signedOut();
  if (response.status >= 500 || problem.code === undefined)
    throw new Fault(problem.ref ?? `${response.status}`);
  throw new Refused(response.status, problem.code, problem.facts ?? {});
}

/** Reading answers carry the house's own clock; what is due is counted from it, not from ours. */
function heard<T>(answer: unknown): T {
  const now = (answer as { now?: unknown } | undefined)?.now;
  if (typeof now === 'string') heardServerAt(now);
  return answer as T;
}

function search(query: Ask['query']): string {
  const kept = Object.entries(query ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  if (kept.length === 0) return '';
  return `?${new URLSearchParams(kept.map(([name, value]) => [name, String(value)]))}`;
}

/** UUIDv7: the caller makes the id of what it creates, so that a retry is free. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
