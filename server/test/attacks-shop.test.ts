/**
 * Attacks by way of the shop and behind it: paying while ordering, circles of links, one's own
 * goods, codes that count on, jobs that name a neighbour's row, files with formulas in them.
 */
import type { FastifyInstance } from 'fastify';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId } from '../src/kernel/id.ts';
import { dayOf, instantAt } from '../src/kernel/time.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { runDue } from '../src/run-due.ts';
import { findViolations } from './invariants.ts';
import { payFor } from './paid-order.ts';
import { openShop, place, readyToOrder, seatShoppers, type Shop, type Shopper } from './shop.ts';

let shop: Shop;
let app: FastifyInstance;
beforeAll(async () => {
  shop = await openShop({ shoppers: 8, house: { poolSize: 20 } });
  app = shop.app;
});
afterAll(async () => {
  expect(await findViolations(shop.house.owner)).toEqual([]);
  await shop.close();
});

const rowsOf = async (sql: string, args: unknown[] = []) =>
  (await shop.house.owner.query(sql, args)).rows;
const post = (who: Shopper, url: string, payload: object) =>
  app.inject({ method: 'POST', url, headers: who.headers, payload });
const wishOf = (who: Shopper) =>
  readyToOrder(shop, who, shop.outlet('hupan'), [{ sku: shop.goods.skus.milk, quantity: 1 }]);
async function buy(who: Shopper): Promise<OrderId> {
  const wish = await wishOf(who);
  const placed = await place(shop, who, wish);
  expect(placed.statusCode, placed.body).toBe(201);
  await payFor(shop, who, wish['id'] as OrderId);
  return wish['id'] as OrderId;
}
const creditOf = async (order: string) =>
  (
    await rowsOf(
      `select sharer_1_id as one, sharer_2_id as two, service_guide_id as guide, depth
       from attribution.credit where order_id = $1`,
      [order],
    )
  )[0];

test('[B11] attack-15: the shop places an order while its payment comes in: one order, one payment, each hears of it', async () => {
  const who = shop.shoppers[0]!;
  const wish = await wishOf(who);
  const first = await place(shop, who, wish);
  const order = wish['id'] as OrderId;
  const asked = await post(who, `/api/shop/orders/${order}/pay`, { back: '/' });
  expect(asked.statusCode, asked.body).toBe(200);
  const pay = () =>
    app.inject({ url: `${asked.json().payUrl}&how=pay`, headers: { host: shop.cast.host } });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? place(shop, who, wish) : pay())),
  );
  const placed = answers.filter((_, i) => i % 2 === 0);
  expect(new Set(placed.map(({ statusCode, body }) => `${statusCode} ${body}`))).toEqual(
    new Set([`201 ${first.body}`]),
  );
  expect(answers.filter(({ statusCode }) => statusCode >= 500)).toEqual([]);
  expect(
    await rowsOf(
      `select o.state, o.captured_fen = o.payable_fen as paid, (select count(*)::int
         from payments.capture c where c.order_id = o.id and c.use = 'order') as captures
       from orders."order" o where member_id = $1`,
      [who.id],
    ),
  ).toEqual([{ state: 'paid', paid: true, captures: 1 }]);
});

test('[C1] attack-48: codes and numbers lead nobody on: none follows from another, and counting finds nothing', async () => {
  const [, who, other] = shop.shoppers;
  const target = { kind: 'product', id: shop.goods.products.milk };
  const share = { outletId: shop.outlet('hupan'), target, channel: 'copy' };
  const codes: string[] = [];
  for (const each of [who!, other!])
    codes.push((await post(each, '/api/shop/links', share)).json().code);
  for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{13}$/); // 65 bits
  expect(codes[0]!.slice(0, 8)).not.toBe(codes[1]!.slice(0, 8));
  const order = await buy(who!);
  const [row] = await rowsOf(
    `select o.number, p.pickup_code as code from orders."order" o
     join fulfilment.parcel p on p.order_id = o.id where o.id = $1`,
    [order],
  );
  const near = `${order.slice(0, -1)}${order.endsWith('0') ? '1' : '0'}`;
  for (const id of [row.number, row.code, near, '1'])
    for (const path of [`orders/${id}`, `orders/${id}/aftersales`]) {
      const answer = await app.inject({ url: `/api/shop/${path}`, headers: other!.headers });
      expect([400, 404], path).toContain(answer.statusCode);
    }
  const last = codes[0]!.at(-1) === '0' ? '1' : '0';
  const beside = `${codes[0]!.slice(0, -1)}${last}`;
  for (const path of [`/api/shop/links/${beside}`, `/s/${beside}`]) {
    const answer = await app.inject({ url: path, headers: { host: shop.cast.host } });
    expect(answer.statusCode, path).toBe(404);
  }
});

