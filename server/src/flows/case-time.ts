/** A case waits no longer: a silent store agrees or hands over, a silent member gives up. */
import type { CaseId, MerchantId } from '../kernel/id.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db, Tx } from '../platform/db.ts';
import { clearTimer } from '../platform/timer.ts';
import {
  acceptWithin,
  approveWithin,
  caseRuleOf,
  endWithin,
  isOut,
  startClock,
  tell,
  workOnCase,
  worthOf,
  type CaseWork,
} from './steps/case-life.ts';
import { orderMoneyOf } from './steps/order-money.ts';

const SYSTEM = { kind: 'system', id: null } as const;
export type TimeDid = 'nothing' | 'agreed' | 'escalated' | 'lapsed';

/** Answered meanwhile, or moved to a later hour: it does nothing. */
export function caseTime(db: Db, merchant: MerchantId, id: CaseId): Promise<TimeDid> {
  return db.transaction(merchant, async (tx) => {
    const found = await orders.aftersales.findCase(tx, id);
    if (found === null) {
      clearTimer(tx, 'orders.case', id);
      return 'nothing';
    }
    const work = workOnCase(await orderMoneyOf(tx, found.order), id);
    const { state, dueAt } = work.standing;
    if (dueAt !== null && dueAt > tx.now) return 'nothing';
    clearTimer(tx, 'orders.case', id);
    if (dueAt === null) return 'nothing';
    if (state === 'asked' || state === 'appealed') return silence(tx, work);
    if (state !== 'approved') return 'nothing';
    orders.cases.step(tx, work.standing, { verb: 'lapsed', actor: SYSTEM });
    endWithin(tx, work, 'lapsed', SYSTEM);
    return 'lapsed';
  });
}

async function silence(tx: Tx, work: CaseWork): Promise<TimeDid> {
  const rule = caseRuleOf(work.money);
  const { standing } = work;
  const then = orders.silenceOf(standing, worthOf(work), rule.autoAgreeFen);
  if (then === 'wait') return 'nothing';
  if (then === 'escalate') {
    const due = startClock(tx, standing.id, rule.answerHours);
    orders.cases.step(tx, standing, { verb: 'escalated', actor: SYSTEM, desk: 'hq', due });
    tell(tx, work, 'escalated', SYSTEM);
    return 'escalated';
  }
  const answer = { actor: SYSTEM, words: '', sellable: [] };
  if (orders.wantsGoods(standing.kind) && isOut(work)) approveWithin(tx, work, answer);
  else await acceptWithin(tx, work, answer);
  return 'agreed';
}
