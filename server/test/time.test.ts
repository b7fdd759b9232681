/**
 * fault-8 and fault-9: a server whose clock jumps, and workers that were away for a day with a
 * thousand timers waiting. What was due rings once, oldest first; nothing rings early; nothing that
 * had an end lives on.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId } from '../src/kernel/id.ts';
import { instantAt } from '../src/kernel/time.ts';
import { NOBODY } from '../src/platform/merchant.ts';
import { dueTimers } from '../src/platform/timer.ts';
import { runDue } from '../src/run-due.ts';
import { say } from './drill-says.ts';
import { findViolations } from './invariants.ts';
import { payFor } from './paid-order.ts';
import { openShop, place, readyToOrder, type Shop } from './shop.ts';

const ORDERS = Number(process.env.TIME_ORDERS ?? 24);
const HOUR_MS = 3_600_000;
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 6, stock: { hupan: { milk: 100_000 }, wener: { milk: 50 } } });
});
afterAll(() => shop.close());

const statesOf = async () => {
  const { rows } = await shop.house.owner.query(
    `select o.state, count(*)::integer as count from orders.order o group by o.state order by 1`,
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};
const move = (ms: number) => shop.house.clock.set(shop.house.clock.now() + ms);

async function order(n: number): Promise<OrderId> {
  const shopper = shop.shoppers[n % shop.shoppers.length]!;
  const goods = [{ sku: shop.goods.skus.milk, quantity: 1 }];
  const wish = await readyToOrder(shop, shopper, shop.outlet('hupan'), goods);
  const placed = await place(shop, shopper, wish);
  if (placed.statusCode !== 201) throw new Error(placed.body);
  if (n % 2 === 0) await payFor(shop, shopper, wish.id as OrderId);
  move(1_000);
  return wish.id as OrderId;
}

test('[G6] fault-8 fault-9 promise-17: a clock back and forth, workers away: each timer once, none early', async () => {
  const { house } = shop;
  for (let n = 0; n < ORDERS; n += 1) await order(n);
  const stood = await statesOf();
  const { rows: kinds } = await house.owner.query(
    'select kind, count(*)::integer as count from platform.timer group by kind',
  );
  expect(kinds.length).toBeGreaterThanOrEqual(3);
  const complaints: unknown[] = [];
  const rang = () => runDue(house, (timer, error) => void complaints.push([timer, error]));

  move(-2 * HOUR_MS);
  await rang();
  expect(await statesOf()).toEqual(stood); // nothing early

  move(28 * HOUR_MS);
  const due = await house.db.reading(NOBODY, (reader) =>
    dueTimers(reader, instantAt(house.clock.now()), 5_000),
  );
  expect(due.length).toBeGreaterThanOrEqual(ORDERS);
  expect(due.map((each) => each.due)).toEqual(due.map((each) => each.due).sort());
  const [first, second] = await Promise.all([rang(), rang()]); // two workers wake at once
  expect(complaints).toEqual([]);

  const { rows: ended } = await house.owner.query(
    `select count(*)::integer as orders, max(n)::integer as most from (
       select order_id, count(*) as n from orders.history where verb = 'cancelled'
       group by order_id) c`,
  );
  expect(ended[0]).toEqual({ orders: ORDERS / 2, most: 1 }); // the unpaid ones, each once
  const left = await house.db.reading(NOBODY, (reader) =>
    dueTimers(reader, instantAt(house.clock.now() - HOUR_MS), 5_000),
  );
  expect(left).toEqual([]); // caught up
  expect(await findViolations(house.owner)).toEqual([]);
  const seeds = `${due.length} timers of ${kinds.length} kinds were due`;
  say(
    `${seeds}; two workers at once (${first} + ${second} rings); each order ended once, 0 violations`,
  );
}, 600_000);

test('[G6] fault-8: what had an end is over after a jump, and a jump back does not revive it', async () => {
  const { app, cast, house } = shop;
  const staff = () =>
    app.inject({ url: '/api/console/operations', headers: cast.as('lin-guodong') });
  const phone = '13911112222';
  const ask = (url: string, payload: object) =>
    app.inject({ method: 'POST', url, headers: { host: cast.host }, payload });
  await ask('/api/shop/codes', { phone });
  const { items } = (
    await app.inject({ url: `/sim/sms.json?phone=${phone}`, headers: { host: cast.host } })
  ).json();
  move(26 * HOUR_MS);
  const agreement = {
    terms: true,
    privacy: true,
    marketing: false,
    showName: false,
    textVersion: '1',
  };
  const enter = () => ask('/api/shop/session/phone', { phone, code: items[0].code, agreement });
  expect((await enter()).json().code).toBe('members.code_over');
  expect((await staff()).statusCode).toBe(401); // idle for more than a day
  move(-2 * HOUR_MS);
  expect((await enter()).json().code).toBe('members.code_over');
  expect((await staff()).statusCode).toBe(401);
  expect(house.clock.now()).toBeGreaterThan(0);
});
