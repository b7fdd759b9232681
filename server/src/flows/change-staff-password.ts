/** A password is always chosen by its owner: over the old one, or with a one-time code. */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { hashPassword, isPassword } from '../platform/password.ts';
import { hashOf } from '../platform/secret.ts';
import { releaseTries, takeTries } from '../platform/throttle.ts';
import { triesOf } from './steps/staff-tries.ts';

/** Every other session ends. @throws Refusal `platform.too_many_tries`, `chain.wrong_sign_in` */
export async function changeStaffPassword(
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly staff: StaffId;
    readonly session: string;
    readonly ip: string;
    readonly from: string;
    readonly to: string;
  },
): Promise<void> {
  const { merchant, staff, session } = wish;
  const row = await db.reading(merchant, (reader) => chain.staffRow(reader, staff));
  const tries = triesOf(row.login, wish.ip, session);
  await takeTries(db, merchant, tries);
  if (!(await isPassword(row.passwordHash, wish.from))) throw chain.wrongSignIn();
  chain.mustBeGoodPassword(wish.to, [row.login, row.name, wish.from]);
  const to = await hashPassword(wish.to);
  await db.transaction(merchant, async (tx) => {
    chain.setPassword(tx, { id: staff, from: row.passwordHash!, to, keep: session });
    releaseTries(tx, tries);
    audit(
      tx,
      { kind: 'staff', id: staff },
      { verb: 'chain.password_changed', object: { kind: 'staff', id: staff } },
    );
  });
}

/** @throws Refusal `platform.too_many_tries`, `chain.wrong_sign_in`, `chain.password_short` … */
export async function setStaffPasswordByCode(
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly login: string;
    readonly code: string;
    readonly ip: string;
    readonly to: string;
  },
): Promise<void> {
  const { merchant } = wish;
  const login = wish.login.trim().toLowerCase();
  const tries = triesOf(login, wish.ip);
  await takeTries(db, merchant, tries);
  const known = await db.reading(merchant, (reader) => chain.findLoginRow(reader, login));
  chain.mustBeGoodPassword(wish.to, [login, wish.code, ...(known === null ? [] : [known.name])]);
  const to = await hashPassword(wish.to); // also for nobody: the same work, the same time
  if (known === null) throw chain.wrongSignIn();
  await db.transaction(merchant, async (tx) => {
    const resetHash = hashOf(wish.code.trim().toLowerCase());
    chain.setPasswordByCode(tx, { id: known.id, resetHash, to });
    releaseTries(tx, tries);
    audit(
      tx,
      { kind: 'staff', id: known.id },
      { verb: 'chain.password_set', object: { kind: 'staff', id: known.id } },
    );
  });
}
