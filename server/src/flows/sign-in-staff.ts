/**
 * A staff member comes in, and goes. The same answer, after the same work, whether the login is
 * unknown, the password wrong or the person suspended. Whoever has a second factor shows its code,
 * unless she trusts this device.
 */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, SYSTEM } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { isPassword } from '../platform/password.ts';
import { hashOf, newToken, type Vault } from '../platform/secret.ts';
import { releaseTries, takeTries, type Throttle } from '../platform/throttle.ts';
import { triesOf } from './steps/staff-tries.ts';

export interface SignedIn {
  readonly token: string;
  readonly staff: StaffId;
  readonly name: string;
}
interface SignIn {
  readonly merchant: MerchantId;
  readonly app: chain.App;
  readonly login: string;
  readonly password: string;
  /** Of her second factor, or one of her recovery codes. */
  readonly code: string | null;
  /** She trusts this device for some weeks: it needs no code. */
  readonly trust: boolean;
  readonly ip: string;
  readonly ipClass: string;
  readonly deviceLabel: string;
  /** Hash of the browser's own cookie. */
  readonly device: string;
  /** The session that this browser had: a token never outlives a sign-in. */
  readonly former: string | null;
}

/**
 * @throws Refusal `platform.too_many_tries`, `chain.wrong_sign_in`, `session.code_needed`,
 * `session.code_wrong`, `chain.wrong_app`
 */
export async function signInStaff(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  wish: SignIn,
): Promise<SignedIn> {
  const { merchant } = wish;
  const login = wish.login.trim().toLowerCase();
  const known = await db.reading(merchant, (r) => chain.findLoginRow(r, login, wish.device));
  const tries = triesOf(login, wish.ip, known?.isDeviceKnown === true ? wish.device : null);
  await takeTries(db, merchant, tries);
  if (!(await isPassword(known?.passwordHash ?? null, wish.password))) {
    await noteRefusal(db, wish, login, known?.id ?? null);
    throw chain.wrongSignIn();
  }
  const { id: staff, name, passwordHash } = known!;
  const shown = await codeShown({ db, vault }, wish, staff, tries);
  const token = newToken();
  await db.transaction(merchant, async (tx) => {
    const { grants } = await chain.staffRow(tx, staff);
    chain.mustUse(wish.app, grants);
    if (shown.by !== null) chain.useCode(tx, staff, shown.secretEnc, shown.by);
    const { device: hash, deviceLabel, ipClass } = wish;
    const trust = wish.trust && shown.by !== null;
    const met = await chain.meetDevice(tx, { staff, hash, label: deviceLabel, ipClass, trust });
    if (wish.former !== null) chain.endSession(tx, wish.former);
    chain.openSession(tx, {
      tokenHash: hashOf(token),
      staff,
      app: wish.app,
      deviceLabel,
      ipClass,
      device: met.id,
      passwordHash: passwordHash!,
      proven: shown.how !== 'device',
    });
    releaseTries(tx, tries);
    audit(
      tx,
      { kind: 'staff', id: staff },
      {
        verb: 'chain.signed_in',
        object: { kind: 'staff', id: staff },
        facts: { app: wish.app, by: shown.how, ...(met.isNews && { newDevice: deviceLabel }) },
      },
    );
  });
  return { token, staff, name };
}

type CodeShown =
  | { readonly how: 'password' | 'device'; readonly by: null }
  | { readonly how: 'code' | 'recovery'; readonly by: chain.Shown; readonly secretEnc: string };

async function codeShown(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  { merchant, code, device, login, ipClass }: SignIn,
  staff: StaffId,
  tries: readonly Throttle[],
): Promise<CodeShown> {
  const [factor, now] = await db.reading(
    merchant,
    async (r) => [await chain.factorOf(r, staff, device), r.now] as const,
  );
  if (factor === null || factor.confirmedAt === null) return { how: 'password', by: null };
  if (factor.trusted) return { how: 'device', by: null };
  if (code === null) {
    await db.transaction(merchant, async (tx) => releaseTries(tx, tries.slice(1)));
    throw new Refusal('forbidden', 'session.code_needed');
  }
  try {
    const by = chain.checkCode(vault, factor.secretEnc, code, now);
    return { how: 'step' in by ? 'code' : 'recovery', by, secretEnc: factor.secretEnc };
  } catch (no) {
    await noteRefusal(db, { merchant, ipClass }, login, staff);
    throw no;
  }
}

async function noteRefusal(
  db: Db,
  { merchant, ipClass }: Pick<SignIn, 'merchant' | 'ipClass'>,
  login: string,
  staff: StaffId | null,
): Promise<void> {
  await db.transaction(merchant, async (tx) => {
    const { alarm, logins } = await chain.noteRefusedSignIn(tx, { login, ipClass });
    audit(tx, SYSTEM, {
      verb: 'chain.sign_in_refused',
      object: { kind: 'staff', id: staff ?? 'unknown' },
      facts: { from: ipClass },
    });
    if (!alarm) return;
    const object = { kind: 'node', id: (await chain.directory(tx)).root.id };
    audit(tx, SYSTEM, { verb: 'chain.passwords_sprayed', object, facts: { logins, ipClass } });
  });
}

export const signOutStaff = (
  db: Db,
  wish: { readonly merchant: MerchantId; readonly session: string; readonly staff: StaffId | null },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    chain.endSession(tx, wish.session);
    const { staff } = wish;
    if (staff === null) return;
    const object = { kind: 'staff', id: staff };
    audit(tx, { kind: 'staff', id: staff }, { verb: 'chain.signed_out', object });
  });
