/** A program of the chain with a key: what it may see, what it may do, and what doing it twice is. */
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUuid } from '../../platform/uuid.ts';
import { paidOrder } from '../../../test/paid-order.ts';
import { NOW } from '../../../test/house.ts';
import { openShop, type Shop } from '../../../test/shop.ts';

let shop: Shop;
let all: string;
let branch: string;
let hq: string;
const SCOPES = [
  'outlets.read',
  'goods.read',
  'goods.write',
  'offers.write',
  'stock.read',
  'stock.write',
  'orders.read',
  'orders.work',
  'members.read',
  'members.write',
  'sharing.read',
  'statements.read',
  'events.read',
];

async function newKey(nodeId: string, scopes: readonly string[] = SCOPES) {
  const id = newUuid(NOW);
  const answer = await shop.app.inject({
    method: 'POST',
    url: '/api/console/api-keys',
    headers: shop.cast.as('lin-guodong'),
    payload: { id, name: 'ERP', scopes, nodeId },
  });
  expect(answer.statusCode).toBe(201);
  return answer.json() as { id: string; key: string };
}
const ask = (key: string, url: string, more: Omit<InjectOptions, 'url'> = {}) =>
  shop.app.inject({
    url: `/api/open/v1${url}`,
    ...more,
    headers: { host: shop.cast.host, authorization: `Bearer ${key}`, ...more.headers },
  });
const post = (key: string, url: string, payload: object, headers = {}) =>
  ask(key, url, { method: 'POST', payload, headers });
const one = async (sql: string, args: unknown[] = []) =>
  (await shop.house.owner.query(sql, args)).rows[0];

beforeAll(async () => {
  shop = await openShop();
  hq = shop.cast.hq;
  all = (await newKey(hq)).key;
  branch = (await newKey(shop.outlet('wener'))).key;
});
afterAll(() => shop.close());

test('[G4] a key is shown once, kept as a hash, dated by its last day and shut at once', async () => {
  const { id, key } = await newKey(hq);
  expect(key).toMatch(/^qk_[\w-]{43}$/);
  expect((await ask(key, '/outlets')).statusCode).toBe(200);
  const row = await one(
    'select k.*, last_used_on::text as day from chain.api_key k where id = $1',
    [id],
  );
  expect(JSON.stringify(row)).not.toContain(key);
  expect(row).toMatchObject({ prefix: key.slice(0, 11), day: '2026-03-14' });
  const admin = shop.cast.as('lin-guodong');
  const listed = await shop.app.inject({ url: '/api/console/api-keys', headers: admin });
  expect(listed.body).not.toContain(key);
  expect(listed.json().items.find((each: { id: string }) => each.id === id)).toMatchObject({
    name: 'ERP',
    lastUsedOn: '2026-03-14',
    revokedAt: null,
  });
  const again = { id, name: 'ERP', scopes: SCOPES, nodeId: hq };
  const url = '/api/console/api-keys';
  const twin = await shop.app.inject({ method: 'POST', url, headers: admin, payload: again });
  expect(twin.json().code).toBe('chain.id_taken');
  for (let times = 0; times < 2; times += 1) {
    const off = await shop.app.inject({
      method: 'POST',
      url: `${url}/${id}/revoke`,
      headers: admin,
    });
    expect(off.statusCode).toBe(204);
  }
  expect((await ask(key, '/outlets')).json().code).toBe('chain.key_needed');
});

test('[G5] a key is followed by one that may do the same; both open for the days between', async () => {
  const { app, cast, house } = shop;
  const admin = cast.as('lin-guodong');
  const { key, id } = await newKey(hq, ['outlets.read']);
  const turn = (successor: string) =>
    app.inject({
      method: 'POST',
      url: `/api/console/api-keys/${id}/rotate`,
      headers: admin,
      payload: { id: successor, overlapDays: 2 },
    });
  const wishes = await Promise.all(Array.from({ length: 4 }, () => turn(newUuid(NOW))));
  expect(wishes.map((each) => each.statusCode).sort()).toEqual([201, 409, 409, 409]);
  const next = wishes.find((each) => each.statusCode === 201)!.json().key;
  expect((await ask(key, '/outlets')).statusCode).toBe(200);
  expect((await ask(next, '/outlets')).statusCode).toBe(200);
  expect((await ask(next, '/orders')).json().code).toBe('chain.scope_missing');
  house.clock.advance(2 * 86_400_000);
  expect((await ask(key, '/outlets')).json().code).toBe('chain.key_needed');
  expect((await ask(next, '/outlets')).statusCode).toBe(200);
  house.clock.advance(-2 * 86_400_000);
});

