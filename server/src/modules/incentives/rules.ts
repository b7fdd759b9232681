/** Who stands where and wins what, where a month stands, what a penalty may take. Pure. */
import type { StaffId } from '../../kernel/id.ts';
import { allocate, fen, least, sum, ZERO, type Fen } from '../../kernel/money.ts';
import type { Score, Standing, Terms } from './types.ts';

export interface Scored {
  readonly staff: StaffId;
  readonly score: Score;
}

/**
 * Places by score, equal scores the same place and the next one behind them all. Whoever has less
 * than the least, or nothing, has no place. Ties by the written rule: `split` shares the prizes of
 * the places they fill, `each` gives each the best of them.
 */
export function standingsOf(terms: Terms, scored: readonly Scored[]): Standing[] {
  const ranked = scored
    .filter(({ score }) => score > 0 && score >= terms.least)
    .sort((a, b) => b.score - a.score || (a.staff < b.staff ? -1 : 1));
  const standings: Standing[] = [];
  for (let at = 0; at < ranked.length; ) {
    const alike = ranked.filter(({ score }) => score === ranked[at]!.score);
    const prizes = prizesOf(terms, at + 1, alike);
    for (const [i, { staff, score }] of alike.entries())
      standings.push({ staff, score, place: at + 1, prizeFen: prizes[i]! });
    at += alike.length;
  }
  return standings;
}

function prizesOf(
  { prizeBy, prizes, ties }: Terms,
  place: number,
  alike: readonly Scored[],
): Fen[] {
  if (prizeBy === 'threshold') {
    const reached = prizes.filter(({ at }) => alike[0]!.score >= at).sort((a, b) => b.at - a.at);
    return alike.map(() => fen(reached[0]?.fen ?? 0));
  }
  const ofPlace = (at: number): Fen => fen(prizes.find((each) => each.at === at)?.fen ?? 0);
  if (ties === 'each') return alike.map(() => ofPlace(place));
  return allocate(
    sum(alike.map((_, i) => ofPlace(place + i))),
    alike.map(() => 1),
  );
}

/** Hands a goal down by weights; where all weigh nothing, evenly. The parts make the goal. */
export const shareOut = (goal: Score, weights: readonly number[]): Score[] =>
  allocate(fen(goal), weights.some((each) => each > 0) ? weights : weights.map(() => 1));

export type Pace = 'reached' | 'ahead' | 'behind';
export interface Progress {
  readonly pace: Pace;
  /** What should be there by the end of this day, and what the month comes to at this pace. */
  readonly expected: Score;
  readonly forecast: Score;
}
/** @param days of the month, and how many of them have begun; a month to come has none */
export function paceOf(goal: Score, score: Score, day: number, days: number): Progress {
  const begun = Math.min(Math.max(day, 0), days);
  const expected = Math.floor((goal * begun) / days);
  const forecast = begun === 0 ? 0 : Math.floor((score * days) / begun);
  const pace = score >= goal ? 'reached' : score >= expected ? 'ahead' : 'behind';
  return { pace, expected, forecast };
}

/**
 * What a penalty may take: not below what the period's commissions leave, and never more than she
 * has: wages are not touched, and no debt is made.
 */
export const lawfulFen = (amount: Fen, earned: Fen, available: Fen): Fen =>
  [earned, available].reduce<Fen>((most, each) => least(most, each > 0 ? each : ZERO), amount);
