/** Our side of the wire against the simulators', over real HTTP: what is taken, what refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SMS_KEYS, SmsInbox } from '../../simulators/sms-inbox/sms-inbox.ts';
import { serve } from '../../simulators/serve.ts';
import { ACCOUNT as TEST_ACCOUNT } from '../test/wechat-pay-town.ts';
import { WECHAT_APP, WechatSimulator } from '../../simulators/wechat/wechat.ts';
import { tencentSms } from './adapters/sms/sms.ts';
import { wechat } from './adapters/wechat/wechat.ts';
import type { House } from './house.ts';
import { meetNeighbours } from './neighbours.ts';
import { SetClock } from './platform/clock.ts';

const clock = new SetClock(Date.UTC(2026, 10, 21, 14, 31));
const inbox = new SmsInbox(() => clock.now());
const people = new WechatSimulator(() => clock.now());
const server = serve((request) =>
  request.method === 'POST' ? inbox.answer(request) : people.answer(request),
);
beforeAll(() => server.url());
afterAll(() => server.close());

const smsWith = (secretKey: string) =>
  tencentSms({
    ...SMS_KEYS,
    secretKey,
    sdkAppId: '1400000000',
    signName: '邻里鲜',
    templates: { code: '100001' },
    base: server.url,
    nowMs: () => clock.now(),
  });
const message = { phone: '13800006021', template: 'code', params: ['042195', '10'] } as const;

test('[D1] a signed message arrives; one with a wrong key is refused and nothing is sent', async () => {
  await smsWith(SMS_KEYS.secretKey).send(message);
  await expect(smsWith('another').send(message)).rejects.toThrow('AuthFailure.SignatureFailure');
  expect(inbox.messages('13800006021').map(({ code }) => code)).toEqual(['042195']);
});

test('[D1] a login code names one person, once, for five minutes', async () => {
  const ours = wechat({ ...WECHAT_APP, base: server.url });
  const code = people.loginCode('陈静');
  const session = await ours.sessionOf(code);
  expect(session).toMatchObject({ openid: expect.stringMatching(/^o/) });
  expect(await ours.sessionOf(code)).toBeNull(); // 40163
  expect(await ours.sessionOf('nobody-gave-this')).toBeNull(); // 40029
  const late = people.loginCode('陈静');
  clock.advance(5 * 60_000);
  expect(await ours.sessionOf(late)).toBeNull();
  expect(await ours.sessionOf(people.loginCode('陈静'))).toEqual(session);
});

test('[D1] a wrong secret is our fault, not the member’s', async () => {
  const wrong = wechat({ app: WECHAT_APP.app, secret: 'wrong', base: server.url });
  await expect(wrong.sessionOf(people.loginCode('吴桐'))).rejects.toThrow('40125');
});

const ACCOUNT = {
  host: 'shop.example.com',
  app: 'wx1',
  mchid: '1900000001',
  serial: 'AB',
  privateKey: 'not a key at all',
  apiKey: 'k'.repeat(32),
};
const houseIn = (mode: House['mode']): House =>
  ({
    mode,
    clock,
    vault: { sign: () => 'x' },
    origin: 'http://127.0.0.1:9',
    dataDir: '/nowhere',
  }) as never;

test('[B12] production takes no money unless an account is set; one that is wrong stops the start, and is not shown', () => {
  const none = meetNeighbours(houseIn('production'));
  expect([none.payments.at('shop.example.com'), none.payments.standard]).toEqual([null, null]);
  const wrong = () => meetNeighbours(houseIn('production'), { wechatPay: ACCOUNT });
  expect(wrong).toThrow(expect.objectContaining({ reason: 'setting_wrong' }));
  expect(wrong).toThrow('the private key cannot be read');
  expect(wrong).not.toThrow(/not a key at all/);
  const { privateKey } = TEST_ACCOUNT;
  const set = { ...ACCOUNT, privateKey };
  const { payments } = meetNeighbours(houseIn('production'), { wechatPay: set });
  expect(payments.at('shop.example.com')?.name).toBe('wechat-pay');
  expect(payments.at('other.example.com')).toBeNull();
  expect([payments.standard, payments.of('sandbox')]).toEqual([null, null]);
});

test('[B12] the demo ignores a real account: its money is the sandbox’s', async () => {
  const met = meetNeighbours(houseIn('demo'), { wechatPay: ACCOUNT });
  expect(met.payments.at('shop.example.com')?.name).toBe('sandbox');
  expect(met.payments.of('wechat-pay')).toBeNull();
  await met.close();
});
