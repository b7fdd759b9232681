/**
 * Attacks from next door, in the same chain: another member in the shop, staff of another store and
 * another guide in the workbench, at every route of the API's document that names a row. Each
 * refusal has its control: to whom the row belongs, it is there.
 */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as belonging from '../src/modules/belonging/belonging.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { NOW } from './house.ts';
import { openLinkOf, paidOrder } from './paid-order.ts';
import { deviceOf, penaltyOf, topUpOf } from './rows-of.ts';
import { openShop, place, readyToOrder, type Shop } from './shop.ts';
import { bodyOf, parametersOf, routesOf, type Route } from './wishes.ts';

type Headers = Record<string, string>;
/** Ids of one person's or store's rows, by the noun before them in a path. */
type Rows = Readonly<Record<string, string>>;

let shop: Shop;
let app: FastifyInstance;
let routes: Route[];
let hers: Rows;
let theirs: Rows;

/** What is to be handed around, and who of the chain may ask whose customer somebody is. */
const SHOWN =
  /^\/api\/shop\/(products|guides|outlets|links|barcodes)\/|\/me\/consents\/|^\/api\/work\/(session|links)\//;
const named = (prefix: string): Route[] =>
  routes.filter(({ path }) => path.startsWith(prefix) && path.includes('{') && !SHOWN.test(path));

const SPAN = [480, 1_260];
/** What a schema asks for beyond its types. */
const MORE: Readonly<Record<string, object>> = {
  'POST /api/shop/orders/{id}/pay': { back: '/' },
  'POST /api/shop/wallet/top-ups/{id}/pay': { back: '/' },
  'PUT /api/shop/addresses/{id}': { complexId: null },
  'PUT /api/work/outlets/{id}/hours': {
    weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, spans: [SPAN] })),
  },
  'PUT /api/work/outlets/{id}/exceptions': { day: '2026-03-20', spans: [SPAN], reason: 'x' },
};

async function send(route: Route, rows: Rows, headers: Headers) {
  const { query } = parametersOf(route, rows);
  const path = route.path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const before = route.path.split(whole)[0]!.split('/').at(-2)!;
    return rows[name === 'id' || name === 'code' ? before : name] ?? '2026-03-14';
  });
  const { value } = bodyOf(route, rows);
  const search = new URLSearchParams(query).toString();
  const answer = await app.inject({
    method: route.method,
    url: search === '' ? path : `${path}?${search}`,
    headers: { ...headers, 'x-quandian': '1', 'idempotency-key': newUuid(NOW) },
    ...(value === undefined ? {} : { payload: { ...(value as object), ...MORE[route.name] } }),
  });
  const code = answer.body.startsWith('{') ? String(answer.json().code ?? '') : '';
  return { status: answer.statusCode, code, text: answer.body };
}
const random = (rows: Rows): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([noun, id]) => [noun, id.length === 36 ? newUuid(NOW) : id]),
  );

/** Everything that an intruder could have changed, as one text. */
async function tablesNow(): Promise<string> {
  const tables = ['orders."order"', 'orders.line', 'orders.aftersales', 'members.address'];
  tables.push('fulfilment.parcel', 'inventory.stock', 'inventory.transfer', 'belonging.period');
  tables.push('members.session', 'chain.staff_session', 'chain.outlet', 'chain.hours');
  const parts = await Promise.all(
    tables.map(async (table) => {
      const except = table.endsWith('session') ? ` - 'seen_at' - 'ends_at'` : '';
      const { rows } = await shop.house.owner.query(
        `select md5(coalesce(string_agg(row, '' order by row), '')) as sum
         from (select (to_jsonb(t)${except})::text as row from ${table} t) every`,
      );
      return `${table} ${rows[0].sum}`;
    }),
  );
  return parts.join('\n');
}