async function open(who: Shopper, code: string): Promise<void> {
  const seen = await post(who, '/api/shop/visits', { id: newUuid(shop.house.clock.now()), code });
  expect(seen.statusCode, seen.body).toBe(201);
  shop.house.clock.advance(60_000);
}
async function share(who: Shopper): Promise<string> {
  const target = { kind: 'product', id: shop.goods.products.milk };
  const wish = { outletId: shop.outlet('hupan'), target, channel: 'copy' };
  const made = await post(who, '/api/shop/links', wish);
  expect(made.statusCode, made.body).toBe(201);
  shop.house.clock.advance(60_000);
  return made.json().code;
}

test('[F9] attack-61: round and round in a circle of links, no buyer is ever paid, and two levels at most', async () => {
  const ring = shop.shoppers.slice(3, 6);
  await open(ring[0]!, await share(ring[0]!)); // her own link earns her nothing
  const own = await creditOf(await buy(ring[0]!));
  expect([own.one, own.two]).toEqual([null, null]);
  for (let turn = 1; turn <= 9; turn += 1) {
    const [from, to] = [ring[(turn - 1) % 3]!, ring[turn % 3]!];
    await open(to, await share(from));
    const credit = await creditOf(await buy(to));
    expect(credit.one, `turn ${turn}`).toBe(from.id);
    expect([credit.one, credit.two]).not.toContain(to.id);
  }
  const [{ deepest }] = await rowsOf('select max(depth) as deepest from sharing.link');
  expect(deepest).toBeGreaterThan(2); // depth is told, and pays nobody
  const roles = await rowsOf(
    `select distinct role from ledger.pending where role like 'sharer%' order by role`,
  );
  expect(roles.map(({ role }) => role).every((role) => /^sharer_[12]$/.test(role))).toBe(true);
});

test('[F9] attack-61: a guide’s own account earns her nothing, by her link or another’s', async () => {
  const guide = shop.shoppers[6]!;
  await shop.house.owner.query('update chain.staff set member_id = $1 where id = $2', [
    guide.id,
    shop.cast.person('lin'),
  ]);
  for (const staff of ['lin', 'zhou'] as const) {
    const link = await app.inject({
      method: 'POST',
      url: '/api/work/links',
      headers: shop.cast.as(staff, 'workbench'),
      payload: { target: { kind: 'product', id: shop.goods.products.milk }, channel: 'copy' },
    });
    await open(guide, link.json().code);
    const order = await buy(guide);
    const credit = await creditOf(order);
    expect([credit.guide, credit.one, credit.two], staff).toEqual([null, null, null]);
    const paid = await rowsOf(
      `select role from ledger.pending where order_id = $1 and role in ('guide', 'sharer_1',
         'sharer_2', 'invitee') and to_account not like 'due:hq:%'`,
      [order],
    );
    expect(paid).toEqual([]);
  }
});

