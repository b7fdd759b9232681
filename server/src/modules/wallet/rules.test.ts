/** Reversals are exact for any split, buckets empty in their order, points follow what is left. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MemberId } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { FIRST_POLICIES } from '../chain/policy-types.ts';
import {
  backOf,
  bonusLost,
  earnedBy,
  NOTHING,
  offerOf,
  pointsEnd,
  returnsOf,
  takesOf,
  worthOf,
} from './rules.ts';
import type { Bucket, BucketId, Parts, Taken } from './types.ts';

const stored = { ...FIRST_POLICIES.stored_value, enabled: true };
const points = { ...FIRST_POLICIES.points, enabled: true };
const money = (most: number) => fc.integer({ min: 0, max: most }).map(fen);
const plus = (a: Parts, b: Parts): Parts => ({
  principal: fen(a.principal + b.principal),
  bonus: fen(a.bonus + b.bonus),
  points: a.points + b.points,
  pointsFen: fen(a.pointsFen + b.pointsFen),
});

test('[D4] attack-39: whatever the split of the refunds, each source gets back exactly what it paid', () => {
  const paidWith = fc.record({
    channel: money(50_000),
    principal: money(50_000),
    bonus: money(20_000),
    points: fc.integer({ min: 0, max: 20_000 }),
    pointsPerYuan: fc.constantFrom(1, 7, 100, 1_000),
  });
  const cuts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(
      paidWith,
      cuts,
      ({ channel, principal, bonus, points: n, pointsPerYuan }, weights) => {
        const pointsFen = fen(Math.floor((n * 100) / pointsPerYuan));
        const tender = { principal, bonus, points: pointsFen === 0 ? 0 : n, pointsFen };
        const whole = channel + worthOf(tender);
        let before = { channel: fen(0) as Fen, tender: NOTHING };
        let left = whole;
        for (const [at, weight] of weights.entries()) {
          const refund = at === weights.length - 1 ? left : Math.min(left, weight);
          left -= refund;
          const back = backOf(fen(refund), { channel, tender }, before);
          expect(back.channel + worthOf(back.tender)).toBe(refund);
          expect(Math.min(back.channel, ...Object.values(back.tender))).toBeGreaterThanOrEqual(0);
          before = {
            channel: fen(before.channel + back.channel),
            tender: plus(before.tender, back.tender),
          };
        }
        expect(before).toEqual({ channel, tender });
      },
    ),
    { numRuns: 500 },
  );
});

test('[D4] an offer is never more than is payable nor than she has, and both rules use the same sum', () => {
  const has = fc.record({ principal: money(90_000), bonus: money(30_000), points: fc.nat(90_000) });
  const wish = fc.record({ balance: fc.boolean(), points: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }).map(fen), has, wish, (payable, mine, how) => {
      const sums = (['proportional', 'principal_first'] as const).map((order) => {
        const offer = offerOf(payable, mine, how, { stored: { ...stored, order }, points });
        expect(worthOf(offer)).toBeLessThanOrEqual(payable);
        expect(offer.principal).toBeLessThanOrEqual(mine.principal);
        expect(offer.bonus).toBeLessThanOrEqual(mine.bonus);
        expect(offer.points).toBeLessThanOrEqual(mine.points);
        expect(offer.points % points.multiple).toBe(0);
        expect(offer.pointsFen * 10_000).toBeLessThanOrEqual(payable * points.capBps);
        return worthOf(offer);
      });
      expect(sums[0]).toBe(sums[1]);
    }),
    { numRuns: 500 },
  );
});

const bucket = (id: string, rest: number, expiresAt: string | null): Bucket => ({
  id: id as BucketId,
  member: 'm' as MemberId,
  kind: 'points',
  source: id,
  amount: rest,
  rest,
  expiresAt: expiresAt as Instant | null,
  at: '2026-01-01T00:00:00.000Z' as Instant,
});

test('[D4] what ends first is used first, and given back last taken first', () => {
  const all = [
    bucket('never', 50, null),
    bucket('june', 30, '2026-06-01'),
    bucket('may', 20, '2026-05-01'),
  ];
  const takes = takesOf(all, 'points', 60);
  expect(takes).toEqual([
    { bucket: 'may', amount: 20 },
    { bucket: 'june', amount: 30 },
    { bucket: 'never', amount: 10 },
  ]);
  const taken = takes.map(
    (take): Taken => ({
      ...take,
      kind: 'points',
      member: 'm' as MemberId,
      givenBack: 0,
      expiresAt: null,
    }),
  );
  expect(returnsOf(taken, 'points', 35)).toEqual([
    { bucket: 'never', amount: 10 },
    { bucket: 'june', amount: 25 },
  ]);
});

test('[D4] points of an order fall with what is refunded and never count points or bonus', () => {
  const line = (role: string | null, netFen: number, refundedFen = 0) => ({
    role,
    netFen: fen(netFen),
    refundedFen: fen(refundedFen),
  });
  const all = [line('everyday', 6_000), line('traffic', 3_000), line(null, 1_000)];
  const own = { payable: fen(10_000), notHers: fen(0) };
  expect(earnedBy(all, own, points)).toBe(60); // traffic and freight earn nothing
  expect(earnedBy(all, { ...own, notHers: fen(5_000) }, points)).toBe(30);
  expect(earnedBy([line('everyday', 6_000, 2_050), ...all.slice(1)], own, points)).toBe(39);
  expect(earnedBy([line('profit', 90_000_000)], { ...own, payable: fen(90_000_000) }, points)).toBe(
    points.mostPerOrder,
  );
});

test('[D4] points of one month end together, twelve months on or at the year’s end', () => {
  const at = '2026-11-22T10:00:00.000Z' as Instant;
  expect(pointsEnd(at, points)).toBe('2027-11-30T16:00:00.000Z'); // 1 December in Shanghai
  expect(pointsEnd('2026-12-31T15:59:00.000Z' as Instant, points)).toBe('2027-12-31T16:00:00.000Z');
  expect(pointsEnd(at, { ...points, expiry: 'year_end' })).toBe('2026-12-31T16:00:00.000Z');
});

test('[D4] bonus goes with the principal it came with', () => {
  expect(bonusLost(5_000, 10_000, 1_000)).toBe(500);
  expect(bonusLost(10_000, 10_000, 999)).toBe(999);
  expect(bonusLost(1, 3, 10)).toBe(4); // never less than its share
});
