/** Stripe by its official SDK, against the platform in small, over real HTTP and our own doors. */
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../../../simulators/serve.ts';
import { headersOf, type Letter, StripeSimulator } from '../../../../simulators/stripe/stripe.ts';
import { HOST } from '../../../test/cast.ts';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { reconcileBills } from '../../flows/reconcile-bills.ts';
import { hearOf } from '../../http/callbacks/hear.ts';
import type { OrderId } from '../../kernel/id.ts';
import { addDays, dayOf, epochOf, instantAt, startOf } from '../../kernel/time.ts';
import * as payments from '../../modules/payments/payments.ts';
import { newUuid } from '../../platform/uuid.ts';
import { runDue } from '../../run-due.ts';

const secretKey = 'sk_test_quandian0001';
const webhookSecret = 'whsec_quandian0001';
const account = newUuid(2) as payments.AccountId;
const CALLBACK = `/api/callbacks/stripe/${account}`;
let money: MoneyHouse;
let buyer: Record<string, string>;
const deliver = async ({ headers, body }: Letter): Promise<number> => {
  const wish = { method: 'POST', url: CALLBACK, payload: body } as const;
  return (await money.app.inject({ ...wish, headers: { ...headers, host: HOST } })).statusCode;
};
const platform = new StripeSimulator({
  secretKey,
  webhookSecret,
  nowMs: () => money.house.clock.now(),
  base: () => server.url(),
  deliver,
});
const server = serve((asked) => platform.answer(asked));
const merchant = () => money.cast.chain.merchant;
beforeAll(async () => {
  money = await openMoneyHouse(0, { bases: { stripe: await server.url() } });
  buyer = await money.member(money.cast.buyer);
  const { rows } = await money.house.owner.query(
    `select id from chain.node where kind = 'hq' and merchant_id = $1`,
    [merchant()],
  );
  const settings = { host: HOST, publishableKey: 'pk_test_quandian0001' };
  const keys = { secretKey, webhookSecret };
  const form = { id: account, node: rows[0].id, channel: 'stripe', mode: 'direct' } as const;
  await money.house.db.transaction(merchant(), (tx) =>
    payments.makeAccount(tx, money.house.vault, { ...form, name: 'Stripe', settings, keys }, null),
  );
});
afterAll(async () => {
  await money.close();
  await server.close();
});

const place = () => money.till.place({ lines: [{ quantity: 2, priceFen: 650 }] });
const goToPay = (id: OrderId) =>
  money.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${id}/pay`,
    headers: buyer,
    payload: { back: `/orders/${id}`, way: 'stripe' },
  });
const stateOf = async (id: OrderId): Promise<string> => (await money.till.order(id)).state;
const payOne = async (id: OrderId): Promise<void> => {
  const { payUrl } = (await goToPay(id)).json();
  expect(await (await request(payUrl)).body.text()).toBe('cny 13.00 open');
  await (await request(payUrl, { method: 'POST' })).body.dump();
};

test('[B12] she pays on Stripe’s page; pressed again, and while Stripe is busy, it is the same session', async () => {
  const { id } = await place();
  platform.mishaps.busy = 1; // the SDK asks again by itself
  const first = (await goToPay(id)).json().payUrl;
  money.house.clock.advance(60_000);
  expect((await goToPay(id)).json().payUrl).toBe(first);
  await payOne(id);
  expect(await stateOf(id)).toBe('paid');
  await money.till.whole();
});

test('[B12] attack-26 attack-27 attack-28: forged, stale, doubled, in another currency: one effect', async () => {
  const { id } = await place();
  platform.mishaps.forged = 1;
  await payOne(id);
  expect(await stateOf(id)).toBe('unpaid');
  platform.mishaps.stale = 1;
  await platform.tick();
  expect(await stateOf(id)).toBe('unpaid');
  const { outTradeNo } = await money.till.intentOf(id);
  const session = (changes: object) => ({
    id: 'evt_1',
    object: 'event',
    type: 'checkout.session.completed',
    data: {
      object: {
        client_reference_id: outTradeNo,
        payment_intent: 'pi_lie',
        payment_status: 'paid',
        amount_total: 1_300,
        currency: 'cny',
        ...changes,
      },
    },
  });
  const say = (event: object): Promise<number> => {
    const body = JSON.stringify(event);
    return deliver({ body, headers: headersOf(webhookSecret, body, money.house.clock.now()) });
  };
  expect(await say(session({ currency: 'usd' }))).toBe(200);
  expect(await say(session({ amount_total: 1 }))).toBe(200);
  expect(await say(session({ payment_status: 'unpaid' }))).toBe(200);
  expect(await say(session({ payment_intent: null }))).toBe(422);
  expect(await stateOf(id)).toBe('unpaid');
  platform.mishaps.duplicate = 1;
  await platform.tick();
  expect(platform.waiting).toBe(0);
  expect(await stateOf(id)).toBe('paid');
  await money.till.whole();
});

test('[B12] a refund is booked when it is answered; balance transactions are the bill, and a lost word is in it', async () => {
  const [a, b] = [await place(), await place()];
  await payOne(a.id);
  await money.till.handOver(a.id);
  const back = await money.till.refund(a.id, [{ no: 1, pieces: 1, amount: null }]);
  await runDue(money.house);
  const row = await money.till.one('select state from payments.refund where id = $1', [back.id]);
  expect(row.state).toBe('succeeded');
  platform.mishaps.drop = 1;
  await payOne(b.id);
  const day = dayOf(instantAt(money.house.clock.now()));
  const noon = epochOf(startOf(addDays(day, 1))) + 12 * 3_600_000;
  money.house.clock.advance(noon - money.house.clock.now());
  const parts = { ...money.house, ...money.met, hear: hearOf(money.house) };
  await reconcileBills(parts, merchant(), (error) => {
    throw error;
  });
  expect(await stateOf(b.id)).not.toBe('unpaid');
  const bill = await money.till.one(
    `select paid_count, refund_count, paid_fen::int as paid, fee_fen::int as fee
     from payments.bill where channel = 'stripe'`,
  );
  expect(bill).toEqual({ paid_count: 4, refund_count: 1, paid: 5_200, fee: 272 });
  const left = await money.till.many(
    `select reason from payments.bill_break where channel = 'stripe' and state <> 'resolved'`,
  );
  expect(left).toEqual([]);
  await runDue(money.house);
  await money.till.whole();
});
