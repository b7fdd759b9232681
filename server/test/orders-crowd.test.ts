/** A crowd at the till: nothing is sold twice, no order is made twice, nobody meets a fault. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelOrder, expireUnpaid } from '../src/flows/cancel-order.ts';
import type { OrderId } from '../src/kernel/id.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { openRaces, tally, type Races } from './race.ts';
import { openShop, place, readyToOrder, type Shop } from './shop.ts';

let races: Races;
beforeAll(async () => {
  races = await openRaces({ shoppers: 20, stock: { hupan: { milk: 9_000, eggs: 9_000 } } });
});
afterAll(() => races.close());

const ONLY_HUPAN = { hupan: { milk: 50 } };
const stockOf = async ({ house, outlet, goods }: Shop, key: 'milk' | 'eggs') =>
  (
    await house.owner.query(
      'select on_hand as "onHand", held from inventory.stock where outlet_id = $1 and sku_id = $2',
      [outlet('hupan'), goods.skus[key]],
    )
  ).rows[0];
const wishes = (shop: Shop, count: number, sku = shop.goods.skus.milk) =>
  Promise.all(
    shop.shoppers
      .slice(0, count)
      .map((shopper) => readyToOrder(shop, shopper, shop.outlet('hupan'), [{ sku, quantity: 1 }])),
  );
const all = (shop: Shop, payloads: readonly Record<string, unknown>[], who = (i: number) => i) =>
  Promise.all(payloads.map((payload, i) => place(shop, shop.shoppers[who(i)]!, payload)));

test('[B11] bar-4 attack-7: two hundred buyers, fifty units: fifty are sold, nobody meets a fault', async () => {
  const shop = await openShop({ shoppers: 200, stock: ONLY_HUPAN, house: { poolSize: 20 } });
  const answers = await all(shop, await wishes(shop, 200));
  expect(tally(answers)).toEqual({ 201: 50, '409 inventory.not_enough': 150 });
  expect(await stockOf(shop, 'milk')).toEqual({ onHand: 50, held: 50 });
  await shop.close();
});

test('[B11] attack-8: twenty orders of one hold twenty, through a slow wire too', () =>
  races.race(async (shop) => {
    const before = await stockOf(shop, 'milk');
    const answers = await all(shop, await wishes(shop, 20));
    expect(tally(answers)).toEqual({ 201: 20 });
    expect((await stockOf(shop, 'milk')).held).toBe(before.held + 20);
  }));

test('[G4] attack-16: one order sent twenty times at once is one order, and every sender hears of it', () =>
  races.race(async (shop) => {
    const before = await stockOf(shop, 'milk');
    const [wish] = await wishes(shop, 1);
    const answers = await all(shop, Array(20).fill(wish), () => 0);
    expect(tally(answers)).toEqual({ 201: 20 });
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect((await stockOf(shop, 'milk')).held).toBe(before.held + 1);
  }));

test('attack-13 attack-16: twenty ids for one cart make one order', () =>
  races.race(async (shop) => {
    const before = await stockOf(shop, 'milk');
    const [wish] = await wishes(shop, 1);
    const ids = Array.from({ length: 20 }, () => ({
      ...wish,
      id: newUuid(shop.house.clock.now()),
    }));
    const answers = await all(shop, ids, () => 0);
    expect(tally(answers)).toEqual({ 201: 1, '409 orders.cart_already_ordered': 19 });
    expect((await stockOf(shop, 'milk')).held).toBe(before.held + 1);
  }));

test('attack-12: a cart edited while it is ordered: what was ordered is what was seen', () =>
  races.race(async (shop) => {
    const shopper = shop.shoppers[0]!;
    const [wish] = await wishes(shop, 1);
    const edit = shop.app.inject({
      method: 'PUT',
      url: '/api/shop/cart',
      headers: shopper.headers,
      payload: { outlet: shop.outlet('hupan'), sku: shop.goods.skus.milk, quantity: 50 },
    });
    const [placed, edited] = await Promise.all([place(shop, shopper, wish!), edit]);
    expect([201, 409]).toContain(placed.statusCode);
    expect([200, 409]).toContain(edited.statusCode);
    const { rows } = await shop.house.owner.query(
      'select quantity from orders.line where order_id = $1',
      [wish!.id],
    );
    expect(rows).toEqual(placed.statusCode === 201 ? [{ quantity: 1 }] : []);
    await shop.app.inject({
      method: 'PUT',
      url: '/api/shop/cart',
      headers: shopper.headers,
      payload: { outlet: shop.outlet('hupan'), sku: shop.goods.skus.milk, quantity: 0 },
    });
  }));

test('attack-9: cancelled by hand and by time at once, the stock comes back once', () =>
  races.race(async (shop) => {
    const before = await stockOf(shop, 'milk');
    const [wish] = await wishes(shop, 1);
    await place(shop, shop.shoppers[0]!, wish!);
    const order = wish!.id as OrderId;
    const { merchant } = shop.cast;
    shop.house.clock.advance(16 * 60_000);
    const member = { kind: 'member', id: shop.shoppers[0]!.id } as const;
    const byHand = { merchant, order, actor: member, reason: 'changed_mind', owner: member.id };
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0
          ? cancelOrder(shop.house.db, byHand)
          : expireUnpaid(shop.house.db, merchant, order),
      ),
    );
    expect(await stockOf(shop, 'milk')).toEqual(before);
    const { rows } = await shop.house.owner.query(
      `select count(*)::int as n from orders.history where order_id = $1 and verb = 'cancelled'`,
      [order],
    );
    expect(rows).toEqual([{ n: 1 }]);
  }));

test('[A2] a day’s capacity is never overbooked: the eleventh order goes to another outlet or is refused', async () => {
  const stock = { hupan: { milk: 500 } };
  const shop = await openShop({ shoppers: 40, stock, house: { poolSize: 20 } });
  const { owner } = shop.house;
  await owner.query('update chain.outlet set daily_capacity = 10 where id = $1', [
    shop.outlet('hupan'),
  ]);
  await owner.query('update platform.version set chain = chain + 1');
  const answers = await all(shop, await wishes(shop, 40));
  expect(tally(answers)).toEqual({ 201: 10, '409 fulfilment.nobody_can': 30 });
  const { rows } = await owner.query('select taken from fulfilment.day_load');
  expect(rows).toEqual([{ taken: 10 }]);
  await shop.close();
});

test('attack-10: one thing written twice into an order is one line or no order, never twice the shelf', async () => {
  const shop = await openShop({ shoppers: 1, stock: { hupan: { milk: 3 } } });
  const [shopper] = shop.shoppers;
  const sku = shop.goods.skus.milk;
  const wish = await readyToOrder(shop, shopper!, shop.outlet('hupan'), [{ sku, quantity: 2 }]);
  const twice = [
    { sku, quantity: 2 },
    { sku, quantity: 2 },
  ];
  const answer = await place(shop, shopper!, { ...wish, items: twice });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(await stockOf(shop, 'milk')).toEqual({ onHand: 3, held: 0 });
  expect((await place(shop, shopper!, wish)).statusCode).toBe(201);
  expect(await stockOf(shop, 'milk')).toEqual({ onHand: 3, held: 2 });
  await shop.close();
});
