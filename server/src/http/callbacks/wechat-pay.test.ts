/** Orders paid and refunded through WeChat Pay: our server and the platform in small, over HTTP. */
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serve } from '../../../../simulators/serve.ts';
import { WechatPaySimulator } from '../../../../simulators/wechat-pay/wechat-pay.ts';
import { HOST } from '../../../test/cast.ts';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { ACCOUNT, BOOK, BY_KEY } from '../../../test/wechat-pay-town.ts';
import { expireUnpaid } from '../../flows/cancel-order.ts';
import { sendRefund } from '../../flows/send-refund.ts';
import type { OrderId } from '../../kernel/id.ts';

const CALLBACK = '/api/callbacks/wechat-pay';
const HOME = '14.23.150.211';
let money: MoneyHouse;
let buyer: Record<string, string>;
let host = HOST;
const platform = new WechatPaySimulator({
  merchants: [BOOK],
  platform: BY_KEY,
  nowMs: () => money.house.clock.now(),
  deliver: async ({ url, headers, body }) => {
    const wish = { method: 'POST', url: new URL(url).pathname, payload: body } as const;
    return (await money.app.inject({ ...wish, headers: { ...headers, host } })).statusCode;
  },
});
const server = serve((asked) => platform.answer(asked));
beforeAll(async () => {
  const base = await server.url();
  money = await openMoneyHouse(0, { wechatPay: { ...ACCOUNT, host: HOST, base } });
  buyer = await money.member(money.cast.buyer);
});
beforeEach(() => {
  host = HOST;
});
afterAll(async () => {
  await money.close();
  await server.close();
});

const merchant = () => money.cast.chain.merchant;
const place = () => money.till.place({ lines: [{ quantity: 2, priceFen: 650 }] });
const goToPay = (id: OrderId, from = HOME) =>
  money.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${id}/pay`,
    headers: buyer,
    payload: { back: `/orders/${id}` },
    remoteAddress: from,
  });
const prepayIn = (url: string): string => new URL(url).searchParams.get('prepay_id')!;
const payOne = async (id: OrderId): Promise<void> => {
  expect(await platform.pay(prepayIn((await goToPay(id)).json().payUrl))).toBeNull();
};
const stateOf = async (id: OrderId): Promise<string> => (await money.till.order(id)).state;
const usesOf = async (id: OrderId): Promise<string[]> => {
  const sql = 'select use from payments.capture where order_id = $1 order by use';
  return (await money.till.many(sql, [id])).map(({ use }) => use);
};
const sendAll = async (): Promise<void> => {
  const wanted = `select id from payments.refund where state in ('wanted', 'sent')`;
  for (const { id } of await money.till.many(wanted)) {
    await sendRefund(
      money.house.db,
      async ({ channel }) => money.met.payments.of(channel)!,
      merchant(),
      id,
    );
  }
  await platform.tick();
};

test('[B12] a buyer pays on WeChat Pay’s page, and her order is paid', async () => {
  const { id, payableFen } = await place();
  const asked = await goToPay(id);
  expect(asked.json()).toMatchObject({ amountFen: payableFen });
  const url = new URL(asked.json().payUrl);
  expect(url.host).toBe('wx.tenpay.com');
  expect(url.searchParams.get('redirect_url')).toBe(`https://${HOST}/orders/${id}`);
  const page = `${await server.url()}${url.pathname}${url.search}`;
  expect(await (await request(page)).body.text()).toContain('¥13.00');
  expect(await stateOf(id)).toBe('unpaid');
  const pressed = await request(page, { method: 'POST', body: 'how=pay' });
  expect(await pressed.body.text()).toContain('已支付');
  expect(await stateOf(id)).toBe('paid');
  expect((await goToPay(id)).json()).toMatchObject({ status: 409, code: 'orders.already_paid' });
  await money.till.whole();
});

