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
