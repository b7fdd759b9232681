/** Two members turn out to be one: every order of the other is hers, on every route. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findViolations } from '../../../test/invariants.ts';
import { openLinkOf, paidOrder, payFor } from '../../../test/paid-order.ts';
import { openShop, place, readyToOrder, type Shop, type Shopper } from '../../../test/shop.ts';
import { acceptParcel } from '../../flows/accept-parcel.ts';
import { dispatchParcel } from '../../flows/dispatch-parcel.ts';
import { readyParcel } from '../../flows/ready-parcel.ts';
import { mergeInto } from '../../flows/steps/merge-members.ts';
import { tickLine } from '../../flows/tick-line.ts';
import type { OrderId, OutletId } from '../../kernel/id.ts';
import { newUuid } from '../../platform/uuid.ts';
import { runDue } from '../../run-due.ts';

let shop: Shop;
let her: Shopper;
let stranger: Shopper;
let from: OutletId;
let placing: Record<string, unknown>;
const made = {} as Record<'unpaid' | 'given' | 'parked' | 'paid' | 'brought', OrderId>;

const send = (who: Shopper, method: 'GET' | 'POST', path: string, payload: object = {}) =>
  shop.app.inject({
    method,
    url: `/api/shop/orders${path}`,
    headers: who.headers,
    ...(method === 'POST' ? { payload } : {}),
  });
const look = async (order: OrderId) => (await send(her, 'GET', `/${order}`)).json();

beforeAll(async () => {
  shop = await openShop({ shoppers: 3 });
  const { house, goods, cast, outlet } = shop;
  stranger = shop.shoppers[2]!;
  const [elder, younger] = shop.shoppers as [Shopper, Shopper];
  await house.owner.query(`update members.member set made_at = made_at + $2 where id = $1`, [
    younger.id,
    '1 day',
  ]);
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), younger);
  const milk = [{ sku: goods.skus.milk, quantity: 1 }];
  made.parked = await paidOrder(shop, younger, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 1 },
  ]);
  for (let i = 0; i < 6; i += 1) {
    house.clock.advance(31 * 60_000);
    await runDue(house);
  }
  for (const key of ['unpaid', 'given'] as const) {
    placing = await readyToOrder(shop, younger, outlet('hupan'), milk);
    made[key] = placing.id as OrderId;
    expect((await place(shop, younger, placing)).statusCode).toBe(201);
  }
  made.paid = await paidOrder(shop, younger, outlet('hupan'), milk);
  made.brought = await brought(younger);
  await house.db.transaction(cast.merchant, (tx) => mergeInto(tx, elder.id, younger.id));
  her = elder;
});
afterAll(() => shop.close());

/** On its way to the address of the one who merges. */
async function brought(who: Shopper): Promise<OrderId> {
  const { house, cast, goods, outlet, app } = shop;
  const address = newUuid(house.clock.now());
  await app.inject({
    method: 'PUT',
    url: `/api/shop/addresses/${address}`,
    headers: who.headers,
    payload: {
      name: '李建国',
      phone: '13800006021',
      detail: '湖畔花园 6 幢 502',
      district: '西湖区',
      complexId: null,
      isDefault: true,
      lat: 30.2952,
      lng: 120.1012,
    },
  });
  const items = [{ sku: goods.skus.eggs, quantity: 2 }];
  const wish = await readyToOrder(shop, who, outlet('hupan'), items, { way: 'delivery', address });
  expect((await place(shop, who, wish)).statusCode).toBe(201);
  const order = wish.id as OrderId;
  await payFor(shop, who, order);
  const staff = cast.person('zhou');
  const { parcels } = (await send(who, 'GET', `/${order}`)).json();
  from = parcels[0].outlet.id;
  const work = { merchant: cast.merchant, order, outlet: from, staff };
  await acceptParcel(house, work);
  await tickLine(house, { ...work, line: 1, picked: true });
  await readyParcel(house, { ...work, shelf: '' });
  await dispatchParcel(house, work);
  return order;
}

test('[D1] after a merge she sees every order of hers, and its code; nobody else does', async () => {
  const { items } = (await send(her, 'GET', '')).json();
  expect(items.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining(Object.values(made)),
  );
  const [{ outlet }] = (await look(made.paid)).parcels;
  const code = `/${made.paid}/parcels/${outlet.id}/code.svg`;
  expect((await send(her, 'GET', code)).statusCode).toBe(200);
  expect((await send(stranger, 'GET', code)).statusCode).toBe(404);
});

test('[D1] she pays for it, and the same placing sent again is the same order', async () => {
  const paid = await send(her, 'POST', `/${made.unpaid}/pay`);
  expect([paid.statusCode, paid.json().amountFen]).toEqual([200, expect.any(Number)]);
  const again = await place(shop, her, placing);
  expect([again.statusCode, again.json().id]).toEqual([201, made.given]);
  const other = await place(shop, stranger, placing);
  expect([other.statusCode, other.json().code]).toEqual([422, 'orders.id_used_for_another_order']);
});

test('[D1] she waits for it, gives it up, says that it has come, asks something back', async () => {
  const ask = {
    id: newUuid(shop.house.clock.now()),
    kind: 'refund_only',
    reason: 'damaged',
    lines: [{ no: 1, pieces: 1, amountFen: null }],
  };
  const deeds = [
    [`/${made.parked}/wait`, {}, 204],
    [`/${made.parked}/cancel`, { reason: '不等了' }, 200],
    [`/${made.given}/cancel`, { reason: '不要了' }, 200],
    [`/${made.brought}/received`, { outlet: from }, 204],
    [`/${made.brought}/aftersales`, ask, 201],
  ] as const;
  for (const [path, payload, status] of deeds) {
    const other = await send(stranger, 'POST', path, payload);
    expect([path, other.statusCode, other.json().code]).toEqual([
      path,
      404,
      'orders.no_such_order',
    ]);
    const answer = await send(her, 'POST', path, payload);
    expect([path, answer.statusCode, answer.body]).toEqual([path, status, expect.any(String)]);
  }
  const cases = await send(her, 'GET', `/${made.brought}/aftersales`);
  expect(cases.json().items).toMatchObject([{ id: ask.id, state: 'asked' }]);
  expect(await findViolations(shop.house.owner)).toEqual([]);
});

test('[D2] what her guide has served binds the one who stays', async () => {
  const { rows } = await shop.house.owner.query(
    `select member_id, owner_id from belonging.period where kind = 'guide' and upper_inf(during)`,
  );
  expect(rows).toEqual([{ member_id: her.id, owner_id: shop.cast.person('lin') }]);
});

test('[C2] she has bought before: by whichever id', async () => {
  shop.house.clock.advance(8 * 86_400_000); // no link counts any more
  const items = [{ sku: shop.goods.skus.milk, quantity: 1 }];
  const order = await paidOrder(shop, her, shop.outlet('hupan'), items);
  const { rows } = await shop.house.owner.query(
    'select sale_kind from attribution.credit where order_id = $1',
    [order],
  );
  expect(rows).toEqual([{ sale_kind: 'member' }]);
});
