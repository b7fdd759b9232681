/** Staff give money back without a case: pieces, an amount, or all that is left. */
import type { MerchantId, NodeId, OrderId, RefundId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as orders from '../modules/orders/orders.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { refundWithin, type Refunded } from './steps/refund.ts';
import { mustReach } from './steps/within-reach.ts';

export interface RefundOrderLines {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly id: RefundId;
  readonly asks: readonly orders.RefundAsk[] | 'all';
  readonly reason: string;
  readonly sellable: readonly number[];
  readonly staff: StaffId;
  readonly reach: readonly NodeId[];
}

/**
 * The same id and wish give the same refund.
 * @throws Refusal `orders.no_such_order`, `orders.id_used`, `orders.not_paid`, `orders.refund_…`
 */
export function refundOrderLines(db: Db, wish: RefundOrderLines): Promise<Refunded> {
  return db.transaction(wish.merchant, async (tx) => {
    const money = await orderMoneyOf(tx, wish.order);
    mustReach(money, wish.reach);
    const standing = await orders.aftersales.findRefund(tx, wish.id);
    if (standing !== null) {
      const same = standing.order === wish.order && standing.reason === wish.reason;
      if (!same || !orders.aftersales.sameAsks(standing.lines, wish.asks)) {
        throw new Refusal('invalid', 'orders.id_used', { id: wish.id });
      }
      const cancelled = money.order.state === 'cancelled';
      return { id: wish.id, amountFen: standing.amountFen, cancelled };
    }
    const actor = { kind: 'staff', id: wish.staff } as const;
    const done = await refundWithin(tx, money, { ...wish, case: null, actor, goods: 'released' });
    audit(tx, actor, {
      verb: 'orders.refunded',
      object: { kind: 'order', id: wish.order },
      facts: { refund: wish.id, amountFen: done.amountFen }, // why: in the refund's own row
    });
    return done;
  });
}
