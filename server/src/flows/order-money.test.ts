/** The money of whole orders through the flows: every step leaves all invariants standing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatChain } from '../../test/cast.ts';
import {
  handOver,
  putOrder,
  seatMoney,
  type MoneyCast,
  type OrderWish,
} from '../../test/cast-orders.ts';
import { openHouse, type House } from '../../test/house.ts';
import { findViolations } from '../../test/invariants.ts';
import type { OrderId, RefundId } from '../kernel/id.ts';
import { fen } from '../kernel/money.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as payments from '../modules/payments/payments.ts';
import type { RefundAsk } from '../modules/orders/orders.ts';
import { newUuid } from '../platform/uuid.ts';
import { cancelOrder, expireUnpaid } from './cancel-order.ts';
import { capturePayment } from './capture-payment.ts';
import { confirmRefund } from './confirm-refund.ts';
import { openPayment } from './open-payment.ts';
import { settleOrder } from './settle-order.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { refundWithin } from './steps/refund.ts';

const DAY = 86_400_000;
let house: House;
let cast: MoneyCast;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatMoney(house, await seatChain(house));
});
afterAll(() => house.close());

const channel = { name: 'sandbox', app: 'quandian-sandbox' };
const merchant = () => cast.chain.merchant;
const whole = async (): Promise<void> => {
  expect(await findViolations(house.owner)).toEqual([]);
};
const one = async (sql: string, args: unknown[] = []) =>
  (await house.owner.query(sql, args)).rows[0];
let payNo = 0;
const report = async (
  order: OrderId,
  more: Partial<{ amount: number; no: string; currency: string; app: string }> = {},
) => {
  const { intent } = await openPayment(house.db, {
    merchant: merchant(),
    order,
    member: await buyerOf(order),
    channel,
  }).catch(async () => ({
    intent: (await house.db.reading(merchant(), (r) => payments.findIntents(r, order)))[0]!,
  }));
  return capturePayment(house, {
    merchant: merchant(),
    channel,
    notice: {
      kind: 'paid',
      app: more.app ?? channel.app,
      currency: more.currency ?? 'CNY',
      outTradeNo: intent.outTradeNo,
      providerNo: more.no ?? `P${++payNo}`,
      amount: fen(more.amount ?? intent.amount),
    },
  });
};
const buyerOf = async (order: OrderId) =>
  (await one('select member_id as m from orders."order" where id = $1', [order])).m;
const refund = (
  order: OrderId,
  asks: readonly RefundAsk[] | 'all',
  id = newUuid(house.clock.now()),
) =>
  house.db.transaction(merchant(), async (tx) =>
    refundWithin(tx, await orderMoneyOf(tx, order), {
      id: id as RefundId,
      asks,
      reason: 'test',
      case: null,
      actor: { kind: 'system', id: null },
      sellable: [],
      goods: 'released',
    }),
  );
const confirm = async (id: string) => {
  const row = await one(
    'select refund_no as no, amount_fen::int as n from payments.refund where id = $1',
    [id],
  );
  const notice = {
    kind: 'refunded' as const,
    refundNo: row.no,
    amount: fen(row.n),
    succeeded: true,
  };
  return confirmRefund(house.db, { merchant: merchant(), notice });
};
const confirmAll = async (): Promise<number> => {
  const { rows } = await house.owner.query(
    `select id from payments.refund where state <> 'succeeded'`,
  );
  for (const { id } of rows) await confirm(id);
  return rows.length;
};
const place = (wish: OrderWish) => putOrder(house, cast, wish);
const settle = async (order: OrderId) => {
  house.clock.advance(8 * DAY);
  return settleOrder(house.db, merchant(), order);
};
const balance = async (account: string): Promise<number> =>
  Number(
    (await one('select balance_fen from ledger.account where account = $1', [account]))
      ?.balance_fen ?? 0,
  );
const STORY: OrderWish = {
  lines: [
    { quantity: 1, priceFen: 3980, discountFen: 485 },
    { quantity: 1, priceFen: 2590, discountFen: 315 },
  ],
  invited: true,
};

test('[B12][G2] the first story: paid, Y returned, settled, withdrawn, X refunded late', async () => {
  const { id } = await place(STORY);
  await whole();
  expect(await report(id)).toMatchObject({ use: 'order' });
  await whole();
  expect(
    await one(`select state, captured_fen::int as n from orders."order" where id = $1`, [id]),
  ).toEqual({ state: 'paid', n: 5770 });
  const parts = await house.owner.query(
    `select role, amount_fen::int as n from ledger.pending where order_id = $1 order by id`,
    [id],
  );
  expect(parts.rows.map(({ n }) => n).sort((a, b) => a - b)).toEqual([
    114, 172, 230, 287, 345, 500, 4122,
  ]);
  await handOver(house, cast, id);
  const y = await refund(id, [{ no: 2, pieces: 1, amount: null }]);
  expect(y).toMatchObject({ amountFen: 2275, cancelled: false });
  await whole();
  expect(await confirm(y.id)).toEqual({ state: 'succeeded' });
  expect(await confirm(y.id)).toEqual({ state: 'succeeded' });
  await whole();
  expect(await settleOrder(house.db, merchant(), id)).toBe('too_early');
  expect(await settle(id)).toBe('settled');
  expect(await settleOrder(house.db, merchant(), id)).toBe('not_received');
  await whole();
  const lin = `due:staff:${cast.guide}`;
  expect(await balance(lin)).toBe(174);
  expect(await balance(`due:member:${cast.sharer}`)).toBe(69);
  expect(await balance(`due:member:${cast.buyer}`)).toBe(303);

  const party = { kind: 'staff' as const, id: cast.guide };
  const wish = { id: newUuid(0), party, amount: fen(174), channel: 'sandbox' };
  await house.db.transaction(merchant(), (tx) => ledger.askWithdrawal(tx, wish));
  await whole();
  await house.db.transaction(merchant(), (tx) => ledger.releaseWithdrawal(tx, wish.id));
  const end = { id: wish.id, channel: 'sandbox', paid: true, survivor: null };
  await house.db.transaction(merchant(), (tx) => ledger.endWithdrawal(tx, end));
  await whole();
  const x = await refund(id, [{ no: 1, pieces: 1, amount: null }]);
  await whole();
  expect(await balance(`debt:staff:${cast.guide}`)).toBe(-174);
  await confirm(x.id);
  await whole();
  expect(await balance(`order:${id}`)).toBe(0);
});

test('[B12] attack-28: one fen off, another currency, another app: not paid, a break row, and room for the right one', async () => {
  const { id, payableFen } = await place({ lines: [{ quantity: 1, priceFen: 1000 }] });
  const no = 'P-wrong';
  expect(await report(id, { no, amount: payableFen - 1 })).toMatchObject({ use: 'mismatch' });
  expect(await report(id, { no, amount: payableFen - 1 })).toMatchObject({ use: 'mismatch' });
  expect(await report(id, { no: 'P-usd', currency: 'USD' })).toMatchObject({ use: 'mismatch' });
  expect(await report(id, { no: 'P-app', app: 'someone-else' })).toMatchObject({ use: 'mismatch' });
  expect((await one(`select state from orders."order" where id = $1`, [id])).state).toBe('unpaid');
  expect(
    (await one(`select count(*)::int as n from payments.capture where order_id = $1`, [id])).n,
  ).toBe(3);
  expect(await report(id, { no })).toMatchObject({ use: 'order' });
  await whole();
});

test('[B12] attack-29, 32: money that comes too late or twice goes back in full, once', async () => {
  const late = await place({ lines: [{ quantity: 2, priceFen: 700 }] });
  await openPayment(house.db, {
    merchant: merchant(),
    order: late.id,
    member: cast.buyer,
    channel,
  });
  house.clock.advance(16 * 60_000);
  expect(await expireUnpaid(house.db, merchant(), late.id)).toBe(true);
  expect(await expireUnpaid(house.db, merchant(), late.id)).toBe(false);
  await whole();
  expect(await report(late.id, { no: 'P-late' })).toMatchObject({ use: 'late' });
  expect(await report(late.id, { no: 'P-late' })).toMatchObject({ use: 'late' });
  const twice = await place({ lines: [{ quantity: 1, priceFen: 900 }] });
  expect(await report(twice.id)).toMatchObject({ use: 'order' });
  expect(await report(twice.id, { no: 'P-twice' })).toMatchObject({ use: 'twice' });
  await whole();
  const unwanted = await house.owner.query(
    `select provider_no as no, amount_fen::int as n from payments.refund where not for_order order by no`,
  );
  expect(unwanted.rows).toEqual([
    { no: 'P-late', n: 1400 },
    { no: 'P-twice', n: 900 },
  ]);
  await confirmAll();
  await whole();
  expect(await balance('payout:sandbox')).toBe(0);
});

test('[B11] a cancelled order gives everything back: money, stock, place in the day', async () => {
  const { id } = await place({
    lines: [
      { quantity: 3, priceFen: 333 },
      { quantity: 1, priceFen: 100 },
    ],
    freightFen: 300,
  });
  await report(id);
  const member = { kind: 'member' as const, id: cast.buyer };
  const wish = {
    merchant: merchant(),
    order: id,
    actor: member,
    reason: 'changed_mind',
    owner: cast.buyer,
  };
  await expect(cancelOrder(house.db, { ...wish, owner: cast.sharer })).rejects.toMatchObject({
    code: 'orders.no_such_order',
  });
  expect(await cancelOrder(house.db, wish)).toEqual({ order: id, refundedFen: 1399 });
  expect(await cancelOrder(house.db, wish)).toEqual({ order: id, refundedFen: 1399 });
  await whole();
  await confirmAll();
  await whole();
});

test('[B11] the last line refunded before hand-over cancels the order, and freight goes back with it', async () => {
  const { id } = await place({
    lines: [
      { quantity: 1, priceFen: 500 },
      { quantity: 2, priceFen: 250 },
    ],
    freightFen: 300,
  });
  await report(id);
  expect(await refund(id, [{ no: 1, pieces: 1, amount: null }])).toMatchObject({
    amountFen: 500,
    cancelled: false,
  });
  expect(
    (await one('select held from inventory.stock where outlet_id = $1', [cast.fulfilling])).held,
  ).toBeGreaterThan(0);
  await whole();
  expect(await refund(id, [{ no: 2, pieces: 2, amount: null }])).toMatchObject({
    amountFen: 800,
    cancelled: true,
  });
  await confirmAll();
  await whole();
});

test('[G2] attack-39: whatever the order and the split of refunds, exactly what was paid comes back', async () => {
  const paths: RefundAsk[][] = [
    [
      { no: 1, pieces: 2, amount: null },
      { no: 2, pieces: 1, amount: null },
      { no: 1, pieces: 1, amount: null },
      { no: 0, pieces: 1, amount: null },
    ],
    [
      { no: 2, pieces: 0, amount: fen(57) },
      { no: 0, pieces: 1, amount: null },
      { no: 1, pieces: 1, amount: null },
      { no: 1, pieces: 2, amount: null },
      { no: 2, pieces: 1, amount: null },
    ],
    [
      { no: 1, pieces: 0, amount: fen(1) },
      { no: 1, pieces: 0, amount: fen(700) },
      { no: 1, pieces: 3, amount: null },
      { no: 2, pieces: 1, amount: null },
      { no: 0, pieces: 0, amount: fen(299) },
      { no: 0, pieces: 1, amount: null },
    ],
  ];
  for (const [i, path] of paths.entries()) {
    const { id, payableFen } = await place({
      lines: [
        { quantity: 3, priceFen: 333, discountFen: 98 },
        { quantity: 1, priceFen: 101, discountFen: 2 },
      ],
      freightFen: 300,
      invited: true,
    });
    await report(id);
    await handOver(house, cast, id);
    if (i === 1) await settle(id); // after settlement it comes back from those who have it
    for (const ask of path) await refund(id, [ask]);
    expect(
      (await one(`select refunded_fen::int as n from orders."order" where id = $1`, [id])).n,
    ).toBe(payableFen);
    await whole();
    await expect(refund(id, [{ no: 1, pieces: 1, amount: null }])).rejects.toMatchObject({
      code: 'orders.refund_too_many_pieces',
    });
    await expect(refund(id, [{ no: 2, pieces: 0, amount: fen(1) }])).rejects.toMatchObject({
      code: 'orders.refund_too_much',
    });
  }
  await confirmAll();
  await whole();
});

test('[G2] attack-40: debt at the frozen rate, paid from the next posting, no withdrawal before', async () => {
  const party = { kind: 'member' as const, id: cast.sharer };
  const take = (amount: number) =>
    house.db.transaction(merchant(), (tx) =>
      ledger.askWithdrawal(tx, { id: newUuid(0), party, amount: fen(amount), channel: 'sandbox' }),
    );
  const due = `due:member:${cast.sharer}`;
  const first = await place({ lines: [{ quantity: 1, priceFen: 10_000 }] });
  await report(first.id);
  await handOver(house, cast, first.id);
  await settle(first.id);
  await take(await balance(due));
  await refund(first.id, 'all');
  await whole();
  const owed = -(await balance(`debt:member:${cast.sharer}`));
  expect(owed).toBe(200); // ⌊10,000 × 200 bps⌋
  await expect(take(1)).rejects.toMatchObject({
    code: 'ledger.debt_first',
    facts: { debtFen: 200 },
  });
  const second = await place({ lines: [{ quantity: 1, priceFen: 15_000 }] });
  await report(second.id);
  await handOver(house, cast, second.id);
  await settle(second.id);
  expect(await balance(`debt:member:${cast.sharer}`)).toBe(0);
  await expect(take(101)).rejects.toMatchObject({
    code: 'ledger.not_enough',
    facts: { availableFen: 100 },
  });
  await take(100);
  await confirmAll();
  await whole();
});

test('[C14] portions under review wait past settlement; refused, they stay with head office', async () => {
  const { id } = await place({ lines: [{ quantity: 1, priceFen: 10_000 }], suspended: true });
  await report(id);
  await handOver(house, cast, id);
  const before = await balance(`due:member:${cast.sharer}`);
  await settle(id);
  await whole();
  expect(await balance(`due:member:${cast.sharer}`)).toBe(before);
  expect(await balance(`order:${id}`)).toBe(200);
  await house.db.transaction(merchant(), async (tx) => {
    const pendings = await ledger.findPendings(tx, id);
    const pending = pendings.find(({ suspended }) => suspended)!;
    const hq = { kind: 'hq' as const, id: cast.chain.hq };
    ledger.decideSuspended(tx, id, { pending, accepted: false, hq, settled: true }, []);
  });
  await whole();
  expect(await balance(`order:${id}`)).toBe(0);
  await refund(id, 'all'); // and comes back from head office
  await confirmAll();
  await whole();
});

test('[B9] a split order pays two fulfilling outlets; a refund cuts the one that had the line', async () => {
  const { id } = await place({
    lines: [
      { quantity: 1, priceFen: 1000 },
      { quantity: 1, priceFen: 2000 },
    ],
    freightFen: 500,
    parcels: [
      { outlet: cast.fulfilling, lineNos: [1] },
      { outlet: cast.selling, lineNos: [2] },
    ],
  });
  await report(id);
  const rows = async () =>
    (
      await house.owner.query(
        `select to_account as a, (amount_fen - voided_fen)::int as n from ledger.pending
       where order_id = $1 and role = 'fulfilling' order by n`,
        [id],
      )
    ).rows.map(({ n }) => n);
  expect(await rows()).toEqual([80, 540]); // freight rides with line 1
  await refund(id, [{ no: 2, pieces: 1, amount: null }]);
  expect(await rows()).toEqual([0, 540]);
  await whole();
});
