/** What a member is told of the orders that she earns by. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLinkOf, paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop, type Shopper } from '../../../test/shop.ts';
import { openLink } from '../../flows/open-link.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2 });
});
afterAll(() => shop?.close());

const send = ({ headers }: Shopper, url: string, payload?: object) =>
  shop.app.inject({ method: payload ? 'POST' : 'GET', url, headers, ...(payload && { payload }) });

test('[C2] [D1] a neighbour’s order is told by half a name, and never what was in it', async () => {
  const { house, cast, goods, outlet } = shop;
  const [chen, wu] = shop.shoppers as [Shopper, Shopper];
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), chen);
  const link = await openLink(house.db, {
    merchant: cast.merchant,
    sharer: { kind: 'member', id: chen.id },
    outlet: outlet('hupan'),
    targetKind: 'product',
    target: goods.products.strawberries,
    channel: 'wechat_chat',
    group: null,
    opengid: null,
    domain: 'private',
    words: '',
  });
  await house.owner.query(
    `update members.member set name = '吴桐', shows_name = true where id = $1`,
    [wu.id],
  );
  const visit = { id: crypto.randomUUID(), code: link.code };
  expect((await send(wu, '/api/shop/visits', visit)).statusCode).toBeLessThan(300);
  await paidOrder(shop, wu, outlet('hupan'), [{ sku: goods.skus.strawberries, quantity: 1 }]);

  const hers = (await send(chen, '/api/shop/rewards')).json();
  expect(hers.items).toHaveLength(1);
  expect(hers.items[0]).toMatchObject({ role: 'sharer_1', buyer: '吴*', titles: '' });
  await house.owner.query('update members.member set shows_name = false where id = $1', [wu.id]);
  const [hidden] = (await send(chen, '/api/shop/rewards')).json().items;
  expect([hidden.buyer, hidden.titles]).toEqual(['', '']);
});