test('[G4] without a key, with a staff token or without the scope, the door is shut', async () => {
  const { app, cast } = shop;
  const nobody = await app.inject({ url: '/api/open/v1/outlets', headers: { host: cast.host } });
  expect(nobody.statusCode).toBe(401);
  const staff = await app.inject({ url: '/api/open/v1/outlets', headers: cast.as('lin-guodong') });
  expect(staff.statusCode).toBe(401);
  const { key } = await newKey(hq, ['outlets.read']);
  const answer = await ask(key, '/orders');
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({
    code: 'chain.scope_missing',
    facts: { scope: 'orders.read' },
  });
  const rival = { host: cast.rival.host, authorization: `Bearer ${key}` };
  const there = await app.inject({ url: '/api/open/v1/outlets', headers: rival });
  expect(there.statusCode).toBe(401);
});

test('[G4] only head office’s administrator makes keys', async () => {
  const payload = { id: newUuid(NOW), name: 'x', scopes: ['outlets.read'], nodeId: hq };
  for (const person of ['zhao', 'he', 'wang'] as const) {
    const headers = shop.cast.as(person);
    const url = '/api/console/api-keys';
    const answer = await shop.app.inject({ method: 'POST', url, headers, payload });
    expect(answer.statusCode, person).toBe(403);
  }
});

test('[G4] a key of a branch sees its outlet, its stock and its orders, and no other', async () => {
  const { shoppers, goods, outlet } = shop;
  const milk = [{ sku: goods.skus.milk, quantity: 2 }];
  const mine = await paidOrder(shop, shoppers[0]!, outlet('wener'), milk);
  const other = await paidOrder(shop, shoppers[1]!, outlet('gudun'), milk);
  const outlets = (await ask(branch, '/outlets')).json().items;
  expect(outlets.map((each: { id: string }) => each.id)).toEqual([outlet('wener')]);
  expect((await ask(branch, `/outlets/${outlet('hupan')}`)).statusCode).toBe(404);
  const stock = (await ask(branch, '/stock?count=100')).json().items;
  expect(new Set(stock.map((each: { outletId: string }) => each.outletId))).toEqual(
    new Set([outlet('wener')]),
  );
  expect((await ask(branch, `/orders/${other}`)).statusCode).toBe(404);
  const found = (await ask(branch, `/orders/${mine}`)).json();
  expect(found).toMatchObject({ id: mine, state: 'paid', outletId: outlet('wener') });
  expect(found.lines[0]).toMatchObject({ skuId: goods.skus.milk, quantity: 2 });
  const first = (await ask(all, '/orders?count=1')).json();
  const second = (await ask(all, `/orders?count=1&after=${first.next}`)).json();
  const ids = [...first.items, ...second.items].map((each: { id: string }) => each.id);
  expect(ids.toSorted()).toEqual([mine, other].toSorted());
  expect(second.next).toBeNull();
  // attack-73: what a database would take for a zone, an hour or a month that nobody has
  for (const moment of ['2026-03-14T.89..8::92:7Z', '2026-19-14T77:00:00.000Z'])
    for (const place of [`/orders?after=${moment}_${mine}`, `/links?after=${moment}_7zk3m9q2w4x8b`])
      expect((await ask(all, place)).statusCode, place).toBe(400);
  const later = (await ask(all, '/orders?since=2026-03-15T00:00:00Z')).json();
  expect(later.items).toEqual([]);
  const file = (await ask(branch, '/orders.csv')).body.split('\n').filter(Boolean);
  expect(file).toHaveLength(2);
  expect(file[0]).toMatch(/^\ufeffid,number,.*,payableFen,.*,goods$/);
  expect(file[1]).toContain(mine);
  expect((await ask((await newKey(hq, ['goods.read'])).key, '/orders.csv')).statusCode).toBe(403);
  const at = { outletId: outlet('gudun') };
  expect((await post(branch, `/orders/${other}/accept`, at)).json().code).toBe(
    'chain.no_such_outlet',
  );
  const accept = await post(branch, `/orders/${mine}/accept`, { outletId: outlet('wener') });
  expect(accept.json()).toEqual({ orderId: mine });
  expect((await ask(branch, `/orders/${mine}`)).json().state).toBe('picking');
  const url = `/api/console/orders/${mine}`;
  const page = (await shop.app.inject({ url, headers: shop.cast.as('zhao') })).json();
  const told = page.history.find(({ verb }: { verb: string }) => verb === 'accepted');
  expect([told.actorKind, page.names[told.actorId]]).toEqual(['key', 'ERP']);
});

