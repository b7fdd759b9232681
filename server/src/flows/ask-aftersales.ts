/** A member asks something back: a case is opened, with what it is about. */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, days } from '../kernel/time.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db, Tx } from '../platform/db.ts';
import {
  acceptWithin,
  approveWithin,
  caseRuleOf,
  isOut,
  startClock,
  tell,
  workOnCase,
  worthOf,
} from './steps/case-life.ts';
import { orderMoneyOf, type OrderMoney } from './steps/order-money.ts';
import { mustBeHers } from './steps/own-order.ts';
import { fallsOf } from './steps/price-fall.ts';
import { swapOf } from './steps/swap.ts';

const SYSTEM = { actor: { kind: 'system', id: null }, words: '' } as const;

export interface AskAftersales {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly member: MemberId;
  readonly ask: orders.aftersales.Ask;
}

/**
 * The same id and wish give the same case. What was promised as "not happy, money back" is agreed
 * to at once: nobody's opinion is asked.
 * @throws Refusal `orders.no_such_order`, `orders.id_used`, `orders.not_paid`,
 * `orders.too_late_to_ask`, `orders.case_is_open`, `orders.refund_…`, `orders.claim_…`
 */
export function askAftersales(db: Db, wish: AskAftersales): Promise<orders.Case> {
  return db.transaction(wish.merchant, async (tx) => {
    const { order: id } = wish;
    const money = await orderMoneyOf(tx, id);
    const standing = await orders.aftersales.findCase(tx, wish.ask.id);
    const { order, lines, cases } = money;
    await mustBeHers(tx, order, wish.member);
    if (standing !== null) return orders.aftersales.sameCase(standing, id, wish.ask);
    orders.aftersales.mayAsk(order, wish.ask.kind, cases);
    mayClaim(tx, money, wish.ask);
    const ask = await priced(tx, money, wish.ask);
    const verdict = orders.refundOf(lines, orders.asksOf(ask.kind, ask.lines, lines));
    if ('refused' in verdict) {
      throw new Refusal('invalid', `orders.refund_${verdict.refused}`, { line: verdict.no });
    }
    const actor = { kind: 'member', id: wish.member } as const;
    return opened(tx, money, ask, actor);
  });
}

/** Each line by its own terms. @throws Refusal `orders.claim_…` naming the line */
function mayClaim(tx: Tx, money: OrderMoney, ask: orders.aftersales.Ask): void {
  if (ask.kind === 'cancel') return;
  const rule = caseRuleOf(money);
  const claim = { ...ask, opened: ask.opened ?? false, photos: ask.photos.length };
  for (const { no } of ask.lines) {
    const line = money.lines.find((each) => each.no === no);
    if (line === undefined) continue; // said by the rule of refunds
    const why = orders.whyNot(claim, money.order, line, rule, tx.now);
    if (why !== null)
      throw new Refusal('conflict', `orders.claim_${why}`, { line: no, title: line.title });
  }
}

/** What only the house knows: by how much a price fell, and whether the other piece is sold. */
async function priced(
  tx: Tx,
  money: OrderMoney,
  ask: orders.aftersales.Ask,
): Promise<orders.aftersales.Ask> {
  const { swapSku = null } = ask;
  if (ask.kind === 'exchange') await swapOf(tx, money, { lines: ask.lines, swapSku });
  if (ask.kind === 'exchange') return ask;
  if (ask.kind !== 'price_protection') return { ...ask, swapSku: null };
  const fallen = await fallsOf(tx, money);
  const lines = ask.lines.map(({ no }) => {
    const fall = fallen.get(no);
    if (fall === undefined || 'whyNot' in fall) {
      const title = money.lines.find((each) => each.no === no)?.title ?? '';
      const why = fall === undefined ? 'price_not_lower' : fall.whyNot;
      throw new Refusal('conflict', `orders.claim_${why}`, { line: no, title });
    }
    return { no, pieces: 0, ...fall };
  });
  return { ...ask, swapSku: null, lines };
}

async function opened(
  tx: Tx,
  money: OrderMoney,
  ask: orders.aftersales.Ask,
  actor: orders.Actor,
): Promise<orders.Case> {
  const { id: order } = money.order;
  const due = startClock(tx, ask.id, caseRuleOf(money).answerHours);
  orders.aftersales.open(tx, order, ask, { actor, desk: 'store', due });
  const forget = after(tx.now, days(caseRuleOf(money).photoDays));
  orders.photos.attach(tx, order, ask.id, { photos: ask.photos, forget });
  const made = (await orders.aftersales.findCase(tx, ask.id))!;
  const work = workOnCase({ ...money, cases: [...money.cases, made] }, ask.id);
  tell(tx, work, 'asked', actor, ask.reason);
  const small = (worthOf(work) ?? 0) <= caseRuleOf(money).autoAgreeFen;
  if (ask.kind === 'not_happy' && isOut(work)) approveWithin(tx, work, SYSTEM);
  else if (ask.kind === 'price_protection' && small)
    await acceptWithin(tx, work, { ...SYSTEM, sellable: [] });
  else return made;
  return (await orders.aftersales.findCase(tx, ask.id))!;
}
