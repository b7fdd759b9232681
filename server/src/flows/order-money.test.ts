/** The money of whole orders through the flows: every step leaves all invariants standing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatChain } from '../../test/cast.ts';
import { seatMoney, type MoneyCast, type OrderWish } from '../../test/cast-orders.ts';
import { openHouse, type House } from '../../test/house.ts';
import { openTill, type Till } from '../../test/till.ts';
import { fen } from '../kernel/money.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import { newUuid } from '../platform/uuid.ts';
import { cancelOrder, expireUnpaid } from './cancel-order.ts';
import { settleOrder } from './settle-order.ts';

let house: House;
let cast: MoneyCast;
let till: Till;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatMoney(house, await seatChain(house));
  till = openTill(house, cast);
});
afterAll(() => house.close());
const merchant = () => cast.chain.merchant;

const STORY: OrderWish = {
  lines: [
    { quantity: 1, priceFen: 3980, discountFen: 485 },
    { quantity: 1, priceFen: 2590, discountFen: 315 },
  ],
  invited: true,
};

test('[B12][G2] the first story: paid, Y returned, settled, withdrawn, X refunded late', async () => {
  const { id } = await till.place(STORY);
  await till.whole();
  expect(await till.report(id)).toMatchObject({ use: 'order' });
  await till.whole();
  expect(
    await till.one(`select state, captured_fen::int as n from orders."order" where id = $1`, [id]),
  ).toEqual({ state: 'paid', n: 5770 });
  const parts = await till.many(
    `select role, amount_fen::int as n from ledger.pending where order_id = $1 order by id`,
    [id],
  );
  expect(parts.map(({ n }) => n).sort((a, b) => a - b)).toEqual([
    114, 172, 230, 287, 345, 500, 4122,
  ]);
  await till.handOver(id);
  const y = await till.refund(id, [{ no: 2, pieces: 1, amount: null }]);
  expect(y).toMatchObject({ amountFen: 2275, cancelled: false });
  await till.whole();
  expect(await till.confirm(y.id)).toEqual({ state: 'succeeded' });
  expect(await till.confirm(y.id)).toEqual({ state: 'succeeded' });
  await till.whole();
  expect(await settleOrder(house.db, merchant(), id)).toBe('too_early');
  expect(await till.settle(id)).toBe('settled');
  expect(await settleOrder(house.db, merchant(), id)).toBe('not_received');
  await till.whole();
  const lin = `due:staff:${cast.guide}`;
  expect(await till.balance(lin)).toBe(174);
  expect(await till.balance(`due:member:${cast.sharer}`)).toBe(69);
  expect(await till.balance(`due:member:${cast.buyer}`)).toBe(303);

  const party = { kind: 'staff' as const, id: cast.guide };
  const wish = { id: newUuid(0), party, amount: fen(174), channel: 'sandbox' };
  await house.db.transaction(merchant(), (tx) => ledger.askWithdrawal(tx, wish));
  await till.whole();
  await house.db.transaction(merchant(), async (tx) => {
    const tax = { taxable: fen(0), withheld: fen(0), taxMethod: 'agent' };
    const found = await ledger.lockWithdrawal(tx, wish.id);
    await ledger.releaseWithdrawal(tx, found, cast.chain.person('zhao'), tax);
  });
  const end = { id: wish.id, channel: 'sandbox', paid: true, survivor: null };
  await house.db.transaction(merchant(), (tx) => ledger.endWithdrawal(tx, end));
  await till.whole();
  const x = await till.refund(id, [{ no: 1, pieces: 1, amount: null }]);
  await till.whole();
  expect(await till.balance(`debt:staff:${cast.guide}`)).toBe(-174);
  await till.confirm(x.id);
  await till.whole();
  expect(await till.balance(`order:${id}`)).toBe(0);
});

test('[B12] attack-28: one fen off, another currency, another app: not paid, a break row, and room for the right one', async () => {
  const { id, payableFen } = await till.place({ lines: [{ quantity: 1, priceFen: 1000 }] });
  const no = 'P-wrong';
  expect(await till.report(id, { no, amount: payableFen - 1 })).toMatchObject({ use: 'mismatch' });
  expect(await till.report(id, { no, amount: payableFen - 1 })).toMatchObject({ use: 'mismatch' });
  expect(await till.report(id, { no: 'P-usd', currency: 'USD' })).toMatchObject({
    use: 'mismatch',
  });
  expect(await till.report(id, { no: 'P-app', app: 'someone-else' })).toMatchObject({
    use: 'mismatch',
  });
  expect((await till.one(`select state from orders."order" where id = $1`, [id])).state).toBe(
    'unpaid',
  );
  expect(
    (await till.one(`select count(*)::int as n from payments.capture where order_id = $1`, [id])).n,
  ).toBe(3);
  expect(await till.report(id, { no })).toMatchObject({ use: 'order' });
  await till.whole();
});

test('[B12] attack-29 attack-32: money that comes too late or twice goes back in full, once', async () => {
  const late = await till.place({ lines: [{ quantity: 2, priceFen: 700 }] });
  await till.intentOf(late.id);
  house.clock.advance(16 * 60_000);
  expect(await expireUnpaid(house.db, merchant(), late.id)).toBe(true);
  expect(await expireUnpaid(house.db, merchant(), late.id)).toBe(false);
  await till.whole();
  expect(await till.report(late.id, { no: 'P-late' })).toMatchObject({ use: 'late' });
  expect(await till.report(late.id, { no: 'P-late' })).toMatchObject({ use: 'late' });
  const twice = await till.place({ lines: [{ quantity: 1, priceFen: 900 }] });
  expect(await till.report(twice.id)).toMatchObject({ use: 'order' });
  expect(await till.report(twice.id, { no: 'P-twice' })).toMatchObject({ use: 'twice' });
  await till.whole();
  const unwanted = await till.many(
    `select provider_no as no, amount_fen::int as n from payments.refund where not for_order order by no`,
  );
  expect(unwanted).toEqual([
    { no: 'P-late', n: 1400 },
    { no: 'P-twice', n: 900 },
  ]);
  await till.confirmAll();
  await till.whole();
  expect(await till.balance('payout:sandbox')).toBe(0);
});

test('[B11] a cancelled order gives everything back: money, stock, place in the day', async () => {
  const { id } = await till.place({
    lines: [
      { quantity: 3, priceFen: 333 },
      { quantity: 1, priceFen: 100 },
    ],
    freightFen: 300,
  });
  await till.report(id);
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
  await till.whole();
  await till.confirmAll();
  await till.whole();
});

test('[B11] the last line refunded before hand-over cancels the order, and freight goes back with it', async () => {
  const { id } = await till.place({
    lines: [
      { quantity: 1, priceFen: 500 },
      { quantity: 2, priceFen: 250 },
    ],
    freightFen: 300,
  });
  await till.report(id);
  expect(await till.refund(id, [{ no: 1, pieces: 1, amount: null }])).toMatchObject({
    amountFen: 500,
    cancelled: false,
  });
  expect(
    (await till.one('select held from inventory.stock where outlet_id = $1', [cast.fulfilling]))
      .held,
  ).toBeGreaterThan(0);
  await till.whole();
  expect(await till.refund(id, [{ no: 2, pieces: 2, amount: null }])).toMatchObject({
    amountFen: 800,
    cancelled: true,
  });
  await till.confirmAll();
  await till.whole();
});
