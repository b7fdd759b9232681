/**
 * What a member may say of an order under way, over HTTP: nobody can prepare it and she waits or
 * has her money back, she gives it up too late, her delivery has arrived.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findViolations } from '../../../test/invariants.ts';
import { paidOrder, payFor } from '../../../test/paid-order.ts';
import { openShop, place, readyToOrder, type Shop, type Shopper } from '../../../test/shop.ts';
import { acceptParcel } from '../../flows/accept-parcel.ts';
import { receiveStock } from '../../flows/change-stock.ts';
import { decideAftersales } from '../../flows/decide-aftersales.ts';
import { dispatchParcel } from '../../flows/dispatch-parcel.ts';
import { readyParcel } from '../../flows/ready-parcel.ts';
import { tickLine } from '../../flows/tick-line.ts';
import type { CaseId, Id, OrderId } from '../../kernel/id.ts';
import { newUuid } from '../../platform/uuid.ts';
import { runDue } from '../../run-due.ts';

const MINUTE = 60_000;
let shop: Shop;
let stranger: Shopper;
beforeAll(async () => {
  shop = await openShop({ shoppers: 6 }); // Saturday noon: everybody is open
  stranger = shop.shoppers[5]!;
});
afterAll(() => shop.close());

const say = (shopper: Shopper, path: string, payload: object = {}) =>
  shop.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${path}`,
    headers: shopper.headers,
    payload,
  });
const look = async (shopper: Shopper, order: OrderId) =>
  (await shop.app.inject({ url: `/api/shop/orders/${order}`, headers: shopper.headers })).json();
const whole = async () => expect(await findViolations(shop.house.owner)).toEqual([]);
const strawberries = () => [{ sku: shop.goods.skus.strawberries, quantity: 1 }];

/** Two outlets have strawberries; both let the order lie. */
async function parkedOrder(shopper: Shopper): Promise<OrderId> {
  const { house } = shop;
  const order = await paidOrder(shop, shopper, shop.outlet('hupan'), strawberries());
  for (let i = 0; i < 6; i += 1) {
    house.clock.advance(31 * MINUTE);
    await runDue(house);
  }
  return order;
}

test('[B9] [B11] nobody can prepare it: all of her money back at once, even after "I wait"', async () => {
  const chen = shop.shoppers[1]!;
  const order = await parkedOrder(chen);
  expect((await say(chen, `${order}/wait`)).statusCode).toBe(204);
  const back = await say(chen, `${order}/cancel`, { reason: '不等了' });
  expect([back.statusCode, back.json().refundedFen]).toEqual([200, 3980]);
  expect(await look(chen, order)).toMatchObject({
    state: 'cancelled',
    parked: false,
    refundedFen: 3980,
  });
  const late = await say(chen, `${order}/wait`);
  expect([late.statusCode, late.json().code]).toEqual([409, 'orders.is_not_parked']);
  await whole();
});

test('[B9] [B11] or its member waits, and goods that come are hers', async () => {
  const [wu] = shop.shoppers;
  const order = await parkedOrder(wu!);
  expect(await look(wu!, order)).toMatchObject({ parked: true, state: 'paid', parcels: [] });
  const other = await say(stranger, `${order}/wait`);
  expect([other.statusCode, other.json().code]).toEqual([404, 'orders.no_such_order']);
  expect((await say(wu!, `${order}/wait`)).statusCode).toBe(204);
  const { history } = await look(wu!, order);
  expect(history.at(-1)).toMatchObject({ verb: 'waits', actorKind: 'member' });

  // An outlet that has not been asked gets some, and within the hour it is found.
  const { goods, house, cast } = shop;
  await receiveStock(house.db, {
    merchant: cast.merchant,
    actor: { kind: 'staff', id: cast.person('zhou') },
    branches: [cast.hq],
    outlet: shop.outlet('hupan'),
    id: newUuid(shop.house.clock.now()) as Id<'movement'>,
    arrivals: [{ sku: goods.skus.strawberries, quantity: 9, unitCostFen: null }],
  });
  house.clock.advance(61 * MINUTE);
  await runDue(house);
  const found = await look(wu!, order);
  expect([found.parked, found.parcels[0].outlet.id]).toEqual([false, shop.outlet('hupan')]);
  const again = await say(wu!, `${order}/wait`);
  expect([again.statusCode, again.json().code]).toEqual([409, 'orders.is_not_parked']);
  await whole();
});

