/** Alipay by its official SDK, against the platform in small, over real HTTP and our own doors. */
import { generateKeyPairSync } from 'node:crypto';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AlipaySimulator } from '../../../../simulators/alipay/alipay.ts';
import type { Letter } from '../../../../simulators/alipay/speech.ts';
import { notice, signed } from '../../../../simulators/alipay/wire.ts';
import { serve } from '../../../../simulators/serve.ts';
import { HOST } from '../../../test/cast.ts';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { reconcileBills } from '../../flows/reconcile-bills.ts';
import { hearOf } from '../../http/callbacks/hear.ts';
import type { OrderId } from '../../kernel/id.ts';
import { addDays, dayOf, epochOf, instantAt, startOf } from '../../kernel/time.ts';
import * as payments from '../../modules/payments/payments.ts';
import { newUuid } from '../../platform/uuid.ts';
import { runDue } from '../../run-due.ts';
import { alipayLine } from './line.ts';

const keys = (type: 'pkcs1' | 'pkcs8') =>
  generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type, format: 'pem' },
  });
const [ours, theirs, stranger] = [keys('pkcs8'), keys('pkcs1'), keys('pkcs8')];
const [appid, sellerId] = ['2021000000000001', '2088000000000001'];
const account = newUuid(1) as payments.AccountId;
let money: MoneyHouse;
let buyer: Record<string, string>;
let host = HOST;
const told: string[] = [];
const deliver = async ({ url, body }: Letter): Promise<string> => {
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const wish = { method: 'POST', url: new URL(url).pathname, payload: body, headers } as const;
  const answer = await money.app.inject(wish);
  told.push(`${answer.statusCode} ${answer.body.slice(0, 20)}`);
  return answer.body;
};
const platform = new AlipaySimulator({
  merchants: [{ appid, sellerId, publicKey: ours.publicKey }],
  privateKey: theirs.privateKey,
  nowMs: () => money.house.clock.now(),
  base: () => server.url(),
  deliver,
});
const server = serve((asked) => platform.answer(asked));
const merchant = () => money.cast.chain.merchant;
beforeAll(async () => {
  const base = await server.url();
  money = await openMoneyHouse(0, { bases: { alipay: base } });
  buyer = await money.member(money.cast.buyer);
  const { rows } = await money.house.owner.query(
    `select id from chain.node where kind = 'hq' and merchant_id = $1`,
    [merchant()],
  );
  const secrets = { privateKey: ours.privateKey, alipayPublicKey: theirs.publicKey };
  const bare = (pem: string): string => pem.replace(/-----[A-Z ]+-----|\s/g, '');
  const form = { id: account, node: rows[0].id, channel: 'alipay', mode: 'direct' } as const;
  await money.house.db.transaction(merchant(), (tx) =>
    payments.makeAccount(
      tx,
      money.house.vault,
      {
        ...form,
        name: '支付宝',
        settings: { host: HOST, appid, sellerId },
        keys: {
          privateKey: bare(secrets.privateKey),
          alipayPublicKey: bare(secrets.alipayPublicKey),
        },
      },
      null,
    ),
  );
});
afterAll(async () => {
  await money.close();
  await server.close();
});

const place = () => money.till.place({ lines: [{ quantity: 2, priceFen: 650 }] });
const goToPay = (id: OrderId, scene = 'phone') =>
  money.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${id}/pay`,
    headers: buyer,
    payload: { back: `/orders/${id}`, way: 'alipay', scene },
  });
const stateOf = async (id: OrderId): Promise<string> => (await money.till.order(id)).state;
const payOne = async (id: OrderId): Promise<void> => {
  const { payUrl } = (await goToPay(id)).json();
  const page = await request(payUrl);
  expect(await page.body.text()).toContain('¥13.00');
  const pressed = await request(payUrl, { method: 'POST', body: 'how=pay' });
  expect(await pressed.body.text()).toContain('已支付');
};

test('[B12] she pays on Alipay’s page on a phone or a desk; inside WeChat it is not offered', async () => {
  const { id } = await place();
  const waysIn = async (agent: string): Promise<string[]> => {
    const headers = { ...buyer, 'user-agent': agent };
    const answer = await money.app.inject({ url: `/api/shop/orders/${id}/ways`, headers });
    return answer.json().items;
  };
  expect(await waysIn('Mozilla/5.0 (iPhone) Mobile Safari')).toEqual(['alipay']);
  expect(await waysIn('Mozilla/5.0 (iPhone) MicroMessenger/8.0')).toEqual([]);
  expect(await waysIn('Mozilla/5.0 (iPhone) AlipayClient/10')).toEqual(['alipay']);
  expect((await goToPay(id, 'wechat')).json()).toMatchObject({ code: 'payments.not_in_this_app' });
  const desk = new URL((await goToPay(id, 'desk')).json().payUrl);
  expect(desk.searchParams.get('method')).toBe('alipay.trade.page.pay');
  const phone = new URL((await goToPay(id)).json().payUrl);
  expect(phone.searchParams.get('method')).toBe('alipay.trade.wap.pay');
  expect(phone.searchParams.get('return_url')).toBe(`https://${HOST}/orders/${id}`);
  await payOne(id);
  expect(told.at(-1)).toBe('200 success');
  expect(await stateOf(id)).toBe('paid');
  await money.till.whole();
});

