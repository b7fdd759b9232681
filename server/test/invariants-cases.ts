/** Questions to after-sales (C). */
import { CASE_STEPS, CASE_VERBS, OPEN_CASES } from '../src/modules/orders/case-rules.ts';

const WAY = CASE_VERBS.flatMap((verb) =>
  CASE_STEPS[verb].from.map((from) => `('${verb}', '${from}', '${CASE_STEPS[verb].to}')`),
).join();
const OPEN = OPEN_CASES.map((state) => `'${state}'`).join();

export const CASES: Record<string, string> = {
  'C1 the path of a case is a path of its machine': `
    select * from orders.case_step where from_state is not null
      and (verb, from_state, to_state) not in (${WAY})`,
  'C1 states of a case follow each other without a gap': `
    select merchant_id, case_id, id, from_state, former from (
      select *, lag(to_state) over (partition by merchant_id, case_id order by id) as former
      from orders.case_step) s
    where from_state is distinct from former`,
  'C1 the last step of a case is its state': `
    select a.merchant_id, a.id, a.state from orders.aftersales a
    where a.state is distinct from (select to_state from orders.case_step s
      where s.merchant_id = a.merchant_id and s.case_id = a.id order by s.id desc limit 1)`,
  'C2 an order has one open case at most': `
    select merchant_id, order_id from orders.aftersales where state in (${OPEN})
    group by 1, 2 having count(*) > 1`,
  'C2 a case is appealed once at most': `
    select merchant_id, case_id from orders.case_step where verb = 'appealed'
    group by 1, 2 having count(*) > 1`,
  'C3 a refund of a case is the case’s, and it was accepted': `
    select r.merchant_id, r.id, a.state from orders.refund r join orders.aftersales a
      on a.merchant_id = r.merchant_id and a.id = r.case_id
    where a.refund_id is distinct from r.id or a.state not in ('accepted', 'exchanging')
      or a.order_id <> r.order_id`,
  'C4 what waits for time has its timer': `
    select a.merchant_id, a.id, a.state, a.due_at from orders.aftersales a
    where a.state in ('asked', 'appealed', 'approved') and a.due_at is not null
      and not exists (select from platform.timer t where t.merchant_id = a.merchant_id
        and t.kind = 'orders.case' and t.ref = a.id::text)
      and not (a.desk = 'hq' and a.state <> 'approved')`,
  'C4 goods that are awaited have a code': `
    select merchant_id, id from orders.aftersales
    where state in ('approved', 'sent_back') and return_code is null`,
  'C5 an order with an open case is not settled, but for what outlives it': `
    select a.merchant_id, a.id, a.kind from orders.aftersales a join orders."order" o
      on o.merchant_id = a.merchant_id and o.id = a.order_id
    where a.state in (${OPEN}) and o.state = 'settled'
      and a.kind not in ('not_happy', 'price_protection')`,
  'C6 an exchange and the order that fulfils it know each other': `
    select o.merchant_id, o.id from orders."order" o where replaces is not null
      and state <> 'cancelled' and not exists (select from orders.aftersales a
        where a.merchant_id = o.merchant_id and a.id = o.replaces and a.swap_order = o.id)`,
  'C6 nothing is free but an exchange': `
    select merchant_id, id from orders."order" where payable_fen = 0 and replaces is null`,
  'C7 a price is made good by an accepted case of its order': `
    select p.merchant_id, p.case_id from orders.price_claim p join orders.aftersales a
      on a.merchant_id = p.merchant_id and a.id = p.case_id
    where a.state <> 'accepted' or a.order_id <> p.order_id`,
  'C8 a photo belongs to a case of its order': `
    select p.merchant_id, p.id from orders.case_photo p join orders.aftersales a
      on a.merchant_id = p.merchant_id and a.id = p.case_id
    where a.order_id <> p.order_id`,
};
