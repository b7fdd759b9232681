/**
 * Nobody can fulfil a paid order any more: by the rule in force its member decides, or the money
 * goes back at once; over HTTP, with what the rule would have done before it goes live.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findViolations } from '../../test/invariants.ts';
import { payFor } from '../../test/paid-order.ts';
import { openShop, place, readyToOrder, type Shop } from '../../test/shop.ts';
import type { OrderId, SkuId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { carry } from '../platform/outbox.ts';
import { react, type Happened } from '../reactions.ts';
import { runDue } from '../run-due.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    shoppers: 4,
    stock: { hupan: { milk: 9 }, wener: { strawberries: 9 }, gudun: {} },
  });
});
afterAll(() => shop.close());

const { bounds: _, ...rule } = chain.FIRST_POLICIES.routing;
const console_ = (path: string, payload: object) =>
  shop.app.inject({
    method: 'POST',
    url: `/api/console/policies${path}`,
    headers: shop.cast.as('zhao'),
    payload: { kind: 'routing', nodeId: shop.cast.hq, ...payload },
  });
async function setRule(onNone: 'park' | 'refund') {
  const set = await shop.app.inject({
    method: 'POST',
    url: '/api/console/policies',
    headers: shop.cast.as('zhao'),
    payload: { kind: 'routing', node: shop.cast.hq, body: { ...rule, onNone }, why: '缺货就退' },
  });
  expect(set.statusCode, set.body).toBe(201);
  shop.house.clock.advance(1_000);
}
const simulate = async (onNone: 'park' | 'refund') =>
  (await console_('/simulate', { body: { ...rule, onNone } })).json().routing.unmet;

async function buy(shopper: number, skus: readonly SkuId[], more = {}): Promise<OrderId> {
  const who = shop.shoppers[shopper]!;
  const items = skus.map((sku) => ({ sku, quantity: 1 }));
  const wish = await readyToOrder(shop, who, shop.outlet('hupan'), items, more);
  const placed = await place(shop, who, wish);
  expect(placed.statusCode, placed.body).toBe(201);
  await payFor(shop, who, wish.id as OrderId);
  return wish.id as OrderId;
}
const work = (person: 'majun' | 'zhou', path: string, payload: object = {}) =>
  shop.app.inject({
    method: 'POST',
    url: `/api/work/orders/${path}`,
    headers: shop.cast.as(person, 'workbench'),
    payload,
  });
const look = async (shopper: number, order: string) => {
  const { headers } = shop.shoppers[shopper]!;
  return (await shop.app.inject({ url: `/api/shop/orders/${order}`, headers })).json();
};
const heldFor = async (order: string) =>
  (
    await shop.house.owner.query(
      `select coalesce(sum(quantity - consumed - released), 0)::int as held
       from inventory.hold where order_id = $1`,
      [order],
    )
  ).rows[0].held;
const whole = async () => expect(await findViolations(shop.house.owner)).toEqual([]);

test('[B9] with `park` in force the order waits, and the rehearsal tells what `refund` would do', async () => {
  const order = await buy(0, [shop.goods.skus.strawberries]);
  const back = await work('majun', `${order}/hand-back`, { reason: '冷柜坏了' });
  expect(back.json()).toEqual({ outcome: 'parked' });
  expect(await look(0, order)).toMatchObject({ state: 'paid', parked: true, refundedFen: 0 });
  expect(await simulate('park')).toEqual({ orders: 1, found: 0, parked: 1, refunded: 0 });
  expect(await simulate('refund')).toEqual({ orders: 1, found: 0, parked: 0, refunded: 1 });
});

test('[B9] with `refund` in force the money goes back in the same breath, with the reason', async () => {
  const { house, goods, cast } = shop;
  await setRule('refund');
  const order = await buy(1, [goods.skus.strawberries]);
  const back = await work('majun', `${order}/hand-back`, { reason: '冷柜坏了' });
  expect([back.statusCode, back.json()]).toEqual([200, { outcome: 'refunded' }]);

  const seen = await look(1, order);
  expect(seen).toMatchObject({ state: 'cancelled', parked: false, cancelReason: 'nobody_can' });
  expect(seen.refundedFen).toBe(seen.payableFen);
  expect(seen.history.map(({ verb }: { verb: string }) => verb)).toEqual(
    expect.arrayContaining(['nobody_can', 'refunded', 'cancelled']),
  );
  expect(await heldFor(order)).toBe(0);
  const page = await shop.app.inject({
    url: `/api/console/orders/${order}`,
    headers: cast.as('zhao'),
  });
  const [, second] = page.json().routes;
  expect(second).toMatchObject({ why: 'handed_back', outcome: 'refunded' });
  expect(second.verdicts).toContainEqual(
    expect.objectContaining({ name: '文二西路店', code: 'handed_back' }),
  );

  const happened = (await carry(house.db, cast.merchant)) as Happened[];
  for (const event of happened) await react(house, event);
  const cancelled = happened.find(
    ({ name, facts }) => name === 'orders.cancelled' && facts.order === order,
  );
  expect(cancelled?.facts.reason).toBe('nobody_can');
  const told = await shop.app.inject({
    url: '/api/shop/me/notices',
    headers: shop.shoppers[1]!.headers,
  });
  expect(told.json().items.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['orders.cancelled', 'orders.refunded']),
  );
  await whole();
});

test('[B9] left lying by the last who could, it is refunded by the clock', async () => {
  const order = await buy(2, [shop.goods.skus.strawberries]);
  shop.house.clock.advance(31 * 60_000);
  await runDue(shop.house);
  expect(await look(2, order)).toMatchObject({ state: 'cancelled', cancelReason: 'nobody_can' });
  await whole();
});

test('[B9] of two parcels the one that nobody can prepare is refunded, the other goes on', async () => {
  const { milk, strawberries } = shop.goods.skus;
  const order = await buy(3, [milk, strawberries], { splitAgreed: true });
  expect((await look(3, order)).parcels).toHaveLength(2);
  await work('zhou', `${order}/accept`);
  await work('zhou', `${order}/tick`, { line: 1, picked: true });
  await work('zhou', `${order}/ready`, { shelf: '3' });
  expect((await look(3, order)).state).toBe('paid');

  const back = await work('majun', `${order}/hand-back`, { reason: '冷柜坏了' });
  expect(back.json()).toEqual({ outcome: 'refunded' });
  const seen = await look(3, order);
  expect([seen.state, seen.parcels.length]).toEqual(['ready', 1]);
  expect(seen.refundedFen).toBe(seen.lines[1].netFen);
  expect(await heldFor(order)).toBe(1);
  await whole();
  const handed = await work('zhou', 'hand-over', { code: seen.parcels[0].code });
  expect(handed.statusCode, handed.body).toBe(200);
  expect((await look(3, order)).state).toBe('received');
  await whole();
});
