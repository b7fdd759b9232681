/** Steps of a case: the row moves and its history grows in one statement. */
import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { CaseDesk, CaseState } from './types.ts';

const caseId = col.id<'case'>();
const order = col.id<'order'>();
/** A member or staff: either is a uuid. */
const person: col.Column<string | null> = col.maybe({ ...col.text<string>(), pg: 'uuid' });

/** Taken once from where it stands: of two who decide, the second is told. Appealed once, ever. */
export const stepCase = guard(
  'orders.step_case',
  {
    id: caseId,
    step: col.id(),
    verb: col.text(),
    from: col.text<CaseState>(),
    to: col.text<CaseState>(),
    decides: col.bool,
    actorKind: col.text(),
    actor: person,
    words: col.text(),
    facts: col.json<object>(),
    desk: col.text<CaseDesk>(),
    due: col.maybe(col.instant),
    refund: col.maybe(col.id<'refund'>()),
    code: col.maybe(col.text()),
    tracking: col.maybe(col.text()),
    swapOrder: col.maybe(order),
  },
  `update orders.aftersales set state = :to, desk = :desk, due_at = :due,
     decided_by = case when :decides then :actor::uuid else decided_by end,
     decided_at = case when :decides then :now else decided_at end,
     decision_words = case when :decides then :words else decision_words end,
     refund_id = coalesce(:refund, refund_id), return_code = coalesce(:code, return_code),
     tracking = coalesce(:tracking, tracking), swap_order = coalesce(:swapOrder, swap_order),
     appealed_at = case when :verb = 'appealed' then :now else appealed_at end
   where merchant_id = :merchant and id = :id and state = :from
     and (:verb <> 'appealed' or appealed_at is null)`,
  {
    first: `told as (
      insert into orders.case_step (merchant_id, id, case_id, verb, from_state, to_state,
        actor_kind, actor_id, words, facts, at)
      values (:merchant, :step, :id, :verb, :from, :to, :actorKind, :actor, :words, :facts, :now)
    )`,
  },
);

export const findByCode = statement(
  'orders.find_case_by_code',
  { code: col.text() },
  `select id from orders.aftersales where merchant_id = :merchant and return_code = :code
   order by state in ('approved', 'sent_back') desc, id desc limit 1`,
  { id: caseId },
);
export const findBySwap = statement(
  'orders.find_case_by_swap',
  { order },
  `select id from orders.aftersales where merchant_id = :merchant and swap_order = :order`,
  { id: caseId },
);

export const findClaims = statement(
  'orders.find_price_claims',
  { order },
  `select line_no as no, min(price_fen) as "priceFen" from orders.price_claim
   where merchant_id = :merchant and order_id = :order group by line_no`,
  { no: col.int, priceFen: col.fen },
);
/** One price is made good once, whatever case says so. */
export const insertClaims = guard(
  'orders.insert_price_claims',
  { order, case: caseId, nos: col.list(col.int), prices: col.list(col.fen) },
  `insert into orders.price_claim (merchant_id, order_id, line_no, price_fen, case_id, at)
   select :merchant, :order, no, price, :case, :now
   from unnest(:nos::integer[], :prices::bigint[]) as x(no, price) on conflict do nothing`,
  { rows: 'cardinality(:nos)' },
);
/** An exchange's order: made from no cart, by the case whose goods it replaces. */
export const insertSwap = guard(
  'orders.insert_swap',
  {
    id: order,
    from: order,
    case: caseId,
    number: col.text(),
    grossFen: col.fen,
    discountFen: col.fen,
    payableFen: col.fen,
    quote: col.json<unknown>(),
    note: col.text(),
    payBy: col.instant,
    line: col.json<object>(),
    history: col.id<'history'>(),
  },
  `insert into orders.history
     (merchant_id, id, order_id, verb, from_state, to_state, actor_kind, facts, at)
   select merchant_id, :history, id, 'placed', null, 'unpaid', 'system',
     jsonb_build_object('replaces', :case::uuid), :now from placed`,
  {
    first: `placed as (
      insert into orders.order (merchant_id, id, number, member_id, outlet_id, way, wish_hash,
        place_lat, place_lng, contact_enc, contact_masked, gross_fen, discount_fen, freight_fen,
        payable_fen, selling_closed, split_agreed, quote, note, placed_at, pay_by, replaces)
      select merchant_id, :id, :number, member_id, outlet_id, 'pickup', '', place_lat, place_lng,
        contact_enc, contact_masked, :grossFen, :discountFen, 0, :payableFen, false, false, :quote,
        :note, :now, :payBy, :case
      from orders.order where merchant_id = :merchant and id = :from
      on conflict do nothing returning merchant_id, id
    ), lined as (
      insert into orders.line (merchant_id, order_id, no, sku_id, product_id, title, spec,
        quantity, price_fen, discount_fen, net_fen, product_role, terms)
      select merchant_id, id, 1, l.sku, l.product, l.title, l.spec, l.quantity, l."priceFen",
        l."discountFen", l."netFen", l.role, l.terms
      from placed, jsonb_to_record(:line) as l(sku uuid, product uuid, title text,
        spec text, quantity integer, "priceFen" bigint, "discountFen" bigint, "netFen" bigint,
        role text, terms jsonb)
    )`,
  },
);
