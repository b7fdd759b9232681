/** What the platform tells us: sealed and signed there, proven and opened here, again until heard. */
import { afterEach, expect, test } from 'vitest';
import { AGAIN_MS } from '../../../../simulators/wechat-pay/notifier.ts';
import {
  DIRECT,
  type Mode,
  NOTIFY,
  openTown,
  PARTNER,
  type Town,
  wishOf,
} from '../../../test/wechat-pay-town.ts';
import { fen } from '../../kernel/money.ts';

const open: Town[] = [];
const town = (...settings: Parameters<typeof openTown>): Town => {
  const made = openTown(...settings);
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
const payOne = async ({ pay, platform }: Town, no = 'T-000001'): Promise<void> => {
  await platform.pay(await pay.order('jsapi', wishOf(no)));
};

test.each<Mode>(['public key', 'certificate', 'both'])(
  '[B12] %s: a payment and its refund are told, and read as the payments room knows them',
  async (mode) => {
    const here = town(mode);
    const { pay, platform, heard } = here;
    await payOne(here);
    const { providerNo } = (await pay.find('T-000001'))!.paid!;
    expect(heard).toEqual([
      {
        status: 200,
        code: null,
        notice: {
          kind: 'paid',
          app: `${DIRECT.mchid}:${DIRECT.appid}`,
          currency: 'CNY',
          outTradeNo: 'T-000001',
          providerNo,
          amount: 4_580,
          payer: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
        },
      },
    ]);
    const wish = { providerNo, amount: fen(80), total: fen(4_580), notifyUrl: NOTIFY };
    await pay.refund({ ...wish, refundNo: 'R-1' });
    await platform.tick();
    platform.refunds.end = 'ABNORMAL';
    await pay.refund({ ...wish, refundNo: 'R-2' });
    await platform.tick();
    expect(heard.slice(1).map(({ notice }) => notice)).toEqual([
      { kind: 'refunded', refundNo: 'R-1', amount: 80, succeeded: true },
      { kind: 'refunded', refundNo: 'R-2', amount: 80, succeeded: false, reason: 'ABNORMAL' },
    ]);
  },
);

test('[B12] under a partner the notice names partner and sub-merchant, and is ours only with both', async () => {
  const here = town('public key', { who: PARTNER });
  await payOne(here);
  expect(here.heard[0]?.notice).toMatchObject({ app: here.pay.app, kind: 'paid' });
});

test('[B12] a certificate that we never saw is fetched when a notice comes under it, and not for every forger', async () => {
  const here = town('certificate');
  const { platform, heard, clock, pay } = here;
  const looks = () => platform.asked.get('/v3/certificates') ?? 0;
  // Another process of ours ordered; this one has asked the platform nothing yet.
  const merchant = platform.merchants[0]!;
  const told = { merchant, url: NOTIFY, kind: 'x', summary: '', plain: {} };
  platform.notifier.tell({ ...told, event: 'SOMETHING.NEW' });
  await platform.tick();
  expect(heard).toEqual([
    { status: 200, code: null, notice: { kind: 'other', event: 'SOMETHING.NEW' } },
  ]);
  expect(looks()).toBe(1);
  const forge = () =>
    pay.read(
      {
        'wechatpay-timestamp': String(clock.ms / 1_000),
        'wechatpay-nonce': 'n',
        'wechatpay-serial': 'ABCDEF',
        'wechatpay-signature': 'AAAA',
      },
      '{}',
    );
  for (let i = 0; i < 5; i += 1) await expect(forge()).rejects.toThrow('payments.bad_signature');
  expect(looks()).toBe(1);
  clock.ms += 5 * 60_000;
  for (let i = 0; i < 5; i += 1) await expect(forge()).rejects.toThrow('payments.bad_signature');
  expect(looks()).toBe(2);
});

test('[B12] unheard, it is told again fifteen times within about a day, and then no more', async () => {
  const here = town();
  const { platform, heard, clock } = here;
  platform.notifier.mishaps.drop = 3;
  await payOne(here);
  expect(heard).toEqual([]);
  for (const wait of [15_000, 15_000]) {
    clock.ms += wait - 1;
    await platform.tick();
    clock.ms += 1;
    await platform.tick();
  }
  expect(heard).toEqual([]);
  clock.ms += 30_000;
  await platform.tick();
  expect(heard).toHaveLength(1);
  expect(platform.notifier.waiting).toBe(0);

  const deaf = town();
  deaf.platform.notifier.mishaps.drop = 100;
  await payOne(deaf);
  for (const wait of AGAIN_MS) {
    expect(deaf.platform.notifier.waiting).toBe(1);
    deaf.clock.ms += wait;
    await deaf.platform.tick();
  }
  expect(deaf.platform.notifier.waiting).toBe(0);
  expect(deaf.platform.notifier.mishaps.drop).toBe(100 - 1 - AGAIN_MS.length);
});

test('[B12] doubled, re-ordered and late notices are each a good notice, newly signed', async () => {
  const here = town();
  const { platform, heard, clock } = here;
  platform.notifier.mishaps.duplicate = 1;
  await payOne(here);
  expect(heard.map(({ status }) => status)).toEqual([200, 200]);
  expect(heard[0]?.notice).toEqual(heard[1]?.notice);
  platform.notifier.delayMs = 3_600_000;
  platform.notifier.reorder = true;
  await payOne(here, 'T-000002');
  await payOne(here, 'T-000003');
  expect(heard).toHaveLength(2);
  clock.ms += 3_600_000;
  await platform.tick();
  const later = heard.slice(2).map(({ notice }) => (notice as { outTradeNo: string }).outTradeNo);
  expect(later).toEqual(['T-000003', 'T-000002']);
});

test('[B12] a probe, a forgery and garbage change nothing; the right words that follow are heard', async () => {
  const here = town();
  const { platform, heard, clock } = here;
  Object.assign(platform.notifier.mishaps, { probe: 1 });
  await payOne(here);
  Object.assign(platform.notifier.mishaps, { forged: 1 });
  clock.ms += 15_000;
  await platform.tick();
  Object.assign(platform.notifier.mishaps, { garbage: 1 });
  clock.ms += 15_000;
  await platform.tick();
  clock.ms += 30_000;
  await platform.tick();
  expect(heard.map(({ status, code }) => [status, code])).toEqual([
    [401, 'payments.signature_probe'],
    [401, 'payments.bad_signature'],
    [400, 'payments.malformed_notice'],
    [200, null],
  ]);
});

test('[B12] another sum than was ordered comes through as it was told, for the order to refuse', async () => {
  const here = town();
  here.platform.notifier.mishaps.wrongAmount = 1;
  await payOne(here);
  expect(here.heard[0]?.notice).toMatchObject({ kind: 'paid', amount: 4_581 });
});
