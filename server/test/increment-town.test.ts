/** The correction against the truth: twenty seeded towns that know what would have been bought anyway. */
import { expect, test } from 'vitest';
import { townOf } from './increment-town.ts';

test('[F1] over 20 seeded towns the corrected increment is nearer the truth than the raw in 18 or more', () => {
  const towns = Array.from({ length: 20 }, (_, i) => townOf(i + 1));
  const nearer = towns.filter(
    ({ raw, corrected, truth }) => Math.abs(corrected - truth) < Math.abs(raw - truth),
  );
  expect(nearer.length).toBeGreaterThanOrEqual(18);
  for (const { raw, truth } of towns) expect(raw).toBeGreaterThan(truth);
});

test('[F1] a town is told by its seed alone', () => {
  expect(townOf(7)).toEqual(townOf(7));
  expect(townOf(7)).not.toEqual(townOf(8));
});
