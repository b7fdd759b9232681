/** Tiers of a guide's month: marginal or whole, exact at the steps, never below what was paid. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extraOf, standingOf, tierFor } from './tier-rules.ts';
import type { TierRow } from './types.ts';

const tier = (mode: TierRow['mode'], steps: TierRow['steps']): TierRow => ({
  id: 't',
  name: 't',
  when: {},
  mode,
  steps,
});
const STEPS = [
  { fromFen: 0, bps: 500 },
  { fromFen: 1_000_000, bps: 700 },
  { fromFen: 3_000_000, bps: 1_000 },
];

test('[A6] marginal: each step’s rate for what lies in it; whole: the step reached, for everything', () => {
  const sales = [999_999, 1_000_000, 1_000_001, 3_000_000, 4_000_000];
  expect(sales.map((each) => extraOf(tier('marginal', STEPS), each))).toEqual([
    0, 0, 0, 40_000, 90_000,
  ]);
  expect(sales.map((each) => extraOf(tier('whole', STEPS), each))).toEqual([
    0, 20_000, 20_000, 150_000, 200_000,
  ]);
  expect(standingOf(tier('whole', STEPS), 999_000)).toEqual({
    bps: 500,
    nextBps: 700,
    moreFen: 1_000,
  });
  expect(standingOf(tier('whole', STEPS), 9_000_000)).toMatchObject({ bps: 1_000, moreFen: null });
});

test('[A6] the first tier about such a guide holds: by level, by store or online only', () => {
  const rows = [
    { ...tier('whole', STEPS), id: 'online', when: { kinds: ['online'] } },
    { ...tier('whole', STEPS), id: 'senior', when: { levels: ['senior'] } },
  ];
  const of = (level: string | null, kind: string) =>
    tierFor({ tiers: rows }, { level, kind })?.id ?? null;
  expect([of('senior', 'online'), of('senior', 'store'), of(null, 'store')]).toEqual([
    'online',
    'senior',
    null,
  ]);
});

const steps = fc
  .tuple(
    fc.integer({ min: 0, max: 3_000 }),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 1_000 })), {
      minLength: 1,
      maxLength: 7,
    }),
  )
  .map(([first, rises]) => {
    const made = [{ fromFen: 0, bps: first }];
    for (const [far, dear] of rises) {
      const below = made.at(-1)!;
      made.push({ fromFen: below.fromFen + far, bps: below.bps + dear });
    }
    return made;
  });
const sales = fc.integer({ min: -1_000_000, max: 40_000_000 });

test('[A6] more sales never bring less, whole never less than marginal, and neither beyond the top rate', () => {
  fc.assert(
    fc.property(steps, sales, fc.integer({ min: 0, max: 1_000_000 }), (given, sold, more) => {
      const [marginal, whole] = [tier('marginal', given), tier('whole', given)];
      const top = Math.max(0, sold) * (given.at(-1)!.bps - given[0]!.bps);
      for (const each of [marginal, whole]) {
        expect(extraOf(each, sold)).toBeGreaterThanOrEqual(0);
        expect(extraOf(each, sold) * 10_000).toBeLessThanOrEqual(top);
        expect(extraOf(each, sold + more)).toBeGreaterThanOrEqual(extraOf(each, sold));
      }
      expect(extraOf(whole, sold)).toBeGreaterThanOrEqual(extraOf(marginal, sold));
    }),
  );
});

test('[A6] a marginal month is the sum of its fen: exact by counting each one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), (sold) => {
      const small = tier('marginal', [
        { fromFen: 0, bps: 100 },
        { fromFen: 100, bps: 400 },
        { fromFen: 300, bps: 900 },
      ]);
      let worth = 0;
      for (let each = 0; each < sold; each += 1) worth += each < 100 ? 0 : each < 300 ? 300 : 800;
      expect(extraOf(small, sold)).toBe(Math.floor(worth / 10_000));
    }),
  );
});