test('[B11] once it is being picked, giving up is asked of the store, not done', async () => {
  const sun = shop.shoppers[2]!;
  const { house, cast, goods, outlet } = shop;
  const items = [{ sku: goods.skus.milk, quantity: 1 }];
  const order = await paidOrder(shop, sun, outlet('hupan'), items);
  const { merchant } = cast;
  await acceptParcel(house, {
    merchant,
    order,
    outlet: outlet('hupan'),
    staff: cast.person('zhou'),
  });
  const refused = await say(sun, `${order}/cancel`, { reason: '不要了' });
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'orders.being_prepared']);
  const ask = {
    id: newUuid(shop.house.clock.now()),
    kind: 'cancel',
    reason: 'changed_mind',
    lines: [],
  };
  const asked = await say(sun, `${order}/aftersales`, ask);
  expect([asked.statusCode, asked.json().state]).toEqual([201, 'asked']);
  expect((await look(sun, order)).state).toBe('picking');
  await decideAftersales(house, {
    merchant,
    case: ask.id as CaseId,
    accepted: true,
    words: '好的',
    sellable: [],
    staff: cast.person('zhou'),
    reach: [cast.hq],
  });
  expect(await look(sun, order)).toMatchObject({ state: 'cancelled' });
  await whole();
});

test('[B11] a delivery has arrived: its member says so, nobody else can, twice is once', async () => {
  const li = shop.shoppers[3]!;
  const { house, cast, goods, outlet, app } = shop;
  const at = { lat: 30.2952, lng: 120.1012 };
  const address = newUuid(shop.house.clock.now());
  const kept = await app.inject({
    method: 'PUT',
    url: `/api/shop/addresses/${address}`,
    headers: li.headers,
    payload: {
      name: '李建国',
      phone: '13800006021',
      detail: '湖畔花园 6 幢 502',
      district: '西湖区',
      complexId: null,
      isDefault: true,
      ...at,
    },
  });
  expect(kept.statusCode, kept.body).toBeLessThan(300);
  const items = [{ sku: goods.skus.eggs, quantity: 2 }];
  const wish = await readyToOrder(shop, li, outlet('hupan'), items, { way: 'delivery', address });
  const placed = await place(shop, li, wish);
  expect(placed.statusCode, placed.body).toBe(201);
  const order = wish['id'] as OrderId;
  await payFor(shop, li, order);
  const [{ outlet: from }] = (await look(li, order)).parcels;
  const work = { merchant: cast.merchant, order, outlet: from.id, staff: cast.person('zhou') };
  await acceptParcel(house, work);
  await tickLine(house, { ...work, line: 1, picked: true });
  await readyParcel(house, { ...work, shelf: '' });
  const early = await say(li, `${order}/received`, { outlet: from.id });
  expect([early.statusCode, early.json().code]).toEqual([409, 'fulfilment.parcel_has_moved_on']);
  await dispatchParcel(house, work);
  const other = await say(stranger, `${order}/received`, { outlet: from.id });
  expect([other.statusCode, other.json().code]).toEqual([404, 'orders.no_such_order']);
  expect((await look(li, order)).state).toBe('on_the_way');
  for (let i = 0; i < 2; i += 1)
    expect((await say(li, `${order}/received`, { outlet: from.id })).statusCode).toBe(204);
  const { state, settlesAt, history } = await look(li, order);
  expect([state, settlesAt !== null]).toEqual(['received', true]);
  const said = history.filter(({ verb }: { verb: string }) => verb === 'delivered');
  expect(said.map(({ actorKind }: { actorKind: string }) => actorKind)).toEqual(['member']);
  await whole();
});
