/** Contests, targets, penalties: places and ties by rule, parts that make the goal, lawful limits. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StaffId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { lawfulFen, paceOf, shareOut, standingsOf } from './rules.ts';
import type { Terms } from './types.ts';

const of = (...scores: number[]) =>
  scores.map((score, i) => ({ staff: `s${i}` as StaffId, score }));
const terms = (more: Partial<Terms> = {}): Terms => ({
  prizeBy: 'rank',
  prizes: [
    { at: 1, fen: 10_000 },
    { at: 2, fen: 5_001 },
    { at: 3, fen: 2_000 },
  ],
  least: 0,
  ties: 'split',
  ...more,
});
const prizes = (by: Terms, ...scores: number[]) =>
  standingsOf(by, of(...scores)).map(({ staff, place, prizeFen }) => [staff, place, prizeFen]);

test('[D9] those who are alike share the prizes of their places, or each has the best', () => {
  expect(prizes(terms(), 50, 90, 90, 40, 0)).toEqual([
    ['s1', 1, 7_501],
    ['s2', 1, 7_500],
    ['s0', 3, 2_000],
    ['s3', 4, 0],
  ]);
  expect(prizes(terms({ ties: 'each' }), 90, 90, 50)).toEqual([
    ['s0', 1, 10_000],
    ['s1', 1, 10_000],
    ['s2', 3, 2_000],
  ]);
});

test('[D9] by threshold each has the highest she reached; below the least there is no place', () => {
  const steps = [
    { at: 50, fen: 100 },
    { at: 80, fen: 300 },
  ];
  const by = terms({ prizeBy: 'threshold', prizes: steps, least: 20 });
  expect(prizes(by, 81, 50, 30, 19)).toEqual([
    ['s0', 1, 300],
    ['s1', 2, 100],
    ['s2', 3, 0],
  ]);
});

test('[D9] a split contest never pays more than its prizes, and who has more never wins less', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 9_999 }), { maxLength: 6 }),
      (scores, amounts) => {
        const falling = [...amounts].sort((a, b) => b - a);
        const by = terms({ prizes: falling.map((each, i) => ({ at: i + 1, fen: each })) });
        const stood = standingsOf(by, of(...scores));
        const paid = stood.reduce((total, { prizeFen }) => total + prizeFen, 0);
        expect(paid).toBeLessThanOrEqual(falling.reduce((total, each) => total + each, 0));
        for (const [i, one] of stood.entries())
          if (i > 0 && stood[i - 1]!.score > one.score)
            expect(stood[i - 1]!.prizeFen + 1).toBeGreaterThanOrEqual(one.prizeFen);
      },
    ),
  );
});

test('[D9] a goal that is handed down is made by its parts', () => {
  expect(shareOut(100, [0, 0, 0])).toEqual([34, 33, 33]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 9 }),
      (goal, weights) => {
        expect(shareOut(goal, weights).reduce((a, b) => a + b, 0)).toBe(goal);
      },
    ),
  );
});

test('[D9] the pace of a month: behind, ahead, reached; a month to come expects nothing', () => {
  expect(paceOf(31_000, 9_000, 10, 31)).toEqual({
    pace: 'behind',
    expected: 10_000,
    forecast: 27_900,
  });
  expect(paceOf(31_000, 10_000, 10, 31).pace).toBe('ahead');
  expect(paceOf(31_000, 31_000, 10, 31).pace).toBe('reached');
  expect(paceOf(31_000, 0, 0, 31)).toEqual({ pace: 'ahead', expected: 0, forecast: 0 });
});

test('[D9] a penalty takes no wage and makes no debt', () => {
  expect(lawfulFen(fen(5_000), fen(3_000), fen(9_000))).toBe(3_000);
  expect(lawfulFen(fen(5_000), fen(9_000), fen(1_000))).toBe(1_000);
  expect(lawfulFen(fen(5_000), fen(-20), fen(1_000))).toBe(0);
  expect(lawfulFen(fen(500), fen(9_000), fen(1_000))).toBe(500);
});
