/** A quote loses no fen, never falls below one, and explains every fen between. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeId, ProductId, PromotionId, SkuId } from '../../kernel/id.ts';
import { fen, sum, type Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { bestOf, digestOf, freightOf, quoteOf, standing } from './rules.ts';
import type { PricedItem, Promotion } from './types.ts';

const item = (sku: string, price: number, quantity = 1): PricedItem => ({
  sku: sku as SkuId,
  product: sku as unknown as ProductId,
  title: sku,
  spec: '',
  role: 'everyday',
  quantity,
  priceFen: fen(price),
});
const promotion = (threshold: number, off: number, more: Partial<Promotion> = {}): Promotion => ({
  id: `p${threshold}` as PromotionId,
  node: 'a' as NodeId,
  name: `满${threshold}减${off}`,
  thresholdFen: fen(threshold),
  offFen: fen(off),
  startsAt: '2026-01-01T00:00:00.000Z' as Instant,
  endsAt: '2026-12-31T00:00:00.000Z' as Instant,
  costOwner: 'hq',
  costBps: { dealer: 0, outlet: 0 },
  ...more,
});
const FREE = () => ({ feeFen: fen(0), step: null });
const quoted = (items: PricedItem[], promotions: Promotion[] = [], freight = FREE) => {
  const quote = quoteOf(items, promotions, freight);
  if ('refused' in quote) throw new Error(quote.refused);
  return quote;
};

test('[G2] the worked example: 800 off 6570 is split 485 and 315', () => {
  const quote = quoted([item('x', 3980), item('y', 2590)], [promotion(5_900, 800)]);
  expect(quote.lines.map(({ discountFen, netFen }) => [discountFen, netFen])).toEqual([
    [485, 3495],
    [315, 2275],
  ]);
  expect(quote.payableFen).toBe(5_770);
});

test('[A4] the promotion that takes off most holds, and the next step is told', () => {
  const steps = [promotion(5_900, 600), promotion(9_900, 1_500), promotion(3_000, 100)];
  expect(bestOf(steps, fen(6_000))?.offFen).toBe(600);
  expect(quoted([item('x', 6_000)], steps).nextStep).toMatchObject({
    moreFen: 3_900,
    offFen: 1_500,
  });
  expect(quoted([item('x', 9_900)], steps).nextStep).toBeNull();
});

test('[A4] a promotion holds for its branch and its time: [start, end)', () => {
  const own = promotion(100, 10);
  const path = ['hq', 'd', 'a'] as unknown as NodeId[];
  const at = (instant: string) => standing([own], path, instant as Instant).length;
  expect([at('2025-12-31T23:59:59.999Z'), at(own.startsAt), at(own.endsAt)]).toEqual([0, 1, 0]);
  expect(standing([own], ['hq' as NodeId], own.startsAt)).toEqual([]);
});

test.each([
  [800, 3_000, { feeFen: 300 }],
  [800, 3_900, { feeFen: 0 }],
  [2_000, 3_000, { feeFen: 600 }],
  [2_000, 1_000, { refused: 'below_minimum', minFen: 2_000 }],
  [9_000, 9_900, { refused: 'outside', uptoM: 5_000 }],
])('[B11] freight over %i m for %i fen of goods', (distanceM, goods, answer) => {
  const band = (uptoM: number, fee: number, min: number, free: number | null) => ({
    uptoM,
    feeFen: fen(fee),
    minFen: fen(min),
    freeFromFen: free as Fen | null,
  });
  const bands = [band(5_000, 600, 2_000, null), band(1_000, 300, 0, 3_900)];
  expect(freightOf(fen(goods), { distanceM, bands })).toMatchObject(answer);
});

test('[B11] whatever is bought: nets and freight make what is paid, no line below nothing', () => {
  const items = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 999 })),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(
      items,
      fc.integer({ min: 2, max: 200_000 }),
      fc.integer({ min: 1, max: 150_000 }),
      (list, threshold, off) => {
        fc.pre(off < threshold);
        const quote = quoted(
          list.map(([price, quantity], i) => item(`s${i}`, price, quantity)),
          [promotion(threshold, off)],
          () => ({ feeFen: fen(500), step: null }) as never,
        );
        expect(sum(quote.lines.map(({ netFen }) => netFen)) + quote.freightFen).toBe(
          quote.payableFen,
        );
        expect(quote.payableFen).toBeGreaterThan(500);
        for (const { netFen, discountFen, grossFen } of quote.lines) {
          expect(netFen).toBeGreaterThanOrEqual(0);
          expect(netFen + discountFen).toBe(grossFen);
        }
        expect(digestOf(quote)).not.toBe(
          digestOf({ ...quote, payableFen: fen(quote.payableFen + 1) }),
        );
      },
    ),
  );
});
