/**
 * Payments through a WeChat Pay that loses, delays, doubles, forges, falsifies and re-orders what it
 * tells, while buyers pay late, give up and press again: in the end every fen is where it belongs.
 * `HOSTILE_PAYMENTS` and `HOSTILE_SEED` play more of it, or the same again.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../simulators/serve.ts';
import { WechatPaySimulator } from '../../simulators/wechat-pay/wechat-pay.ts';
import { cancelOrder } from '../src/flows/cancel-order.ts';
import type { OrderId } from '../src/kernel/id.ts';
import { instantAt } from '../src/kernel/time.ts';
import { crewOf, introduce } from '../src/neighbours.ts';
import { setTimer } from '../src/platform/timer.ts';
import { runDue } from '../src/run-due.ts';
import { HOST } from './cast.ts';
import { say } from './drill-says.ts';
import { openMoneyHouse, type MoneyHouse } from './money-house.ts';
import { ACCOUNT, BOOK, BY_KEY } from './wechat-pay-town.ts';

const COUNT = Number(process.env.HOSTILE_PAYMENTS ?? 24);
const SEED = Number(process.env.HOSTILE_SEED ?? 11);
const MINUTE = 60_000;

let money: MoneyHouse;
let buyer: Record<string, string>;
const platform = new WechatPaySimulator({
  merchants: [BOOK],
  platform: BY_KEY,
  nowMs: () => money.house.clock.now(),
  deliver: async ({ url, headers, body }) => {
    const wish = { method: 'POST', url: new URL(url).pathname, payload: body } as const;
    return (await money.app.inject({ ...wish, headers: { ...headers, host: HOST } })).statusCode;
  },
});
const server = serve((asked) => platform.answer(asked));
beforeAll(async () => {
  const base = await server.url();
  money = await openMoneyHouse(0, { wechatPay: { ...ACCOUNT, host: HOST, base } });
  introduce(money.house, money.met);
  buyer = await money.member(money.cast.buyer);
});
afterAll(async () => {
  await crewOf(money.house).close();
  await money.close();
  await server.close();
});

/** The same for the same seed: a linear congruential generator after Knuth. */
function dice(seed: number): (sides: number) => number {
  let state = BigInt(seed);
  return (sides) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & ((1n << 64n) - 1n);
    return Number((state >> 33n) % BigInt(sides));
  };
}

interface Plan {
  readonly id: OrderId;
  /** Since the beginning; Infinity: never. */
  readonly payMs: number;
  readonly giveUpMs: number;
  readonly lost: number;
  readonly twin: 'duplicate' | 'forged' | 'garbage' | 'wrongAmount' | 'probe' | null;
}
const TWINS = ['duplicate', 'forged', 'garbage', 'wrongAmount', 'probe', null] as const;

async function planned(roll: (sides: number) => number): Promise<Plan> {
  const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen: 500 + roll(5_000) }] });
  const payBy = (await money.till.order(id)).pay_by;
  await money.house.db.transaction(money.cast.chain.merchant, async (tx) =>
    setTimer(tx, 'orders.unpaid', id, instantAt(payBy.getTime())),
  );
  const payMs = roll(5) === 0 ? Infinity : roll(14 * 60) * 1_000;
  // Some give up just when the money is on its way.
  const giveUpMs = roll(4) === 0 ? Math.min(payMs, 13 * MINUTE) + roll(20) * 1_000 : Infinity;
  return { id, payMs, giveUpMs, lost: roll(3) === 0 ? 99 : roll(4), twin: TWINS[roll(6)]! };
}

