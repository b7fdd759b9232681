/** Staff decide a case: the refund is made in the same breath, or the member is told why not. */
import type { CaseId, MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as orders from '../modules/orders/orders.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { setTimer } from '../platform/timer.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { refundWithin } from './steps/refund.ts';
import { mustReach } from './steps/within-reach.ts';

export interface DecideAftersales {
  readonly merchant: MerchantId;
  readonly case: CaseId;
  readonly accepted: boolean;
  readonly words: string;
  /** Line numbers whose goods are fit to sell again. */
  readonly sellable: readonly number[];
  readonly staff: StaffId;
  readonly reach: readonly NodeId[];
}
export interface Decided {
  readonly case: CaseId;
  readonly state: 'accepted' | 'rejected';
  readonly refundFen: number;
}

/**
 * Of two who decide, one does.
 * @throws Refusal `orders.no_such_case`, `orders.case_is_decided`, `orders.refund_…`
 */
export function decideAftersales(db: Db, wish: DecideAftersales): Promise<Decided> {
  return db.transaction(wish.merchant, async (tx) => {
    const asked = await orders.aftersales.findCase(tx, wish.case);
    if (asked === null) throw new Refusal('not_found', 'orders.no_such_case');
    const money = await orderMoneyOf(tx, asked.order);
    mustReach(money, wish.reach);
    const standing = money.cases.find(({ id }) => id === wish.case);
    if (standing?.state !== 'asked') throw new Refusal('conflict', 'orders.case_is_decided');
    const { order } = money;
    const actor = { kind: 'staff', id: wish.staff } as const;
    const state = wish.accepted ? 'accepted' : 'rejected';
    const end = { state, by: wish.staff, words: wish.words } as const;
    let refundFen = 0;
    if (wish.accepted) {
      const refund = tx.newId<'refund'>();
      orders.aftersales.end(tx, wish.case, { ...end, refund });
      const { amountFen } = await refundWithin(tx, money, {
        id: refund,
        asks: orders.asksOf(asked.kind, asked.lines, money.lines),
        reason: asked.reason,
        case: wish.case,
        actor,
        sellable: wish.sellable,
        goods: 'released',
      });
      refundFen = amountFen;
    } else orders.aftersales.end(tx, wish.case, { ...end, refund: null });
    // While the case was open the order could not settle; now it may again.
    if (order.settlesAt !== null) setTimer(tx, 'orders.settle', order.id, order.settlesAt);
    orders.note(tx, order.id, `aftersales_${state}`, actor, { case: wish.case });
    audit(tx, actor, {
      verb: `orders.aftersales_${state}`,
      object: { kind: 'order', id: order.id },
      facts: { case: wish.case, refundFen },
    });
    outbox.put(tx, {
      name: 'orders.aftersales_decided',
      facts: { order: order.id, case: wish.case, state },
    });
    return { case: wish.case, state, refundFen };
  });
}
