/** WeChat Pay as the payments room sees it. */
import { afterEach, expect, test } from 'vitest';
import { BOOK, DIRECT, openTown, START, type Town } from '../../../test/wechat-pay-town.ts';
import { fen } from '../../kernel/money.ts';
import { after, instantAt, minutes } from '../../kernel/time.ts';
import { wechatChannel } from './channel.ts';

const HOST = 'shop.example.com';
const open: Town[] = [];
const town = (...settings: Parameters<typeof openTown>) => {
  const made = openTown(...settings);
  open.push(made);
  const place = { host: HOST, account: null, nowMs: () => made.clock.ms };
  const channel = wechatChannel(made.pay, place);
  const checkout = async (...asked: Parameters<typeof channel.checkout>): Promise<string> =>
    (await channel.checkout(...asked)) as string;
  return { ...made, channel: { ...channel, checkout } };
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
const INTENT = { outTradeNo: 'q0000000000000000000000000x01', amount: fen(4_580) };
const pageFrom = (address: string) => ({
  scene: 'phone' as const,
  payer: null,
  description: '1024',
  host: HOST,
  back: '/orders/1?a=b',
  payBy: after(instantAt(START), minutes(15)),
  address,
});
const prepayIn = (url: string): string => new URL(url).searchParams.get('prepay_id')!;

test('[B12] the buyer goes to the platform’s page and comes back to ours', async () => {
  const { channel, platform } = town();
  const url = new URL(await channel.checkout(INTENT, pageFrom('14.23.150.211')));
  expect(url.host).toBe('wx.tenpay.com');
  expect(url.searchParams.get('redirect_url')).toBe(`https://${HOST}/orders/1?a=b`);
  expect(await platform.pay(url.searchParams.get('prepay_id')!)).toBeNull();
  const told = platform.orders.get(DIRECT.mchid, INTENT.outTradeNo);
  expect(told).toMatchObject({
    total: 4_580,
    notifyUrl: `https://${HOST}/api/callbacks/wechat-pay`,
  });
});

test('[B12] pressed again it is the same order; from another network the first is closed before there is a second', async () => {
  const { channel, platform } = town();
  const first = await channel.checkout(INTENT, pageFrom('14.23.150.211'));
  const again = await channel.checkout(INTENT, pageFrom('14.23.150.211'));
  const elsewhere = channel.checkout(INTENT, pageFrom('101.6.6.6'));
  await expect(elsewhere).rejects.toThrow('payments.trade_is_over');
  expect(await platform.pay(prepayIn(first))).toBe('unknown');
  expect(await platform.pay(prepayIn(again))).toBe('closed');
  const back = channel.checkout(INTENT, pageFrom('14.23.150.211'));
  await expect(back).rejects.toThrow('payments.trade_is_over');
});

test('[B12] paid meanwhile, she hears so from wherever she presses; away and busy are said as such', async () => {
  const { channel, platform } = town();
  await platform.pay(prepayIn(await channel.checkout(INTENT, pageFrom('14.23.150.211'))));
  for (const address of ['14.23.150.211', '101.6.6.6']) {
    const paid = channel.checkout(INTENT, pageFrom(address));
    await expect(paid).rejects.toThrow('orders.already_paid');
  }
  for (const mishap of ['busy', 'broken', 'lost', 'unsigned'] as const) {
    platform.nextAnswers.push(mishap);
    const away = channel.checkout({ ...INTENT, outTradeNo: 'q-2-000' }, pageFrom('14.23.150.211'));
    await expect(away).rejects.toThrow('payments.provider_away');
  }
  const local = channel.checkout({ ...INTENT, outTradeNo: 'q-3-000' }, pageFrom('127.0.0.1'));
  await expect(local).rejects.toThrow('PARAM_ERROR');
});

test('[B12] in the last minute nothing is begun that the platform would not open', async () => {
  const { channel, clock, platform } = town();
  clock.ms += 14 * 60_000 + 1;
  const late = channel.checkout(INTENT, pageFrom('14.23.150.211'));
  await expect(late).rejects.toThrow('orders.pay_time_is_over');
  expect(platform.asked.size).toBe(0);
  clock.ms -= 1;
  expect(await channel.checkout(INTENT, pageFrom('14.23.150.211'))).toMatch(/^https:/);
});

test('[B12] a refund names the sum of the whole order, and is told of; pay-outs are refused', async () => {
  const { channel, platform, pay, heard } = town();
  await platform.pay(prepayIn(await channel.checkout(INTENT, pageFrom('14.23.150.211'))));
  const { providerNo } = (await pay.find(INTENT.outTradeNo))!.paid!;
  const wish = { refundNo: 'r1', providerNo, amount: fen(80) };
  await channel.refund(wish);
  await channel.refund(wish);
  await platform.tick();
  expect(heard.map(({ notice }) => notice)).toMatchObject([
    { kind: 'paid', amount: 4_580 },
    { kind: 'refunded', refundNo: 'r1', amount: 80, succeeded: true },
  ]);
  await expect(channel.payOut()).rejects.toThrow('payments.no_such_channel');
});

test('[B12] what it tells of other things is proven, and kept by nobody', async () => {
  const told: unknown[] = [];
  const { platform, channel } = town();
  const deliver = async (letter: { headers: Readonly<Record<string, string>>; body: string }) => {
    told.push(await channel.read(letter.headers, letter.body));
    return 200;
  };
  Object.assign(platform.notifier, { deliver });
  platform.notifier.tell({
    merchant: BOOK,
    url: `https://${HOST}/x`,
    event: 'COMPLAINT.CREATE',
    kind: 'complaint',
    summary: '',
    plain: { complaint_id: '1' },
  });
  await platform.tick();
  expect(told).toEqual([null]);
});