test('[B12] attack-26 attack-27 attack-28: doubled, forged, of another sum or app: one effect, each lie refused', async () => {
  const { id } = await place();
  platform.mishaps.forged = 1;
  await payOne(id);
  expect(told.at(-1)).toMatch(/^401/);
  expect(await stateOf(id)).toBe('unpaid');
  platform.mishaps.duplicate = 1;
  money.house.clock.advance(4 * 60_000);
  await platform.tick();
  expect(await stateOf(id)).toBe('paid');
  expect(platform.waiting).toBe(0);
  const other = await place();
  platform.mishaps.wrongAmount = 1;
  await payOne(other.id);
  expect(await stateOf(other.id)).toBe('unpaid');
  const { outTradeNo } = await money.till.intentOf(other.id);
  const said = { out_trade_no: outTradeNo, trade_no: 'X', total_amount: '13.00' };
  const fields = { ...said, trade_status: 'TRADE_SUCCESS', app_id: appid, seller_id: sellerId };
  const url = `https://${HOST}/api/callbacks/alipay/${account}`;
  const lies = [
    notice(stranger.privateKey, fields),
    notice(theirs.privateKey, { ...fields, app_id: '2021000000000009' }),
    notice(theirs.privateKey, { ...fields, seller_id: '2088000000000009' }),
    new URLSearchParams(fields).toString(),
    `${notice(theirs.privateKey, fields)}&total_amount=14.00`,
    notice(theirs.privateKey, fields).replace('RSA2', 'RSA'),
  ];
  for (const body of lies) expect(await deliver({ url, body }), body).not.toBe('success');
  expect(await stateOf(other.id)).toBe('unpaid');
  host = money.cast.chain.rival.host;
  expect(await deliver({ url, body: notice(theirs.privateKey, fields) })).not.toBe('success');
  host = HOST;
  await money.till.whole();
});

test('[B12] an answer that is changed, unsigned or lost is not believed; a lost word is asked for', async () => {
  const settings = {
    appid,
    privateKey: ours.privateKey,
    alipayPublicKey: theirs.publicKey,
    base: () => server.url(),
    nowMs: () => money.house.clock.now(),
  };
  const asked = (changes: object = {}) =>
    alipayLine({ ...settings, ...changes })
      .ask('alipay.trade.query', { outTradeNo: 'T-1' })
      .catch(({ code, message }) => ({ code, message }));
  expect(await asked()).toMatchObject({ code: 'ACQ.TRADE_NOT_EXIST' });
  platform.mishaps.silent = 5; // the SDK asks again by itself
  expect(await asked()).toMatchObject({ code: 'NO_ANSWER' });
  platform.mishaps.silent = 0;
  expect(await asked({ alipayPublicKey: stranger.publicKey })).toMatchObject({
    code: 'UNPROVEN_ANSWER',
  });
  const forger = await asked({ privateKey: stranger.privateKey });
  expect(forger).toMatchObject({ code: 'isv.invalid-signature' });
  expect(JSON.stringify(forger)).not.toMatch(/PRIVATE|MII/);
  expect(await asked({ nowMs: () => money.house.clock.now() - 3_600_000 })).toMatchObject({
    code: 'isv.invalid-timestamp',
  });
  expect(signed(theirs.privateKey, 'x')).not.toBe(signed(stranger.privateKey, 'x'));
});

test('[B12] what is refunded is booked at once; a lost word and the day’s bill leave no difference', async () => {
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
  expect(await stateOf(b.id)).toBe('paid');
  const bill = await money.till.one(
    `select paid_count, refund_count, paid_fen::int as paid, refunded_fen::int as back,
       fee_fen::int as fee from payments.bill where channel = 'alipay'`,
  );
  expect(bill).toEqual({ paid_count: 5, refund_count: 1, paid: 6_500, back: 650, fee: 40 });
  const left = await money.till.many(
    `select reason from payments.bill_break where channel = 'alipay' and state <> 'resolved'`,
  );
  expect(left).toEqual([]);
  await runDue(money.house);
  await money.till.whole();
});
