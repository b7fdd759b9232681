/** The lies of after-sales: what no door would leave behind. */
const set = (table: string, change: string, which: string): string =>
  `update ${table} set ${change} where ctid = (select ctid from ${table} where ${which} limit 1)`;
const A_CASE = 'orders.aftersales';

export const CASE_LIES = {
  'C1 the path of a case is a path of its machine': set(
    'orders.case_step',
    `verb = 'lapsed'`,
    `verb = 'accepted'`,
  ),
  'C1 states of a case follow each other without a gap': `delete from orders.case_step
    where ctid = (select ctid from orders.case_step where verb = 'asked' limit 1)`,
  'C1 the last step of a case is its state': set(
    A_CASE,
    `state = 'rejected'`,
    `state = 'accepted'`,
  ),
  'C2 an order has one open case at most': `drop index orders.aftersales_one_open;
    insert into orders.aftersales select (jsonb_populate_record(a, jsonb_build_object(
      'id', gen_random_uuid(), 'state', unnest(array['asked', 'asked'])))).*
    from orders.aftersales a where ctid = (select ctid from orders.aftersales limit 1) returning id`,
  'C2 a case is appealed once at most': `insert into orders.case_step
    select (jsonb_populate_record(s, jsonb_build_object('id', uuidv7(), 'verb', 'appealed',
      'to_state', 'appealed', 'n', n))).* from orders.case_step s, generate_series(1, 2) n
    where s.ctid = (select ctid from orders.case_step where verb = 'asked' limit 1)`,
  'C3 a refund of a case is the case’s, and it was accepted': set(
    A_CASE,
    'refund_id = null',
    `state = 'accepted' and refund_id is not null`,
  ),
  'C4 what waits for time has its timer': `with one as (
      select merchant_id, id from orders.aftersales limit 1)
    update orders.aftersales a set state = 'approved', due_at = a.asked_at
    from one where a.id = one.id and a.merchant_id = one.merchant_id`,
  'C4 goods that are awaited have a code': set(
    A_CASE,
    `state = 'sent_back', return_code = null`,
    'true',
  ),
  'C5 an order with an open case is not settled, but for what outlives it': `
    update orders.aftersales set state = 'sent_back' where ctid = (select a.ctid
      from orders.aftersales a join orders."order" o on o.merchant_id = a.merchant_id
        and o.id = a.order_id where o.state = 'settled' limit 1)`,
  'C6 an exchange and the order that fulfils it know each other': set(
    'orders."order"',
    'replaces = gen_random_uuid()',
    `state = 'settled'`,
  ),
  'C6 nothing is free but an exchange': set('orders."order"', 'payable_fen = 0', 'true'),
  'C7 a price is made good by an accepted case of its order': `insert into orders.price_claim
    select merchant_id, order_id, 1, 1, id, asked_at from orders.aftersales
    where state <> 'accepted' limit 1`,
  'C8 a photo belongs to a case of its order': `insert into orders.case_photo
    select merchant_id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), id, 1, 1, asked_at,
      asked_at from orders.aftersales limit 1`,
};
