/** Stored value and points from the top-up to the last refund, and what a crowd makes of them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../test/money-house.ts';
import type { MemberId } from '../kernel/id.ts';
import { openWalletKit, POINTS, STORED, switchOn } from '../../test/wallet-kit.ts';
import type { CashAskId } from '../modules/wallet/wallet.ts';
import { newUuid } from '../platform/uuid.ts';
import { fen } from '../kernel/money.ts';
import { cancelOrder, expireUnpaid } from './cancel-order.ts';
import { askCash, decideCash } from './cash-out.ts';
import { countPoints } from './count-points.ts';
import { endBuckets, warnOfEnd } from './end-buckets.ts';
import { payByWallet } from './pay-by-wallet.ts';

let money: MoneyHouse;
let kit: ReturnType<typeof openWalletKit>;
let member: MemberId;
beforeAll(async () => {
  money = await openMoneyHouse();
  kit = openWalletKit(money.house, merchant());
});
afterAll(() => money.close());
beforeEach(async () => {
  await switchOn(money.house, merchant());
  member = newUuid(0) as MemberId;
  await money.house.owner.query(
    'insert into members.member (merchant_id, id, name, made_at) values ($1, $2, $3, $4)',
    [merchant(), member, '吴桐', new Date(money.house.clock.now())],
  );
});

const merchant = () => money.cast.chain.merchant;
const buyer = () => member;
const place = async (priceFen: number, quantity = 1) => {
  const placed = await money.till.place({ lines: [{ quantity, priceFen }], buyer: member });
  const role = `update orders.line set product_role = 'everyday' where order_id = $1 and no > 0`;
  await money.house.owner.query(role, [placed.id]);
  return placed;
};
const has = async () => (await kit.offer(buyer(), 100)).has;
const refunded = (n: number) => [{ no: 1, pieces: n, amount: null }];
const ring = async (kind: string) => {
  const refs = await money.till.many(
    'select ref from platform.timer where kind = $1 and ref like $2',
    [kind, `${member}:%`],
  );
  return refs.map(({ ref }) => ref as string);
};
const points = (id: Parameters<typeof countPoints>[2]) =>
  countPoints(money.house.db, merchant(), id);

test('[D4] topped up with bonus, paid wholly by the balance, refunded exactly to each bucket', async () => {
  await kit.topUp(buyer(), 10_000, 1_000);
  expect(await has()).toMatchObject({ principal: 10_000, bonus: 1_000 });
  const { id } = await place(1_100, 5);
  expect(await kit.pay(id, buyer(), 5_500)).toEqual({ state: 'paid', restFen: 0 });
  expect(await has()).toMatchObject({ principal: 5_000, bonus: 500 });
  await money.till.whole();
  expect(await money.till.order(id)).toMatchObject({ state: 'paid', captured_fen: '5500' });
  await money.till.handOver(id);
  await money.till.refund(id, refunded(2));
  expect(await has()).toMatchObject({ principal: 7_000, bonus: 700 });
  await money.till.whole();
  await money.till.settle(id);
  await money.till.refund(id, refunded(3));
  expect(await has()).toMatchObject({ principal: 10_000, bonus: 1_000 });
  expect(await money.till.balance(`order:${id}`)).toBe(0);
  await money.till.whole();
});

test('[D4] a part by balance and points, the rest by the channel; a refund goes back to all three', async () => {
  await kit.topUp(buyer(), 2_000, 200);
  const first = await place(10_000);
  await money.till.report(first.id);
  await money.till.handOver(first.id);
  await points(first.id);
  await money.till.settle(first.id);
  await points(first.id);
  await points(first.id);
  expect((await has()).points).toBe(100);
  await money.till.whole();

  const { id } = await place(1_000, 5);
  const use = { balance: true, points: true };
  expect(await kit.pay(id, buyer(), 5_000, use)).toEqual({ state: 'held', restFen: 2_700 });
  expect(await kit.pay(id, buyer(), 5_000, use).catch((no) => no.code)).toBe('wallet.pays_already');
  expect(await has()).toEqual({ principal: 0, bonus: 0, points: 0 });
  await money.till.whole();
  expect(await money.till.report(id)).toMatchObject({ use: 'order' });
  await money.till.whole();
  await money.till.handOver(id);
  const one = await money.till.refund(id, refunded(1));
  await money.till.confirm(one.id);
  await money.till.whole();
  const rest = await money.till.refund(id, refunded(4));
  await money.till.confirm(rest.id);
  expect(await has()).toEqual({ principal: 2_000, bonus: 200, points: 100 });
  await money.till.whole();
});

test('[D4] an order that is given up lets go of what it held; paid in full by an old page, too', async () => {
  await kit.topUp(buyer(), 3_000);
  const gone = await place(5_000);
  await kit.pay(gone.id, buyer(), 5_000);
  await cancelOrder(money.house.db, {
    merchant: merchant(),
    order: gone.id,
    actor: { kind: 'member', id: buyer() },
    reason: 'no',
    owner: buyer(),
  });
  expect((await has()).principal).toBe(3_000);
  const late = await place(5_000);
  await kit.pay(late.id, buyer(), 5_000);
  money.house.clock.advance(16 * 60_000);
  expect(await expireUnpaid(money.house.db, merchant(), late.id)).toBe(true);
  expect((await has()).principal).toBe(3_000);
  await money.till.whole();

  const old = await place(5_000);
  const notice = await money.till.noticeOf(old.id);
  await kit.pay(old.id, buyer(), 5_000);
  expect(await money.till.report(old.id, { no: notice.providerNo })).toMatchObject({
    use: 'order',
  });
  expect((await has()).principal).toBe(3_000);
  expect(await money.till.order(old.id)).toMatchObject({ state: 'paid', tender_fen: '0' });
  await money.till.whole();
});

test('[D4] attack-4: five orders of 90 by a balance of 100, and a hundred racers: one, and never below nothing', async () => {
  await kit.topUp(buyer(), 10_000);
  const orders = await Promise.all(Array.from({ length: 5 }, () => place(9_000)));
  const seen = (await kit.offer(buyer(), 9_000)).balance;
  const use = { balance: true, points: false };
  const racers = Array.from({ length: 100 }, (_, i) => orders[i % 5]!.id);
  const done = await Promise.allSettled(
    racers.map((order) =>
      payByWallet(money.house, { merchant: merchant(), order, member: buyer(), use, seen }),
    ),
  );
  const won = new Set(racers.filter((_, i) => done[i]!.status === 'fulfilled'));
  expect(won.size).toBe(1);
  const codes = new Set(
    done.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : [])),
  );
  expect([...codes]).toEqual(['wallet.offer_changed']);
  expect((await has()).principal).toBe(1_000);
  await money.till.whole();
});

test('[D4] a top-up that is told of twenty times is one; a second payment and one beyond the cap go back', async () => {
  const intent = await kit.ask(buyer(), 20_000, 500);
  await Promise.allSettled(Array.from({ length: 20 }, () => kit.report(intent, 'T-same')));
  expect(await has()).toMatchObject({ principal: 20_000, bonus: 500 });
  expect(await kit.report(intent, 'T-other')).toMatchObject({ use: 'twice' });
  const more = await kit.ask(buyer(), 480_000);
  await kit.topUp(buyer(), 480_000); // shuts the one before
  expect(await kit.report(more)).toMatchObject({ use: 'late' });
  await expect(kit.ask(buyer(), 2_000)).rejects.toMatchObject({ code: 'wallet.above_the_cap' });
  await money.till.confirmAll();
  await money.till.whole();
});

test('[D4] principal goes back as money by a second person, once, and takes its bonus with it', async () => {
  await kit.topUp(buyer(), 10_000, 1_000);
  const { db } = money.house;
  const staff = money.cast.chain.person('zhao');
  const other = money.cast.chain.person('sun-hui');
  const id = newUuid(0) as CashAskId;
  const ask = { merchant: merchant(), member: buyer(), reason: '搬家', by: staff };
  await expect(askCash(db, { ...ask, id, amount: fen(10_001) })).rejects.toMatchObject({
    code: 'wallet.not_so_much_principal',
  });
  await askCash(db, { ...ask, id, amount: fen(4_000) });
  const decide = (by: typeof staff) =>
    decideCash(db, { merchant: merchant(), id, staff: by, accepted: true, answer: '' });
  await expect(decide(staff)).rejects.toMatchObject({ code: 'wallet.second_person' });
  const done = await Promise.allSettled(Array.from({ length: 8 }, () => decide(other)));
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await has()).toMatchObject({ principal: 6_000, bonus: 600 });
  await money.till.whole();
  await money.till.confirmAll();
  const back = await money.till.many(
    `select amount_fen::int as n from payments.refund r join wallet.top_up t on t.id = r.order_id
     where member_id = $1`,
    [member],
  );
  expect(back).toEqual([{ n: 4_000 }]);
  await money.till.whole();
});

test('[D4] attack-62: bought, earned, spent, refunded: earned points come back, and what is gone is owed', async () => {
  const first = await place(10_000);
  await money.till.report(first.id);
  await money.till.handOver(first.id);
  expect(await points(first.id)).toBe(100);
  await money.till.settle(first.id);
  await points(first.id);
  expect((await has()).points).toBe(100);
  const second = await place(1_000);
  await kit.pay(second.id, buyer(), 1_000, { balance: false, points: true });
  await money.till.report(second.id);
  await money.till.refund(first.id, refunded(1));
  await points(first.id);
  expect(await has()).toMatchObject({ points: 0 });
  expect(await money.till.balance(`debt:points:${buyer()}`)).toBe(-100);
  await money.till.whole();
  const third = await place(15_000);
  await money.till.report(third.id);
  await money.till.handOver(third.id);
  await points(third.id);
  await money.till.settle(third.id);
  await points(third.id);
  expect(await has()).toMatchObject({ points: 50 });
  expect(await money.till.balance(`debt:points:${buyer()}`)).toBe(0);
  await money.till.whole();
});

test('[D4] attack-24: points that end are told of before, end once, and come back into a fresh bucket', async () => {
  await switchOn(money.house, merchant(), {
    points: { ...POINTS, expiryMonths: 1, noticeDays: 14 },
    stored_value: STORED,
  });
  const first = await place(10_000);
  await money.till.report(first.id);
  await money.till.handOver(first.id);
  await points(first.id);
  await money.till.settle(first.id);
  await points(first.id);
  const used = await place(100, 2);
  await kit.pay(used.id, buyer(), 200, { balance: false, points: true });
  await money.till.report(used.id);
  const { db, clock } = money.house;
  for (const ref of await ring('wallet.warn')) {
    clock.advance(20 * 86_400_000);
    await warnOfEnd(db, merchant(), ref);
  }
  const refs = await ring('wallet.end');
  clock.advance(60 * 86_400_000);
  await Promise.all([...refs, ...refs, ...refs].map((ref) => endBuckets(db, merchant(), ref)));
  expect((await has()).points).toBe(0);
  await money.till.whole();
  const back = await money.till.refund(used.id, refunded(2));
  await money.till.confirm(back.id);
  expect((await has()).points).toBe(60);
  const [fresh] = await money.till.many(
    `select expires_at from wallet.bucket where source = $1 and kind = 'points'`,
    [`back:${used.id}`],
  );
  expect(fresh.expires_at.getTime() - clock.now()).toBe(30 * 86_400_000);
  await money.till.whole();
});