test('[B12] from another network she gets a new number, and only that one can be paid', async () => {
  const { id } = await place();
  const first = prepayIn((await goToPay(id)).json().payUrl);
  const second = prepayIn((await goToPay(id, '101.6.6.6')).json().payUrl);
  expect(await platform.pay(first)).toBe('closed');
  expect(await platform.pay(second)).toBeNull();
  expect(await stateOf(id)).toBe('paid');
  const intents = await money.till.many(
    'select state from payments.intent where order_id = $1 order by id',
    [id],
  );
  expect(intents.map(({ state }) => state)).toEqual(['shut', 'captured']);
  await money.till.whole();
});

test('[B12] attack-26 attack-27: a probe, a forgery, garbage and a double: one effect, and a line for each lie', async () => {
  const { id } = await place();
  const lines = async () =>
    (await money.till.one('select count(*)::int as n from platform.audit')).n as number;
  const before = await lines();
  const { mishaps } = platform.notifier;
  mishaps.probe = 1;
  await payOne(id);
  expect(await lines()).toBe(before);
  mishaps.forged = 1;
  money.house.clock.advance(15_000);
  await platform.tick();
  mishaps.garbage = 1;
  money.house.clock.advance(15_000);
  await platform.tick();
  expect(await lines()).toBe(before + 2);
  expect(await stateOf(id)).toBe('unpaid');
  mishaps.duplicate = 1;
  money.house.clock.advance(30_000);
  await platform.tick();
  expect(platform.notifier.waiting).toBe(0);
  expect(await stateOf(id)).toBe('paid');
  expect(await usesOf(id)).toEqual(['order']);
  await money.till.whole();
});

test('[B12] the word is lost for ever: she says that she has paid, and the provider is asked', async () => {
  const { id } = await place();
  const ask = async () =>
    (
      await money.app.inject({
        method: 'POST',
        url: `/api/shop/orders/${id}/pay/ask`,
        headers: buyer,
        payload: {},
      })
    ).json();
  await goToPay(id);
  expect(await ask()).toEqual({ state: 'unpaid' });
  const asked = () => [...platform.asked.values()].reduce((sum, n) => sum + n, 0);
  const before = asked();
  expect(await ask()).toEqual({ state: 'unpaid' }); // pressed again: nobody is asked
  expect(asked()).toBe(before);
  platform.notifier.mishaps.drop = 99;
  await payOne(id);
  platform.notifier.mishaps.drop = 0;
  money.house.clock.advance(2_000);
  expect(await ask()).toEqual({ state: 'paid' });
  expect(await usesOf(id)).toEqual(['order']);
  await money.till.whole();
});

test('[B12] inside WeChat she pays in its own sheet, at a desk by a code, in the mini-program by its own app', async () => {
  const { id } = await place();
  const ask = async (agent: string, more = {}) =>
    (
      await money.app.inject({
        method: 'POST',
        url: `/api/shop/orders/${id}/pay`,
        headers: { ...buyer, 'user-agent': agent },
        payload: { back: '/', ...more },
        remoteAddress: HOME,
      })
    ).json();
  const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0';
  const INSIDE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) MicroMessenger/8.0.47';
  const desk = await ask(WINDOWS);
  expect(desk).toMatchObject({ payUrl: null, call: null });
  expect(desk.code).toMatch(/^data:image\/svg\+xml;base64,/);
  // WeChat does not know her: its page tells her to leave for a browser.
  expect((await ask(INSIDE)).payUrl).toMatch(/^https:\/\/wx\.tenpay\.com/);
  const { vault, owner } = money.house;
  await owner.query(
    `insert into members.identity (merchant_id, kind, app, value_hash, value_enc, masked,
       member_id, at) values ($1, 'openid', $2, $3, $4, '', $5, $6)`,
    [
      merchant(),
      ACCOUNT.app,
      vault.blindIndex(`openid:${ACCOUNT.app}:o-wu`),
      vault.seal('o-wu'),
      money.cast.buyer,
      new Date(money.house.clock.now()),
    ],
  );
  const { payUrl, call } = await ask(INSIDE);
  expect(payUrl).toBeNull();
  expect(call).toMatchObject({ appId: ACCOUNT.app, signType: 'RSA' });
  const prepayId = call.package.replace('prepay_id=', '');
  expect(await platform.pay(prepayId, 'pay')).toBeNull();
  expect(await stateOf(id)).toBe('paid');
  // Of the numbers that she had before, none is open at the platform.
  const open = platform.orders.all().filter((each) => each.state === 'NOTPAY');
  expect(open).toEqual([]);
  await money.till.whole();
});

