/**
 * A case is answered, by people or by time: the goods are asked for, the money goes, or the member
 * is told why not. Every answer of the house passes here, behind the order's lock.
 */
import type { NodeId, OrderId, OutletId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, days, hours } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as orders from '../../modules/orders/orders.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import { newDigits } from '../../platform/secret.ts';
import { clearTimer, setTimer } from '../../platform/timer.ts';
import { hasGoneOut } from './go-on.ts';
import { isBeforeHandOver, type OrderMoney } from './order-money.ts';
import { refundWithin } from './refund.ts';

export interface CaseWork {
  readonly money: OrderMoney;
  readonly standing: orders.Case;
}
export interface Answer {
  readonly actor: orders.Actor;
  readonly words: string;
  /** Line numbers whose goods are fit to sell again. */
  readonly sellable: readonly number[];
  /** Where the goods stand, if not where they were fetched. */
  readonly at?: OutletId;
}
const CLOCK = 'orders.case';

/** The rule that held when the order was placed. */
export function caseRuleOf({
  order,
  directory,
}: Pick<OrderMoney, 'order' | 'directory'>): chain.AftersalesBody {
  const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
  return chain.policyInForce(directory, 'aftersales', path, order.placedAt).body;
}

/** @throws Refusal `orders.no_such_case` */
export function workOnCase(money: OrderMoney, id: orders.Case['id']): CaseWork {
  const standing = money.cases.find((each) => each.id === id);
  if (standing === undefined) throw new Refusal('not_found', 'orders.no_such_case');
  return { money, standing };
}

/** What the case is about, with the freight where that is due. */
export function asksOf({ money, standing }: CaseWork): orders.RefundAsk[] {
  const { lines } = money;
  const asks = orders.asksOf(standing.kind, standing.lines, lines);
  return orders.withFreight(asks, lines, orders.isFault(standing.reason));
}
/** Null: by now there is not so much left. */
export function worthOf(work: CaseWork): Fen | null {
  const verdict = orders.refundOf(work.money.lines, asksOf(work));
  return 'refused' in verdict ? null : verdict.total;
}

/** Some of what the case is about is in the member's hands. */
export const isOut = ({ money, standing }: CaseWork): boolean =>
  !isBeforeHandOver(money) &&
  fulfilment
    .live(money.parcels)
    .filter(hasGoneOut)
    .some(({ lineNos }) => standing.lines.some(({ no }) => lineNos.includes(no)));

/** What stores let lie is not theirs any more. @throws Refusal `orders.case_at_head_office` */
export function mustBeTheirDesk({ money, standing }: CaseWork, reach: readonly NodeId[]): void {
  if (standing.desk === 'hq' && !reach.includes(money.directory.root.id))
    throw new Refusal('forbidden', 'orders.case_at_head_office');
}

/** The member brings or sends it back; the code finds the case at the counter. */
export function approveWithin(
  tx: Tx,
  work: CaseWork,
  { actor, words, swapOrder }: Omit<Answer, 'sellable'> & { readonly swapOrder?: OrderId },
): void {
  const { money, standing } = work;
  const due = after(tx.now, days(caseRuleOf(money).returnDays));
  const code = newDigits(8);
  orders.cases.step(tx, standing, {
    verb: 'approved',
    actor,
    words,
    due,
    code,
    ...(swapOrder === undefined ? {} : { swapOrder }),
  });
  setTimer(tx, CLOCK, standing.id, due);
  tell(tx, work, 'approved', actor);
}

/** The money goes. @throws Refusal `orders.refund_…` */
export async function acceptWithin(tx: Tx, work: CaseWork, answer: Answer): Promise<Fen> {
  const { money, standing } = work;
  const refund = tx.newId<'refund'>();
  const { actor, words, sellable, at } = answer;
  orders.cases.claimPrices(tx, standing);
  orders.cases.step(tx, standing, { verb: 'accepted', actor, words, refund });
  const { amountFen } = await refundWithin(tx, money, {
    id: refund,
    asks: asksOf(work),
    reason: standing.reason,
    case: standing.id,
    actor,
    sellable,
    goods: 'released',
    ...(at === undefined ? {} : { at }),
  });
  endWithin(tx, work, 'accepted', actor);
  return amountFen;
}

export function rejectWithin(tx: Tx, work: CaseWork, { actor, words }: Omit<Answer, 'sellable'>) {
  orders.cases.step(tx, work.standing, { verb: 'rejected', actor, words });
  endWithin(tx, work, 'rejected', actor, words);
}

/** While the case was open the order could not settle; now it may again. */
export function endWithin(
  tx: Tx,
  work: CaseWork,
  how: string,
  actor: orders.Actor,
  reason = '',
): void {
  const { order } = work.money;
  clearTimer(tx, CLOCK, work.standing.id);
  if (order.state === 'received' && order.settlesAt !== null)
    setTimer(tx, 'orders.settle', order.id, order.settlesAt);
  tell(tx, work, how, actor, reason);
}

/** A line in the order's history, and an event. */
export function tell(
  tx: Tx,
  { money, standing }: CaseWork,
  how: string,
  actor: orders.Actor,
  reason = '',
): void {
  const { order } = money;
  orders.note(tx, order.id, `aftersales_${how}`, actor, { case: standing.id, reason });
  outbox.put(tx, {
    name: how === 'asked' ? 'orders.aftersales_asked' : 'orders.aftersales_decided',
    facts: { order: order.id, case: standing.id, state: how },
  });
}

/** The store, or head office, has so long to answer. */
export function startClock(tx: Tx, id: string, hoursToAnswer: number) {
  const due = after(tx.now, hours(hoursToAnswer));
  setTimer(tx, CLOCK, id, due);
  return due;
}
