/** Routing: each reason to drop, each sort in its turn, splits by whole lines, ties at the id. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpeningHours } from '../../kernel/hours.ts';
import type { NodeId, OutletId, SkuId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { promiseOf } from './promise-rules.ts';
import { routeOf } from './rules.ts';
import type { Candidate, RouteFacts, RouteWish, RoutingRule } from './types.ts';

const NIGHT = '2026-03-14T14:40:00.000Z' as Instant; // 22:40 in Shanghai
const open = (from: number, to: number): OpeningHours => ({
  weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [[from, to]]])),
  exceptions: {},
});
const [x, y] = ['x', 'y'] as unknown as [SkuId, SkuId];
const outlet = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id: id as OutletId,
  name: id,
  place: { lat: 30.28, lng: 120.1 },
  area: null,
  hours: open(420, 1320),
  dailyCapacity: null,
  prepareMinutes: 60,
  delivers: true,
  paused: false,
  holdsStock: true,
  sellsFor: 'all',
  ...more,
});
const RULE: RoutingRule = {
  node: 'hq' as NodeId,
  version: 1,
  radiusM: 5_000,
  useArea: true,
  safetyStock: 1,
  acceptMinutes: 30,
  promiseStepMinutes: 30,
  sorts: ['promise', 'distance', 'capacity'],
  allowSplit: true,
  maxParcels: 2,
};
const wish = (more: Partial<RouteWish> = {}): RouteWish => ({
  selling: 'a' as OutletId,
  place: { lat: 30.28, lng: 120.1 },
  way: 'pickup',
  notBefore: NIGHT,
  splitAgreed: false,
  lines: [
    { no: 1, sku: x, quantity: 1 },
    { no: 2, sku: y, quantity: 1 },
  ],
  refusedBy: new Set(),
  ...more,
});
type Free = Readonly<Record<string, readonly [x: number, y: number]>>;
const facts = (free: Free, taken: Readonly<Record<string, number>> = {}): RouteFacts => ({
  free: new Map(
    Object.entries(free).map(([id, [ofX, ofY]]) => [
      id as OutletId,
      new Map([
        [x, ofX],
        [y, ofY],
      ]),
    ]),
  ),
  taken: new Map(
    Object.entries(taken).map(([id, count]) => [
      id as OutletId,
      new Map([['2026-03-15' as never, count]]),
    ]),
  ),
  carries: () => true,
});
const codes = (route: ReturnType<typeof routeOf>) =>
  Object.fromEntries(route.verdicts.map(({ outlet: id, code }) => [id, code]));
const away = (km: number) => ({ place: { lat: 30.28 + km / 111.2, lng: 120.1 } });

test('[B9] the first story: 湖畔店 has none, of the others the one that opens first and is nearest', () => {
  const route = routeOf(
    [
      outlet('a'),
      outlet('b', away(1.2)),
      outlet('late', { ...away(0.5), hours: open(540, 1320) }),
      outlet('far', away(1.9)),
    ],
    wish(),
    facts({ a: [0, 5], b: [13, 21], late: [9, 9], far: [5, 8] }),
    RULE,
  );
  expect(codes(route)).toEqual({ b: 'chosen', far: 'possible', late: 'possible', a: 'part_stock' });
  expect(route.allocations).toMatchObject([
    { outlet: 'b', lineNos: [1, 2], promisedAt: '2026-03-15T00:00:00.000Z', safety: 1 },
  ]);
});

test.each([
  ['holds_no_stock', { holdsStock: false }, {}],
  ['stock_of_dealer', { sellsFor: 'itself' as const }, {}],
  ['paused', { paused: true }, {}],
  ['outside_area', away(6), {}],
  ['no_delivery', { delivers: false }, { way: 'delivery' as const }],
  ['handed_back', {}, { refusedBy: new Set(['b' as OutletId]) }],
  ['no_opening', { hours: open(0, 1) }, {}],
])('[B9] dropped: %s', (code, of, asked) => {
  const never = code === 'no_opening' ? { hours: { weekly: {}, exceptions: {} } } : of;
  const route = routeOf([outlet('b', never)], wish(asked), facts({ b: [9, 9] }), RULE);
  expect([codes(route), route.outcome]).toEqual([{ b: code }, 'parked']);
});

test('[B9] safety stock stays for an outlet’s own customers, and counts not against itself', () => {
  const last = facts({ a: [1, 1], b: [1, 1] });
  expect(codes(routeOf([outlet('b')], wish(), last, RULE))).toEqual({ b: 'no_stock' });
  expect(codes(routeOf([outlet('a')], wish(), last, RULE))).toEqual({ a: 'chosen' });
});

test('[B9] a full day drops out; a recall beats stock', () => {
  const full = outlet('b', { dailyCapacity: 3 });
  const stock = { b: [9, 9] } as const;
  expect(codes(routeOf([full], wish(), facts(stock, { b: 3 }), RULE))).toEqual({
    b: 'capacity_full',
  });
  const recalled = { ...facts(stock), carries: () => false };
  expect(codes(routeOf([outlet('b')], wish(), recalled, RULE))).toEqual({ b: 'not_sold_here' });
});

test('[B9] a drawn area reaches beyond the radius', () => {
  const ring = [
    [120, 30],
    [121, 30],
    [121, 31],
    [120, 31],
  ] as const;
  const far = outlet('b', { ...away(8), area: ring });
  expect(codes(routeOf([far], wish(), facts({ b: [9, 9] }), RULE))).toEqual({ b: 'chosen' });
});

test('[B9] split by whole lines, only when the member agreed and the rule allows', () => {
  const two = [outlet('a'), outlet('b', away(1))];
  const halves = facts({ a: [0, 5], b: [5, 0] });
  expect(routeOf(two, wish(), halves, RULE).outcome).toBe('parked');
  const never = { ...RULE, allowSplit: false };
  expect(routeOf(two, wish({ splitAgreed: true }), halves, never).outcome).toBe('parked');
  const route = routeOf(two, wish({ splitAgreed: true }), halves, RULE);
  expect(route.outcome).toBe('split');
  expect(route.allocations.map(({ outlet: id, lineNos }) => [id, lineNos]).sort()).toEqual([
    ['a', [2]],
    ['b', [1]],
  ]);
});

test('attack-10: the same sku on two lines is counted together', () => {
  const twice = wish({
    lines: [
      { no: 1, sku: x, quantity: 2 },
      { no: 2, sku: x, quantity: 2 },
    ],
  });
  expect(codes(routeOf([outlet('a')], twice, facts({ a: [3, 0] }), RULE))).toEqual({
    a: 'no_stock',
  });
});

test('[B4] a delivery’s promise adds the way; preparing counts open minutes only', () => {
  const shop = { hours: open(420, 1320), prepareMinutes: 60 };
  expect(promiseOf(shop, 'pickup', 2_500, NIGHT)).toBe('2026-03-15T00:00:00.000Z');
  expect(promiseOf(shop, 'delivery', 2_500, NIGHT)).toBe('2026-03-15T00:25:00.000Z');
});

test('[B9] whatever the town: what is allocated is possible, covers all lines once, in any order of candidates', () => {
  const town = fc.array(
    fc.record({
      km: fc.double({ min: 0, max: 8, noNaN: true }),
      opens: fc.integer({ min: 300, max: 700 }),
      stock: fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(town, fc.boolean(), (shops, splitAgreed) => {
      const all = shops.map(({ km, opens }, i) =>
        outlet(`o${i}`, { ...away(km), hours: open(opens, 1320) }),
      );
      const free = Object.fromEntries(shops.map(({ stock }, i) => [`o${i}`, stock]));
      const route = routeOf(all, wish({ splitAgreed }), facts(free), RULE);
      const again = routeOf([...all].reverse(), wish({ splitAgreed }), facts(free), RULE);
      expect(again.allocations).toEqual(route.allocations);
      expect(route.verdicts).toHaveLength(all.length);
      const covered = route.allocations.flatMap(({ lineNos }) => lineNos).sort();
      expect(covered).toEqual(route.outcome === 'parked' ? [] : [1, 2]);
      for (const { outlet: id, distanceM } of route.allocations) {
        expect(distanceM).toBeLessThanOrEqual(RULE.radiusM);
        expect(['chosen', 'split']).toContain(codes(route)[id]);
      }
    }),
  );
});