test('[G4] goods arrive once, however often the ERP says so', async () => {
  const sku = shop.goods.skus.eggs;
  const id = newUuid(NOW);
  const work = { id, outletId: shop.outlet('wener'), lines: [{ skuId: sku, quantity: 7 }] };
  const before = await one(
    'select on_hand from inventory.stock where outlet_id = $1 and sku_id = $2',
    [shop.outlet('wener'), sku],
  );
  for (let times = 0; times < 3; times += 1)
    expect((await post(branch, '/stock/receive', work)).statusCode).toBe(204);
  const after = await one(
    'select on_hand from inventory.stock where outlet_id = $1 and sku_id = $2',
    [shop.outlet('wener'), sku],
  );
  expect(after.on_hand - before.on_hand).toBe(7);
  const another = { ...work, lines: [{ skuId: sku, quantity: 8 }] };
  expect((await post(branch, '/stock/receive', another)).statusCode).toBe(422);
  const key = { 'idempotency-key': newUuid(NOW) };
  expect((await post(branch, '/stock/receive', work, key)).json().code).toBe(
    'idempotency.key_is_not_the_id',
  );
  const trail = await shop.app.inject({
    url: '/api/console/audit?verb=inventory',
    headers: shop.cast.as('zhao'),
  });
  expect(trail.json().items).toContainEqual(
    expect.objectContaining({ actorKind: 'key', actorName: 'ERP' }),
  );
  const elsewhere = { ...work, id: newUuid(NOW), outletId: shop.outlet('hupan') };
  expect((await post(branch, '/stock/receive', elsewhere)).statusCode).toBe(404);
});

test('[G4] a price from outside follows the bands, and the same key answers the same', async () => {
  const sku = shop.goods.skus.milk;
  const scopeId = shop.outlet('wener');
  const wish = { scopeId, why: 'ERP', changes: [{ skuId: sku, priceFen: 1111 }] };
  const headers = { 'idempotency-key': 'erp-1' };
  const first = await post(all, '/offers', wish, headers);
  const second = await post(all, '/offers', wish, headers);
  expect(first.statusCode).toBe(200);
  expect(second.body).toBe(first.body);
  expect(second.headers['idempotent-replayed']).toBe('true');
  const other = { ...wish, why: 'another' };
  expect((await post(all, '/offers', other, headers)).json().code).toBe('idempotency.key_reused');
  const foreign = { ...wish, scopeId: shop.outlet('hupan') };
  expect((await post(branch, '/offers', foreign)).statusCode).toBe(404);
  const product = await one('select product_id as id from catalog.sku where id = $1', [sku]);
  const seen = (await ask(branch, `/products/${product.id}/offers`)).json().items;
  expect(new Set(seen.map((each: { outletId: string }) => each.outletId))).toEqual(
    new Set([scopeId]),
  );
  expect((await ask(all, '/products?count=3')).json().items).toHaveLength(3);
  expect((await ask(branch, `/products?outlet=${shop.outlet('hupan')}`)).statusCode).toBe(404);
});

test('[G4] only a key for the whole chain changes products', async () => {
  const { id, category } = await one(
    'select id, category_id as category from catalog.product where merchant_id = $1 limit 1',
    [shop.cast.merchant],
  );
  const payload = {
    title: '云南蓝莓',
    categoryId: category,
    role: 'everyday',
    skus: [{ id: newUuid(NOW), spec: '125g', barcode: '6901234567892' }],
  };
  const refused = await ask(branch, `/products/${id}`, { method: 'PUT', payload });
  expect(refused.json().code).toBe('chain.key_for_a_branch');
  const made = newUuid(NOW);
  for (let times = 0; times < 2; times += 1) {
    const put = await ask(all, `/products/${made}`, { method: 'PUT', payload });
    expect(put.statusCode, put.body).toBe(204);
  }
  expect((await ask(all, `/products/${made}`)).json()).toMatchObject({ title: '云南蓝莓' });
});

test('[G4] phones are masked unless the key says otherwise; bringing a member twice is once', async () => {
  const phone = '13800012041';
  const wish = { phone, name: '周宁', outletId: shop.outlet('wener') };
  const first = (await post(branch, '/members', wish)).json();
  const second = (await post(branch, '/members', wish)).json();
  expect(first.isNew).toBe(true);
  expect(second).toEqual({ memberId: first.memberId, isNew: false });
  const masked = await ask(branch, '/members');
  expect(masked.body).not.toContain(phone);
  expect(masked.json().items[0]).toMatchObject({ id: first.memberId, phone: null });
  const { key } = await newKey(hq, ['members.read', 'members.read_phone']);
  const clear = (await ask(key, '/members')).json().items;
  expect(clear.find((each: { id: string }) => each.id === first.memberId).phone).toBe(phone);
});

test('[G4] links with their visits, statements that reconcile', async () => {
  expect((await ask(all, '/links')).json()).toEqual({ items: [], next: null });
  const { items } = (await ask(branch, '/statements')).json();
  expect(items.some((each: { id: string }) => each.id === shop.outlet('wener'))).toBe(true);
  expect(items.some((each: { id: string }) => each.id === shop.outlet('gudun'))).toBe(false);
  const span = 'from=2026-03-01&to=2026-03-31';
  const url = `/statements/outlet/${shop.outlet('wener')}?${span}`;
  expect((await ask(branch, url)).json()).toMatchObject({ reconciled: true });
  const foreign = `/statements/outlet/${shop.outlet('gudun')}?${span}`;
  expect((await ask(branch, foreign)).statusCode).toBe(404);
});
