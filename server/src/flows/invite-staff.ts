/** A new colleague: a row, her roles, and a one-time code with which she chooses her password. */
import type { MerchantId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { hashOf, newBase32 } from '../platform/secret.ts';

/** 80 random bits, short enough to be read out. */
const CODE_LENGTH = 16;

/** @throws Refusal `chain.login_taken`, `chain.role_not_here`, `chain.rank_too_high` */
export async function inviteStaff(
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly actor: Actor;
    readonly by: chain.SignedInStaff;
    readonly form: chain.StaffForm;
    readonly grants: readonly chain.Grant[];
  },
): Promise<{ readonly code: string }> {
  const { merchant, actor, by, grants } = wish;
  const form = { ...wish.form, login: wish.form.login.trim().toLowerCase() };
  const code = newBase32(CODE_LENGTH);
  await db.transaction(merchant, async (tx) => {
    const standing = await chain.directory(tx);
    for (const each of grants) chain.mustGrant(standing, by.grants, each);
    if (form.outlet !== null)
      chain.outletWithin(standing, form.outlet, chain.reachOf(by, 'staff.write'));
    if (await chain.isInvited(tx, form)) {
      const branches = chain.reachOf(by, 'staff.write');
      await chain.staffManagedBy(tx, standing, { id: form.id, by, branches });
      return chain.beginReset(tx, form.id, hashOf(code));
    }
    chain.hire(tx, form, { resetHash: hashOf(code) });
    for (const each of grants) chain.grant(tx, form.id, each, by.id);
    audit(tx, actor, {
      verb: 'chain.staff_invited',
      object: { kind: 'staff', id: form.id },
      facts: { grants },
    });
  });
  return { code };
}
