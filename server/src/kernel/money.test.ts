/** What is split loses no fen, mirrors exactly, and gives nobody more than a fen too much. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, bps, fen, floorRate, sum } from './money.ts';

const amount = fc.integer({ min: -10_000_000, max: 10_000_000 }).map(fen);
const weights = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0));

test('[G2] allocate: the parts make the whole, zero weights get nothing', () =>
  fc.assert(
    fc.property(amount, weights, (total, list) => {
      const parts = allocate(total, list);
      expect(sum(parts)).toBe(total);
      for (const [i, weight] of list.entries()) if (weight === 0) expect(parts[i]).toBe(0);
    }),
  ));

test('[G2] allocate: each part is within a fen of its exact share, and the mirror is exact', () =>
  fc.assert(
    fc.property(amount, weights, (total, list) => {
      const whole = list.reduce((a, b) => a + b, 0);
      const parts = allocate(total, list);
      for (const [i, weight] of list.entries())
        expect(Math.abs(parts[i]! - (total * weight) / whole)).toBeLessThan(1);
      expect(allocate(fen(-total), list)).toEqual(parts.map((part) => fen(-part)));
    }),
  ));

test.each([
  [800, [3980, 2590], [485, 315]],
  [1, [1, 1, 1], [1, 0, 0]],
  [100, [1, 1, 1], [34, 33, 33]],
  [500, [3495, 2275], [303, 197]],
])('allocate(%i, %j) is %j', (total, list, parts) => {
  expect(allocate(fen(total), list)).toEqual(parts);
});

test('a rate is floored, and never taken of a debt', () => {
  expect(floorRate(fen(3495), bps(500))).toBe(174);
  expect(() => floorRate(fen(-1), bps(500))).toThrow('not negative');
});
