/** Opening hours at their edges: midnight, exceptions, gaps, never open. */
import { expect, test } from 'vitest';
import { afterOpenMinutes, closesAt, isOpenAt, opensAt, type OpeningHours } from './hours.ts';
import { dayOf, startOf, weekdayOf, type Day, type Instant } from './time.ts';

const at = (local: string): Instant => new Date(`${local}:00+08:00`).toISOString() as Instant;
const daily = (opens: number, closes: number): OpeningHours => ({
  weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [[opens, closes]]])),
  exceptions: {},
});
const DAY_SHOP = daily(420, 1320); // 7:00 to 22:00
const NIGHT_SHOP = daily(600, 1560); // 10:00 to 2:00

test.each([
  ['2026-03-14T06:59', false],
  ['2026-03-14T07:00', true],
  ['2026-03-14T21:59', true],
  ['2026-03-14T22:00', false],
])('[A3] [opens, closes): at %s open is %s', (local, open) => {
  expect(isOpenAt(DAY_SHOP, at(local))).toBe(open);
});

test('[A3] an interval that runs over midnight belongs to the day it opened on', () => {
  expect(isOpenAt(NIGHT_SHOP, at('2026-03-15T01:59'))).toBe(true);
  expect(isOpenAt(NIGHT_SHOP, at('2026-03-15T02:00'))).toBe(false);
  expect(closesAt(NIGHT_SHOP, at('2026-03-14T23:00'))).toBe(at('2026-03-15T02:00'));
});

test('[A3] an exception replaces what opens on its date, not the evening before’s run-over', () => {
  const closed = { ...NIGHT_SHOP, exceptions: { ['2026-03-15' as Day]: [] } };
  expect(isOpenAt(closed, at('2026-03-15T01:00'))).toBe(true);
  expect(isOpenAt(closed, at('2026-03-15T12:00'))).toBe(false);
  expect(isOpenAt(closed, at('2026-03-16T01:00'))).toBe(false);
  expect(opensAt(closed, at('2026-03-15T03:00'))).toBe(at('2026-03-16T10:00'));
});

test('[B9] open minutes are counted across nights', () => {
  expect(afterOpenMinutes(DAY_SHOP, at('2026-03-14T21:45'), 30)).toBe(at('2026-03-15T07:15'));
  expect(afterOpenMinutes(DAY_SHOP, at('2026-03-14T23:00'), 60)).toBe(at('2026-03-15T08:00'));
  expect(afterOpenMinutes(DAY_SHOP, at('2026-03-14T12:00'), 30)).toBe(at('2026-03-14T12:30'));
});

test('a shop that never opens has no next opening and no promise', () => {
  const never: OpeningHours = { weekly: {}, exceptions: {} };
  expect(opensAt(never, at('2026-03-14T12:00'))).toBeNull();
  expect(afterOpenMinutes(never, at('2026-03-14T12:00'), 1)).toBeNull();
});

test('a business day is a day in Shanghai, Monday is 1', () => {
  expect(dayOf('2026-03-14T15:59:59.999Z' as Instant)).toBe('2026-03-14');
  expect(dayOf('2026-03-14T16:00:00.000Z' as Instant)).toBe('2026-03-15');
  expect(startOf('2026-03-15' as Day)).toBe('2026-03-14T16:00:00.000Z');
  expect([weekdayOf('2026-03-16' as Day), weekdayOf('2026-03-15' as Day)]).toEqual([1, 7]);
});