beforeAll(async () => {
  shop = await openShop({ shoppers: 3 });
  app = shop.app;
  const { house, cast, goods, shoppers, outlet } = shop;
  const [li] = shoppers;
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), li!);
  const milk = [{ sku: goods.skus.milk, quantity: 2 }];
  const order = await paidOrder(shop, li!, outlet('hupan'), milk);
  const post = async (url: string, headers: Headers, payload: object, method = 'POST') => {
    const answer = await app.inject({ method: method as 'POST', url, headers, payload });
    expect(answer.statusCode, `${url} ${answer.body}`).toBeLessThan(300);
    return answer.body === '' ? null : answer.json();
  };
  const address = newUuid(NOW);
  await post(
    `/api/shop/addresses/${address}`,
    li!.headers,
    {
      ...{ name: '李建国', phone: '13800006021', detail: '湖畔花园 6 幢 502', district: '西湖区' },
      ...{ complexId: null, isDefault: true, lat: 30.284, lng: 120.101 },
    },
    'PUT',
  );
  const aCase = newUuid(NOW);
  const lines = [{ no: 1, pieces: 1, amountFen: null }];
  const ask = { id: aCase, kind: 'refund_only', reason: 'crushed', lines };
  await post(`/api/shop/orders/${order}/aftersales`, li!.headers, ask);
  await house.db.transaction(cast.merchant, (tx) =>
    belonging.bind(
      tx,
      { member: li!.id, guide: cast.person('lin'), source: 'scan', reason: 'met' },
      { version: 1, protectDays: 30, expireDays: 180 },
    ),
  );
  const target = { kind: 'product', id: goods.products.milk };
  const link = await post('/api/shop/links', li!.headers, {
    ...{ outletId: outlet('hupan'), target, channel: 'wechat_chat' },
  });
  const lin = cast.as('lin', 'workbench');
  const card = await post('/api/work/links', lin, { target, channel: 'wechat_chat' });
  const transfer = newUuid(NOW);
  await post('/api/work/stock/transfers', cast.as('wang', 'workbench'), {
    ...{ id: transfer, outletId: outlet('hupan'), toOutletId: outlet('gudun') },
    lines: [{ skuId: goods.skus.milk, quantity: 1 }],
  });
  const { rows } = await house.owner.query(
    'select left(token_hash, 16) as id from chain.staff_session where staff_id = $1 and app = $2',
    [cast.person('zhou'), 'console'],
  );
  hers = {
    ...{ orders: order, outlet: outlet('hupan'), addresses: address, shares: link.code },
    ...{ aftersales: aCase, case: aCase, photos: aCase, photo: aCase },
    ...{ invoices: aCase, invoice: aCase },
    ...{ 'top-ups': await topUpOf(shop, li!.id) },
  };
  theirs = {
    ...{ orders: order, order, customers: li!.id, links: card.code, aftersales: aCase },
    ...{ photos: aCase, photo: aCase },
    ...{ invoices: aCase, invoice: aCase },
    ...{ outlets: outlet('hupan'), outlet: outlet('hupan'), transfers: transfer },
    ...{ sku: goods.skus.milk, product: goods.products.milk, sessions: rows[0].id },
    ...{ devices: await deviceOf(shop, cast.person('lin')) },
    ...{ penalties: await penaltyOf(shop, cast.person('lin'), cast.person('zhao')) },
  };
  routes = routesOf(app.swagger());
});
afterAll(() => shop.close());

const REFUSED = [403, 404];

test('[D1] attack-42 attack-48: one member’s is not there for another member, on every route that names it', async () => {
  const [, stranger] = shop.shoppers;
  const before = await tablesNow();
  const wrong: string[] = [];
  for (const route of named('/api/shop/')) {
    const nobody = await send(route, hers, { host: shop.cast.host });
    const other = await send(route, hers, stranger!.headers);
    if (nobody.status !== 401) wrong.push(`${route.name} to nobody ${nobody.status}`);
    if (!REFUSED.includes(other.status)) wrong.push(`${route.name} ${other.status} ${other.code}`);
    if (route.method === 'PUT') continue; // what is nobody’s yet may become hers
    const made = await send(route, random(hers), stranger!.headers);
    if (made.code !== other.code) wrong.push(`${route.name} tells ${other.code} from ${made.code}`);
  }
  expect(wrong).toEqual([]);
  expect(await tablesNow()).toBe(before);
  expect(named('/api/shop/').length).toBeGreaterThan(10);
});

const STAFF = ['wang', 'lin', 'zhou'] as const;
const WHOSE = 'GET /api/work/customers/{id}';
const INTRUDERS = ['majun', 'tang', 'bai'] as const;
const inside = (who: (typeof INTRUDERS)[number]): Rows => ({
  ...theirs,
  outlet: shop.outlet(who === 'bai' ? 'gudun' : 'wener'),
});
// The transfer is on its way to 古墩店, whose guide may look for it.

