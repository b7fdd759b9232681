/** Every list as a file: all that the list says, no further than one reaches, on the trail. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonKey } from '../../../test/cast.ts';
import { paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop } from '../../../test/shop.ts';
import { dayOf, instantAt } from '../../kernel/time.ts';
import { linesOf } from '../csv-answer.ts';

const PHONE = '13800136022';
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 3 });
  const { shoppers, goods, outlet, house, cast } = shop;
  const milk = [{ sku: goods.skus.milk, quantity: 2 }];
  await paidOrder(shop, shoppers[0]!, outlet('wener'), milk);
  await paidOrder(shop, shoppers[1]!, outlet('gudun'), milk);
  await house.owner.query(
    `insert into members.identity (merchant_id, member_id, kind, app, value_hash, value_enc,
       masked, at) values ($1, $2, 'phone', '', $3, $4, '138****6022', now())`,
    [cast.merchant, shoppers[0]!.id, house.vault.blindIndex(PHONE), house.vault.seal(PHONE)],
  );
});
afterAll(() => shop.close());

/** Of people: taken only with a reason. */
const PERSONAL = new Set(['members', 'orders', 'staff']);
type Query = Record<string, string>;
const get = (path: string, person: PersonKey, query: Query = {}) =>
  shop.app.inject({ url: `/api/console${path}`, query, headers: shop.cast.as(person) });
async function take(what: string, person: PersonKey = 'lin-guodong', query: Query = {}) {
  const reason = PERSONAL.has(what) ? { reason: '和账单核对' } : {};
  const answer = await get(`/exports/${what}.csv`, person, { ...reason, ...query });
  const rows: Query[] =
    answer.statusCode === 200 ? parse(answer.body, { bom: true, columns: true }) : [];
  return { status: answer.statusCode, body: answer.body, rows };
}
const listed = async (path: string, query: Query = {}) =>
  (await get(path, 'lin-guodong', { ...query, count: '100' })).json().items;

test.each([
  ['members', '/member-list', 'paidFen', '姓名', 'name'],
  ['stock', '/stock', '-sellable', '商品', 'title'],
  ['products', '/products', '-priceFen', '商品名称', 'title'],
  ['ledger', '/ledger/transfers', 'amountFen', '订单号', 'orderNumber'],
  ['staff', '/staff', '-login', '账号', 'login'],
  ['stock-movements', '/stock/movements', '', '商品', 'title'],
  ['audit', '/audit', '', '做了什么', 'verb'],
  ['after-sales', '/aftersales', '', '订单号', 'orderNumber'],
  ['share-trees', '/share-roots', '-links', '谁先分享', 'sharerName'],
  ['promotions', '/promotions', '', '满减', 'name'],
])(
  '[G1] %s: the file has the rows of the list, in its order',
  async (what, path, by, head, key) => {
    const query: Query = by === '' ? {} : { sort: by };
    const items = await listed(path, query); // asked first: the taking itself is a line of the trail
    const { rows } = await take(what, 'lin-guodong', query);
    expect(rows.map((row) => row[head])).toEqual(
      items.map((item: Record<string, unknown>) => String(item[key] ?? '')),
    );
  },
);

test('[G1] a statement by order and by outlet; a receiver out of reach is not there', async () => {
  const { outlet, house } = shop;
  const day = dayOf(instantAt(house.clock.now()));
  const query = { kind: 'outlet', id: outlet('wener'), from: day, to: day };
  const { items } = (
    await get(`/statements/outlet/${query.id}/orders`, 'lin-guodong', { from: day, to: day })
  ).json();
  const { rows } = await take('statement-orders', 'lin-guodong', query);
  expect(items.length).toBeGreaterThan(0);
  expect(rows.map((row) => row['订单号'])).toEqual(
    items.map(({ orderNumber }: { orderNumber: string }) => orderNumber),
  );
  expect(rows[0]!['金额（元）']).toBe((items[0].amountFen / 100).toFixed(2));
  const byOutlet = await take('statement-outlets', 'tang', { ...query, language: 'en' });
  expect(byOutlet.rows).toMatchObject([{ Outlet: '文二西路店', Orders: '1' }]);
  expect((await take('statement-orders', 'wang', query)).status).toBe(404);
});

