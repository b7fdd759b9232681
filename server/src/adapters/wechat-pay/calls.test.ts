/** Our calls and the platform's answers, over real HTTP. */
import { afterEach, expect, test } from 'vitest';
import {
  DIRECT,
  type Mode,
  NOTIFY,
  openTown,
  PARTNER,
  STRANGER,
  type Town,
  wishOf,
} from '../../../test/wechat-pay-town.ts';
import { fen } from '../../kernel/money.ts';
import { after, instantAt, minutes } from '../../kernel/time.ts';
import { WechatPayFault } from './fault.ts';

const MINUTE = 60_000;
const open: Town[] = [];
const town = (...settings: Parameters<typeof openTown>): Town => {
  const made = openTown(...settings);
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const faultOf = async (asked: Promise<unknown>): Promise<WechatPayFault> => {
  const fault = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(fault).toBeInstanceOf(WechatPayFault);
  return fault as WechatPayFault;
};
const no = (said: { code: string; next: string }) => ({ code: said.code, next: said.next });

test.each<[string, Partial<Parameters<typeof openTown>[1]>]>([
  ['direct', { who: DIRECT }],
  ['partner', { who: PARTNER }],
])('[B12] %s: an order is opened, found, paid, found paid, and refunded', async (_, changes) => {
  const { pay, platform } = town('public key', changes);
  expect(await pay.find('T-000001')).toBeNull();
  const prepayId = await pay.order('jsapi', wishOf('T-000001'));
  expect(await pay.find('T-000001')).toEqual({
    outTradeNo: 'T-000001',
    state: 'NOTPAY',
    paid: null,
  });
  expect(await platform.pay(prepayId)).toBeNull();
  const found = await pay.find('T-000001');
  expect(found).toMatchObject({
    state: 'SUCCESS',
    paid: { amount: 4_580, currency: 'CNY', payer: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
  });
  const { providerNo } = found!.paid!;
  const wish = { refundNo: 'R-000001', providerNo, amount: fen(1_000), total: fen(4_580) };
  expect(await pay.findRefund('R-000001')).toBeNull();
  const sent = await pay.refund(wish);
  expect(sent).toMatchObject({ refundNo: 'R-000001', amount: 1_000, state: 'PROCESSING' });
  await platform.tick();
  expect(await pay.refund(wish)).toEqual({ ...sent, state: 'SUCCESS' });
  expect(await pay.findRefund('R-000001')).toEqual({ ...sent, state: 'SUCCESS' });
  expect((await pay.find('T-000001'))?.state).toBe('REFUND');
});

test('[B12] a partner’s order is nobody else’s: another sub-merchant neither sees nor refunds it', async () => {
  const { pay, platform } = town('public key', { who: PARTNER });
  const { subAppid: _, ...plain } = PARTNER;
  await platform.pay(await pay.order('jsapi', wishOf('T-000001')));
  expect(pay.app).toBe(`${PARTNER.spMchid}:${PARTNER.subMchid}:${PARTNER.spAppid}`);
  const page = pay.pageCall('wx1');
  expect(page.appId).toBe(PARTNER.subAppid);
  const own = town('public key', { who: plain });
  expect(own.pay.pageCall('wx1').appId).toBe(PARTNER.spAppid);
  const payer = (await pay.find('T-000001'))?.paid?.payer;
  expect(payer).toBe('oUpF8uMuAJO_M2pxb1Q9zNjWeS6o');
  const stranger = town('public key', { who: { ...PARTNER, subMchid: '1900000999' } });
  const said = await faultOf(stranger.pay.order('jsapi', wishOf('T-000002')));
  expect(no(said)).toEqual({ code: 'NO_AUTH', next: 'never' });
});

test('[B12] each way to pay answers with what that way needs', async () => {
  const { pay, platform } = town();
  expect(await pay.order('jsapi', wishOf('T-000001'))).toMatch(/^wx\d{34}$/);
  expect(await pay.order('app', wishOf('T-000002'))).toMatch(/^wx\d{34}$/);
  expect(await pay.order('native', wishOf('T-000003'))).toMatch(
    /^weixin:\/\/wxpay\/bizpayurl\?pr=/,
  );
  const abroad = { ...wishOf('T-000004'), clientIp: '14.23.150.211' };
  expect(await pay.order('h5', abroad)).toMatch(
    /^https:\/\/wx\.tenpay\.com\/.*prepay_id=wx\d{34}$/,
  );
  const here = await faultOf(pay.order('h5', { ...wishOf('T-000005'), clientIp: '127.0.0.1' }));
  expect(no(here)).toEqual({ code: 'PARAM_ERROR', next: 'never' });
  expect(platform.orders.get(DIRECT.mchid, 'T-000001').wanted).toEqual({
    openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  });
});

test('[B12] saying an order again is the same order with a fresh way to pay; changed, it is refused', async () => {
  const { pay, platform } = town();
  const first = await pay.order('jsapi', wishOf('T-000001'));
  const second = await pay.order('jsapi', wishOf('T-000001'));
  expect(second).not.toBe(first);
  expect(await platform.pay(first)).toBe('unknown');
  const changed = await faultOf(pay.order('jsapi', wishOf('T-000001', 4_581)));
  expect(no(changed)).toEqual({ code: 'PARAMETERS_CHANGED', next: 'never' });
  expect(await platform.pay(second)).toBeNull();
  const paid = await faultOf(pay.order('jsapi', wishOf('T-000001')));
  expect(no(paid)).toEqual({ code: 'ORDER_PAID', next: 'ask' });
  expect(no(await faultOf(pay.close('T-000001')))).toEqual({ code: 'ORDER_PAID', next: 'ask' });
});

test('[B12] a closed order stays closed, closing it again is fine, and nobody can pay it', async () => {
  const { pay, platform } = town();
  const prepayId = await pay.order('jsapi', wishOf('T-000001'));
  await pay.close('T-000001');
  await pay.close('T-000001');
  expect((await pay.find('T-000001'))?.state).toBe('CLOSED');
  expect(await platform.pay(prepayId)).toBe('closed');
  const again = await faultOf(pay.order('jsapi', wishOf('T-000001')));
  expect(no(again)).toEqual({ code: 'ORDER_CLOSED', next: 'never' });
});

test('[B12] a way to pay ends with its time, and an order nobody paid closes after a week', async () => {
  const { pay, platform, clock } = town();
  const soon = { ...wishOf('T-000001'), payBy: after(instantAt(clock.ms), minutes(15)) };
  const timed = await pay.order('jsapi', soon);
  const open = await pay.order('jsapi', wishOf('T-000002'));
  clock.ms += 15 * MINUTE;
  expect(await platform.pay(timed)).toBe('over');
  clock.ms += 105 * MINUTE;
  expect(await platform.pay(open)).toBe('over');
  expect(await platform.pay(await pay.order('jsapi', wishOf('T-000002')))).toBeNull();
  clock.ms += 7 * 24 * 60 * MINUTE;
  expect((await pay.find('T-000001'))?.state).toBe('CLOSED');
  const late = { ...wishOf('T-000003'), payBy: after(instantAt(clock.ms), minutes(0)) };
  expect((await faultOf(pay.order('jsapi', late))).code).toBe('PARAM_ERROR');
});

test('[B12] refunds: a number is one refund, sums end at what was paid, and an empty account waits', async () => {
  const { pay, platform } = town();
  await platform.pay(await pay.order('jsapi', wishOf('T-000001')));
  const { providerNo } = (await pay.find('T-000001'))!.paid!;
  const refund = (refundNo: string, amount: number) =>
    pay.refund({ refundNo, providerNo, amount: fen(amount), total: fen(4_580) });
  platform.refunds.empty = true;
  expect(no(await faultOf(refund('R-1', 4_000)))).toEqual({ code: 'NOT_ENOUGH', next: 'again' });
  platform.refunds.empty = false;
  const sent = await refund('R-1', 4_000);
  expect(await refund('R-1', 4_000)).toEqual(sent);
  const other = await faultOf(refund('R-1', 3_999));
  expect(no(other)).toEqual({ code: 'PARAMETERS_CHANGED', next: 'never' });
  const tooMuch = await faultOf(refund('R-2', 581));
  expect(no(tooMuch)).toEqual({ code: 'INVALID_REQUEST', next: 'never' });
  expect(await refund('R-2', 580)).toMatchObject({ amount: 580, state: 'PROCESSING' });
  const wrongTotal = { refundNo: 'R-3', providerNo, amount: fen(1), total: fen(1) };
  expect((await faultOf(pay.refund(wrongTotal))).code).toBe('PARAM_ERROR');
  await pay.order('jsapi', wishOf('T-000002'));
  const unpaid = await faultOf(pay.refund({ ...wrongTotal, providerNo: '4200000000' }));
  expect(no(unpaid)).toEqual({ code: 'RESOURCE_NOT_EXISTS', next: 'never' });
});

test('[B12] a refund that the buyer’s account would not take goes to a card, whose number travels sealed', async () => {
  const { pay, platform } = town();
  await platform.pay(await pay.order('jsapi', wishOf('T-000001')));
  const { providerNo } = (await pay.find('T-000001'))!.paid!;
  platform.refunds.end = 'ABNORMAL';
  const sent = await pay.refund({
    refundNo: 'R-1',
    providerNo,
    amount: fen(100),
    total: fen(4_580),
    notifyUrl: NOTIFY,
  });
  await platform.tick();
  const stuck = (await pay.findRefund('R-1'))!;
  expect(stuck.state).toBe('ABNORMAL');
  const bank = { type: 'ICBC_DEBIT', account: '6222021234567890123', name: '张三' };
  const wrong = { ...bank, account: 'not a card' };
  const refused = await faultOf(pay.refundElsewhere(stuck, { to: 'USER_BANK_CARD', bank: wrong }));
  expect(refused.code).toBe('PARAM_ERROR');
  await pay.refundElsewhere(stuck, { to: 'USER_BANK_CARD', bank });
  platform.refunds.end = 'SUCCESS';
  await platform.tick();
  expect(await pay.findRefund('R-1')).toEqual({ ...sent, state: 'SUCCESS' });
});

test.each<Mode>(['public key', 'certificate', 'both'])(
  '[B12] %s: answers are proven by the key that the request names; certificates are asked for where there are any',
  async (mode) => {
    const { pay, platform, clock } = town(mode);
    const looks = () => platform.asked.get('/v3/certificates') ?? 0;
    await Promise.all([pay.order('jsapi', wishOf('T-000001')), pay.find('T-000009')]);
    expect(looks()).toBe(mode === 'public key' ? 0 : 1);
    await pay.find('T-000001');
    expect(looks()).toBe(mode === 'public key' ? 0 : 1);
    clock.ms += 12 * 60 * MINUTE;
    await pay.find('T-000001');
    expect(looks()).toBe(mode === 'public key' ? 0 : 2);
  },
);

test('[B12] without a certificate nothing is asked; a first look that failed is made again', async () => {
  const { pay, platform } = town('certificate');
  for (const mishap of ['busy', 'lost', 'foreign'] as const) {
    platform.nextAnswers.push(mishap);
    expect((await faultOf(pay.order('jsapi', wishOf('T-000001')))).next).toBe('again');
  }
  expect([...platform.asked.keys()]).toEqual(['/v3/certificates']);
  expect(await pay.order('jsapi', wishOf('T-000001'))).toMatch(/^wx/);
});

test.each([
  ['unsigned', 'UNPROVEN_ANSWER'],
  ['foreign', 'UNPROVEN_ANSWER'],
  ['lost', 'NO_ANSWER'],
] as const)(
  '[B12] an answer that is %s is not believed; the same number said again meets one order',
  async (mishap, code) => {
    const { pay, platform } = town();
    platform.nextAnswers.push(mishap);
    const said = await faultOf(pay.order('jsapi', wishOf('T-000001')));
    expect(no(said)).toEqual({ code, next: 'ask' });
    expect((await pay.find('T-000001'))?.state).toBe('NOTPAY');
    platform.nextAnswers.push(mishap);
    expect(no(await faultOf(pay.find('T-000001')))).toEqual({ code, next: 'again' });
    expect(await platform.pay(await pay.order('jsapi', wishOf('T-000001')))).toBeNull();
  },
);

test('[B12] busy, broken and silent: each says what to do next, and names the call', async () => {
  const { pay, platform } = town('public key', { timeoutMs: 200 });
  platform.nextAnswers.push('busy', 'broken', 'silent');
  const busy = await faultOf(pay.order('jsapi', wishOf('T-000001')));
  expect(no(busy)).toEqual({ code: 'FREQUENCY_LIMITED', next: 'again' });
  expect(busy.requestId).toMatch(/-268447840$/);
  const broken = await faultOf(pay.order('jsapi', wishOf('T-000001')));
  expect(no(broken)).toEqual({ code: 'SYSTEM_ERROR', next: 'again' });
  const silent = await faultOf(pay.order('jsapi', wishOf('T-000001')));
  expect(no(silent)).toEqual({ code: 'NO_ANSWER', next: 'ask' });
  const nobody = town('public key', { base: async () => 'http://127.0.0.1:9' });
  const away = await faultOf(nobody.pay.order('jsapi', wishOf('T-000001')));
  expect(no(away)).toEqual({ code: 'NO_ANSWER', next: 'again' });
});

test('[B12] the platform refuses another’s key and a clock that is off, and the fault shows no secret', async () => {
  const { clock, pay } = town();
  clock.skewMs = -5 * MINUTE - 1_000;
  const early = await faultOf(pay.order('jsapi', wishOf('T-000001')));
  expect(no(early)).toEqual({ code: 'SIGN_ERROR', next: 'never' });
  expect(early.status).toBe(401);
  const forger = town('public key', { privateKey: STRANGER });
  const forged = await faultOf(forger.pay.order('jsapi', wishOf('T-000001')));
  expect(no(forged)).toEqual({ code: 'SIGN_ERROR', next: 'never' });
  expect(`${forged.stack}${JSON.stringify(forged)}`).not.toMatch(/PRIVATE|MII/);
  const other = town('public key', { who: { ...DIRECT, appid: 'wx0000000000000000' } });
  const app = await faultOf(other.pay.order('jsapi', wishOf('T-000001')));
  expect(no(app)).toEqual({ code: 'APPID_MCHID_NOT_MATCH', next: 'never' });
});
