/** What a member is told, over HTTP: of her own orders only, page by page, read once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop, type Shopper } from '../../../test/shop.ts';
import { carry } from '../../platform/outbox.ts';
import { react, type Happened } from '../../reactions.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2, stock: { hupan: { milk: 9, eggs: 9 } } });
});
afterAll(() => shop.close());

const get = async ({ headers }: Shopper, url: string) => {
  const answer = await shop.app.inject({ url: `/api/shop${url}`, headers });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};

test('[B11] paid orders are told to their member alone, newest first; reading empties the count', async () => {
  const [mine, hers] = shop.shoppers as [Shopper, Shopper];
  const { milk, eggs } = shop.goods.skus;
  const first = await paidOrder(shop, mine, shop.outlet('hupan'), [{ sku: milk, quantity: 1 }]);
  shop.house.clock.advance(60_000);
  const second = await paidOrder(shop, mine, shop.outlet('hupan'), [
    { sku: milk, quantity: 1 },
    { sku: eggs, quantity: 1 },
  ]);
  for (const event of (await carry(shop.house.db, shop.cast.merchant)) as Happened[]) {
    await react(shop.house, event);
    shop.house.clock.advance(1_000);
  }
  expect((await get(mine, '/me')).unread).toBe(2);
  expect((await get(hers, '/me')).unread).toBe(0);
  expect((await get(hers, '/me/notices')).items).toEqual([]);

  const page = await get(mine, '/me/notices?count=1');
  expect(page.items).toMatchObject([
    { kind: 'orders.paid', facts: { order: second }, readAt: null, about: { lines: 2 } },
  ]);
  const rest = await get(mine, `/me/notices?count=1&after=${encodeURIComponent(page.next)}`);
  expect(rest).toMatchObject({ next: null, items: [{ facts: { order: first } }] });
  expect(rest.items[0].about).toMatchObject({ lines: 1, productId: shop.goods.products.milk });

  const read = await shop.app.inject({
    method: 'POST',
    url: '/api/shop/me/notices/read',
    headers: mine.headers,
    payload: {},
  });
  expect(read.statusCode, read.body).toBe(204);
  expect((await get(mine, '/me')).unread).toBe(0);
  const seen = await get(mine, '/me/notices');
  expect(seen.items.every(({ readAt }: { readAt: string | null }) => readAt !== null)).toBe(true);
});
