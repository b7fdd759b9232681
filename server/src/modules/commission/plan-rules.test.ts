/** Plans: which row pays a line and why, pieces and rates, caps that hold whatever the rows say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fen, sum } from '../../kernel/money.ts';
import { rowFor, weighed } from './plan-rules.ts';
import { planOf, portionsOf } from './rules.ts';
import type { LineFacts, OrderFacts, PlanRow, PlanWhen } from './types.ts';

const BPS = { guide: 500, sharer1: 200, sharer2: 0, selling: 300, fulfilling: 400, dealer: 600 };
const ALL = { guide: true, sharer1: true, sharer2: true, selling: true, dealer: true };
const [MELON, PEAR, FRUIT, SPRING] = ['melon', 'pear', 'fruit', 'spring'];
const FACTS: LineFacts = { product: MELON, category: FRUIT, productRole: 'profit', quantity: 2 };
const ORDER: OrderFacts = {
  outletKind: 'store',
  promotion: SPRING,
  guideLevel: 'senior',
  guideKind: 'store',
  day: '2026-03-14',
};
const row = (id: string, when: PlanWhen, bps: number): PlanRow => ({
  id,
  name: id,
  role: 'guide',
  when,
  pay: { kind: 'rate', bps },
});
const plan = (rules: readonly PlanRow[], caps = {}) =>
  planOf(2, {
    bps: BPS,
    personalCapBps: 2_500,
    allCapBps: 6_000,
    rules,
    caps: { orderPersonalFen: 0, monthPersonFen: 0, monthMerchantFen: 0, ...caps },
  });
const line = (no: number, net: number, facts = FACTS) => ({ no, netFen: fen(net), facts });

test('[A6] the most specific row pays: product before category before campaign, down to period', () => {
  const rows = [
    row('period', { from: '2026-03-01', until: '2026-03-31' }, 100),
    row('outlet', { outletKinds: ['store'] }, 200),
    row('kind', { kinds: ['store'] }, 300),
    row('level', { levels: ['senior', 'lead'] }, 400),
    row('role', { productRoles: ['profit'] }, 600),
    row('campaign', { promotions: [SPRING] }, 700),
    row('category', { categories: [FRUIT] }, 800),
    row('product', { products: [MELON] }, 900),
  ];
  for (let most = rows.length; most > 0; most -= 1)
    expect(rowFor(plan(rows.slice(0, most)), 'guide', FACTS, ORDER)!.id).toBe(rows[most - 1]!.id);
  const without = rows.map((each) =>
    each.id === 'product' ? row('product', { products: [PEAR] }, 900) : each,
  );
  expect(rowFor(plan(without), 'guide', FACTS, ORDER)!.id).toBe('category');
  expect(weighed(plan(without), 'guide', FACTS, ORDER)).toMatchObject([
    { id: 'product', verdict: 'products' },
    { id: 'category', verdict: 'pays' },
    { id: 'campaign', verdict: 'less_specific' },
    { id: 'role' },
    { id: 'level' },
    { id: 'kind' },
    { id: 'outlet' },
    { id: 'period' },
  ]);
});

test('[A6] of two rows about the same the upper one pays; a product with a level beats a product', () => {
  const two = [row('upper', { products: [MELON] }, 100), row('lower', { products: [MELON] }, 900)];
  expect(rowFor(plan(two), 'guide', FACTS, ORDER)!.id).toBe('upper');
  const finer = [...two, row('finer', { products: [MELON], levels: ['senior'] }, 700)];
  expect(rowFor(plan(finer), 'guide', FACTS, ORDER)!.id).toBe('finer');
  expect(rowFor(plan(finer), 'guide', FACTS, { ...ORDER, guideLevel: null })!.id).toBe('upper');
});

test('[A6] a row about levels is not about an order without a guide; days count on both ends', () => {
  const dated = plan([row('day', { from: '2026-03-14', until: '2026-03-14' }, 900)]);
  const on = (day: string) => rowFor(dated, 'guide', FACTS, { ...ORDER, day })?.id ?? null;
  expect([on('2026-03-13'), on('2026-03-14'), on('2026-03-15')]).toEqual([null, 'day', null]);
});

test('[A6] fen a piece are paid by pieces, and never beyond the line or its cap', () => {
  const piece: PlanRow = { ...row('piece', {}, 0), pay: { kind: 'piece', fen: 150 } };
  const [some] = portionsOf([line(1, 10_000)], null, plan([piece]), ALL, null, ORDER);
  expect(some!.parts.guide).toBe(300);
  const [cheap] = portionsOf([line(1, 400)], null, plan([piece]), ALL, null, ORDER);
  expect(cheap!.parts).toMatchObject({ guide: 100, sharer1: 0 }); // 25 % of 400; sharers cut first
});

test('[A6] online-only guides are paid by rows of their own', () => {
  const rules = [row('online', { kinds: ['online'] }, 800)];
  const of = (guideKind: string) =>
    portionsOf([line(1, 10_000)], null, plan(rules), ALL, null, { ...ORDER, guideKind })[0]!.parts;
  expect([of('store').guide, of('online').guide]).toEqual([500, 800]);
});

const someOf = (all: readonly string[]) =>
  fc.option(fc.subarray([...all]), { nil: undefined, freq: 2 });
const aRow = fc.record({
  id: fc.uuid(),
  name: fc.constant('x'),
  role: fc.constantFrom('guide', 'sharer1', 'sharer2', 'selling', 'fulfilling', 'dealer'),
  when: fc.record({
    products: someOf([MELON, PEAR]),
    productRoles: someOf(['profit', 'traffic']),
    levels: someOf(['senior', 'lead']),
    kinds: someOf(['store', 'online']),
  }),
  pay: fc.oneof(
    fc.record({ kind: fc.constant('rate'), bps: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({ kind: fc.constant('piece'), fen: fc.integer({ min: 0, max: 99_999 }) }),
  ),
});
const aLine = fc.record({
  net: fc.integer({ min: 0, max: 99_999 }),
  product: fc.constantFrom(MELON, PEAR),
  productRole: fc.constantFrom('profit', 'traffic'),
  quantity: fc.integer({ min: 1, max: 99 }),
});

test('[A6] whatever rows say, parts make the net and no cap is passed, of line or of order', () => {
  fc.assert(
    fc.property(
      fc.array(aRow, { maxLength: 12 }),
      fc.array(aLine, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 20_000 }),
      fc.constantFrom('senior', 'lead', null),
      (rules, goods, cap, guideLevel) => {
        const given = plan(rules as unknown as PlanRow[], { orderPersonalFen: cap });
        const lines = goods.map(({ net, ...facts }, i) => line(i + 1, net, { ...FACTS, ...facts }));
        const reward = { inviteeFen: fen(500), inviterFen: fen(300) };
        const laid = portionsOf(lines, null, given, ALL, reward, { ...ORDER, guideLevel });
        let personal = 0;
        for (const { netFen, parts } of laid) {
          expect(sum(Object.values(parts))).toBe(netFen);
          expect(Math.min(...Object.values(parts))).toBeGreaterThanOrEqual(0);
          const hers = parts.guide + parts.sharer1 + parts.sharer2 + parts.invitee;
          expect(hers).toBeLessThanOrEqual(Math.floor(netFen / 4));
          expect(netFen - parts.hq).toBeLessThanOrEqual(Math.floor((netFen * 6) / 10));
          personal += hers;
        }
        if (cap > 0) expect(personal).toBeLessThanOrEqual(cap);
      },
    ),
  );
});

test('[A6] a plan without rows is the plan of before, to the fen', () => {
  fc.assert(
    fc.property(fc.array(aLine, { minLength: 1, maxLength: 5 }), (goods) => {
      const lines = goods.map(({ net, ...facts }, i) => line(i + 1, net, { ...FACTS, ...facts }));
      const bare = lines.map(({ no, netFen }) => ({ no, netFen }));
      const older = planOf(1, { bps: BPS, personalCapBps: 2_500, allCapBps: 6_000 });
      expect(portionsOf(lines, null, plan([]), ALL, null, ORDER)).toEqual(
        portionsOf(bare, null, older, ALL, null),
      );
    }),
  );
});
