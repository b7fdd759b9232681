/** Table 1a of the reliability page, row by row, on a real route that moves money. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../test/money-house.ts';
import type { OrderId } from '../kernel/id.ts';
import { newUuid } from './uuid.ts';
import { once } from './idempotency.ts';

let money: MoneyHouse;
let buyer: Record<string, string>;
beforeAll(async () => {
  money = await openMoneyHouse();
  buyer = await money.member(money.cast.buyer);
});
afterAll(() => money.close());

async function openCase(): Promise<{ order: OrderId; url: string }> {
  const { id: order } = await money.till.place({ lines: [{ quantity: 2, priceFen: 300 }] });
  await money.till.report(order);
  await money.till.handOver(order);
  const id = newUuid(money.house.clock.now());
  const asked = await money.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${order}/aftersales`,
    headers: buyer,
    payload: {
      id,
      kind: 'refund_only',
      reason: 'bruised',
      lines: [{ no: 1, pieces: 1, amountFen: null }],
    },
  });
  expect(asked.statusCode).toBe(201);
  return { order, url: `/api/console/aftersales/${id}/decision` };
}
type Person = 'sun-hui' | 'lin-guodong';
const decide = (url: string, key: string | undefined, body: object = {}, who: Person = 'sun-hui') =>
  money.app.inject({
    method: 'POST',
    url,
    headers: {
      ...money.cast.chain.as(who),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    payload: { accepted: true, ...body },
  });
const refunds = async (order: OrderId): Promise<number> =>
  (await money.till.many('select from orders.refund where order_id = $1', [order])).length;

test('[G4] no key, or a key that is none: 400, and nothing is stored', async () => {
  const { order, url } = await openCase();
  expect((await decide(url, undefined)).json()).toMatchObject({
    status: 400,
    code: 'idempotency.key_required',
  });
  for (const key of ['', 'x'.repeat(256), 'schlüssel']) {
    expect((await decide(url, key)).json()).toMatchObject({
      status: 400,
      code: 'idempotency.key_malformed',
    });
  }
  expect(await refunds(order)).toBe(0);
});

test('[G4] the same key and wish: the stored answer, byte by byte; other bodies and objects: 422', async () => {
  const { order, url } = await openCase();
  const first = await decide(url, 'k-1');
  expect(first.statusCode).toBe(200);
  const again = await decide(url, 'k-1');
  expect([again.statusCode, again.body]).toEqual([200, first.body]);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(first.headers['idempotent-replayed']).toBe(undefined);
  expect((await decide(url, 'k-1', { words: 'x' })).json()).toMatchObject({
    status: 422,
    code: 'idempotency.key_reused',
  });
  const other = await openCase();
  expect((await decide(other.url, 'k-1')).json().code).toBe('idempotency.key_reused');
  expect([await refunds(order), await refunds(other.order)]).toEqual([1, 0]);
});

test('[G4] another person’s same key is another key', async () => {
  const { url } = await openCase();
  const other = await openCase();
  expect((await decide(url, 'k-2')).statusCode).toBe(200);
  expect((await decide(other.url, 'k-2', {}, 'lin-guodong')).statusCode).toBe(200);
});

test('[G4] twenty at once under one key: one effect, the others replay or are told to wait', async () => {
  const { order, url } = await openCase();
  const answers = await Promise.all(Array.from({ length: 20 }, () => decide(url, 'k-3')));
  const done = answers.filter(({ statusCode }) => statusCode === 200);
  expect(new Set(done.map(({ body }) => body)).size).toBe(1);
  for (const busy of answers.filter(({ statusCode }) => statusCode !== 200)) {
    expect(busy.json()).toMatchObject({ status: 409, code: 'idempotency.in_progress' });
    expect(busy.headers['retry-after']).toBe('1');
  }
  expect((await decide(url, 'k-3')).body).toBe(done[0]!.body);
  expect(await refunds(order)).toBe(1);
  await money.till.whole();
});

test('[G4] a refused schema is not stored; a refusal of the business is, and is told again', async () => {
  const { order, url } = await openCase();
  expect((await decide(url, 'k-4', { accepted: 'yes' })).statusCode).toBe(400);
  expect((await decide(url, 'k-4', { accepted: false })).statusCode).toBe(200);
  const late = await decide(url, 'k-5');
  expect(late.json()).toMatchObject({ status: 409, code: 'orders.case_is_decided' });
  await money.house.owner.query(
    `update orders.aftersales set state = 'asked', decided_at = null where order_id = $1`,
    [order],
  );
  const told = await decide(url, 'k-5');
  expect(told.json()).toMatchObject({ status: 409, code: 'orders.case_is_decided' });
  expect(await refunds(order)).toBe(0);
  expect((await decide(url, 'k-6')).statusCode).toBe(200); // a new try needs a new key
});

test('[G4] a fault that rolled back leaves nothing: the retry is a first try', async () => {
  const { merchant } = money.cast.chain;
  const key = { merchant, principal: 'test', key: 'k-7', wish: 'w' };
  const broken = once(money.house.db, key, (db) =>
    db.transaction(merchant, async () => {
      throw new Error('power cut');
    }),
  );
  await expect(broken).rejects.toThrow('power cut');
  const run = () =>
    once(money.house.db, key, (db) => db.transaction(merchant, async () => ({ n: 7 })));
  expect(await run()).toEqual({ answer: { n: 7 }, replayed: false });
  expect(await run()).toEqual({ answer: { n: 7 }, replayed: true });
});
