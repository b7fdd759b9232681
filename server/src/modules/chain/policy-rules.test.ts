/** Policies on their way down the tree: no level gets out of its parents' hands. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween, clampedBody, findingIn } from './policy-rules.ts';
import {
  FIRST_POLICIES,
  POLICY_FIELDS,
  POLICY_KINDS,
  type RoutingBody,
  type RoutingSort,
  type StoredBody,
} from './policy-types.ts';

const { routing } = FIRST_POLICIES;
const { bounds: _, ...plain } = routing;
const SORTS: readonly RoutingSort[] = ['promise', 'distance', 'capacity', 'balance'];

test('[A1] version 1 of each kind has every field of its kind, and no other', () => {
  for (const kind of POLICY_KINDS) expect(findingIn(kind, FIRST_POLICIES[kind], [])).toBe(null);
  expect(POLICY_KINDS.filter((kind) => Object.keys(POLICY_FIELDS[kind]).length === 0)).toEqual([]);
});

test('[D2] the notice of an ending bond comes before its end', () => {
  const { belonging } = FIRST_POLICIES;
  const late = { ...belonging, noticeDays: belonging.expireDays };
  expect(findingIn('belonging', late, [])).toEqual({
    code: 'policy.bad_value',
    field: 'noticeDays',
  });
});

test.each([
  ['a range may be used to its ends', { ...plain, radiusM: 8_000 }, null],
  ['and not beyond', { ...plain, radiusM: 8_001 }, 'radiusM'],
  ['a list may be cut', { ...plain, sorts: ['distance'] }, null],
  ['and put in another order', { ...plain, sorts: ['capacity', 'promise'] }, null],
  ['but not made longer', { ...plain, sorts: [...SORTS] }, 'sorts'],
  ['a switch may be turned off', { ...plain, allowSplit: false }, null],
  ['a fixed field stays', { ...plain, promiseStepMinutes: 15 }, 'promiseStepMinutes'],
  ['bounds are narrowed too', { ...plain, bounds: { radiusM: [2_000, 4_000] } }, null],
  ['and not widened', { ...plain, bounds: { radiusM: [900, 4_000] } }, 'radiusM'],
])('[A1] below head office %s', (_title, body, field) => {
  const found = findingIn('routing', body, [routing]);
  expect(found).toEqual(field === null ? null : { code: 'policy.wider_than_parent', field });
});

test('[A1] a switch that head office turned off cannot be turned on below', () => {
  const off: StoredBody<'routing'> = { ...routing, allowSplit: false };
  expect(findingIn('routing', plain, [off])?.field).toBe('allowSplit');
  expect(clampedBody('routing', [off, plain]).allowSplit).toBe(false);
});

test('[A1] no prototype is reached through a field name', () => {
  const body = JSON.parse('{"windowDays": 7, "__proto__": {"windowDays": 30}}');
  expect(findingIn('credit', body, [])?.code).toBe('policy.unknown_field');
  expect(findingIn('credit', { windowDays: 7, constructor: 1 }, [])?.code).toBe(
    'policy.unknown_field',
  );
});

const range = (least: number, most: number) =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const anyBody: fc.Arbitrary<StoredBody<'routing'>> = fc
  .record({
    radiusM: fc.integer({ min: 500, max: 20_000 }),
    safetyStock: fc.integer({ min: 0, max: 20 }),
    allowSplit: fc.boolean(),
    sorts: fc.subarray([...SORTS], { minLength: 1 }),
    radius: range(500, 20_000),
  })
  .map(({ radius, ...body }) => ({ ...plain, ...body, bounds: { radiusM: radius } }));

test('[A1] whatever the levels wrote, what holds lies within every level above', () => {
  fc.assert(
    fc.property(fc.array(anyBody, { minLength: 1, maxLength: 5 }), (bodies) => {
      const holds = clampedBody('routing', bodies);
      const last = bodies.length - 1;
      const levels = bodies.slice(0, last).map((each) => each.bounds!.radiusM as [number, number]);
      // Each level's bounds are themselves clamped into those above it.
      let [least, most] = [500, 20_000];
      for (const [from, to] of levels) {
        least = Math.min(Math.max(from, least), most);
        most = Math.max(least, Math.min(to, most));
      }
      if (last > 0) expect(holds.radiusM).toBeGreaterThanOrEqual(least);
      if (last > 0) expect(holds.radiusM).toBeLessThanOrEqual(most);
      expect(holds.sorts.length).toBeGreaterThan(0);
      if (bodies.slice(0, last).some((each) => !each.allowSplit))
        expect(holds.allowSplit).toBe(false);
      expect(Object.keys(holds).sort()).toEqual(Object.keys(plain).sort());
    }),
  );
});

test('[A1] what the check lets through is not changed by the clamp', () => {
  fc.assert(
    fc.property(anyBody, anyBody, (parent, child) => {
      fc.pre(findingIn('routing', parent, []) === null);
      fc.pre(findingIn('routing', child, [parent]) === null);
      const { bounds: _bounds, ...said } = child;
      expect(clampedBody('routing', [parent, child])).toEqual(said as RoutingBody);
    }),
  );
});

test('[A1] the difference of two versions names each field once', () => {
  const after = {
    ...routing,
    radiusM: 6_000,
    bounds: { ...routing.bounds, radiusM: [1_000, 9_000] },
  };
  expect(changesBetween(routing, after)).toEqual([
    { field: 'radiusM', before: '5000', after: '6000' },
    { field: 'bounds.radiusM', before: '[1000,8000]', after: '[1000,9000]' },
  ]);
  expect(changesBetween(null, { windowDays: 7 })).toEqual([
    { field: 'windowDays', before: null, after: '7' },
  ]);
  expect(changesBetween(routing, routing)).toEqual([]);
});
