/** Shapes of targets, contests, penalties and pay slips, for the desk and the phone. */
import { Type } from 'typebox';
import { dayOf, type Day as DayText, type Instant as InstantText } from '../kernel/time.ts';
import * as incentives from '../modules/incentives/incentives.ts';
import { Body, Day, Fen, Instant, Nullable, Uuid } from './schema.ts';

export const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', examples: ['2026-03'] });
export const Measure = Type.Unsafe<incentives.Measure>(Type.Enum([...incentives.MEASURES]));

export const Progress = Type.Object({
  goal: Type.Integer(),
  score: Type.Integer(),
  pace: Type.Enum(['reached', 'ahead', 'behind']),
  expected: Type.Integer({ description: 'What should be there by the end of this day' }),
  forecast: Type.Integer({ description: 'What the month comes to at this pace' }),
});
const Prizes = Type.Array(Body({ at: Type.Integer({ minimum: 1 }), fen: Type.Integer() }));
export const ContestRow = Type.Object({
  id: Uuid<incentives.ContestId>(),
  name: Type.String(),
  measure: Measure,
  nodeId: Uuid(),
  nodeName: Type.String(),
  fromDay: Day,
  untilDay: Day,
  prizeBy: Type.Enum(['rank', 'threshold']),
  prizes: Prizes,
  least: Type.Integer(),
  ties: Type.Enum(['split', 'each']),
  shown: Type.Enum(['names', 'masked', 'own']),
  state: Type.Enum(['open', 'closed', 'cancelled']),
  closedAt: Nullable(Instant),
  madeByName: Nullable(Type.String()),
});
export const Place = Type.Object({
  staffId: Nullable(Uuid()),
  name: Nullable(Type.String()),
  outletName: Nullable(Type.String()),
  place: Type.Integer(),
  score: Type.Integer(),
  prizeFen: Fen,
  mine: Type.Boolean(),
});
export const PenaltyRow = Type.Object({
  id: Uuid<incentives.PenaltyId>(),
  staffId: Uuid(),
  staffName: Type.String(),
  outletName: Nullable(Type.String()),
  rule: Type.String(),
  amountFen: Fen,
  points: Type.Integer(),
  reason: Type.String(),
  evidence: Type.String(),
  state: Type.Enum(['imposed', 'appealed', 'upheld', 'waived', 'booked']),
  imposedBy: Uuid(),
  imposedByName: Nullable(Type.String()),
  imposedAt: Instant,
  appealUntil: Instant,
  appeal: Type.String(),
  appealedAt: Nullable(Instant),
  decidedByName: Nullable(Type.String()),
  decidedAt: Nullable(Instant),
  words: Type.String(),
  bookedFen: Fen,
  bookedAt: Nullable(Instant),
});
export const PaySlip = Type.Object({
  staffId: Uuid(),
  name: Type.String(),
  outletName: Type.String(),
  openingFen: Fen,
  lines: Type.Array(Type.Object({ kind: Type.String(), fen: Fen, count: Type.Integer() })),
  earnedFen: Fen,
  closingFen: Fen,
});

/** 2026-03 is the first of March. */
export const firstOf = (month: string): DayText => `${month}-01` as DayText;
/** Where this month stands on that day: how many of its days have begun, of how many. */
export function daysOf(month: DayText, now: InstantText): { day: number; days: number } {
  const today = dayOf(now);
  const [year, at] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = at === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(at) ? 30 : 31;
  const thisMonth = today.slice(0, 7);
  const its = month.slice(0, 7);
  const day = its < thisMonth ? days : its > thisMonth ? 0 : Number(today.slice(8));
  return { day, days };
}