const press = async (id: OrderId, address: string): Promise<string | null> => {
  const answer = await money.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${id}/pay`,
    headers: buyer,
    payload: { back: '/' },
    remoteAddress: address,
  });
  const url = answer.json().payUrl as string | undefined;
  return url === undefined ? null : new URL(url).searchParams.get('prepay_id');
};

async function live(plans: readonly Plan[], roll: (sides: number) => number): Promise<void> {
  const { clock } = money.house;
  const began = clock.now();
  const done = new Set<string>();
  const once = (word: string): boolean => !done.has(word) && Boolean(done.add(word));
  const ways = new Map<OrderId, string | null>();
  for (const { id } of plans) ways.set(id, await press(id, '14.23.150.211'));
  for (let passed = 0; passed < 45 * MINUTE; ) {
    const step = passed < MINUTE ? 5_000 : passed < 20 * MINUTE ? 30_000 : 2 * MINUTE;
    clock.advance(step);
    passed = clock.now() - began;
    for (const plan of plans) {
      if (plan.payMs <= passed && once(`pay ${plan.id}`)) await pay(plan, ways, roll);
      if (plan.giveUpMs <= passed && once(`cancel ${plan.id}`)) await giveUp(plan.id);
    }
    platform.notifier.reorder = roll(2) === 0;
    await platform.tick();
    await runDue(money.house);
    await crewOf(money.house).idle();
  }
  platform.notifier.mishaps.drop = 0;
}

async function pay(plan: Plan, ways: Map<OrderId, string | null>, roll: (n: number) => number) {
  // From another network she gets another number, and the former must be dead. The page of the
  // first one lives for five minutes.
  const way = roll(3) === 0 ? '101.6.6.6' : '14.23.150.211';
  const fresh = (await press(plan.id, way)) ?? ways.get(plan.id);
  const { mishaps } = platform.notifier;
  platform.notifier.delayMs = roll(3) === 0 ? roll(20) * MINUTE : 0;
  mishaps.drop = plan.lost;
  if (plan.twin !== null) mishaps[plan.twin] = 1;
  if (fresh) await platform.pay(fresh);
  mishaps.drop = plan.lost === 99 ? 3 : 0;
}

const giveUp = (order: OrderId): Promise<unknown> =>
  cancelOrder(money.house.db, {
    merchant: money.cast.chain.merchant,
    order,
    actor: { kind: 'member', id: money.cast.buyer },
    reason: 'changed my mind',
    owner: money.cast.buyer,
  }).catch(() => {});

test(
  `[B12] attack-26 attack-27 attack-28 attack-29: ${COUNT} payments under fire, every fen where it belongs`,
  async () => {
    const roll = dice(SEED);
    const plans: Plan[] = [];
    for (let n = 0; n < COUNT; n += 1) plans.push(await planned(roll));
    await live(plans, roll);
    const states = new Map<string, { state: string; kept: number }>();
    for (const { id } of plans) {
      const { state } = await money.till.order(id);
      const trades = platform.orders.all().filter(({ no }) => no.startsWith(numberOf(id)));
      const paid = trades.filter((trade) => trade.paid !== null);
      const kept = paid.reduce((sum, trade) => sum + trade.total - trade.refundedFen, 0);
      const payable = Number((await money.till.order(id)).payable_fen);
      states.set(id, { state, kept });
      // What the buyer is out of is the order's price when she has the order, and nothing else.
      expect({ id, state, kept }).toEqual({ id, state, kept: state === 'paid' ? payable : 0 });
      const open = trades.filter((trade) => trade.state === 'NOTPAY');
      expect({ id, open: open.length }).toEqual({ id, open: 0 });
    }
    await money.till.whole();
    const count = (state: string): number =>
      [...states.values()].filter((each) => each.state === state).length;
    const back = await money.till.many(
      `select count(*)::int as n from payments.refund where state = 'succeeded'`,
    );
    expect(count('paid') + count('cancelled')).toBe(COUNT);
    expect(count('paid')).toBeGreaterThan(COUNT / 4);
    say(`${count('paid')} paid, ${count('cancelled')} given up, ${back[0].n} sent back once`);
  },
  60_000 + COUNT * 1_000,
);

/** How our trade numbers of this order begin. */
const numberOf = (id: string): string =>
  `q${BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0')}`;
