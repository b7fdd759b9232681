/**
 * Somebody looked at portions under review: they are paid as promised, or stay with head office.
 */
import type { MerchantId, NodeId, OrderId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as orders from '../modules/orders/orders.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { keepMonthCaps } from './steps/month-caps.ts';
import { hqOf, orderMoneyOf } from './steps/order-money.ts';
import { mustReach } from './steps/within-reach.ts';

export interface DecideReview {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly accepted: boolean;
  readonly words: string;
  readonly staff: StaffId;
  readonly reach: readonly NodeId[];
}

/** @throws Refusal `orders.no_such_order`, `ledger.already_decided` */
export function decideReview(db: Db, wish: DecideReview): Promise<{ readonly decided: number }> {
  return db.transaction(wish.merchant, async (tx) => {
    const money = await orderMoneyOf(tx, wish.order);
    mustReach(money, wish.reach);
    const waiting = ledger.underReview(money.pendings);
    if (waiting.length === 0) throw new Refusal('conflict', 'ledger.already_decided');
    const settled = money.order.state === 'settled';
    const totals = await ledger.lockDues(tx, ledger.openDues(waiting));
    const { accepted } = wish;
    const paid = settled && accepted;
    const looked = paid ? await keepMonthCaps(tx, money, waiting) : waiting;
    for (const pending of looked.filter((each) => ledger.restOf(each) > 0)) {
      const decision = { pending, accepted, hq: hqOf(money), settled };
      ledger.decideSuspended(tx, wish.order, decision, totals);
    }
    const actor = { kind: 'staff', id: wish.staff } as const;
    const facts = { accepted, words: wish.words };
    orders.note(tx, wish.order, 'review_decided', actor, facts);
    const object = { kind: 'order', id: wish.order };
    audit(tx, actor, { verb: 'ledger.review_decided', object, facts });
    return { decided: waiting.length };
  });
}
