/**
 * A staff member comes in, and goes. The same answer, after the same work, whether the login is
 * unknown, the password wrong or the person suspended.
 */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, SYSTEM } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { isPassword } from '../platform/password.ts';
import { releaseQuota, spendTry } from '../platform/quota.ts';
import { hashOf, newToken } from '../platform/secret.ts';
import { triesOf } from './steps/staff-tries.ts';

export interface SignedIn {
  readonly token: string;
  readonly staff: StaffId;
  readonly name: string;
}

/** @throws Refusal `platform.too_many_tries`, `chain.wrong_sign_in`, `chain.wrong_app` */
export async function signInStaff(
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly app: chain.App;
    readonly login: string;
    readonly password: string;
    readonly ip: string;
    readonly deviceLabel: string;
    /** The session that this browser had: a token never outlives a sign-in. */
    readonly former: string | null;
  },
): Promise<SignedIn> {
  const { merchant, app, deviceLabel, former } = wish;
  const login = wish.login.trim().toLowerCase();
  const tries = triesOf(login, wish.ip);
  await spendTry(db, merchant, tries);
  const known = await db.reading(merchant, (reader) => chain.findLoginRow(reader, login));
  if (!(await isPassword(known?.passwordHash ?? null, wish.password))) {
    const object = { kind: 'staff', id: known?.id ?? 'unknown' };
    await db.transaction(merchant, async (tx) =>
      audit(tx, SYSTEM, { verb: 'chain.sign_in_refused', object, facts: { app } }),
    );
    throw chain.wrongSignIn();
  }
  const { id: staff, name, passwordHash } = known!;
  const token = newToken();
  await db.transaction(merchant, async (tx) => {
    const { grants } = await chain.staffRow(tx, staff);
    chain.mustUse(app, grants);
    if (former !== null) chain.endSession(tx, former);
    chain.openSession(tx, {
      tokenHash: hashOf(token),
      staff,
      app,
      deviceLabel,
      passwordHash: passwordHash!,
    });
    for (const each of tries) releaseQuota(tx, each);
    audit(
      tx,
      { kind: 'staff', id: staff },
      { verb: 'chain.signed_in', object: { kind: 'staff', id: staff }, facts: { app } },
    );
  });
  return { token, staff, name };
}

export const signOutStaff = (
  db: Db,
  { merchant, session }: { readonly merchant: MerchantId; readonly session: string },
): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    chain.endSession(tx, session);
  });

/** One of her own, by the name in the list. @throws Refusal `chain.no_such_session` */
export const endStaffSession = (
  db: Db,
  wish: { readonly merchant: MerchantId; readonly staff: StaffId; readonly id: string },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    chain.endListedSession(tx, wish.staff, wish.id);
    audit(
      tx,
      { kind: 'staff', id: wish.staff },
      { verb: 'chain.session_ended', object: { kind: 'staff', id: wish.staff } },
    );
  });
