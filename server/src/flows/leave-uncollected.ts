/** Ready and not fetched: reminded on the first and fifth day, given up after the seventh. */
import type { MerchantId, OrderId, OutletId, RefundId } from '../kernel/id.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import * as members from '../modules/members/members.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { acceptRef } from './steps/parcel-life.ts';
import { refundWithin } from './steps/refund.ts';

export interface Uncollected {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly outlet: OutletId;
  readonly attempt: number;
}

/** Each reminder is told once, however often its timer rings. */
export function remind({ db }: { db: Db }, wish: Uncollected, which: '1' | '5'): Promise<boolean> {
  return db.transaction(wish.merchant, async (tx) => {
    const [order, parcels] = await Promise.all([
      orders.get(tx, wish.order),
      fulfilment.parcelsOf(tx, wish.order),
    ]);
    const parcel = waitingIn(parcels, wish);
    if (parcel === null) return false;
    members.tell(tx, {
      member: order.member,
      kind: 'orders.uncollected',
      ref: `${acceptRef(parcel)}:${which}`,
      facts: { order: wish.order, outlet: wish.outlet },
    });
    return true;
  });
}

/** The goods go back to the shelf and the money to the member. */
export function giveUpUncollected({ db }: { db: Db }, wish: Uncollected): Promise<boolean> {
  return db.transaction(wish.merchant, async (tx) => {
    const money = await orderMoneyOf(tx, wish.order);
    const parcel = waitingIn(money.parcels, wish);
    if (parcel === null) return false;
    const asks = money.lines
      .filter(({ no }) => parcel.lineNos.includes(no))
      .map(({ no, quantity, refundedPieces }) => ({
        no,
        pieces: quantity - refundedPieces,
        amount: null,
      }))
      .filter(({ pieces }) => pieces > 0);
    await refundWithin(tx, money, {
      id: tx.newId<'refund'>() as RefundId,
      asks,
      reason: 'uncollected',
      case: null,
      actor: { kind: 'system', id: null },
      sellable: [],
      goods: 'released',
    });
    return true;
  });
}

const waitingIn = (
  parcels: readonly fulfilment.Parcel[],
  { outlet, attempt }: Uncollected,
): fulfilment.Parcel | null =>
  parcels.find(
    (each) => each.outlet === outlet && each.attempt === attempt && each.state === 'ready',
  ) ?? null;
