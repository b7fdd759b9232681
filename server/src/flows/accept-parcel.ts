/** Store staff take an order on: from here the outlet prepares it. */
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import type { Db } from '../platform/db.ts';
import { clearTimer } from '../platform/timer.ts';
import { acceptRef, advance, mustBe, workOn } from './steps/parcel-life.ts';
import { workerOf, type KeyedWork } from './steps/store-work.ts';

/**
 * Accepting twice is accepting once, by whom it may be.
 * @throws Refusal `orders.no_such_order`, `fulfilment.not_with_this_outlet`,
 * `fulfilment.parcel_has_moved_on`
 */
export function acceptParcel({ db }: { db: Db }, wish: KeyedWork): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, wish.order, wish.outlet);
    if (work.parcel.state === 'picking') return;
    mustBe(work, 'paid');
    clearTimer(tx, 'fulfilment.accept', acceptRef(work.parcel));
    const actor = workerOf(wish);
    fulfilment.accept(tx, work.parcel, actor.kind === 'staff' ? actor.id : null);
    await advance(tx, work, {
      to: 'picking',
      verb: 'accepted',
      event: 'orders.accepted',
      actor,
    });
  });
}
