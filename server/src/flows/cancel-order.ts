/** An order is given up: by its member, by staff, or because nobody paid in time. */
import type { MemberId, MerchantId, NodeId, OrderId, RefundId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import type * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { clearTimer } from '../platform/timer.ts';
import { isBeforeHandOver, orderMoneyOf } from './steps/order-money.ts';
import { mustBeHers } from './steps/own-order.ts';
import { mustReach } from './steps/within-reach.ts';
import { cancelWithin, refundWithin } from './steps/refund.ts';
import { freeTenderOf } from './steps/tender.ts';

export interface CancelOrder {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly actor: orders.Actor;
  readonly reason: string;
  /** The member whose order it must be; null for staff, whose `reach` it must lie in. */
  readonly owner: MemberId | null;
  /** Of staff. */
  readonly reach?: readonly NodeId[];
}
export interface Cancelled {
  readonly order: OrderId;
  readonly refundedFen: number;
}

/**
 * All that is left goes back, and everything held is free. Doing it twice is doing it once.
 * @throws Refusal `orders.no_such_order`, `orders.being_prepared`, `orders.order_has_moved_on`
 */
export function cancelOrder(db: Db, wish: CancelOrder): Promise<Cancelled> {
  return db.transaction(wish.merchant, async (tx) => {
    const money = await orderMoneyOf(tx, wish.order);
    const { order } = money;
    if (wish.owner !== null) await mustBeHers(tx, order, wish.owner);
    if (wish.reach !== undefined) mustReach(money, wish.reach);
    if (order.state === 'cancelled') return { order: order.id, refundedFen: order.refundedFen };
    mayCancel(money.order.state, wish.actor, isBeforeHandOver(money));
    clearTimer(tx, 'orders.unpaid', order.id);
    if (order.refundedFen === order.capturedFen) {
      await freeTenderOf(tx, money);
      cancelWithin(tx, money, wish.actor, wish.reason);
      return { order: order.id, refundedFen: order.refundedFen };
    }
    await refundWithin(tx, money, {
      id: tx.newId<'refund'>() as RefundId,
      asks: 'all',
      reason: wish.reason,
      case: null,
      actor: wish.actor,
      sellable: [],
      goods: 'released',
    });
    return { order: order.id, refundedFen: order.capturedFen };
  });
}

function mayCancel(state: orders.OrderState, actor: orders.Actor, before: boolean): void {
  if (!before) throw new Refusal('conflict', 'orders.order_has_moved_on', { state });
  if (actor.kind !== 'member' || state === 'unpaid' || state === 'paid') return;
  throw new Refusal('conflict', 'orders.being_prepared', { state });
}

/** The timer of placement: paid or cancelled meanwhile, it does nothing. */
export function expireUnpaid(db: Db, merchant: MerchantId, order: OrderId): Promise<boolean> {
  return db.transaction(merchant, async (tx) => {
    const money = await orderMoneyOf(tx, order);
    const due = money.order.state === 'unpaid' && money.order.payBy <= tx.now;
    if (due) await freeTenderOf(tx, money);
    if (due) cancelWithin(tx, money, { kind: 'system', id: null }, 'unpaid');
    if (due || money.order.state !== 'unpaid') clearTimer(tx, 'orders.unpaid', order);
    return due;
  });
}