test('[C2] attack-61: an order taken apart into two brings one reward for a first order', async () => {
  const [inviter, invited] = await seatShoppers(shop.house, shop.cast, 2);
  await open(invited!, await share(inviter!));
  const wish = await wishOf(invited!);
  const eggs = [{ sku: shop.goods.skus.eggs, quantity: 1 }];
  const second = await readyToOrder(shop, invited!, shop.outlet('wener'), eggs);
  const answers = await Promise.all([wish, second].map((each) => place(shop, invited!, each)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
  for (const each of [wish, second]) await payFor(shop, invited!, each['id'] as OrderId);
  const rewards = await rowsOf(
    `select count(distinct order_id)::int as n from ledger.pending where role = 'invitee'
       and order_id in ($1, $2)`,
    [wish['id'], second['id']],
  );
  expect(rewards).toEqual([{ n: 1 }]);
});

test('[G1] attack-52: a job works for the merchant of its row, whatever it names', async () => {
  const { house, cast } = shop;
  const who = shop.shoppers[7]!;
  const wish = await wishOf(who);
  expect((await place(shop, who, wish)).statusCode).toBe(201);
  const due = new Date(house.clock.now() - 1_000);
  const setTimer = (merchant: string, kind: string) =>
    house.owner.query('insert into platform.timer values ($1, $2, $3, $4)', [
      merchant,
      kind,
      wish['id'],
      due,
    ]);
  for (const kind of ['orders.unpaid', 'orders.settle', 'orders.parked'])
    await setTimer(cast.rival.merchant, kind);
  house.clock.advance(16 * 60_000); // the order is overdue, and its own timer is not there
  await house.owner.query('delete from platform.timer where merchant_id = $1', [cast.merchant]);
  const stateNow = async () =>
    (await rowsOf(`select state from orders."order" where id = $1`, [wish['id']]))[0].state;
  const failed: string[] = [];
  await runDue(house, ({ kind }) => void failed.push(kind));
  expect([await stateNow(), failed.includes('orders.unpaid')]).toEqual(['unpaid', true]);
  await setTimer(cast.merchant, 'orders.unpaid');
  await runDue(house);
  expect(await stateNow()).toBe('cancelled');
});

const FORMULA = '=HYPERLINK("http://x","click")';
test('[G1] attack-70: every file that leaves shows formulas, and runs none', async () => {
  const { house, cast } = shop;
  const hupan = shop.outlet('hupan');
  await house.owner.query(`update catalog.product set title = $1, origin = '@SUM(1)'`, [FORMULA]);
  await house.owner.query(`update catalog.category set name = '+1+1'`);
  await house.owner.query(`update members.member set name = $1`, [FORMULA]);
  await house.owner.query(`update orders.line set title = $1 where no > 0`, [FORMULA]);
  await house.owner.query(`update chain.outlet set short_name = '-2+3'`);
  await house.owner.query('update chain.staff set name = $1, title = $1', [FORMULA]);
  await house.owner.query('update chain.node set name = $1 where id = $2', [FORMULA, hupan]);
  await house.owner.query('update platform.version set chain = chain + 1, offer = offer + 1');
  const { paths = {} } = app.swagger() as { paths?: Record<string, any> };
  const files = Object.keys(paths).filter((path) => /^\/api\/console\/[^{]*\.csv$/.test(path));
  expect(files.length).toBeGreaterThan(11);
  const day = dayOf(instantAt(house.clock.now()));
  const shown = new Set<string>();
  for (const url of files) {
    const query: Record<string, string> = url.includes('/statement-')
      ? { kind: 'outlet', id: hupan, from: day, to: day }
      : {};
    const { parameters } = paths[url].get;
    const asked = new Set(parameters.map((each: { name: string }) => each.name));
    if (asked.has('reason')) query.reason = FORMULA;
    if (asked.has('month')) query.month = day.slice(0, 7);
    const answer = await app.inject({ url, query, headers: cast.as('lin-guodong') });
    expect(answer.statusCode, url).toBe(200);
    const cells = (parse(answer.body, { bom: true }) as string[][]).flat();
    const run = cells.filter((cell) => /^[\s]*[=+\-@|]/.test(cell) && !/^-?[\d.]+$/.test(cell));
    expect(run, url).toEqual([]);
    if (cells.includes(`'${FORMULA}`)) shown.add(url.replace(/^.*\/|\.csv$/g, ''));
  }
  const told = ['orders', 'products', 'stock', 'stock-movements', 'staff', 'share-trees', 'audit'];
  expect([...shown]).toEqual(expect.arrayContaining(told));
});
