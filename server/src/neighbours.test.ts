/** Our side of the wire against the simulators', over real HTTP: what is taken, what refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SMS_KEYS, SmsInbox } from '../../simulators/sms-inbox/sms-inbox.ts';
import { serve } from '../../simulators/serve.ts';
import { WECHAT_APP, WechatSimulator } from '../../simulators/wechat/wechat.ts';
import { tencentSms } from './adapters/sms/sms.ts';
import { wechat } from './adapters/wechat/wechat.ts';
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
