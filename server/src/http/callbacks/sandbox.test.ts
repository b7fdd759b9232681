/** Payments over HTTP: the cashier's four ways, and everything that is not a right notification. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { sendRefund } from '../../flows/send-refund.ts';
import { expireUnpaid } from '../../flows/cancel-order.ts';
import type { OrderId } from '../../kernel/id.ts';
import { SANDBOX_CALLBACK } from '../../neighbours.ts';
import { statements } from '../../platform/statement.ts';

let money: MoneyHouse;
let buyer: Record<string, string>;
beforeAll(async () => {
  money = await openMoneyHouse();
  buyer = await money.member(money.cast.buyer);
});
afterAll(() => money.close());

const cashier = () => money.met.simulators!.cashier;
const merchant = () => money.cast.chain.merchant;
const pay = (id: OrderId, payload: object = { back: `/orders/${id}` }) =>
  money.app.inject({ method: 'POST', url: `/api/shop/orders/${id}/pay`, headers: buyer, payload });
const place = () => money.till.place({ lines: [{ quantity: 2, priceFen: 650 }] });
const visit = (url: string) => money.app.inject({ url, headers: { host: money.cast.chain.host } });
const sendAll = async () => {
  for (const { id } of await money.till.many(
    `select id from payments.refund where state in ('wanted', 'sent')`,
  )) {
    await sendRefund(
      money.house.db,
      async ({ channel }) => money.met.payments.of(channel)!,
      merchant(),
      id,
    );
  }
  await cashier().quiet();
};
const notify = (body: object | string, edit: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { headers } = cashier().signed('', text);
  return money.app.inject({
    method: 'POST',
    url: SANDBOX_CALLBACK,
    headers: { ...headers, host: money.cast.chain.host, ...edit },
    payload: text,
  });
};
const wordOf = async (id: OrderId, no: string) => {
  const { outTradeNo, amount } = await money.till.noticeOf(id);
  const app = 'quandian-sandbox';
  return { event: 'payment', app, currency: 'CNY', outTradeNo, providerNo: no, amountFen: amount };
};

test('[B12] the cashier: a page, refuse, pay, back to the order', async () => {
  const { id, payableFen } = await place();
  const asked = await pay(id);
  expect(asked.json()).toMatchObject({ amountFen: payableFen });
  const { payUrl } = asked.json();
  expect((await pay(id)).json().payUrl).toBe(payUrl); // pressing it again is the same payment
  const page = await visit(payUrl);
  expect(page.body).toContain('¥13.00');
  const refused = await visit(`${payUrl}&how=refuse`);
  expect(refused.headers.location).toBe(`/orders/${id}`);
  expect((await money.till.order(id)).state).toBe('unpaid');
  await visit(`${payUrl}&how=pay`);
  expect((await money.till.order(id)).state).toBe('paid');
  expect((await pay(id)).json()).toMatchObject({ status: 409, code: 'orders.already_paid' });
  expect((await visit(payUrl.replace(/signature=./, 'signature=*'))).statusCode).toBe(404);
  const outward = await pay(id, { back: '//evil.example' });
  expect(outward.statusCode).toBe(400);
  await money.till.whole();
});

test('[B12] pay twice, pay late: the money nobody wanted comes back through the provider', async () => {
  const twice = await place();
  await visit(`${(await pay(twice.id)).json().payUrl}&how=twice`);
  const late = await place();
  const trade = new URL((await pay(late.id)).json().payUrl, 'http://x').searchParams;
  await cashier().pay(cashier().trade(trade.get('trade')!, trade.get('signature')!)!, 'late');
  money.house.clock.advance(17 * 60_000);
  await expireUnpaid(money.house.db, merchant(), late.id);
  cashier().tick();
  await cashier().quiet();
  const uses = await money.till.many(
    `select use, amount_fen::int as n from payments.capture where order_id = any($1) order by use`,
    [[twice.id, late.id]],
  );
  expect(uses.map(({ use }) => use)).toEqual(['late', 'order', 'twice']);
  await sendAll();
  await money.till.whole();
  expect(await money.till.many(`select from payments.refund where state <> 'succeeded'`)).toEqual(
    [],
  );
});

test('[B12] attack-26: one notification twenty times at once, and a day later: one effect, 200 each', async () => {
  const { id } = await place();
  const word = await wordOf(id, 'N-26');
  const answers = await Promise.all(Array.from({ length: 20 }, () => notify(word)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200));
  expect(new Set(answers.map(({ body }) => body))).toEqual(
    new Set(['{"code":"SUCCESS","state":"order"}']),
  );
  money.house.clock.advance(86_400_000);
  expect((await notify(word)).json()).toEqual({ code: 'SUCCESS', state: 'order' });
  const rows = await money.till.many('select from payments.capture where order_id = $1', [id]);
  expect(rows).toHaveLength(1);
  await money.till.whole();
});

test('[B12] attack-26: a twin noted between one look and the next is answered as what it was kept as', async () => {
  const { id } = await place();
  const word = await wordOf(id, 'N-26-late');
  expect((await notify(word)).json().state).toBe('order');
  const look = statements.get('payments.find_reported') as { text: string; name: string };
  const { text, name } = look;
  // The first look came before the twin's commit, all later ones after it.
  await money.house.owner.query(`create sequence public.looks;
    grant usage on schema public to quandian_app; grant all on public.looks to quandian_app`);
  const early = `select * from (${text}) twin where nextval('public.looks') > 1`;
  Object.assign(look, { text: early, name: `${name}.early` });
  const answer = await notify(word).finally(() => Object.assign(look, { text, name }));
  expect(answer.json()).toEqual({ code: 'SUCCESS', state: 'order' });
  const { looks } = await money.till.one('select last_value::int as looks from public.looks');
  expect(looks).toBe(2);
  await money.till.whole();
});

test('[B12] attack-27: what cannot prove its sender is 401, leaves one line, changes nothing', async () => {
  const { id } = await place();
  const word = await wordOf(id, 'N-27');
  const stale = String(money.house.clock.now() - 6 * 60_000);
  const before = await money.till.one('select count(*)::int as n from platform.audit');
  const forged = [
    await notify(word, { 'sandbox-signature': 'x'.repeat(43) }),
    await notify(word, { 'sandbox-signature': '' }),
    await notify(word, { 'sandbox-nonce': '' }),
    await notify(word, { 'sandbox-timestamp': stale }),
    await money.app.inject({
      method: 'POST',
      url: SANDBOX_CALLBACK,
      headers: {
        ...cashier().signed('', JSON.stringify(word)).headers,
        host: money.cast.chain.host,
      },
      payload: JSON.stringify(word, null, 1), // a right signature over other bytes
    }),
  ];
  expect(forged.map(({ statusCode }) => statusCode)).toEqual(Array(5).fill(401));
  const after = await money.till.one('select count(*)::int as n from platform.audit');
  expect(after.n - before.n).toBe(5);
  expect((await money.till.order(id)).state).toBe('unpaid');
  // Another shop's payment says nothing here.
  const { headers } = cashier().signed('', JSON.stringify(word));
  const elsewhere = await money.app.inject({
    method: 'POST',
    url: SANDBOX_CALLBACK,
    headers: { ...headers, host: money.cast.chain.rival.host },
    payload: JSON.stringify(word),
  });
  expect(elsewhere.json()).toMatchObject({ status: 404, code: 'payments.unknown_trade' });
});

test('[B12] attack-28 attack-41: amounts that are none are refused, wrong ones pay for nothing', async () => {
  const { id } = await place();
  const word = await wordOf(id, 'N-28');
  for (const amountFen of [0, -1, 0.001, 1e21, '1e2', '10', null, 2 ** 53 + 1]) {
    const answer = await notify({ ...word, amountFen });
    expect(answer.json()).toMatchObject({ code: 'payments.malformed_notice' });
  }
  const wrong = [
    { ...word, amountFen: 1299 },
    { ...word, amountFen: 1301 },
    { ...word, currency: 'USD' },
    { ...word, app: 'wx-other' },
  ];
  for (const each of wrong) expect((await notify(each)).json().state).toBe('mismatch');
  const other = await notify({ ...word, outTradeNo: `q${'0'.repeat(25)}01` });
  expect(other.json()).toMatchObject({ status: 404, code: 'payments.unknown_trade' });
  expect((await notify('not json')).statusCode).toBe(422);
  expect((await money.till.order(id)).state).toBe('unpaid');
  expect((await notify(word)).json().state).toBe('order');
  await money.till.whole();
});

test('[B12] attack-30: two partial refunds told in either order end as told in order', async () => {
  const ends = [];
  for (const reversed of [false, true]) {
    const { id } = await place();
    await money.till.report(id);
    await money.till.handOver(id);
    const a = await money.till.refund(id, [{ no: 1, pieces: 1, amount: null }]);
    const b = await money.till.refund(id, [{ no: 1, pieces: 0, amount: 100 as never }]);
    for (const each of reversed ? [b, a, a] : [a, b]) await money.till.confirm(each.id);
    ends.push(await money.till.balance(`order:${id}`));
    await money.till.whole();
  }
  expect(ends).toEqual([550, 550]);
  const early = await notify({
    event: 'refund',
    refundNo: 'r-not-yet',
    amountFen: 5,
    state: 'succeeded',
  });
  expect(early.json()).toMatchObject({ status: 404, code: 'payments.unknown_refund' });
});
