/**
 * The life of an order in the store, over HTTP: accept, tick, ready, hand over; and each way it can
 * go wrong: missing goods, given back, left lying, nobody can, not fetched.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findViolations } from '../../test/invariants.ts';
import { openShop, place, readyToOrder, type Shop } from '../../test/shop.ts';
import type { OrderId } from '../kernel/id.ts';
import { newToken } from '../platform/secret.ts';
import { runDue } from '../run-due.ts';
import { capturePayment } from './capture-payment.ts';
import { openPayment } from './open-payment.ts';

let shop: Shop;
const MINUTE = 60_000;
const DAY = 86_400_000;
beforeAll(async () => {
  shop = await openShop({ shoppers: 14 }); // Saturday noon: everybody is open
});
afterAll(() => shop.close());

const one = async (sql: string, args: unknown[] = []) =>
  (await shop.house.owner.query(sql, args)).rows[0];
const stateOf = async (order: string) =>
  (await one('select state from orders.order where id = $1', [order])).state;
const stockOf = (outlet: string, sku: string) =>
  one(
    `select on_hand::int as "onHand", held::int as held from inventory.stock
     where outlet_id = $1 and sku_id = $2`,
    [shop.outlet(outlet), sku],
  );
const whole = async () => expect(await findViolations(shop.house.owner)).toEqual([]);

let payments = 0;
async function buy(
  shopper: number,
  items: readonly { sku: unknown; quantity: number }[],
  more = {},
) {
  const who = shop.shoppers[shopper]!;
  const wish = await readyToOrder(shop, who, shop.outlet('hupan'), items as never, more);
  const placed = await place(shop, who, wish);
  expect(placed.statusCode, placed.body).toBe(201);
  const order = wish.id as OrderId;
  const { merchant } = shop.cast;
  const channel = { name: 'sandbox', app: 'quandian-sandbox' };
  const { intent } = await openPayment(shop.house.db, { merchant, order, member: who.id, channel });
  await capturePayment(shop.house, {
    merchant,
    channel,
    notice: {
      kind: 'paid',
      app: channel.app,
      currency: 'CNY',
      outTradeNo: intent.outTradeNo,
      providerNo: `W${++payments}`,
      amount: intent.amount,
    },
  });
  return order;
}
type Person = 'majun' | 'lin' | 'zhou';
/** Weeks pass between two tests, and nobody's session may fall asleep over them. */
async function work(person: Person, path: string, payload: object = {}, key = newToken()) {
  const now = new Date(shop.house.clock.now());
  await shop.house.owner.query('update chain.staff_session set seen_at = $1', [now]);
  return shop.app.inject({
    method: 'POST',
    url: `/api/work/orders/${path}`,
    headers: { ...shop.cast.as(person, 'workbench'), 'idempotency-key': key },
    payload,
  });
}
const look = (shopper: number, order: string) =>
  shop.app
    .inject({ url: `/api/shop/orders/${order}`, headers: shop.shoppers[shopper]!.headers })
    .then((answer) => answer.json());

test('[B11] prepared by 文二西路店: only its staff see it, the code opens it once, the goods leave the book', async () => {
  const { goods } = shop;
  const sku = goods.skus.strawberries;
  const order = await buy(0, [{ sku, quantity: 2 }]);
  const strangers = await work('lin', `${order}/accept`);
  expect([strangers.statusCode, strangers.json().code]).toEqual([404, 'orders.no_such_order']);

  expect((await work('majun', `${order}/accept`)).statusCode).toBe(200);
  expect(await stateOf(order)).toBe('picking');
  const early = await work('majun', `${order}/ready`, { shelf: '3' });
  expect([early.statusCode, early.json().code]).toEqual([409, 'fulfilment.not_all_picked']);
  await work('majun', `${order}/tick`, { line: 1, picked: true });
  const code = (await look(0, order)).parcels[0].code;
  const hasty = await work('majun', 'hand-over', { code });
  expect([hasty.statusCode, hasty.json().code]).toEqual([409, 'pickup.not_ready_yet']);
  await work('majun', `${order}/ready`, { shelf: '3' });
  expect([await stateOf(order), (await look(0, order)).parcels[0].shelf]).toEqual(['ready', '3']);

  const before = await stockOf('wener', sku);
  const handed = await work('majun', 'hand-over', { code });
  expect([handed.statusCode, handed.json().orderId]).toEqual([200, order]);
  expect(await stockOf('wener', sku)).toEqual({
    onHand: before.onHand - 2,
    held: before.held - 2,
  });
  const again = await work('majun', 'hand-over', { code });
  expect([again.statusCode, again.json().code]).toEqual([409, 'pickup.code_used']);
  expect(await stateOf(order)).toBe('received');
  shop.house.clock.advance(7 * DAY + MINUTE);
  await runDue(shop.house);
  expect(await stateOf(order)).toBe('settled');
  await whole();
});

