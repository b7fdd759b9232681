/**
 * Attacks on what the server is told, over every route of the API's document: foreign ids in
 * questions and writes, unknown fields, deep and large bodies.
 */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_SCOPES } from '../src/modules/chain/chain.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { NOW } from './house.ts';
import { paidOrder } from './paid-order.ts';
import { openShop, seatShoppers, type Shop } from './shop.ts';
import { bodyOf, parametersOf, routesOf, type Route } from './wishes.ts';

let shop: Shop;
let app: FastifyInstance;
let routes: Route[];
/** Headers of somebody of the rival's who may do everything, by audience. */
let rival: Record<string, Record<string, string>>;
let ours: Record<string, Record<string, string>>;
/** Ids of our chain's rows by what a parameter calls them, and all of them. */
let foreign: Record<string, string>;
let secrets: string[];

const audienceOf = (path: string): string => /^\/api\/(\w+)/.exec(path)![1]!;
async function keyFor(headers: Record<string, string>, nodeId: string): Promise<string> {
  const payload = { id: newUuid(NOW), name: 'a', scopes: [...API_SCOPES], nodeId };
  const url = '/api/console/api-keys';
  return (await app.inject({ method: 'POST', url, headers, payload })).json().key;
}

beforeAll(async () => {
  shop = await openShop({ shoppers: 2 });
  app = shop.app;
  const { cast, house, goods } = shop;
  const order = await paidOrder(shop, shop.shoppers[0]!, shop.outlet('wener'), [
    { sku: goods.skus.milk, quantity: 1 },
  ]);
  const { rows } = await house.owner.query(
    'select product_id, (select category_id from catalog.product limit 1) as category ' +
      'from catalog.sku where id = $1',
    [goods.skus.milk],
  );
  const [stranger] = await seatShoppers(house, cast.rival, 1);
  const admins = {
    console: cast.rival.as('lin-guodong'),
    work: cast.rival.as('wang', 'workbench'),
    shop: stranger!.headers,
  };
  const key = await keyFor(admins.console, cast.rival.hq);
  rival = { ...admins, open: { host: cast.rival.host, authorization: `Bearer ${key}` } };
  const own = await keyFor(cast.as('lin-guodong'), cast.hq);
  ours = {
    console: cast.as('lin-guodong'),
    work: cast.as('wang', 'workbench'),
    shop: shop.shoppers[0]!.headers,
    open: { host: cast.host, authorization: `Bearer ${own}` },
  };
  foreign = {
    order,
    outlet: shop.outlet('wener'),
    node: cast.hq,
    scope: cast.hq,
    member: shop.shoppers[0]!.id,
    staff: cast.person('lin'),
    guide: cast.person('lin'),
    sku: goods.skus.milk,
    product: rows[0].product_id,
    category: rows[0].category,
  };
  secrets = [...Object.values(foreign), ...cast.outlets.values(), ...Object.values(goods.skus)];
  routes = routesOf(app.swagger()).filter(
    ({ path }) =>
      /^\/api\/(console|work|shop|open)\//.test(path) && !/stream$|\/session/.test(path),
  );
});
afterAll(() => shop.close());

const sent = (route: Route, url: string, headers: object, payload?: unknown) =>
  app.inject({
    method: route.method,
    url,
    headers: { ...headers, 'x-quandian': '1', 'idempotency-key': newUuid(NOW) },
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
const found = (wrong: string[]): void => expect(wrong).toEqual([]);

test('[G1] attack-43: no filter and no id reaches another merchant’s rows', async () => {
  const wrong: string[] = [];
  let asked = 0;
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    const { path, query } = parametersOf(route, foreign);
    const url = `${path}?${new URLSearchParams({ ...query, count: '50' })}`;
    const plain = route.query.includes('count') ? url : url.replace(/[?&]count=50/, '');
    const headers = rival[audienceOf(route.path)]!;
    const answer = await sent(route, plain, headers);
    asked += 1;
    if (answer.statusCode >= 500) wrong.push(`${route.name} ${answer.statusCode} ${plain}`);
    if (answer.statusCode >= 300) continue;
    // What was asked for may be said back as asked; nothing else of ours may be in the answer.
    const asking = new Set([...Object.values(query), ...route.path.split('/')]);
    const told = secrets.filter((id) => !asking.has(id) && answer.body.includes(id));
    if (told.length > 0) wrong.push(`${route.name} ${plain} tells ${told[0]}`);
  }
  expect(asked).toBeGreaterThan(80);
  found(wrong);
});

test('[G1] attack-44: a write that names a row of another merchant is refused', async () => {
  const wrong: string[] = [];
  let asked = 0;
  for (const route of routes.filter(({ method }) => method !== 'GET')) {
    const { path, query, foreign: named } = parametersOf(route, foreign);
    const body = bodyOf(route, foreign);
    if (named + body.foreign === 0) continue;
    const url = `${path}?${new URLSearchParams(query)}`;
    const answer = await sent(route, url, rival[audienceOf(route.path)]!, body.value);
    asked += 1;
    if (answer.statusCode >= 500 || answer.statusCode < 400)
      wrong.push(`${route.name} ${answer.statusCode} ${JSON.stringify(body.value)}`);
  }
  expect(asked).toBeGreaterThan(60);
  found(wrong);
});

test('[G1] attack-49: every body of the API is closed, and prototypes are refused', async () => {
  const open = routes.flatMap((route) => route.openObjects.map((at) => `${route.name} ${at}`));
  found(open);
  for (const name of ['__proto__', 'constructor']) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/shop/orders',
      headers: { ...ours.shop, 'content-type': 'application/json' },
      payload: `{"${name}":{"prototype":{"payableFen":1}}}`,
    });
    expect(answer.statusCode, name).toBe(400);
  }
});

test('[G1] attack-69: bodies a thousand deep, a megabyte long, or no JSON are refused', async () => {
  const deep = `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`;
  const bodies = [deep, '['.repeat(1_000), JSON.stringify({ a: 'x'.repeat(1_048_576) }), '{"a":'];
  const wrong: string[] = [];
  for (const route of routes.filter(({ body }) => body !== null)) {
    const { path } = parametersOf(route, foreign);
    for (const payload of bodies) {
      const answer = await app.inject({
        method: route.method,
        url: path,
        headers: {
          ...ours[audienceOf(route.path)],
          'x-quandian': '1',
          'content-type': 'application/json',
        },
        payload,
      });
      const isLarge = payload.length > 262_144;
      // Whoever may not ask at all hears so before her body is read.
      const fits = isLarge ? [403, 413].includes(answer.statusCode) : answer.statusCode < 500;
      if (answer.statusCode < 400 || !fits) wrong.push(`${route.name} ${answer.statusCode}`);
    }
  }
  found(wrong);
});