test('[D1] attack-46 attack-45: one store’s or guide’s is not there for another’s staff, on every route that names it', async () => {
  const before = await tablesNow();
  const wrong: string[] = [];
  for (const route of named('/api/work/'))
    for (const who of INTRUDERS)
      for (const rows of who === 'bai' ? [theirs] : [theirs, inside(who)]) {
        const answer = await send(route, rows, shop.cast.as(who, 'workbench'));
        // Of another's customer her store and guide are told, so that she can be sent there.
        const isMasked = route.name === WHOSE && !answer.text.includes('"顾客"');
        if (!REFUSED.includes(answer.status) && !isMasked)
          wrong.push(`${route.name} to ${who} ${answer.status} ${answer.code}`);
      }
  expect(wrong).toEqual([]);
  expect(await tablesNow()).toBe(before);
  expect(named('/api/work/').length).toBeGreaterThan(18);
});

test('[D1] attack-43 attack-44: a question or body that names another store’s rows is refused or tells nothing', async () => {
  const before = await tablesNow();
  const wrong: string[] = [];
  const secrets = [
    theirs['orders']!,
    theirs['customers']!,
    theirs['transfers']!,
    hers['addresses']!,
  ];
  const asked = routes.filter(
    (route) =>
      /^\/api\/work\//.test(route.path) &&
      !route.path.includes('{') &&
      (bodyOf(route, { outlet: theirs['outlet']! }).foreign > 0 ||
        route.query.some((name) => name in theirs)),
  );
  for (const route of asked) {
    const { query } = parametersOf(route, theirs);
    const { value } = bodyOf(route, theirs);
    const answer = await app.inject({
      method: route.method,
      url: `${route.path}?${new URLSearchParams(query)}`,
      headers: {
        ...shop.cast.as('tang', 'workbench'),
        ...{ 'x-quandian': '1', 'idempotency-key': newUuid(NOW) },
      },
      ...(value === undefined ? {} : { payload: value as object }),
    });
    const { statusCode } = answer;
    const written = route.method !== 'GET' && statusCode < 400;
    const told = secrets.filter((id) => answer.body.includes(id));
    if (written || statusCode >= 500 || told.length > 0)
      wrong.push(`${route.name} ${statusCode} ${told.join()}`);
  }
  expect(asked.length).toBeGreaterThan(6);
  expect(wrong).toEqual([]);
  expect(await tablesNow()).toBe(before);
});

test('[D1] attack-44 attack-48: an order takes nobody else’s address, cart or id', async () => {
  const [li, stranger] = shop.shoppers;
  const { headers } = stranger!;
  const outlet = shop.outlet('hupan');
  const items = [{ sku: shop.goods.skus.milk, quantity: 1 }];
  const wish = await readyToOrder(shop, stranger!, outlet, items);
  const mine = await readyToOrder(shop, li!, outlet, items);
  const before = await tablesNow();
  const address = hers['addresses'];
  const quote = await app.inject({
    method: 'POST',
    url: '/api/shop/quote',
    headers,
    payload: { outlet, items, way: 'delivery', address },
  });
  const tell = (answer: Awaited<typeof quote>) => [answer.statusCode, answer.json().code];
  expect(tell(quote)).toEqual([404, 'members.no_such_address']);
  const more = [{ way: 'delivery', address }, { cart: mine['cart'] }, { id: hers['orders'] }];
  for (const each of more) {
    const answer = await place(shop, stranger!, { ...wish, ...each });
    expect(answer.statusCode, `${JSON.stringify(each)} ${answer.body}`).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  }
  expect(await tablesNow()).toBe(before);
  expect((await place(shop, stranger!, wish)).statusCode).toBe(201);
});

/** Last, since whoever may does. By the noun: one deed may end what the next is about. */
test('[D1] attack-42 attack-46: to whom they belong all these rows are there', async () => {
  const found = new Map<string, boolean>();
  const note = (route: Route, status: number): void => {
    const noun = route.path.split('/{')[0]!;
    expect(status, route.name).toBeLessThan(500);
    found.set(noun, found.get(noun) === true || ![401, 403, 404].includes(status));
  };
  for (const route of named('/api/work/'))
    for (const who of STAFF) {
      const rows = route.path.endsWith('/receive') ? inside('bai') : theirs;
      note(route, (await send(route, rows, shop.cast.as(who, 'workbench'))).status);
    }
  for (const route of named('/api/shop/'))
    note(route, (await send(route, hers, shop.shoppers[0]!.headers)).status);
  expect([...found].filter(([, isThere]) => !isThere)).toEqual([]);
  expect(found.size).toBeGreaterThan(7);
});
