/** Money that waits for a person, over HTTP: sharers close to the buyer, refunds that fail. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { seatShoppers, type Shopper } from '../../../test/shop.ts';
import type { OrderId } from '../../kernel/id.ts';
import { carry } from '../../platform/outbox.ts';
import { newUuid } from '../../platform/uuid.ts';
import { react, type Happened } from '../../reactions.ts';
import { runDue } from '../../run-due.ts';

let money: MoneyHouse;
let sharer: Record<string, string>;
let shoppers: Shopper[];
beforeAll(async () => {
  money = await openMoneyHouse();
  sharer = await money.member(money.cast.sharer);
  shoppers = await seatShoppers(money.house, money.cast.chain, 5);
});
afterAll(() => money.close());

const cashier = () => money.met.simulators!.cashier;
const ask = async (url: string, method: 'GET' | 'POST' = 'GET', payload: object = {}) =>
  money.app.inject({
    method,
    url: `/api/console${url}`,
    headers: { ...money.cast.chain.as('sun-hui'), 'idempotency-key': newUuid(0) },
    ...(method === 'POST' ? { payload } : {}),
  });
/** Through the cashier's page, with the wallet of a browser. */
async function pay(id: OrderId, headers: Record<string, string>, wallet: string) {
  money.house.clock.advance(1_000);
  const url = `/api/shop/orders/${id}/pay`;
  const opened = await money.app.inject({ method: 'POST', url, headers, payload: {} });
  expect(opened.statusCode, opened.body).toBe(200);
  const { host } = money.cast.chain;
  const paid = await money.app.inject({
    url: `${opened.json().payUrl}&how=pay`,
    headers: { host, cookie: `sandbox_wallet=${wallet}` },
  });
  expect(paid.statusCode).toBe(302);
  await cashier().quiet();
  expect((await money.till.order(id)).state).toBe('paid');
  told.push(...((await carry(money.house.db, money.cast.chain.merchant)) as Happened[]));
  await tellAll();
}
const told: Happened[] = [];
/** Everything, ever again: a reaction that comes twice or late changes nothing more. */
async function tellAll() {
  for (const event of told) await react(money.house, event);
}
const LINE = [{ quantity: 2, priceFen: 650 }];
/** By the link of the sharer. */
async function bought(n: number, wallet: string): Promise<OrderId> {
  const { id, headers } = shoppers[n]!;
  const order = await money.till.place({ lines: LINE, buyer: id });
  await pay(order.id, headers, wallet);
  return order.id;
}
const address = (headers: Record<string, string>, detail: string, phone: string) =>
  money.app.inject({
    method: 'PUT',
    url: `/api/shop/addresses/${newUuid(0)}`,
    headers,
    payload: {
      name: '某人',
      phone,
      detail,
      district: '西湖区',
      complexId: null,
      lat: 30.28,
      lng: 120.12,
      isDefault: true,
    },
  });
const found = async (order: OrderId) => {
  const answer = await ask('/reviews');
  expect(answer.statusCode, answer.body).toBe(200);
  const { items } = answer.json();
  const row = items.find(({ orderId }: { orderId: string }) => orderId === order);
  return row?.reasons.map(({ code, who }: { code: string; who: string }) => `${code} ${who}`);
};
const legsOf = async (order: OrderId) => {
  const { legs } = (await ask(`/orders/${order}/money`)).json();
  return Object.fromEntries(
    legs.map(({ role, state }: { role: string; state: string }) => [role, state]),
  );
};

test('[F9] who pays with the sharer’s wallet: her portion waits, the reason is told, a person decides', async () => {
  const own = await money.till.place({ lines: LINE, buyer: money.cast.sharer, sharer: false });
  await pay(own.id, sharer, 'wallet of chen');
  const free = await bought(0, 'wallet of wu');
  expect([await found(free), (await legsOf(free)).sharer_1]).toEqual([undefined, 'pending']);

  const close = await bought(1, 'wallet of chen');
  expect(await found(close)).toEqual(['same_payer 陈静']);
  expect(await legsOf(close)).toMatchObject({ sharer_1: 'suspended', guide: 'pending' });
  const page = (await ask(`/orders/${close}`)).json();
  expect(page.credit.suspended).toBe(true);
  expect(page.credit.reasons).toContainEqual(
    expect.objectContaining({ role: 'review', code: 'same_payer', who: money.cast.sharer }),
  );
  expect((await ask('/tasks')).json()).toMatchObject({ reviews: 1 });
  const words = { accepted: true, words: '一家人，各付各的' };
  expect((await ask(`/orders/${close}/review`, 'POST', words)).json()).toEqual({ decided: 1 });
  await tellAll();
  expect([await found(close), (await legsOf(close)).sharer_1]).toEqual([undefined, 'pending']);
  await money.till.whole();
});

test('[F9] the same door, however it is typed, and the same phone; a neighbour’s door is none', async () => {
  await address(sharer, '湖畔花园三幢2单元501室', '13900000001');
  const [, , flat, neighbour, phone] = shoppers;
  await address(flat!.headers, '湖畔花园3栋 2单元 501', '13900000002');
  await address(neighbour!.headers, '湖畔花园3幢2单元502', '13900000003');
  await address(phone!.headers, '别处1幢101', '13900000001');
  expect(await found(await bought(2, 'a'))).toEqual(['same_address 陈静']);
  expect(await found(await bought(3, 'b'))).toBe(undefined);
  expect(await found(await bought(4, 'c'))).toEqual(['same_phone 陈静']);
});

test('[G2] a refund that the provider refuses stands on the list until it arrives; asking again works', async () => {
  const order = await bought(0, 'wallet of wu');
  cashier().refusesRefunds = 'account_closed';
  money.house.clock.advance(1_000);
  const cancelled = await ask(`/orders/${order}/cancel`, 'POST', { reason: '不要了' });
  expect(cancelled.statusCode, cancelled.body).toBe(200);
  await runDue(money.house);
  await cashier().quiet();
  const [row] = (await ask('/refunds/failed')).json().items;
  expect(row).toMatchObject({
    orderId: order,
    amountFen: 1300,
    tries: 1,
    failure: 'account_closed',
    since: new Date(money.house.clock.now()).toISOString(),
    nextAt: new Date(money.house.clock.now() + 3_600_000).toISOString(),
  });
  expect((await ask('/tasks')).json()).toMatchObject({ failedRefunds: 1 });
  const stranger = await money.app.inject({
    method: 'POST',
    url: `/api/console/refunds/${row.id}/retry`,
    headers: money.cast.chain.as('shao'),
  });
  expect([stranger.statusCode, stranger.json().code]).toEqual([404, 'orders.no_such_order']);

  cashier().refusesRefunds = null;
  expect((await ask(`/refunds/${row.id}/retry`, 'POST')).statusCode).toBe(202);
  await runDue(money.house);
  await cashier().quiet();
  expect((await ask('/refunds/failed')).json().items).toEqual([]);
  expect((await ask('/tasks')).json()).toMatchObject({ failedRefunds: 0 });
  const again = await ask(`/refunds/${row.id}/retry`, 'POST');
  expect([again.statusCode, again.json().code]).toEqual([409, 'payments.refund_succeeded']);
  await money.till.whole();
});
