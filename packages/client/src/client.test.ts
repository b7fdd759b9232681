/** The client against the real server, by a transport that a mini-program could have too. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUuid } from '../../../server/src/platform/uuid.ts';
import { NOW } from '../../../server/test/house.ts';
import { openShop, type Shop } from '../../../server/test/shop.ts';
import { openClient, Problem, type Transport } from './client.ts';

let shop: Shop;
let key: string;
beforeAll(async () => {
  shop = await openShop();
  const scopes = ['outlets.read', 'stock.read', 'stock.write'];
  const payload = { id: newUuid(NOW), name: 'client', scopes, nodeId: shop.cast.hq };
  const headers = shop.cast.as('lin-guodong');
  const url = '/api/console/api-keys';
  key = (await shop.app.inject({ method: 'POST', url, headers, payload })).json().key;
});
afterAll(() => shop.close());

const send: Transport = async ({ method, url, headers, body }) => {
  const answer = await shop.app.inject({
    method: method as 'GET',
    url: url.replace('https://shop.test', ''),
    headers: { ...headers, host: shop.cast.host },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.body };
};

test('[G4] asks, names, writes once, and throws what was refused by its code', async () => {
  const ask = openClient('https://shop.test', key, send);
  const { items } = await ask('get', '/api/open/v1/outlets');
  expect(items.map((each) => each.id)).toContain(shop.outlet('wener'));
  const one = await ask('get', '/api/open/v1/outlets/{id}', {
    path: { id: shop.outlet('wener') },
  });
  expect(one.lat).toBeGreaterThan(30);
  const body = {
    id: newUuid(NOW),
    outletId: shop.outlet('wener'),
    lines: [{ skuId: shop.goods.skus.milk, quantity: 3 }],
  };
  const stock = () =>
    ask('get', '/api/open/v1/stock', { query: { outlet: shop.outlet('wener'), count: 100 } });
  const piecesIn = (found: Awaited<ReturnType<typeof stock>>) =>
    found.items.find(({ skuId }) => skuId === shop.goods.skus.milk)!.onHand;
  const before = piecesIn(await stock());
  for (let times = 0; times < 2; times += 1)
    await ask('post', '/api/open/v1/stock/receive', { body });
  expect(piecesIn(await stock()) - before).toBe(3);
  const refused = await ask('get', '/api/open/v1/orders').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({
    status: 403,
    code: 'chain.scope_missing',
    facts: { scope: 'orders.read' },
  });
});
