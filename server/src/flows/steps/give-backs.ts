/**
 * What a refund gives back besides money, in this order. Whatever else an order may have spent or
 * earned (points, coupons, stored value) joins the list; the money itself goes by `refund.ts`.
 */
import type { CaseId, OutletId, RefundId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import type * as orders from '../../modules/orders/orders.ts';
import type { Tx } from '../../platform/db.ts';
import { hasGoneOut } from './go-on.ts';
import type { OrderMoney } from './order-money.ts';

export interface RefundWish {
  readonly id: RefundId;
  readonly asks: readonly orders.RefundAsk[] | 'all';
  readonly reason: string;
  readonly case: CaseId | null;
  readonly actor: orders.Actor;
  /** Line numbers whose returned goods are fit to sell again. */
  readonly sellable: readonly number[];
  /** `kept`: the caller has dealt with the goods (a short pick wrote them off). */
  readonly goods: 'released' | 'kept';
  /** Where returned goods stand; else where they were fetched. */
  readonly at?: OutletId;
}
export interface Going {
  readonly wish: RefundWish;
  readonly going: readonly orders.RefundLine[];
  readonly amountFen: Fen;
}
/** Tells its writes; asks nothing, so that a refund stays one round trip. */
export type GiveBack = (tx: Tx, money: OrderMoney, going: Going) => void;

/** Pieces that staff found fit to sell again stand on the shelf they were brought to. */
const goods: GiveBack = (tx, money, { wish: { sellable, actor, at }, going }) => {
  const staff = actor.kind === 'staff' ? actor.id : null;
  for (const { no, pieces } of going) {
    const parcel = fulfilment.live(money.parcels).find((each) => each.lineNos.includes(no));
    const sku = money.lines.find((line) => line.no === no)?.sku ?? null;
    if (!sellable.includes(no) || parcel === undefined || sku === null || pieces === 0) continue;
    if (!hasGoneOut(parcel)) continue;
    const back = { sku, quantity: pieces };
    inventory.takeBack(tx, money.order.id, at ?? parcel.outlet, back, staff as never);
  }
};

export const GIVE_BACKS: readonly GiveBack[] = [goods];
