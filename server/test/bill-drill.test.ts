/**
 * promise-12: a provider that loses, doubles and mixes up its words. What was lost for ever stands
 * in its bills; after them no order differs. BILL_CALLBACKS=2000 is the long form of the drill.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../simulators/serve.ts';
import type { Letter } from '../../simulators/wechat-pay/notifier.ts';
import { WechatPaySimulator } from '../../simulators/wechat-pay/wechat-pay.ts';
import { openPayment } from '../src/flows/open-payment.ts';
import { reconcileBills } from '../src/flows/reconcile-bills.ts';
import { hearOf } from '../src/http/callbacks/hear.ts';
import { addDays, dayOf, epochOf, instantAt, startOf } from '../src/kernel/time.ts';
import type { MemberId } from '../src/kernel/id.ts';
import { runDue } from '../src/run-due.ts';
import { HOST } from './cast.ts';
import { say } from './drill-says.ts';
import { openMoneyHouse, type MoneyHouse } from './money-house.ts';
import { dice } from '../../demo/world/dice.ts';
import { ACCOUNT, BOOK, BY_KEY } from './wechat-pay-town.ts';

const ORDERS = Number(process.env.BILL_CALLBACKS ?? 30);
const thrown = dice(Number(process.env.DRILL_SEED ?? 7));
const roll = (upTo: number): number => Math.floor(thrown.next() * upTo);
const HOUR = 3_600_000;
let money: MoneyHouse;
const counted = { told: 0, lost: 0, doubled: 0, late: 0 };
const held: Letter[] = [];

const bring = async ({ url, headers, body }: Letter): Promise<number> => {
  const wish = { method: 'POST', url: new URL(url).pathname, payload: body } as const;
  const answer = await money.app.inject({ ...wish, headers: { ...headers, host: HOST } });
  return answer.statusCode;
};
const platform = new WechatPaySimulator({
  merchants: [BOOK],
  platform: BY_KEY,
  nowMs: () => money.house.clock.now(),
  /** 5 % are lost for ever, 20 % come twice, 20 % after others that were said later. */
  deliver: async (letter) => {
    counted.told += 1;
    const fate = roll(100);
    if (fate < 5) {
      counted.lost += 1;
      return 200;
    }
    if (fate < 25) {
      counted.late += 1;
      held.push(letter);
      return 200;
    }
    if (fate < 45) {
      counted.doubled += 1;
      await bring(letter);
    }
    return bring(letter);
  },
});
const server = serve((asked) => platform.answer(asked));
beforeAll(async () => {
  const base = await server.url();
  money = await openMoneyHouse(0, { wechatPay: { ...ACCOUNT, host: HOST, base } });
}, 60_000);
afterAll(async () => {
  await money.close();
  await server.close();
});

const releaseHeld = async (): Promise<void> => {
  for (const letter of held.splice(0).reverse()) await bring(letter);
};
const carryOn = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) {
    await runDue(money.house);
    await platform.tick();
    await releaseHeld();
  }
};
/** Bills of the day are there, and nobody asks before eleven. */
const morning = async (): Promise<void> => {
  const day = addDays(dayOf(instantAt(money.house.clock.now())), 1);
  money.house.clock.advance(epochOf(startOf(day)) + 11 * HOUR - money.house.clock.now());
  const parts = { ...money.house, ...money.met, hear: hearOf(money.house) };
  await reconcileBills(parts, money.cast.chain.merchant, (error) => {
    throw error;
  });
  await carryOn();
};

async function payOne(): Promise<void> {
  const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen: 100 + roll(9_000) }] });
  const member = (await money.till.order(id)).member_id as MemberId;
  const channel = money.met.payments.at(HOST)!;
  const merchant = money.cast.chain.merchant;
  const opened = await openPayment(money.house.db, { merchant, order: id, member, channel });
  const back = { description: 'x', host: HOST, back: '/', address: '14.23.150.211' };
  const page = { ...back, payBy: opened.payBy, scene: 'phone', payer: null } as const;
  const url = new URL((await channel.checkout(opened.intent, page)) as string);
  expect(await platform.pay(url.searchParams.get('prepay_id')!)).toBeNull();
}

test('[B12] promise-12: after query and reconciliation no order differs from what the provider has', async () => {
  for (let i = 0; i < ORDERS; i += 1) {
    await payOne();
    if (held.length > 8) await releaseHeld();
    if (i % 100 === 99) money.house.clock.advance(60_000);
  }
  await carryOn();
  money.house.clock.advance(20 * 60_000); // whoever seems not to have paid is given up
  await carryOn();
  await morning();
  await morning(); // words about refunds were lost as well
  await morning();
  const captures = await money.till.many(
    `select provider_no as no, amount_fen::int as fen from payments.capture where use <> 'mismatch'`,
  );
  const refunds = await money.till.many(
    `select refund_no as no, amount_fen::int as fen from payments.refund where state = 'succeeded'`,
  );
  const theirs = platform.orders.all().filter(({ paid }) => paid !== null);
  const said = (rows: readonly { no: string; fen: number }[]): string[] =>
    rows.map(({ no, fen }) => `${no} ${fen}`).sort();
  expect(said(captures as never)).toEqual(
    said(theirs.map((each) => ({ no: each.paid!.transactionId, fen: each.total }))),
  );
  expect(said(refunds as never)).toEqual(
    said(platform.refunds.all().map(({ no, amount }) => ({ no, fen: amount }))),
  );
  const open = await money.till.many(
    `select kind, reason from payments.bill_break where state <> 'resolved'`,
  );
  expect(open).toEqual([]);
  const found = await money.till.many(
    `select resolution, count(*)::int as n from payments.bill_break
     where owner_id is not null and reason <> '' group by 1 order by 1`,
  );
  const healed = found.map(({ resolution, n }) => `${n} ${resolution}`).join(', ');
  const { told, lost, doubled, late } = counted;
  say(`${ORDERS} orders, ${told} callbacks: ${lost} lost, ${doubled} doubled, ${late} late`);
  say(`0 orders differ; breaks by their end: ${healed || 'none'}`);
  expect(lost).toBeGreaterThan(0);
  await money.till.whole();
});
