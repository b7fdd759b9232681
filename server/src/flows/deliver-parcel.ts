/** It is in the member's hands: the courier says so, she says so, or a week has passed. */
import type { MemberId, MerchantId, OrderId, OutletId } from '../kernel/id.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import type * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { clearTimer } from '../platform/timer.ts';
import { acceptRef, advance, mustBe, workOn } from './steps/parcel-life.ts';

export interface Deliver {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly outlet: OutletId;
  readonly actor: orders.Actor;
  /** The member whose order it must be, when she says so herself. */
  readonly owner?: MemberId;
}

/** @throws Refusal `orders.no_such_order`, `fulfilment.parcel_has_moved_on` */
export function deliverParcel({ db }: { db: Db }, wish: Deliver): Promise<void> {
  return db.transaction(wish.merchant, async (tx) => {
    const work = await workOn(tx, wish.order, wish.outlet, wish.owner);
    if (work.parcel.state === 'received') return;
    mustBe(work, 'on_the_way');
    clearTimer(tx, 'fulfilment.delivered', acceptRef(work.parcel));
    fulfilment.receive(tx, work.parcel);
    await advance(tx, work, {
      to: 'received',
      verb: 'delivered',
      event: 'orders.handed_over',
      actor: wish.actor,
    });
  });
}
