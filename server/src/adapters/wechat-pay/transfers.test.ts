/** Pay-outs to people through WeChat Pay, over HTTP with the platform in small. */
import { afterEach, expect, test } from 'vitest';
import { openTown, type Town } from '../../../test/wechat-pay-town.ts';
import { fen } from '../../kernel/money.ts';
import { wechatPayouts } from './payout-channel.ts';

const HOUR = 3_600_000;
const open: Town[] = [];
const town = (scene = '1005') => {
  const made = openTown();
  open.push(made);
  const place = { host: 'shop.example.com', account: null, scene };
  return { ...made, channel: wechatPayouts(made.pay, place) };
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
const wish = (no: string, amount = 1_234) => ({
  no,
  amount: fen(amount),
  payee: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  name: null as string | null,
  remark: '8 月推广佣金',
});

test('[G2] she is asked, says yes on her phone, has it, and we are told', async () => {
  const { channel, platform, heard } = town();
  const sent = await channel.send(wish('w1'));
  expect(sent).toMatchObject({ state: 'wait_confirm', amount: 1_234, reason: null });
  expect(channel.confirmation(sent.page!)).toEqual({
    mchId: '1234567891',
    appId: 'wxd678efh567hg6787',
    package: sent.page,
  });
  // Asked again it is the same, with the page that she may have lost.
  expect(await channel.send(wish('w1'))).toEqual(sent);
  expect(platform.transfers.confirm('w1')).toBeNull();
  expect(await channel.find('w1')).toMatchObject({ state: 'transferring' });
  await platform.tick();
  expect(heard).toEqual([{ status: 200, notice: { kind: 'payout', no: 'w1' }, code: null }]);
  expect(await channel.find('w1')).toMatchObject({ state: 'paid', amount: 1_234 });
});

test('[G2] no yes within a day fails and gives the money back; taken back before, it is cancelled', async () => {
  const { channel, platform, clock } = town();
  platform.transfers.balance = 3_000;
  await channel.send(wish('w1'));
  await channel.send(wish('w2'));
  expect(platform.transfers.balance).toBe(3_000 - 2 * 1_234);
  expect(await channel.cancel('w2')).toMatchObject({ state: 'cancelling' });
  await platform.tick();
  expect(await channel.find('w2')).toMatchObject({ state: 'cancelled' });
  clock.ms += 24 * HOUR;
  expect(await channel.find('w1')).toMatchObject({ state: 'failed', reason: 'OVERDUE_CLOSE' });
  expect(platform.transfers.balance).toBe(3_000);
  await expect(channel.cancel('w1')).rejects.toMatchObject({ code: 'payments.payout_refused' });
});

test('[G2] an answer that never came is no answer: the number is asked for, and is paid once', async () => {
  const { channel, platform } = town();
  platform.nextAnswers.push('lost');
  const away = { code: 'payments.provider_away' };
  await expect(channel.send(wish('w1'))).rejects.toMatchObject(away);
  expect(await channel.find('w1')).toMatchObject({ state: 'wait_confirm', amount: 1_234 });
  expect(await channel.find('w9')).toBeNull();
  for (const mishap of ['busy', 'broken', 'unsigned', 'foreign'] as const) {
    platform.nextAnswers.push(mishap);
    await expect(channel.send(wish('w2'))).rejects.toMatchObject(away);
  }
  // The same number for another sum: it stands already, and only a query says how.
  await expect(channel.send(wish('w1', 5_000))).rejects.toMatchObject(away);
  expect(await channel.find('w1')).toMatchObject({ amount: 1_234 });
});

test('[G2] what the platform will not take is refused by its reason, and nothing has happened', async () => {
  const { channel, platform } = town();
  const refused = async (changes: Partial<ReturnType<typeof wish>>, reason: string) => {
    const asked = { ...wish('w1'), ...changes };
    await expect(channel.send(asked)).rejects.toMatchObject({
      code: 'payments.payout_refused',
      facts: { reason },
    });
    expect(await channel.find('w1')).toBeNull();
  };
  await refused({ amount: fen(20_001) }, 'INVALID_REQUEST');
  await refused({ amount: fen(9) }, 'INVALID_REQUEST');
  platform.transfers.limits = { single: 500_000, day: 500_000 };
  await refused({ amount: fen(200_000) }, 'PARAM_ERROR');
  const named = { amount: fen(200_000), name: '林小满' };
  expect(await channel.send({ ...wish('w2'), ...named })).toMatchObject({ state: 'wait_confirm' });
  expect(await channel.send({ ...wish('w3', 20), name: '林小满' })).toMatchObject({ amount: 20 });
  const other = town('1006');
  await expect(other.channel.send(wish('w1'))).rejects.toMatchObject({
    facts: { reason: 'NO_AUTH' },
  });
});

test('[G2] money short at the account waits, and goes on when it is there', async () => {
  const { channel, platform } = town();
  platform.transfers.balance = 100;
  expect(await channel.send(wish('w1'))).toMatchObject({ state: 'processing', page: null });
  platform.transfers.balance = 10_000;
  await platform.tick();
  expect(await channel.find('w1')).toMatchObject({ state: 'wait_confirm' });
  expect((await channel.send(wish('w1'))).page).not.toBeNull();
});
