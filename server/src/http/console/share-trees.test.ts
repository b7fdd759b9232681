/** Share trees as head office lists them: sorted by what one asks for, page after page. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonKey } from '../../../test/cast.ts';
import { openLinkOf, paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop } from '../../../test/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 3 });
  const { cast, goods, shoppers, outlet } = shop;
  const [buyer, ...lookers] = shoppers;
  for (const looker of lookers)
    await openLinkOf(shop, cast.person('zhou'), outlet('gudun'), looker);
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), buyer!);
  await paidOrder(shop, buyer!, outlet('hupan'), [{ sku: goods.skus.milk, quantity: 1 }]);
});
afterAll(() => shop.close());

async function roots(person: PersonKey, query = '') {
  const url = `/api/console/share-roots?from=2026-01-01&to=2026-12-31&${query}`;
  return (await shop.app.inject({ url, headers: shop.cast.as(person) })).json();
}
const names = async (query: string) =>
  (await roots('zhao', query)).items.map((each: { sharerName: string }) => each.sharerName);

test('[C1] first what sold most; asked otherwise, what was opened most', async () => {
  expect((await names('sort=-sales'))[0]).toBe('林小满');
  expect((await names('sort=-orders'))[0]).toBe('林小满');
  const visited = (await roots('zhao', 'sort=-visits')).items;
  const visits = visited.map((each: { visits: number }) => each.visits);
  expect(visits).toEqual(visits.toSorted((a: number, b: number) => b - a));
  expect((await roots('zhao', 'sort=visits')).status).toBe(400);
});

test.each(['-sales', '-visits', '-at'])(
  '[C1] sorted by %s, pages meet without a gap',
  async (sort) => {
    const whole = (await roots('zhao', `sort=${sort}`)).items;
    const seen: unknown[] = [];
    for (let after = ''; ; ) {
      const page = await roots('zhao', `sort=${sort}&count=1${after}`);
      seen.push(...page.items);
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(seen).toEqual(whole);
    expect(whole.length).toBeGreaterThan(1);
  },
);

test('attack-52: a store manager sees the trees of her own store', async () => {
  const outlets = (await roots('wang')).items.map(
    (each: { sharerName: string }) => each.sharerName,
  );
  expect(outlets).toEqual(['林小满']);
});
