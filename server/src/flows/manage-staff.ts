/** What those above may do about a colleague: roles, reset, suspension. Each holds at once. */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Instant } from '../kernel/time.ts';
import { hashOf, newBase32 } from '../platform/secret.ts';

export interface StaffDeed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly by: chain.SignedInStaff;
  readonly staff: StaffId;
}

const CODE_LENGTH = 16;

/** All of them may throw `chain.no_such_staff` and `chain.rank_too_high`. */
function manage(
  db: Db,
  { merchant, actor, by, staff }: StaffDeed,
  verb: string,
  facts: Readonly<Record<string, unknown>>,
  write: (tx: Tx, standing: chain.Directory) => void | Promise<void>,
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const standing = await chain.directory(tx);
    const branches = chain.reachOf(by, 'staff.write');
    await chain.staffManagedBy(tx, standing, { id: staff, by, branches });
    await write(tx, standing);
    audit(tx, actor, { verb, object: { kind: 'staff', id: staff }, facts });
  });
}

/** @throws Refusal `chain.role_not_here` */
export const grantRole = (
  db: Db,
  deed: StaffDeed & { readonly grant: chain.Grant },
): Promise<void> =>
  manage(db, deed, 'chain.role_granted', { ...deed.grant }, (tx, standing) => {
    chain.mustGrant(standing, deed.by.grants, deed.grant);
    chain.grant(tx, deed.staff, deed.grant, deed.by.id);
  });

/** @throws Refusal `chain.no_such_grant`, `chain.last_admin` */
export const revokeRole = (
  db: Db,
  deed: StaffDeed & { readonly grant: chain.Grant },
): Promise<void> =>
  manage(db, deed, 'chain.role_revoked', { ...deed.grant }, (tx, standing) => {
    chain.mustGrant(standing, deed.by.grants, deed.grant);
    chain.revoke(tx, deed.staff, deed.grant);
  });

/** The answer is the only place where the code is ever seen. */
export async function resetStaffPassword(
  db: Db,
  deed: StaffDeed,
): Promise<{ readonly code: string }> {
  const code = newBase32(CODE_LENGTH);
  await manage(db, deed, 'chain.password_reset_started', {}, (tx) =>
    chain.beginReset(tx, deed.staff, hashOf(code)),
  );
  return { code };
}

/** @throws Refusal `chain.already_suspended`, `chain.last_admin` */
export const suspendStaff = (db: Db, deed: StaffDeed): Promise<void> =>
  manage(db, deed, 'chain.staff_suspended', {}, (tx) => chain.suspend(tx, deed.staff));

/** @throws Refusal `chain.not_suspended` */
export const reinstateStaff = (db: Db, deed: StaffDeed): Promise<void> =>
  manage(db, deed, 'chain.staff_reinstated', {}, (tx) => chain.reinstate(tx, deed.staff));

/** From now, or later. @throws Refusal `chain.level_backdated`, `chain.level_after_this` */
export const setGuideLevel = (
  db: Db,
  deed: StaffDeed & {
    readonly level: chain.GuideLevel;
    readonly from: Instant | null;
    readonly why: string;
  },
): Promise<void> =>
  manage(db, deed, 'chain.level_set', { level: deed.level, from: deed.from }, (tx) =>
    chain.setLevel(tx, {
      staff: deed.staff,
      level: deed.level,
      from: deed.from ?? tx.now,
      why: deed.why,
      by: deed.by.id,
    }),
  );

/** @throws Refusal `chain.works_so_already` */
export const setGuideKind = (
  db: Db,
  deed: StaffDeed & { readonly onlineOnly: boolean },
): Promise<void> =>
  manage(db, deed, 'chain.guide_kind_set', { onlineOnly: deed.onlineOnly }, (tx) =>
    chain.workOnlineOnly(tx, deed.staff, deed.onlineOnly),
  );

/** Of a colleague who lost her phone: every session ends, and the next sign-in begins anew. */
export const resetSecondFactor = (
  db: Db,
  deed: StaffDeed & { readonly reason: string },
): Promise<void> => {
  if (deed.staff === deed.by.id) throw new Refusal('conflict', 'session.not_oneself');
  return manage(db, deed, 'chain.second_factor_reset', { reason: deed.reason }, (tx) => {
    chain.dropFactor(tx, deed.staff);
    chain.endOtherSessions(tx, deed.staff, null);
  });
};

/** Whoever may manage her may sign her out everywhere. */
export const endSessionsOf = (
  db: Db,
  deed: StaffDeed & { readonly reason: string },
): Promise<void> =>
  manage(db, deed, 'chain.sessions_ended', { reason: deed.reason }, (tx) =>
    chain.endOtherSessions(tx, deed.staff, null),
  );
