/** An outlet that stands changes: details, area, delivery, hours, exceptions, pause. */
import type { MerchantId, NodeId, OutletId } from '../kernel/id.ts';
import type { Day } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface OutletDeed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
  readonly outlet: OutletId;
}

/** Each says what it throws beyond `chain.no_such_outlet`, which they share. */
function change(
  db: Db,
  deed: OutletDeed,
  verb: string,
  facts: Readonly<Record<string, unknown>>,
  write: (tx: Tx, outlet: chain.Outlet) => void | Promise<void>,
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    const standing = await chain.directory(tx);
    const outlet = chain.outletWithin(standing, deed.outlet, deed.branches);
    await write(tx, outlet);
    audit(tx, deed.actor, { verb, object: { kind: 'outlet', id: outlet.id }, facts });
  });
}

/** @throws Refusal `chain.no_such_profile` */
export const changeOutlet = (
  db: Db,
  deed: OutletDeed & { readonly change: Partial<chain.OutletDetails> },
): Promise<void> => {
  const facts = { fields: Object.keys(deed.change) };
  return change(db, deed, 'chain.outlet_changed', facts, async (tx, outlet) => {
    await chain.mustKnowProfile(tx, deed.change.profile ?? null);
    await chain.changeOutlet(tx, outlet, deed.change);
  });
};

/** @throws Refusal `chain.hours_backwards`, `chain.hours_overlap` */
export const changeHours = (
  db: Db,
  deed: OutletDeed & { readonly week: readonly chain.WeeklyInterval[] },
): Promise<void> =>
  change(db, deed, 'chain.hours_changed', { week: deed.week }, (tx, { id }) =>
    chain.setWeek(tx, id, deed.week),
  );

/** @throws Refusal `chain.hours_backwards`, `chain.hours_overlap` */
export const setHoursException = (
  db: Db,
  deed: OutletDeed & { readonly exception: chain.HoursException },
): Promise<void> =>
  change(db, deed, 'chain.exception_set', { ...deed.exception }, (tx, { id }) =>
    chain.setException(tx, id, deed.exception),
  );

/** @throws Refusal `chain.no_such_exception` */
export const dropHoursException = (
  db: Db,
  deed: OutletDeed & { readonly on: Day },
): Promise<void> =>
  change(db, deed, 'chain.exception_dropped', { on: deed.on }, (tx, { id }) =>
    chain.dropException(tx, id, deed.on),
  );

/** @throws Refusal `chain.already_paused` */
export const pauseOutlet = (
  db: Db,
  deed: OutletDeed & { readonly reason: string },
): Promise<void> =>
  change(db, deed, 'chain.outlet_paused', { reason: deed.reason }, (tx, { id }) =>
    chain.pause(tx, { outlet: id, reason: deed.reason, actor: deed.actor.id }),
  );

/** @throws Refusal `chain.not_paused` */
export const resumeOutlet = (db: Db, deed: OutletDeed): Promise<void> =>
  change(db, deed, 'chain.outlet_resumed', {}, (tx, { id }) => chain.resume(tx, id));
