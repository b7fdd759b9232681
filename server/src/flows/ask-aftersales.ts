/** A member asks something back: a case is opened, with what it is about. */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { mustBeHers } from './steps/own-order.ts';

export interface AskAftersales {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly member: MemberId;
  readonly ask: orders.aftersales.Ask;
}

/**
 * The same id and wish give the same case.
 * @throws Refusal `orders.no_such_order`, `orders.id_used`, `orders.not_paid`,
 * `orders.too_late_to_ask`, `orders.case_is_open`, `orders.refund_…`
 */
export function askAftersales(db: Db, wish: AskAftersales): Promise<orders.Case> {
  return db.transaction(wish.merchant, async (tx) => {
    const { order: id, ask } = wish;
    const [, order, lines, cases, standing] = await Promise.all([
      orders.aftersales.lock(tx, id),
      orders.get(tx, id),
      orders.linesOf(tx, id),
      orders.aftersales.findCases(tx, id),
      orders.aftersales.findCase(tx, ask.id),
    ]);
    await mustBeHers(tx, order, wish.member);
    if (standing !== null) return orders.aftersales.sameCase(standing, id, ask);
    orders.aftersales.mayAsk(order, cases);
    const verdict = orders.refundOf(lines, orders.asksOf(ask.kind, ask.lines, lines));
    if ('refused' in verdict) {
      throw new Refusal('invalid', `orders.refund_${verdict.refused}`, { line: verdict.no });
    }
    return opened(tx, order, ask, { kind: 'member', id: wish.member });
  });
}

async function opened(
  tx: Tx,
  order: orders.OrderRow,
  ask: orders.aftersales.Ask,
  actor: Extract<orders.Actor, { kind: 'member' }>,
): Promise<orders.Case> {
  orders.aftersales.open(tx, order.id, ask, actor.kind);
  orders.note(tx, order.id, 'aftersales_asked', actor, { case: ask.id, reason: ask.reason });
  outbox.put(tx, { name: 'orders.aftersales_asked', facts: { order: order.id, case: ask.id } });
  return {
    ...ask,
    order: order.id,
    state: 'asked',
    askedBy: 'member',
    askedAt: tx.now,
    decidedAt: null,
    decisionWords: '',
    refund: null,
  };
}
