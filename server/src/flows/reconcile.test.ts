/** Bills against books: lost words are found, breaks have reasons and owners, and end. */
import { hash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../test/money-house.ts';
import type { OrderId } from '../kernel/id.ts';
import { addDays, dayOf, epochOf, instantAt, startOf } from '../kernel/time.ts';
import { hearOf } from '../http/callbacks/hear.ts';
import { runDue } from '../run-due.ts';
import { expireUnpaid } from './cancel-order.ts';
import { reconcileBills, restBills } from './reconcile-bills.ts';

const HOUR = 3_600_000;
let money: MoneyHouse;
beforeEach(async () => {
  money = await openMoneyHouse();
});
afterEach(() => money.close());

const cashier = () => money.met.simulators!.cashier;
const merchant = () => money.cast.chain.merchant;
const clock = () => money.house.clock;
const place = () => money.till.place({ lines: [{ quantity: 2, priceFen: 650 }] });
const host = () => money.cast.chain.host;
async function tradeOf(id: OrderId) {
  const { outTradeNo, amount } = await money.till.intentOf(id);
  return { outTradeNo, amount, description: 'x', host: host(), back: '/' };
}
const told = async (id: OrderId) => {
  await cashier().pay(await tradeOf(id), 'pay');
  await cashier().quiet();
};
/** She has paid, and nobody tells us. */
const untold = async (id: OrderId, more: object = {}) => {
  const { outTradeNo, amount: amountFen } = await tradeOf(id);
  const providerNo = `S-${id.slice(-12)}`;
  const atMs = clock().now();
  const entry = { kind: 'payment', atMs, host: host(), providerNo, outTradeNo, amountFen } as const;
  cashier().book.put({ ...entry, refundNo: '', ...more });
};
const faults: unknown[] = [];
const reconcile = () =>
  reconcileBills(
    { ...money.house, ...money.met, hear: hearOf(money.house) },
    merchant(),
    (error) => void faults.push(error),
  );
/** Until eleven of the next morning. */
const nextMorning = (): void => {
  const day = addDays(dayOf(instantAt(clock().now())), 1);
  clock().advance(epochOf(startOf(day)) + 11 * HOUR - clock().now());
};
const breaks = () =>
  money.till.many(
    `select kind, reason, state, resolution, there_fen::int as there, here_fen::int as here
     from payments.bill_break order by kind, reason`,
  );
const stateOf = async (id: OrderId): Promise<string> => (await money.till.order(id)).state;

test('[B12] promise-12: a day that agrees has no break, its fees are booked once, and the timer waits for ten', async () => {
  const { id } = await place();
  await told(id);
  await money.till.handOver(id);
  await money.till.refund(id, [{ no: 1, pieces: 1, amount: null }]);
  await runDue(money.house);
  await cashier().quiet();
  const day = dayOf(instantAt(clock().now()));
  clock().advance(epochOf(startOf(addDays(day, 1))) + 9 * HOUR - clock().now());
  expect(await reconcile()).toEqual({ days: 0, waiting: 0, healed: 0 });
  clock().advance(2 * HOUR);
  await runDue(money.house);
  await restBills(money.house.db);
  expect(await reconcile()).toEqual({ days: 0, waiting: 0, healed: 0 });
  expect(await breaks()).toEqual([]);
  const bill = await money.till.one(
    `select state, line_count, paid_fen::int as paid, here_paid_fen::int as here, fee_fen::int as fee,
       refunded_fen::int as back, here_refunded_fen::int as here_back, fee_back_fen::int as fee_back
     from payments.bill`,
  );
  expect(bill).toEqual({
    state: 'compared',
    line_count: 2,
    paid: 1300,
    here: 1300,
    fee: 8,
    back: 650,
    here_back: 650,
    fee_back: 4,
  });
  const fees = await money.till.many(
    `select type, amount_fen::int as fen from ledger.transfer where type like 'provider_fee%' order by 1`,
  );
  expect(fees).toEqual([
    { type: 'provider_fee', fen: 8 },
    { type: 'provider_fee_back', fen: 4 },
  ]);
  await money.till.whole();
  expect(faults).toEqual([]);
});

test('[B12] attack-31: a word lost for ever is found in the bill: in time it pays, late it goes back', async () => {
  const [a, b] = [await place(), await place()];
  await untold(a.id);
  await untold(b.id);
  await expireUnpaid(money.house.db, merchant(), b.id); // too early: still unpaid
  clock().advance(16 * 60_000);
  await expireUnpaid(money.house.db, merchant(), b.id);
  nextMorning();
  expect(await reconcile()).toMatchObject({ days: 1, healed: 2 });
  expect(await stateOf(a.id)).toBe('paid');
  expect(await stateOf(b.id)).toBe('cancelled');
  expect(await breaks()).toMatchObject([
    { kind: 'missing_here', reason: 'never_told', state: 'resolved', resolution: 'captured' },
    { kind: 'missing_here', reason: 'never_told', state: 'resolved', resolution: 'sent_back' },
  ]);
  await runDue(money.house);
  await cashier().quiet();
  await money.till.whole();
});

test('[B12] each kind of break is found, with its reason and an owner', async () => {
  const [lost, other, ours, twice, fee] = [
    await place(),
    await place(),
    await place(),
    await place(),
    await place(),
  ];
  await untold(other.id, { amountFen: 1_299 });
  await untold(lost.id, { outTradeNo: 'counter-17' });
  await money.till.report(ours.id);
  await told(twice.id);
  await told(fee.id);
  nextMorning();
  const { book } = cashier();
  const right = book.bill.bind(book);
  book.bill = (...asked) => bent(right(...asked)!);
  await reconcile();
  const found = await breaks();
  expect(found.map(({ kind, reason, state }) => `${kind} ${reason} ${state}`)).toEqual([
    'amount_differs other_sum_than_ordered open',
    'duplicate twice_in_bills open',
    'fee_differs not_its_own_rate open',
    'missing_here not_our_number open',
    'missing_there not_in_the_bill open',
  ]);
  const { n } = await money.till.one(
    `select count(*)::int as n from payments.bill_break k join chain.staff_grant g
       on g.staff_id = k.owner_id and g.role in ('finance', 'hq_admin')`,
  );
  expect(n).toBe(5);
  const day = await money.till.one(
    `select (paid_fen - here_paid_fen)::int as difference from payments.bill`,
  );
  const sum = found.reduce((all, { there, here }) => all + (there ?? 0) - (here ?? 0), 0);
  expect(day.difference - 1300).toBe(sum); // the double line counts there, and its two sides agree
  await money.till.whole();
});

/** The last line stands twice, and the one before pays a fee of its own. */
function bent({ file: text }: { readonly file: string }) {
  const lines = text.split('\n').map((line) => JSON.parse(line));
  lines.at(-2)!.feeFen += 7;
  const file = [...lines, lines.at(-1)].map((line) => JSON.stringify(line)).join('\n');
  return { hash: hash('sha256', file, 'hex'), file };
}