test('[B12] attack-28: another sum than was ordered pays for nothing, and is kept', async () => {
  const { id } = await place();
  platform.notifier.mishaps.wrongAmount = 1;
  await payOne(id);
  expect(await stateOf(id)).toBe('unpaid');
  expect(await usesOf(id)).toEqual(['mismatch']);
  await money.till.whole();
});

test('[B12] attack-29: told after the order was given up, the money goes back through WeChat Pay', async () => {
  const { id } = await place();
  platform.notifier.delayMs = 20 * 60_000;
  await payOne(id);
  platform.notifier.delayMs = 0;
  money.house.clock.advance(20 * 60_000);
  await expireUnpaid(money.house.db, merchant(), id);
  await platform.tick();
  expect(await usesOf(id)).toEqual(['late']);
  await sendAll();
  const [refund] = await money.till.many(
    'select state, channel from payments.refund where order_id = $1',
    [id],
  );
  expect(refund).toMatchObject({ state: 'succeeded', channel: 'wechat-pay' });
  await money.till.whole();
});

test('[B12] part of an order goes back; what the buyer’s account refuses stands as failed, with the reason', async () => {
  const partOf = async () => {
    const { id } = await place();
    await payOne(id);
    await money.till.handOver(id);
    const { id: refund } = await money.till.refund(id, [{ no: 1, pieces: 1, amount: null }]);
    await sendAll();
    return money.till.one('select state, failure from payments.refund where id = $1', [refund]);
  };
  expect(await partOf()).toMatchObject({ state: 'succeeded', failure: '' });
  platform.refunds.end = 'ABNORMAL';
  expect(await partOf()).toMatchObject({ state: 'sent', failure: 'ABNORMAL' });
  const { id } = await money.till.one(`select id from payments.refund where failure = 'ABNORMAL'`);
  const ask = (who: 'zhao' | 'sun-hui', payload: object) =>
    money.app.inject({
      method: 'POST',
      url: `/api/console/refunds/${id}/elsewhere`,
      headers: money.cast.chain.as(who),
      payload,
    });
  const card = { to: 'card', bank: 'ICBC_DEBIT', number: '6222000000001234567', name: '吴桐' };
  expect((await ask('zhao', card)).statusCode).toBe(403);
  const half = (await ask('sun-hui', { to: 'card', bank: 'ICBC_DEBIT' })).json();
  expect(half.code).toBe('payments.card_not_whole');
  expect((await ask('sun-hui', card)).statusCode).toBe(202);
  platform.refunds.end = 'SUCCESS';
  await platform.tick();
  const done = await money.till.one('select state from payments.refund where id = $1', [id]);
  expect(done.state).toBe('succeeded');
  expect((await ask('sun-hui', { to: 'merchant' })).json().code).toBe('payments.refund_succeeded');
  const trail = await money.till.one(`select string_agg(a::text, '') as all from platform.audit a`);
  expect(trail.all).not.toContain(card.number);
  await money.till.whole();
});

test('[B12] an account is one shop’s: others pay as before, and hear nothing of its trades', async () => {
  const rival = money.cast.chain.rival.host;
  expect(money.met.payments.at(rival)?.name).toBe('sandbox');
  expect(money.met.payments.at(HOST.toUpperCase())?.name).toBe('wechat-pay');
  const { id } = await place();
  host = rival;
  await payOne(id);
  expect(platform.notifier.waiting).toBe(1);
  expect(await stateOf(id)).toBe('unpaid');
  host = HOST;
  money.house.clock.advance(15_000);
  await platform.tick();
  expect(await stateOf(id)).toBe('paid');
  const none = await openMoneyHouse();
  const told = { method: 'POST', url: CALLBACK, payload: '{}' } as const;
  const headers = { host: none.cast.chain.host, 'content-type': 'application/json' };
  const answer = await none.app.inject({ ...told, headers });
  expect(answer.json()).toMatchObject({ status: 404, code: 'payments.no_such_channel' });
  await none.close();
});
