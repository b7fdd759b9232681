/** Profit sharing, combined payment and complaints, over HTTP with the platform in small. */
import { afterEach, expect, test } from 'vitest';
import { openTown, PARTNER, type Town, wishOf } from '../../../test/wechat-pay-town.ts';
import { fen } from '../../kernel/money.ts';

const open: Town[] = [];
const town = (...settings: Parameters<typeof openTown>) => {
  const made = openTown(...settings);
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
const STORE = { type: 'MERCHANT_ID', account: '1900000200', name: '杭州湖畔便利有限公司' } as const;
const GUIDE = { type: 'PERSONAL_OPENID', account: 'o-guide' } as const;

async function sold({ pay, platform, clock }: Town, no: string, total = 10_000) {
  const prepay = await pay.order('jsapi', { ...wishOf(no, total), frozen: true });
  await platform.pay(prepay);
  clock.ms += 60_000;
  return (await pay.find(no))!.paid!.providerNo;
}

test('[B12] frozen money is shared with receivers that were named before; each has his own result', async () => {
  const at = town();
  const { pay, platform } = at;
  const providerNo = await sold(at, 'q-share-1');
  const shares = [
    { ...STORE, amount: fen(2_000), description: '货款' },
    { ...GUIDE, amount: fen(500), description: '佣金' },
  ];
  const wish = { no: 'P1', providerNo, shares };
  await expect(pay.sharing.share(wish, false)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  for (const each of [STORE, GUIDE]) await pay.sharing.addReceiver(each, 'STORE');
  await pay.sharing.addReceiver(STORE, 'STORE'); // again: nothing changes
  platform.sharing.broken.set('o-guide', 'RECEIVER_REAL_NAME_NOT_VERIFIED');
  expect(await pay.sharing.share(wish, false)).toMatchObject({ finished: false });
  expect(await pay.sharing.rest(providerNo)).toBe(7_500);
  expect(await pay.sharing.share(wish, false)).toMatchObject({ no: 'P1' });
  const other = { ...wish, shares: shares.slice(1) };
  await expect(pay.sharing.share(other, false)).rejects.toMatchObject({ next: 'never' });
  await platform.tick();
  const { finished, receivers } = (await pay.sharing.find('P1', providerNo))!;
  expect(finished).toBe(true);
  expect(receivers.map(({ result, reason }) => [result, reason])).toEqual([
    ['SUCCESS', null],
    ['CLOSED', 'RECEIVER_REAL_NAME_NOT_VERIFIED'],
  ]);
  // What did not arrive is free to be shared again; all of it may be three tenths.
  expect(await pay.sharing.rest(providerNo)).toBe(8_000);
  const more = { no: 'P2', providerNo, shares: [{ ...shares[0]!, amount: fen(1_001) }] };
  await expect(pay.sharing.share(more, false)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  await pay.sharing.unfreeze('P3', providerNo, '完结');
  await platform.tick();
  expect(await pay.sharing.rest(providerNo)).toBe(0);
});

test('[B12] a share goes back from a merchant, once a number and never more than it was', async () => {
  const at = town();
  const { pay, platform } = at;
  const providerNo = await sold(at, 'q-share-2');
  await pay.sharing.addReceiver(STORE, 'STORE');
  const shares = [{ ...STORE, amount: fen(3_000), description: '货款' }];
  await pay.sharing.share({ no: 'P1', providerNo, shares }, true);
  await platform.tick();
  const back = { shareNo: 'P1', no: 'R1', from: STORE.account, description: '退款' };
  const asked = () => pay.sharing.giveBack({ ...back, amount: fen(1_000) });
  expect(await asked()).toMatchObject({ result: 'PROCESSING' });
  expect(await asked()).toMatchObject({ result: 'PROCESSING' });
  await platform.tick();
  expect(await pay.sharing.findReturn('R1', 'P1')).toMatchObject({ result: 'SUCCESS' });
  const rest = { ...back, no: 'R2', amount: fen(2_001) };
  await expect(pay.sharing.giveBack(rest)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  expect(await pay.sharing.findReturn('R9', 'P1')).toBeNull();
  await pay.sharing.removeReceiver(STORE);
});

test('[B12] an order that was not marked is not shared, nor is one a minute after it was paid', async () => {
  const { pay, platform } = town();
  const prepay = await pay.order('jsapi', wishOf('q-plain-1'));
  await platform.pay(prepay);
  const providerNo = (await pay.find('q-plain-1'))!.paid!.providerNo;
  await pay.sharing.addReceiver(STORE, 'STORE');
  const shares = [{ ...STORE, amount: fen(100), description: '货款' }];
  const wish = { no: 'P1', providerNo, shares };
  await expect(pay.sharing.share(wish, true)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
});

test('[B12] one payment for two sellers: all of it or none, closed only as it was ordered', async () => {
  const { pay, platform, heard } = town('public key', { who: PARTNER });
  const part = (outTradeNo: string, amount: number) => ({
    outTradeNo,
    amount: fen(amount),
    description: '邻里鲜',
    attach: '湖畔店',
    seller: PARTNER.subMchid,
  });
  const wish = {
    no: 'c-0001',
    parts: [part('q-part-1', 1_200), part('q-part-2', 800)],
    notifyUrl: 'https://shop.example.com/api/callbacks/wechat-pay',
    openid: 'o-buyer',
  };
  const prepay = await pay.combined.order('jsapi', wish);
  expect(await pay.combined.order('jsapi', wish)).toBe(prepay);
  expect((await pay.combined.find('c-0001'))!.parts.map(({ state }) => state)).toEqual([
    'NOTPAY',
    'NOTPAY',
  ]);
  const some = wish.parts.slice(1);
  await expect(pay.combined.close('c-0001', some)).rejects.toMatchObject({ code: 'PARAM_ERROR' });
  expect(platform.combined.pay(prepay)).toBeNull();
  await platform.tick();
  expect(heard.map(({ notice }) => notice)).toEqual([
    { kind: 'other', event: 'TRANSACTION.SUCCESS' },
  ]);
  const found = (await pay.combined.find('c-0001'))!;
  expect(found.parts.map(({ state, amount }) => [state, amount])).toEqual([
    ['SUCCESS', 1_200],
    ['SUCCESS', 800],
  ]);
  expect(new Set(found.parts.map(({ providerNo }) => providerNo)).size).toBe(2);
  // Asked by itself a part does not exist.
  expect(await pay.find('q-part-1')).toBeNull();
  const paid = { code: 'ORDER_PAID' };
  await expect(pay.combined.close('c-0001', wish.parts)).rejects.toMatchObject(paid);
  expect(await pay.combined.find('c-9999')).toBeNull();
});

test('[B12] complaints are read page by page, answered, and ended after an answer only', async () => {
  const at = town();
  const { pay, platform } = at;
  await sold(at, 'q-sad-1', 4_580);
  const order = platform.orders.all()[0]!;
  const made = Array.from({ length: 53 }, (_, i) =>
    platform.complaints.complain(order, `坏了 ${i}`),
  );
  const all = await pay.complaints.list('2025-02-20', '2025-03-05');
  expect(all).toHaveLength(53);
  expect(all[0]).toMatchObject({
    id: made[0]!.id,
    words: '坏了 0',
    state: 'PENDING',
    trades: [{ outTradeNo: 'q-sad-1', amountFen: 4_580 }],
    waits: true,
  });
  const { id } = all[0]!;
  const early = { code: 'INVALID_REQUEST' };
  await expect(pay.complaints.complete(id)).rejects.toMatchObject(early);
  await pay.complaints.reply(id, '已联系您，今天退款。');
  expect(await pay.complaints.get(id)).toMatchObject({ state: 'PROCESSING', waits: false });
  await pay.complaints.complete(id);
  expect(await pay.complaints.get(id)).toMatchObject({ state: 'PROCESSED' });
  const wide = { code: 'PARAM_ERROR' };
  await expect(pay.complaints.list('2025-01-01', '2025-03-05')).rejects.toMatchObject(wide);
});
