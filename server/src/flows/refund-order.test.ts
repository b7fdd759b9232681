/** Refunds in every order and split, debts, reviews: every step leaves all invariants standing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatChain } from '../../test/cast.ts';
import { seatMoney, type MoneyCast } from '../../test/cast-orders.ts';
import { openHouse, type House } from '../../test/house.ts';
import { openTill, type Till } from '../../test/till.ts';
import { fen } from '../kernel/money.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import type { RefundAsk } from '../modules/orders/orders.ts';
import { newUuid } from '../platform/uuid.ts';

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
    const { id, payableFen } = await till.place({
      lines: [
        { quantity: 3, priceFen: 333, discountFen: 98 },
        { quantity: 1, priceFen: 101, discountFen: 2 },
      ],
      freightFen: 300,
      invited: true,
    });
    await till.report(id);
    await till.handOver(id);
    if (i === 1) await till.settle(id); // after settlement it comes back from those who have it
    for (const ask of path) await till.refund(id, [ask]);
    expect(
      (await till.one(`select refunded_fen::int as n from orders."order" where id = $1`, [id])).n,
    ).toBe(payableFen);
    await till.whole();
    await expect(till.refund(id, [{ no: 1, pieces: 1, amount: null }])).rejects.toMatchObject({
      code: 'orders.refund_too_many_pieces',
    });
    await expect(till.refund(id, [{ no: 2, pieces: 0, amount: fen(1) }])).rejects.toMatchObject({
      code: 'orders.refund_too_much',
    });
  }
  await till.confirmAll();
  await till.whole();
});

test('[G2] attack-40: debt at the frozen rate, paid from the next posting, no withdrawal before', async () => {
  const party = { kind: 'member' as const, id: cast.sharer };
  const take = (amount: number) =>
    house.db.transaction(merchant(), (tx) =>
      ledger.askWithdrawal(tx, { id: newUuid(0), party, amount: fen(amount), channel: 'sandbox' }),
    );
  const due = `due:member:${cast.sharer}`;
  const first = await till.place({ lines: [{ quantity: 1, priceFen: 10_000 }] });
  await till.report(first.id);
  await till.handOver(first.id);
  await till.settle(first.id);
  await take(await till.balance(due));
  await till.refund(first.id, 'all');
  await till.whole();
  const owed = -(await till.balance(`debt:member:${cast.sharer}`));
  expect(owed).toBe(200); // ⌊10,000 × 200 bps⌋
  await expect(take(1)).rejects.toMatchObject({
    code: 'ledger.debt_first',
    facts: { debtFen: 200 },
  });
  const second = await till.place({ lines: [{ quantity: 1, priceFen: 15_000 }] });
  await till.report(second.id);
  await till.handOver(second.id);
  await till.settle(second.id);
  expect(await till.balance(`debt:member:${cast.sharer}`)).toBe(0);
  await expect(take(101)).rejects.toMatchObject({
    code: 'ledger.not_enough',
    facts: { availableFen: 100 },
  });
  await take(100);
  await till.confirmAll();
  await till.whole();
});

test('[C14] portions under review wait past settlement; refused, they stay with head office', async () => {
  const { id } = await till.place({ lines: [{ quantity: 1, priceFen: 10_000 }], suspended: true });
  await till.report(id);
  await till.handOver(id);
  const before = await till.balance(`due:member:${cast.sharer}`);
  await till.settle(id);
  await till.whole();
  expect(await till.balance(`due:member:${cast.sharer}`)).toBe(before);
  expect(await till.balance(`order:${id}`)).toBe(200);
  await house.db.transaction(merchant(), async (tx) => {
    const pendings = await ledger.findPendings(tx, id);
    const pending = pendings.find(({ suspended }) => suspended)!;
    const hq = { kind: 'hq' as const, id: cast.chain.hq };
    ledger.decideSuspended(tx, id, { pending, accepted: false, hq, settled: true }, []);
  });
  await till.whole();
  expect(await till.balance(`order:${id}`)).toBe(0);
  await till.refund(id, 'all'); // and comes back from head office
  await till.confirmAll();
  await till.whole();
});

test('[B9] a split order pays two fulfilling outlets; a refund cuts the one that had the line', async () => {
  const { id } = await till.place({
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
  await till.report(id);
  const rows = async (): Promise<number[]> => {
    const found = await till.many(
      `select (amount_fen - voided_fen)::int as n from ledger.pending
       where order_id = $1 and role = 'fulfilling' order by n`,
      [id],
    );
    return found.map(({ n }) => n);
  };
  expect(await rows()).toEqual([80, 540]); // freight rides with line 1
  await till.refund(id, [{ no: 2, pieces: 1, amount: null }]);
  expect(await rows()).toEqual([0, 540]);
  await till.whole();
});
