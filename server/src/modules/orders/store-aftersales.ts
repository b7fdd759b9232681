import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { AskedLine, CaseDesk, CaseKind, CaseState } from './types.ts';

const order = col.id<'order'>();
const caseId = col.id<'case'>();
const refund = col.id<'refund'>();
/** A member or staff: either is a uuid. */
const person: col.Column<string | null> = col.maybe({ ...col.text<string>(), pg: 'uuid' });

/** Refunds, settlement and steps of one order wait for each other here, and nowhere else. */
export const lockOrder = statement(
  'orders.lock_order',
  { order },
  `select id from orders.order where merchant_id = :merchant and id = :order for update`,
  { id: order },
);

const caseRow = {
  id: caseId,
  order,
  kind: col.text<CaseKind>(),
  reason: col.text(),
  words: col.text(),
  photos: col.json<readonly string[]>(),
  lines: col.json<readonly AskedLine[]>(),
  state: col.text<CaseState>(),
  askedBy: col.text<'member' | 'staff' | 'system'>(),
  askedAt: col.instant,
  decidedAt: col.maybe(col.instant),
  decisionWords: col.text(),
  refund: col.maybe(refund),
  desk: col.text<CaseDesk>(),
  dueAt: col.maybe(col.instant),
  appealedAt: col.maybe(col.instant),
  returnCode: col.maybe(col.text()),
  tracking: col.text(),
  opened: col.bool,
  swapSku: col.maybe(col.id<'sku'>()),
  swapOrder: col.maybe(order),
};
const CASE = `id, order_id as "order", kind, reason, words, photos, lines, state,
  asked_by as "askedBy", asked_at as "askedAt", decided_at as "decidedAt",
  decision_words as "decisionWords", refund_id as refund, desk, due_at as "dueAt",
  appealed_at as "appealedAt", return_code as "returnCode", tracking, opened,
  swap_sku as "swapSku", swap_order as "swapOrder"`;

export const findCase = statement(
  'orders.find_case',
  { id: caseId },
  `select ${CASE} from orders.aftersales where merchant_id = :merchant and id = :id`,
  caseRow,
);
export const findCases = statement(
  'orders.find_cases',
  { order },
  `select ${CASE} from orders.aftersales
   where merchant_id = :merchant and order_id = :order order by id`,
  caseRow,
);
/** Touches nothing when a twin with this id commits first. */
export const insertCase = guard(
  'orders.insert_case',
  {
    id: caseId,
    order,
    kind: col.text<CaseKind>(),
    reason: col.text(),
    words: col.text(),
    photos: col.json<readonly string[]>(),
    lines: col.json<readonly AskedLine[]>(),
    askedBy: col.text(),
    actor: person,
    desk: col.text<CaseDesk>(),
    due: col.maybe(col.instant),
    opened: col.bool,
    swapSku: col.maybe(col.id<'sku'>()),
    step: col.id(),
  },
  `insert into orders.case_step
     (merchant_id, id, case_id, verb, from_state, to_state, actor_kind, actor_id, words, at)
   select merchant_id, :step, id, 'asked', null, 'asked', :askedBy, :actor, :words, :now
   from opened`,
  {
    first: `opened as (
      insert into orders.aftersales (merchant_id, id, order_id, kind, reason, words, photos, lines,
        state, asked_by, asked_at, desk, due_at, opened, swap_sku)
      values (:merchant, :id, :order, :kind, :reason, :words, :photos, :lines, 'asked', :askedBy,
        :now, :desk, :due, :opened, :swapSku)
      on conflict do nothing returning merchant_id, id
    )`,
  },
);
export const findRefunds = statement(
  'orders.find_refunds',
  { order },
  `select id, case_id as "case", reason, amount_fen as "amountFen", state, asked_at as "askedAt",
     done_at as "doneAt"
   from orders.refund where merchant_id = :merchant and order_id = :order order by id`,
  {
    id: refund,
    case: col.maybe(caseId),
    reason: col.text(),
    amountFen: col.fen,
    state: col.text<'in_flight' | 'succeeded' | 'failed'>(),
    askedAt: col.instant,
    doneAt: col.maybe(col.instant),
  },
);
/** Never beyond what was captured: the order's own constraint stands behind. */
export const insertRefund = guard(
  'orders.insert_refund',
  {
    id: refund,
    order,
    case: col.maybe(caseId),
    reason: col.text(),
    amount: col.fen,
    state: col.text<'in_flight' | 'succeeded'>(),
    actor: person,
    nos: col.list(col.int),
    pieces: col.list(col.int),
    amounts: col.list(col.fen),
    sellable: col.list(col.bool),
  },
  `update orders.order set refunded_fen = refunded_fen + :amount
   where merchant_id = :merchant and id = :order and refunded_fen + :amount <= captured_fen`,
  {
    first: `asked as (
      insert into orders.refund (merchant_id, id, order_id, case_id, reason, amount_fen, state,
        asked_at, actor_id)
      values (:merchant, :id, :order, :case, :reason, :amount, :state, :now, :actor)
      returning id
    ), lined as (
      insert into orders.refund_line
        (merchant_id, refund_id, line_no, pieces, amount_fen, sellable)
      select :merchant, asked.id, no, pieces, amount, sellable from asked,
        unnest(:nos::integer[], :pieces::integer[], :amounts::bigint[], :sellable::boolean[])
          as x(no, pieces, amount, sellable)
    )`,
  },
);
/** `pieces` and `amounts` came back; what each line had before is the guard. */
export const refundLines = guard(
  'orders.refund_lines',
  {
    order,
    nos: col.list(col.int),
    pieces: col.list(col.int),
    amounts: col.list(col.fen),
    hadPieces: col.list(col.int),
    hadFen: col.list(col.fen),
  },
  `update orders.line l set refunded_pieces = l.refunded_pieces + x.pieces,
     refunded_fen = l.refunded_fen + x.amount
   from unnest(:nos::integer[], :pieces::integer[], :amounts::bigint[], :hadPieces::integer[],
     :hadFen::bigint[]) as x(no, pieces, amount, had_pieces, had_fen)
   where l.merchant_id = :merchant and l.order_id = :order and l.no = x.no
     and l.refunded_pieces = x.had_pieces and l.refunded_fen = x.had_fen`,
  { rows: 'cardinality(:nos)' },
);
export const endRefund = guard(
  'orders.end_refund',
  { id: refund, state: col.text<'succeeded' | 'failed'>() },
  `update orders.refund set state = :state, done_at = :now
   where merchant_id = :merchant and id = :id and state = 'in_flight'`,
);
export const findRefund = statement(
  'orders.find_refund',
  { id: refund },
  `select order_id as "order", reason, amount_fen as "amountFen",
     (select coalesce(jsonb_agg(jsonb_build_object('no', line_no, 'pieces', pieces,
        'amount', amount_fen) order by line_no), '[]') from orders.refund_line l
      where l.merchant_id = :merchant and l.refund_id = :id) as lines
   from orders.refund where merchant_id = :merchant and id = :id`,
  {
    order,
    reason: col.text(),
    amountFen: col.fen,
    lines: col.json<readonly { no: number; pieces: number; amount: number }[]>(),
  },
);
