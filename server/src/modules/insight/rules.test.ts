/** The worked numbers of increment, and an equation that adds up whatever it is fed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bps, fen } from '../../kernel/money.ts';
import { attributionOf, chanceOf, corrected, incrementOf, rateOf } from './rules.ts';

test('[F1] the example: six orders in ninety days, 10,000 fen at night are 6,805', () => {
  const habit = { orders: 6, days: 90, allOrders: 20, allDays: 1000 };
  expect(rateOf(habit)).toBeCloseTo(0.055, 12);
  const p = chanceOf([habit], { orderedBefore: true, byLink: false });
  expect(p).toBe(3195);
  expect(corrected(fen(10_000), p)).toBe(6805);
});

test('[F1] brought by a link and never here before: all of it is gained', () => {
  const habit = { orders: 0, days: 0, allOrders: 500, allDays: 1000 };
  expect(chanceOf([habit], { orderedBefore: false, byLink: true })).toBe(0);
  expect(chanceOf([habit], { orderedBefore: false, byLink: false })).toBeGreaterThan(0);
});

test('[F1] a habit that merely moved to the night is no gain', () => {
  const now = { orders: 0, days: 180, allOrders: 0, allDays: 1 };
  const then = { orders: 60, days: 180, allOrders: 0, allDays: 1 };
  expect(chanceOf([now], { orderedBefore: true, byLink: false })).toBe(0);
  expect(chanceOf([now, then], { orderedBefore: true, byLink: false })).toBeGreaterThan(8000);
});

test('[F1] time, space, both: counted once; of a split order space counts its lines', () => {
  const wu = { isTime: true, isSpace: true, fen: fen(3495), spaceFen: fen(3495), pBps: bps(0) };
  expect(incrementOf([wu])).toEqual({
    timeFen: 3495,
    spaceFen: 3495,
    bothFen: 3495,
    rawFen: 3495,
    correctedFen: 3495,
    orders: 1,
  });
  const split = {
    isTime: false,
    isSpace: true,
    fen: fen(900),
    spaceFen: fen(300),
    pBps: bps(5000),
  };
  const day = { isTime: false, isSpace: false, fen: fen(700), spaceFen: fen(0), pBps: bps(0) };
  expect(incrementOf([wu, split, day])).toMatchObject({
    rawFen: 3795,
    correctedFen: 3645,
    orders: 2,
  });
});

test('[F4] the three parts of a difference add up to the fen', () => {
  const terms = fc
    .tuple(
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 1, max: 90_000_000 }),
    )
    .map(([buyers, more, sales]) => ({ buyers, orders: buyers + more, salesFen: fen(sales) }));
  fc.assert(
    fc.property(terms, terms, (before, now) => {
      const { deltaFen, parts } = attributionOf(before, now);
      expect(parts!.buyers + parts!.frequency + parts!.value).toBe(deltaFen);
    }),
  );
  const same = { buyers: 10, orders: 20, salesFen: fen(1000) };
  expect(attributionOf(same, same).parts).toEqual({ buyers: 0, frequency: 0, value: 0 });
  expect(attributionOf({ ...same, salesFen: fen(0) }, same).parts).toBe(null);
  const twice = { buyers: 20, orders: 40, salesFen: fen(2000) };
  expect(attributionOf(same, twice).parts).toEqual({ buyers: 1000, frequency: 0, value: 0 });
});
