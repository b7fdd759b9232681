import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Contest, Measure, PenaltyState, Prize, Target } from './types.ts';

const staff = col.id<'staff'>();
const measure = col.text<Measure>();

export const putTargets = statement(
  'incentives.put_targets',
  {
    month: col.day,
    measures: col.list(measure),
    kinds: col.list(col.text<Target['subjectKind']>()),
    subjects: col.list(col.id()),
    goals: col.list(col.big),
    by: staff,
  },
  `insert into incentives.target (merchant_id, month, measure, subject_kind, subject_id, goal,
     set_by, set_at)
   select :merchant, :month, t.measure, t.kind, t.subject, t.goal, :by, :now
   from unnest(:measures::text[], :kinds::text[], :subjects::uuid[], :goals::bigint[])
     as t(measure, kind, subject, goal)
   order by t.measure, t.subject
   on conflict (merchant_id, month, measure, subject_id) do update
     set goal = excluded.goal, set_by = excluded.set_by, set_at = excluded.set_at`,
);
export const dropTargets = statement(
  'incentives.drop_targets',
  { month: col.day, measures: col.list(measure), subjects: col.list(col.id()) },
  `delete from incentives.target t
   using unnest(:measures::text[], :subjects::uuid[]) as d(measure, subject)
   where t.merchant_id = :merchant and t.month = :month and t.measure = d.measure
     and t.subject_id = d.subject`,
);
export const findTargets = statement(
  'incentives.find_targets',
  { month: col.day },
  `select month, measure, subject_kind as "subjectKind", subject_id as "subjectId", goal
   from incentives.target where merchant_id = :merchant and month = :month
   order by measure, subject_id`,
  {
    month: col.day,
    measure,
    subjectKind: col.text<Target['subjectKind']>(),
    subjectId: col.id(),
    goal: col.big,
  },
);

const contest = {
  id: col.id<'contest'>(),
  name: col.text(),
  measure,
  node: col.id<'node'>(),
  fromDay: col.day,
  untilDay: col.day,
  prizeBy: col.text<Contest['prizeBy']>(),
  prizes: col.json<readonly Prize[]>(),
  least: col.big,
  ties: col.text<Contest['ties']>(),
  shown: col.text<Contest['shown']>(),
};
export const insertContest = guard(
  'incentives.insert_contest',
  { ...contest, by: staff },
  `insert into incentives.contest (merchant_id, id, name, measure, node_id, from_day, until_day,
     prize_by, prizes, least, ties, shown, made_by, made_at)
   values (:merchant, :id, :name, :measure, :node, :fromDay, :untilDay, :prizeBy, :prizes, :least,
     :ties, :shown, :by, :now)
   on conflict do nothing`,
);
export const findContest = statement(
  'incentives.find_contest',
  { id: col.id<'contest'>() },
  `select id, name, measure, node_id as node, from_day as "fromDay", until_day as "untilDay",
     prize_by as "prizeBy", prizes, least, ties, shown, state
   from incentives.contest where merchant_id = :merchant and id = :id`,
  { ...contest, state: col.text<Contest['state']>() },
);
/** Closed or called off once. */
export const endContest = guard(
  'incentives.end_contest',
  { id: col.id<'contest'>(), state: col.text<'closed' | 'cancelled'>() },
  `update incentives.contest set state = :state,
     closed_at = case when :state = 'closed' then :now::timestamptz end
   where merchant_id = :merchant and id = :id and state = 'open'`,
);
export const insertResults = statement(
  'incentives.insert_results',
  {
    contest: col.id<'contest'>(),
    staff: col.list(staff),
    places: col.list(col.int),
    scores: col.list(col.big),
    prizes: col.list(col.fen),
  },
  `insert into incentives.contest_result (merchant_id, contest_id, staff_id, place, score,
     prize_fen)
   select :merchant, :contest, r.staff, r.place, r.score, r.prize
   from unnest(:staff::uuid[], :places::integer[], :scores::bigint[], :prizes::bigint[])
     as r(staff, place, score, prize)`,
);
export const hideName = statement(
  'incentives.hide_name',
  { staff },
  `insert into incentives.hidden_name (merchant_id, staff_id, at) values (:merchant, :staff, :now)
   on conflict do nothing`,
);
export const showName = statement(
  'incentives.show_name',
  { staff },
  `delete from incentives.hidden_name where merchant_id = :merchant and staff_id = :staff`,
);

const penalty = col.id<'penalty'>();
const state = col.text<PenaltyState>();
const form = {
  id: penalty,
  staff,
  rule: col.text(),
  amountFen: col.fen,
  points: col.int,
  reason: col.text(),
  evidence: col.text(),
};
export const insertPenalty = guard(
  'incentives.insert_penalty',
  { ...form, by: staff, appealUntil: col.instant },
  `insert into incentives.penalty (merchant_id, id, staff_id, rule, amount_fen, points, reason,
     evidence, state, imposed_by, imposed_at, appeal_until)
   values (:merchant, :id, :staff, :rule, :amountFen, :points, :reason, :evidence, 'imposed', :by,
     :now, :appealUntil)
   on conflict do nothing`,
);
export const findPenalty = statement(
  'incentives.find_penalty',
  { id: penalty },
  `select id, staff_id as staff, rule, amount_fen as "amountFen", points, reason, evidence, state,
     imposed_by as "imposedBy", imposed_at as "imposedAt", appeal_until as "appealUntil"
   from incentives.penalty where merchant_id = :merchant and id = :id`,
  { ...form, state, imposedBy: staff, imposedAt: col.instant, appealUntil: col.instant },
);
export const seePenalty = statement(
  'incentives.see_penalty',
  { id: penalty, staff },
  `update incentives.penalty set seen_at = :now
   where merchant_id = :merchant and id = :id and staff_id = :staff and seen_at is null`,
);
/** Hers, once, within the days. */
export const appealPenalty = guard(
  'incentives.appeal_penalty',
  { id: penalty, staff, text: col.text() },
  `update incentives.penalty set state = 'appealed', appeal = :text, appealed_at = :now
   where merchant_id = :merchant and id = :id and staff_id = :staff and state = 'imposed'
     and appeal_until > :now`,
);
/** By another person than the one who imposed it, and not by whom it is about. */
export const decidePenalty = guard(
  'incentives.decide_penalty',
  { id: penalty, by: staff, state: col.text<'upheld' | 'waived'>(), words: col.text() },
  `update incentives.penalty set state = :state, decided_by = :by, decided_at = :now,
     words = :words
   where merchant_id = :merchant and id = :id and state = 'appealed' and imposed_by <> :by
     and staff_id <> :by`,
);
/** Only after the days of appeal, or after it was upheld. */
export const bookPenalty = guard(
  'incentives.book_penalty',
  { id: penalty, bookedFen: col.fen },
  `update incentives.penalty set state = 'booked', booked_at = :now, booked_fen = :bookedFen
   where merchant_id = :merchant and id = :id
     and (state = 'upheld' or (state = 'imposed' and appeal_until <= :now))`,
);
