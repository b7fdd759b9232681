/** The member's own steps: take it back, say that the goods are on their way, appeal once. */
import type { CaseId, MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, days } from '../kernel/time.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db, Tx } from '../platform/db.ts';
import {
  caseRuleOf,
  endWithin,
  startClock,
  tell,
  workOnCase,
  type CaseWork,
} from './steps/case-life.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { mustBeHers } from './steps/own-order.ts';

export interface StepCase {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly case: CaseId;
  readonly member: MemberId;
  readonly to:
    | { readonly verb: 'withdrawn' }
    | { readonly verb: 'sent_back'; readonly tracking: string }
    | { readonly verb: 'appealed'; readonly words: string };
}

/**
 * Said again it is done already.
 * @throws Refusal `orders.no_such_order`, `orders.no_such_case`, `orders.case_is_decided`,
 * `orders.appealed_already`, `orders.too_late_to_appeal`, `orders.case_is_open`
 */
export function stepCase(db: Db, wish: StepCase): Promise<{ readonly state: string }> {
  return db.transaction(wish.merchant, async (tx) => {
    const money = await orderMoneyOf(tx, wish.order);
    await mustBeHers(tx, money.order, wish.member);
    const work = workOnCase(money, wish.case);
    const { verb } = wish.to;
    if (work.standing.state === verb) return { state: verb };
    const actor = { kind: 'member', id: wish.member } as const;
    orders.cases.mayStep(work.standing, verb, actor);
    if (wish.to.verb === 'withdrawn') {
      orders.cases.step(tx, work.standing, { verb: 'withdrawn', actor });
      endWithin(tx, work, verb, actor);
    } else if (wish.to.verb === 'sent_back') {
      const { tracking } = wish.to;
      const due = work.standing.dueAt;
      orders.cases.step(tx, work.standing, { verb: 'sent_back', actor, tracking, due });
      tell(tx, work, verb, actor);
    } else appeal(tx, work, wish.to.words, actor);
    return { state: verb };
  });
}

/** Head office decides, and that is final. */
function appeal(tx: Tx, work: CaseWork, words: string, actor: orders.Actor): void {
  const { money, standing } = work;
  const rule = caseRuleOf(money);
  if (standing.decidedAt !== null && after(standing.decidedAt, days(rule.appealDays)) <= tx.now)
    throw new Refusal('conflict', 'orders.too_late_to_appeal');
  if (money.cases.some(orders.isOpenCase)) throw new Refusal('conflict', 'orders.case_is_open');
  const due = startClock(tx, standing.id, rule.answerHours);
  orders.cases.step(tx, standing, { verb: 'appealed', actor, words, desk: 'hq', due });
  tell(tx, work, 'appealed', actor);
}
