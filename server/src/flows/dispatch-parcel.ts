/** The courier leaves with it: the goods leave the book; a week later it counts as received. */
import { after, days } from '../kernel/time.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import type { Db } from '../platform/db.ts';
import { setTimer } from '../platform/timer.ts';
import type { StoreWork } from './steps/store-work.ts';
import { acceptRef, advance, handGoodsOver, mustBe, workOn } from './steps/parcel-life.ts';

/** @throws Refusal `fulfilment.is_for_pickup`, `fulfilment.parcel_has_moved_on` */
export function dispatchParcel({ db }: { db: Db }, wish: StoreWork): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, wish.order, wish.outlet);
    const { parcel, order, directory } = work;
    if (parcel.state === 'on_the_way') return;
    if (order.way !== 'delivery') throw new Refusal('conflict', 'fulfilment.is_for_pickup');
    mustBe(work, 'ready');
    handGoodsOver(tx, work, wish.staff);
    fulfilment.dispatch(tx, parcel);
    const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
    const { body } = chain.policyInForce(directory, 'aftersales', path, order.placedAt);
    const dueAt = after(tx.now, days(body.receivedAfterDispatchDays));
    setTimer(tx, 'fulfilment.delivered', acceptRef(parcel), dueAt);
    await advance(tx, work, {
      to: 'on_the_way',
      verb: 'dispatched',
      event: null,
      actor: { kind: 'staff', id: wish.staff },
    });
  });
}