test('[B11] short pick: the missing piece leaves the book and its money goes back', async () => {
  const sku = shop.goods.skus.tangerines;
  const order = await buy(1, [{ sku, quantity: 3 }]);
  await work('majun', `${order}/accept`);
  const before = await stockOf('wener', sku);
  const pick = () =>
    work('majun', `${order}/short-pick`, { lines: [{ no: 1, missing: 1 }] }, `pick ${order}`);
  const short = await pick();
  expect(short.statusCode, short.body).toBe(200);
  expect((await pick()).headers['idempotent-replayed']).toBe('true'); // its answer was lost
  expect(await stockOf('wener', sku)).toEqual({
    onHand: before.onHand - 1,
    held: before.held - 1,
  });
  const seen = await look(1, order);
  expect([seen.lines[0].refundedPieces, seen.refundedFen, seen.state]).toEqual([
    1,
    2590,
    'picking',
  ]);
  await whole();
});

test('[B9] given back: the next best outlet holds it, the former is not asked again, the money follows', async () => {
  const sku = shop.goods.skus.strawberries;
  const order = await buy(2, [{ sku, quantity: 1 }]);
  const before = await stockOf('wener', sku);
  await work('majun', `${order}/accept`);
  const back = await work('majun', `${order}/hand-back`, { reason: '冷柜坏了' });
  expect([back.statusCode, back.json()]).toEqual([200, { outcome: 'allocated' }]);
  expect(await stateOf(order)).toBe('paid');
  expect((await stockOf('wener', sku)).held).toBe(before.held - 1);
  const route = await one(
    'select why, verdicts from fulfilment.route where order_id = $1 and attempt = 2',
    [order],
  );
  expect(route.why).toBe('handed_back');
  const said = route.verdicts.map((each: { name: string; code: string }) => [each.name, each.code]);
  expect(said).toContainEqual(['文二西路店', 'handed_back']);
  const paid = await one(
    `select sum(amount_fen - voided_fen)::int as fen from ledger.pending
     where order_id = $1 and role = 'fulfilling' and to_account = $2`,
    [order, `due:outlet:${shop.outlet('gudun')}`],
  );
  expect(paid.fen).toBe(159);
  await whole();
});

test('[B9] nobody takes it on for 30 open minutes: it goes elsewhere by itself, and then is parked', async () => {
  const { house } = shop;
  const order = await buy(3, [{ sku: shop.goods.skus.tangerines, quantity: 1 }]);
  house.clock.advance(31 * MINUTE);
  await runDue(house);
  const second = await one(
    'select why, outcome from fulfilment.route where order_id = $1 and attempt = 2',
    [order],
  );
  expect(second).toEqual({ why: 'lay_too_long', outcome: 'allocated' });
  for (let i = 0; i < 6; i += 1) {
    house.clock.advance(31 * MINUTE);
    await runDue(house);
  }
  const seen = await look(3, order);
  expect([seen.parked, seen.state]).toEqual([true, 'paid']);
  const waiting = await one(
    `select sum(quantity - consumed - released)::int as held from inventory.hold where order_id = $1`,
    [order],
  );
  expect(waiting.held).toBe(0);
  await whole();
});

test('[B11] ready and not fetched: reminded twice, given up after a week, money and goods back', async () => {
  const { house } = shop;
  const sku = shop.goods.skus.milk;
  const order = await buy(4, [{ sku, quantity: 1 }]);
  await work('zhou', `${order}/accept`);
  await work('zhou', `${order}/tick`, { line: 1, picked: true });
  expect((await work('zhou', `${order}/ready`, { shelf: 'A' })).statusCode).toBe(200);
  const before = await stockOf('hupan', sku);
  for (const days of [1, 4]) {
    house.clock.advance(days * DAY + MINUTE);
    await runDue(house);
  }
  const told = await one(
    `select count(*)::int as n from members.notice where member_id = $1 and kind = 'orders.uncollected'`,
    [shop.shoppers[4]!.id],
  );
  expect(told.n).toBe(2);
  house.clock.advance(2 * DAY + MINUTE);
  await runDue(house);
  expect(await stateOf(order)).toBe('cancelled');
  expect(await stockOf('hupan', sku)).toEqual({ onHand: before.onHand, held: before.held - 1 });
  await whole();
});

test('attack-48: the eleventh guess of a code in an hour learns nothing, even a right one', async () => {
  const order = await buy(5, [{ sku: shop.goods.skus.milk, quantity: 1 }]);
  await work('zhou', `${order}/accept`);
  const { code } = (await look(5, order)).parcels[0];
  const wrong = code === '00000000' ? '00000001' : '00000000';
  const guesses = [];
  for (let i = 0; i < 10; i += 1) guesses.push(await work('zhou', 'hand-over', { code: wrong }));
  expect(guesses.map((each) => each.json().code)).toEqual(Array(10).fill('pickup.no_such_code'));
  const right = await work('zhou', 'hand-over', { code });
  expect([right.statusCode, right.json().code]).toEqual([429, 'platform.too_many_tries']);
});