test('[G1] attack-52: reach, filters, language and masks hold in a file as in its list', async () => {
  const { outlet } = shop;
  const own = await take('stock', 'tang');
  expect(new Set(own.rows.map((row) => row['门店'])).size).toBe(1);
  const gudun = await take('stock', 'lin-guodong', { outlet: outlet('gudun'), language: 'en' });
  expect(gudun.rows.map((row) => row['Quantity'])).toHaveLength(4);
  expect((await take('ledger', 'tang')).status).toBe(403);
  expect((await take('staff', 'lin-guodong', { role: 'finance' })).rows).toHaveLength(1);
  expect((await take('stock', 'lin-guodong', { sort: 'nothing' })).status).toBe(400);
  const members = await take('members');
  expect((await take('members', 'tang')).status).toBe(403); // she sees them, one page at a time
  expect(members.body).not.toContain(PHONE);
});

test('attack-71: a file of several pages has every row once, and the trail says how many left', async () => {
  const { house, cast } = shop;
  await house.owner.query(
    `insert into platform.audit (merchant_id, id, actor_kind, verb, object_kind, object_id, facts,
       at) select $1, ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'system',
       'test.done', 'test', i::text, '{}', now() from generate_series(1, 2345) i`,
    [cast.merchant],
  );
  const { rows } = await take('audit', 'lin-guodong', { verb: 'test.done' });
  expect(rows.map((row) => Number(row['对象编号']))).toEqual(
    Array.from({ length: 2345 }, (_, i) => 2345 - i),
  );
  const { rows: trail } = await house.owner.query(
    `select actor_id as who, object_id as what, facts->>'rows' as rows from platform.audit
     where verb = 'exports.taken' order by id desc limit 1`,
  );
  expect(trail).toEqual([{ who: cast.person('lin-guodong'), what: 'audit', rows: '2345' }]);
});

test('attack-71: who hangs up half way has still taken what left, and no page is read for him', async () => {
  const told: number[] = [];
  let asked = 0;
  const page = (items: number[]) => ({ items, next: 'more' });
  const read = async () => {
    asked += 1;
    return page([3, 4]);
  };
  const columns = { n: (row: number) => row };
  const lines = linesOf(page([1, 2]), read, columns, async (rows) => void told.push(rows));
  const seen = [await lines.next(), await lines.next()].map(({ value }) => value);
  await lines.return(undefined);
  expect(seen).toEqual(['\ufeffn\n', '1\n2\n']);
  expect([told, asked]).toEqual([[2], 0]);
});

test('attack-71: personal data leave for a reason, by who showed it minutes ago, with a code where the rule says so', async () => {
  const { house, cast } = shop;
  const file = '/exports/members.csv';
  expect((await get(file, 'lin-guodong')).statusCode).toBe(400);
  expect((await take('members', 'lin-guodong', { reason: 'x' })).status).toBe(400);
  expect((await take('members')).status).toBe(200);
  const { rows: trail } = await house.owner.query(
    `select facts->>'why' as why from platform.audit
     where verb = 'exports.taken' and object_id = 'members' order by id desc limit 1`,
  );
  expect(trail).toEqual([{ why: '和账单核对' }]);
  const prove = (at: string | null) =>
    house.owner.query('update chain.staff_session set proved_at = $1 where staff_id = $2', [
      at,
      cast.person('lin-guodong'),
    ]);
  await prove(null);
  const late = await take('members');
  expect(JSON.parse(late.body)).toMatchObject({ status: 403, code: 'session.prove_again' });
  await prove(instantAt(house.clock.now()));
  await house.owner.query(
    `insert into chain.sign_in_rule values ($1, '{}', '{}', 14, true, now(), null, now())`,
    [cast.merchant],
  );
  const bare = await take('members');
  expect(JSON.parse(bare.body)).toMatchObject({ status: 403, code: 'session.enrol_first' });
  expect((await take('products')).status).toBe(200); // nobody's name is in it
  await house.owner.query(
    `insert into chain.second_factor values ($1, $2, 'sealed', now(), now(), 0)`,
    [cast.merchant, cast.person('lin-guodong')],
  );
  expect((await take('members')).status).toBe(200);
});
