/**
 * What becomes of an exchange when its other order ends, and of that order when the exchange does:
 * handed over, it is done; not to be had, the goods that came back are paid for after all.
 */
import type { CaseId, MerchantId, OrderId, RefundId } from '../kernel/id.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { clearTimer } from '../platform/timer.ts';
import { endWithin, workOnCase } from './steps/case-life.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { cancelWithin, refundWithin } from './steps/refund.ts';

const SYSTEM = { kind: 'system', id: null } as const;

/** An order was received or cancelled: if it replaces something, that case ends. */
export async function endSwap(db: Db, merchant: MerchantId, id: OrderId): Promise<boolean> {
  const found = await db.reading(merchant, async (reader) => {
    const swap = await orders.find(reader, id);
    if (swap === null || swap.replaces === null) return null;
    const ended = swap.state === 'cancelled' || swap.receivedAt !== null;
    return ended ? { swap, case: swap.replaces } : null;
  });
  if (found === null) return false;
  return db.transaction(merchant, async (tx) => {
    const standing = await orders.aftersales.findCase(tx, found.case);
    const work = workOnCase(await orderMoneyOf(tx, standing!.order), found.case);
    if (work.standing.state !== 'exchanging' || work.standing.swapOrder !== id) return false;
    if (found.swap.state !== 'cancelled') {
      orders.cases.step(tx, work.standing, { verb: 'exchanged', actor: SYSTEM });
      endWithin(tx, work, 'exchanged', SYSTEM);
      return true;
    }
    const refund = tx.newId<'refund'>() as RefundId;
    orders.cases.step(tx, work.standing, { verb: 'unmet', actor: SYSTEM, refund });
    await refundWithin(tx, work.money, {
      id: refund,
      asks: orders.asksOf('return_and_refund', work.standing.lines, work.money.lines),
      reason: work.standing.reason,
      case: work.standing.id,
      actor: SYSTEM,
      sellable: [],
      goods: 'released',
    });
    endWithin(tx, work, 'unmet', SYSTEM);
    return true;
  });
}

/** The case was withdrawn, refused or lapsed: what was held for it is free. */
export async function dropSwap(db: Db, merchant: MerchantId, id: CaseId): Promise<boolean> {
  const found = await db.reading(merchant, (r) => orders.aftersales.findCase(r, id));
  if (found === null || found.swapOrder === null) return false;
  if (found.state !== 'withdrawn' && found.state !== 'rejected') return false;
  const swap = found.swapOrder;
  return db.transaction(merchant, async (tx) => {
    const money = await orderMoneyOf(tx, swap);
    if (money.order.state !== 'unpaid') return false;
    cancelWithin(tx, money, SYSTEM, 'exchange_ended');
    clearTimer(tx, 'orders.unpaid', swap);
    return true;
  });
}
