/** What a store and a guide read on their phones after the first story's order was paid. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLinkOf, paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop } from '../../../test/shop.ts';
import type { PersonKey } from '../../../test/cast.ts';
import type { OrderId } from '../../kernel/id.ts';

let shop: Shop;
let order: OrderId;
beforeAll(async () => {
  // Saturday, 22:40: 湖畔店 has shut and is out of strawberries, 文二西路店 prepares.
  shop = await openShop({ shoppers: 2, house: { at: Date.UTC(2026, 2, 14, 14, 40) } });
  const { cast, goods, shoppers, outlet } = shop;
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), shoppers[0]!);
  order = await paidOrder(shop, shoppers[0]!, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 2 },
  ]);
});
afterAll(() => shop.close());

const read = async (person: PersonKey, url: string) => {
  const headers = shop.cast.as(person, 'workbench');
  const answer = await shop.app.inject({ url: `/api/work${url}`, headers });
  return { status: answer.statusCode, body: answer.json() };
};

test('[B11] the store that prepares sees the parcel with its lines, shelf and hours', async () => {
  const { status, body } = await read('tang', '/picking?stage=to_accept');
  expect([status, body.counts, body.items.length]).toEqual([
    200,
    { to_accept: 1, to_pick: 0, ready: 0, on_the_way: 0, trouble: 0 },
    1,
  ]);
  expect(body.items[0]).toMatchObject({
    orderId: order,
    stage: 'to_accept',
    sellingOutletName: '湖畔店',
    isOwnSale: false,
    soldWhileClosed: true,
    pieces: 2,
    portionFen: 318, // 4 % of 79.60
    lines: [{ title: '建德红颜草莓', quantity: 2, shelf: 'B2', picked: false }],
  });
  const pulse = await read('tang', '/picking/pulse');
  expect(pulse.body).toMatchObject({ toAccept: 1, toPick: 0 });
  expect(pulse.body.newestAt).toBe(body.now);
});

test('[B11] another store sees nothing of it, neither in the list nor by its number', async () => {
  const list = await read('han', '/picking?stage=to_accept');
  expect([list.body.items, list.body.counts.to_accept]).toEqual([[], 0]);
  const one = await read('han', `/picking/${order}`);
  expect([one.status, one.body.code]).toEqual([404, 'orders.not_here']);
});

test('[D9] the guide whose link it was sees the sale, made while closed, and her commission', async () => {
  const { status, body } = await read('lin', '/today');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    isGuide: true,
    salesFen: 7960,
    usualFen: null,
    nightOrders: 1,
    nightFen: 7960,
    visits: 1,
    commissionFen: 398,
    isQuiet: true,
  });
});

test('[C1] her share stands in the list with what came of it', async () => {
  const { body } = await read('lin', '/share/rank');
  expect(body.items).toMatchObject([
    { title: '建德红颜草莓', visits: 1, passedOn: 0, orders: 1, salesFen: 7960 },
  ]);
});

test('[C1] she shares from the shelf of her store and sees what each would earn', async () => {
  const { body } = await read('lin', '/share?q=cm');
  expect(body.outlet.name).toBe('湖畔店');
  expect(body.outlet.opensAt).not.toBeNull();
  expect(body.products).toMatchObject([
    { title: '建德红颜草莓', priceFen: 3980, rateBps: 500, earnFen: 199, sellable: 0 },
  ]);
});

test('[D9] the rank of her store counts what each served', async () => {
  const { body } = await read('lin', '/rank');
  expect(body.items[0]).toMatchObject({ no: 1, name: '林小满', salesFen: 7960, isMe: true });
  expect(body.items.slice(1).every((row: { salesFen: number }) => row.salesFen === 0)).toBe(true);
});

test('[F9] her income says of how much and at which rate, and only to her who served', async () => {
  const why = await read('lin', `/income/why?orders=${order}`);
  expect(why.body.items).toEqual([
    { orderId: order, from: 'link', via: null, baseFen: 7960, rateBps: 500 },
  ]);
  expect((await read('tang', `/income/why?orders=${order}`)).body.items).toEqual([]);
});

test('[D2] her own page: words and picks are kept, an unknown product is refused', async () => {
  const headers = shop.cast.as('lin', 'workbench');
  const put = (url: string, payload: object) =>
    shop.app.inject({ method: 'PUT', url: `/api/work${url}`, headers, payload });
  const words = { motto: '湖畔花园的邻居', story: '三年了', wechat: 'lin' };
  expect((await put('/profile', words)).statusCode).toBe(204);
  const pick = { productId: shop.goods.products.eggs, words: '自己家也在吃' };
  expect((await put('/picks', { picks: [pick] })).statusCode).toBe(204);
  const { body } = await read('lin', '/profile');
  expect(body).toEqual({ ...words, picks: [{ ...pick, title: '土鸡蛋' }] });
  const unknown = await put('/picks', { picks: [{ productId: order, words: '' }] });
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'catalog.product_unknown']);
});
