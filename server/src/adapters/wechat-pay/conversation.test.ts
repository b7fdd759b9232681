/** Long conversations in bad weather: who does as a fault says ends with what the platform has. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGAIN_MS } from '../../../../simulators/wechat-pay/notifier.ts';
import { DIRECT, NOTIFY, openTown, type Town, wishOf } from '../../../test/wechat-pay-town.ts';
import { fen } from '../../kernel/money.ts';
import { WechatPayFault } from './fault.ts';

const TOTAL = 1_000;
const ANSWERS = ['lost', 'busy', 'broken', 'unsigned', 'foreign'] as const;
const LETTERS = ['drop', 'duplicate', 'garbage', 'probe', 'forged'] as const;
const orderNo = fc.integer({ min: 1, max: 3 }).map((n) => `T-00000${n}`);
const deed = fc.oneof(
  fc.record({ do: fc.constant('order' as const), no: orderNo }),
  fc.record({ do: fc.constant('pay' as const), no: orderNo }),
  fc.record({ do: fc.constant('close' as const), no: orderNo }),
  fc.record({
    do: fc.constant('refund' as const),
    no: orderNo,
    refundNo: fc.integer({ min: 1, max: 4 }).map((n) => `R-${n}`),
    amount: fc.constantFrom(1, 400, 1_000),
  }),
  fc.record({
    do: fc.constant('answers' as const),
    next: fc.array(fc.constantFrom(...ANSWERS), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({
    do: fc.constant('letters' as const),
    next: fc.constantFrom(...LETTERS),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ do: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/**
 * @param isKnown what a query says: it has happened, and needs no repeating
 * @returns whether it was done; else it was refused for good
 */
async function insist(
  call: () => Promise<unknown>,
  isKnown: () => Promise<boolean>,
): Promise<boolean> {
  for (let nth = 0; nth < 20; nth += 1) {
    try {
      await call();
      return true;
    } catch (fault) {
      if (!(fault instanceof WechatPayFault)) throw fault;
      if (fault.next === 'never') return false;
      if (fault.next === 'ask' && (await answered(isKnown))) return true;
    }
  }
  throw new Error('it never came to an end');
}
async function answered<T>(look: () => Promise<T>): Promise<T> {
  for (let nth = 0; nth < 20; nth += 1) {
    try {
      return await look();
    } catch (fault) {
      expect(fault).toMatchObject({ next: 'again' });
    }
  }
  throw new Error('no query was answered');
}

async function live({ pay, platform, clock }: Town, each: Deed): Promise<void> {
  const stateOf = async (no: string) => (await pay.find(no))?.state ?? null;
  if (each.do === 'answers') platform.nextAnswers.push(...each.next);
  if (each.do === 'letters') platform.notifier.mishaps[each.next] += each.count;
  if (each.do === 'time') {
    clock.ms += each.ms;
    await platform.tick();
  }
  if (each.do === 'order') {
    const isKnown = async () => !['NOTPAY', null].includes(await stateOf(each.no));
    const done = await insist(() => pay.order('jsapi', wishOf(each.no, TOTAL)), isKnown);
    const { state } = platform.orders.get(DIRECT.mchid, each.no);
    expect(done || state === 'CLOSED').toBe(true);
  }
  if (each.do === 'close') {
    const isKnown = async () => (await stateOf(each.no)) !== 'NOTPAY';
    await insist(() => pay.close(each.no), isKnown);
    expect(orderIn(platform, each.no)?.state).not.toBe('NOTPAY');
  }
  if (each.do === 'pay') {
    const order = orderIn(platform, each.no);
    if (order !== null) await platform.pay(order.prepayId);
  }
  if (each.do === 'refund') {
    const paid = (await answered(() => pay.find(each.no)))?.paid;
    if (paid === null || paid === undefined) return;
    const { providerNo } = paid;
    const { refundNo, amount } = each;
    const wish = { refundNo, providerNo, amount: fen(amount), total: fen(TOTAL) };
    const isKnown = async () => (await pay.findRefund(refundNo)) !== null;
    const done = await insist(() => pay.refund({ ...wish, notifyUrl: NOTIFY }), isKnown);
    const kept = await answered(() => pay.findRefund(refundNo));
    if (done) expect(kept).not.toBeNull();
    // Refused for good: the number stands for another refund, or so much is not left.
    const left = TOTAL - platform.orders.get(DIRECT.mchid, each.no).refundedFen;
    if (!done) expect(kept !== null || left < amount).toBe(true);
  }
}

const orderIn = (platform: Town['platform'], no: string) => {
  try {
    return platform.orders.get(DIRECT.mchid, no);
  } catch {
    return null;
  }
};

test('[B12] whoever does as a fault says ends with what the platform has, whatever is lost on the way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), async (deeds) => {
      const town = openTown();
      try {
        for (const each of deeds) await live(town, each);
        await clearUp(town);
        for (const no of ['T-000001', 'T-000002', 'T-000003']) await compare(town, no);
      } finally {
        await town.close();
      }
    }),
    { numRuns: 40, seed: 20_261_122 },
  );
});

/** The weather clears, and a day goes by. */
async function clearUp({ platform, clock }: Town): Promise<void> {
  platform.nextAnswers.length = 0;
  for (const name of Object.keys(platform.notifier.mishaps)) {
    platform.notifier.mishaps[name as 'drop'] = 0;
  }
  for (const wait of [0, ...AGAIN_MS]) {
    clock.ms += wait;
    await platform.tick();
  }
  expect(platform.notifier.waiting).toBe(0);
}

async function compare({ pay, platform, heard }: Town, no: string): Promise<void> {
  const order = orderIn(platform, no);
  const found = await pay.find(no);
  expect(found?.state ?? null).toBe(order?.state ?? null);
  const notices = heard.flatMap(({ notice }) => (notice === null ? [] : [notice]));
  const told = notices.flatMap((each) =>
    each.kind === 'paid' && each.outTradeNo === no ? [`${each.providerNo} ${each.amount}`] : [],
  );
  const paid = order?.paid ?? null;
  expect([...new Set(told)]).toEqual(paid === null ? [] : [`${paid.transactionId} ${TOTAL}`]);
  let back = 0;
  for (const refundNo of ['R-1', 'R-2', 'R-3', 'R-4']) {
    const refund = await pay.findRefund(refundNo);
    if (refund === null || platform.refunds.get(DIRECT.mchid, refundNo, null).order !== order) {
      continue;
    }
    expect(refund.state).toBe('SUCCESS');
    back += refund.amount;
    const ours = notices.filter((each) => each.kind === 'refunded' && each.refundNo === refundNo);
    expect(ours[0]).toMatchObject({ amount: refund.amount, succeeded: true });
  }
  expect(back).toBe(order?.refundedFen ?? 0);
  expect(back).toBeLessThanOrEqual(paid === null ? 0 : TOTAL);
}
