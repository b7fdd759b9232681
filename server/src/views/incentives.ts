/** Contests and penalties as lists, with the names of people. */
import type { NodeId, StaffId } from '../kernel/id.ts';
import type { Contest, Prize } from './incentive-words.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const contests = statement(
  'views.contests',
  { reach: col.list(col.id<'node'>()) },
  `select c.id, c.name, c.measure, c.node_id as "nodeId", n.name as "nodeName",
     c.from_day as "fromDay", c.until_day as "untilDay", c.prize_by as "prizeBy", c.prizes,
     c.least, c.ties, c.shown, c.state, c.closed_at as "closedAt", s.name as "madeByName"
   from incentives.contest c
   join chain.node n on n.merchant_id = c.merchant_id and n.id = c.node_id
   left join chain.staff s on s.merchant_id = c.merchant_id and s.id = c.made_by
   where c.merchant_id = :merchant and (n.path && :reach or exists (
     select from chain.node r where r.merchant_id = c.merchant_id and r.id = any(:reach)
       and c.node_id = any(r.path)))
   order by (c.state = 'open') desc, c.until_day desc, c.id limit 60`,
  {
    id: col.id<'contest'>(),
    name: col.text(),
    measure: col.text<Contest['measure']>(),
    nodeId: col.id<'node'>(),
    nodeName: col.text(),
    fromDay: col.day,
    untilDay: col.day,
    prizeBy: col.text<Contest['prizeBy']>(),
    prizes: col.json<readonly Prize[]>(),
    least: col.big,
    ties: col.text<Contest['ties']>(),
    shown: col.text<Contest['shown']>(),
    state: col.text<Contest['state']>(),
    closedAt: col.maybe(col.instant),
    madeByName: col.maybe(col.text()),
  },
);
export const findContests = (reader: Reader, reach: readonly NodeId[]) =>
  reader.ask(contests, { reach });

const results = statement(
  'views.contest_results',
  { contest: col.id<'contest'>() },
  `select r.staff_id as staff, s.name, n.name as "outletName", r.place, r.score,
     r.prize_fen as "prizeFen", exists (select from incentives.hidden_name h
       where h.merchant_id = r.merchant_id and h.staff_id = r.staff_id) as hidden
   from incentives.contest_result r
   join chain.staff s on s.merchant_id = r.merchant_id and s.id = r.staff_id
   left join chain.node n on n.merchant_id = s.merchant_id and n.id = s.outlet_id
   where r.merchant_id = :merchant and r.contest_id = :contest order by r.place, s.name, s.id`,
  {
    staff: col.id<'staff'>(),
    name: col.text(),
    outletName: col.maybe(col.text()),
    place: col.int,
    score: col.big,
    prizeFen: col.fen,
    hidden: col.bool,
  },
);
export const findContestResults = (reader: Reader, contest: Contest['id']) =>
  reader.ask(results, { contest });

const PENALTY = {
  id: col.id<'penalty'>(),
  staffId: col.id<'staff'>(),
  staffName: col.text(),
  outletName: col.maybe(col.text()),
  rule: col.text(),
  amountFen: col.fen,
  points: col.int,
  reason: col.text(),
  evidence: col.text(),
  state: col.text(),
  imposedBy: col.id<'staff'>(),
  imposedByName: col.maybe(col.text()),
  imposedAt: col.instant,
  appealUntil: col.instant,
  appeal: col.text(),
  appealedAt: col.maybe(col.instant),
  decidedByName: col.maybe(col.text()),
  decidedAt: col.maybe(col.instant),
  words: col.text(),
  bookedFen: col.fen,
  bookedAt: col.maybe(col.instant),
};
const penalties = statement(
  'views.penalties',
  { reach: col.list(col.id<'node'>()), staff: col.maybe(col.id<'staff'>()) },
  `select p.id, p.staff_id as "staffId", s.name as "staffName", n.name as "outletName", p.rule,
     p.amount_fen as "amountFen", p.points, p.reason, p.evidence, p.state,
     p.imposed_by as "imposedBy", i.name as "imposedByName", p.imposed_at as "imposedAt",
     p.appeal_until as "appealUntil", p.appeal, p.appealed_at as "appealedAt",
     d.name as "decidedByName", p.decided_at as "decidedAt", p.words,
     p.booked_fen as "bookedFen", p.booked_at as "bookedAt"
   from incentives.penalty p
   join chain.staff s on s.merchant_id = p.merchant_id and s.id = p.staff_id
   left join chain.node n on n.merchant_id = s.merchant_id and n.id = s.outlet_id
   left join chain.staff i on i.merchant_id = p.merchant_id and i.id = p.imposed_by
   left join chain.staff d on d.merchant_id = p.merchant_id and d.id = p.decided_by
   where p.merchant_id = :merchant
     and (p.staff_id = :staff or (:staff is null and n.path && :reach))
   order by (p.state = 'appealed') desc, p.imposed_at desc, p.id limit 100`,
  PENALTY,
);
/** Of one person, or of a branch. */
export const findPenalties = (reader: Reader, reach: readonly NodeId[], staff: StaffId | null) =>
  reader.ask(penalties, { reach, staff });

const hiddenName = statement(
  'views.hidden_name',
  { staff: col.id<'staff'>() },
  `select exists (select from incentives.hidden_name
     where merchant_id = :merchant and staff_id = :staff) as hidden`,
  { hidden: col.bool },
);
export const isNameHidden = async (reader: Reader, staff: StaffId): Promise<boolean> =>
  (await reader.ask(hiddenName, { staff }))[0]!.hidden;
