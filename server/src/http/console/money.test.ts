/** What head office, dealers and guides see of the money: legs, statements, ledger, increment. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../../test/money-house.ts';
import { closeBooks } from '../../flows/steps/close-books.ts';
import { judgeIncrement } from '../../flows/judge-increment.ts';
import { withdraw } from '../../flows/withdraw.ts';
import type { OrderId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { addDays, dayOf, instantAt, type Day } from '../../kernel/time.ts';
import { newUuid } from '../../platform/uuid.ts';

let money: MoneyHouse;
let first: OrderId;
let day: Day;
beforeAll(async () => {
  money = await openMoneyHouse();
  const { till, cast, house } = money;
  day = dayOf(instantAt(house.clock.now()));
  const lines = [
    { quantity: 1, priceFen: 3980, discountFen: 485 },
    { quantity: 1, priceFen: 2590, discountFen: 315 },
  ];
  ({ id: first } = await till.place({ lines, invited: true }));
  await till.report(first);
  await till.handOver(first);
  await judgeIncrement(house.db, cast.chain.merchant, first);
  await till.confirm((await till.refund(first, [{ no: 2, pieces: 1, amount: null }])).id);
  await till.settle(first); // eight days later
  const now = instantAt(house.clock.now());
  await house.owner.query('update chain.staff_session set seen_at = $1', [now]);
  const second = await till.place({ lines: [{ quantity: 2, priceFen: 1500 }] });
  await till.report(second.id);
  const party = { kind: 'staff' as const, id: cast.guide };
  const wish = { merchant: cast.chain.merchant, party, channel: 'sandbox' };
  await withdraw(house.db, { ...wish, id: newUuid(0), amount: fen(100) });
  await till.refund(first, [{ no: 1, pieces: 1, amount: null }]);
  await closeBooks(house.db, cast.chain.merchant);
  await till.whole();
});
afterAll(() => money.close());

const get = async (url: string, who: Parameters<MoneyHouse['cast']['chain']['as']>[0] = 'zhao') =>
  money.app.inject({ url: `/api/console${url}`, headers: money.cast.chain.as(who) });

test('[G2] the money page of an order: every leg, what came back, all postings, balanced', async () => {
  const found = (await get(`/orders/${first}/money`)).json();
  expect(found).toMatchObject({ capturedFen: 5770, refundedFen: 5770, balanced: true });
  const guide = found.legs.find(({ role }: { role: string }) => role === 'guide');
  expect(guide).toMatchObject({ name: '林小满', bps: 500, amountFen: 287, netFen: 0 });
  expect(guide).toMatchObject({ takenBackFen: 287, state: 'posted' });
  expect(found.refunds.map((r: { amountFen: number }) => r.amountFen)).toEqual([2275, 3495]);
  const sum = (type: string) =>
    found.postings
      .filter((each: { type: string }) => each.type === type)
      .reduce((all: number, each: { amountFen: number }) => all + each.amountFen, 0);
  expect([sum('capture'), sum('post'), sum('refund')]).toEqual([5770, 3495, 2275]);
  expect(sum('claw_back') + sum('debt')).toBe(3495);
});

test('[G2] statements of dealer, store and guide add up on any day, and once more from transfers', async () => {
  const { cast } = money;
  const parties = [
    ['dealer', cast.dealer],
    ['outlet', cast.fulfilling],
    ['outlet', cast.selling],
    ['staff', cast.guide],
  ];
  const admin = 'lin-guodong';
  for (const [kind, id] of parties) {
    let carried: number | null = null;
    for (const [from, to] of [
      [0, 3],
      [4, 7],
      [8, 9],
    ]) {
      const span = `from=${addDays(day, from!)}&to=${addDays(day, to!)}`;
      const found = (await get(`/statements/${kind}/${id}?${span}`, admin)).json();
      expect(found).toMatchObject({ differenceFen: 0, reconciled: true });
      const { openingFen, earnedFen, paidFen, pendingFen, closingFen } = found;
      expect(openingFen + earnedFen - paidFen - pendingFen).toBe(closingFen);
      if (carried !== null) expect(openingFen).toBe(carried);
      carried = closingFen + pendingFen;
      const orders = (await get(`/statements/${kind}/${id}/orders?${span}`, admin)).json();
      const net = orders.items.reduce(
        (all: number, row: { netFen: number }) => all + row.netFen,
        0,
      );
      const told = found.outlets.reduce(
        (all: number, row: { netFen: number }) => all + row.netFen,
        0,
      );
      expect([told, net]).toEqual([earnedFen, earnedFen]);
    }
  }
  const lin = (
    await get(`/statements/staff/${cast.guide}?from=${day}&to=${addDays(day, 9)}`, admin)
  ).json();
  expect(lin).toMatchObject({ openingFen: 0, earnedFen: 150, pendingFen: 150, closingFen: 0 });
});

test('attack-47: a dealer sees her branch, and no other earnings', async () => {
  const { chain } = money.cast;
  const [mine, other] = Object.values(chain.dealers);
  const seen = (await get('/statements?kind=dealer', 'lin-guodong')).json().items;
  expect(seen).toHaveLength(Object.keys(chain.dealers).length);
  const span = `from=${day}&to=${day}`;
  const answers = await Promise.all(
    [mine, other].map((id) => get(`/statements/dealer/${id}?${span}`, 'he')),
  );
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
});

test('[G2] the ledger: totals, transfers by type, a verdict on every block', async () => {
  const admin = 'lin-guodong';
  const check = (await get('/ledger/check', admin)).json();
  expect(check).toMatchObject({ brokenBlocks: [], drift: [] });
  const totals = (await get('/ledger', admin)).json();
  expect(totals).toMatchObject({ pendingFen: 3000 + 3495, refundingFen: 3495, breaks: 0 });
  const page = (await get('/ledger/transfers?type=post&count=3', admin)).json();
  expect(page.items).toHaveLength(3);
  const next = (
    await get(`/ledger/transfers?type=post&count=100&after=${page.next}`, admin)
  ).json();
  expect(next.items).toHaveLength(4);
});

test('[F1] increment: raw and corrected, by outlet, with the orders behind', async () => {
  const found = (await get(`/increment?from=${day}&to=${day}`)).json();
  expect(found).toMatchObject({ method: 1, orders: 1, rawFen: 0, correctedFen: 0 });
  expect(found.items[0]).toMatchObject({
    orderId: first,
    isTime: true,
    isSpace: true,
    final: true,
  });
  expect(found.outlets[0]).toMatchObject({ outletId: money.cast.selling });
  const equation = (await get(`/sales-equation?from=${day}&to=${addDays(day, 9)}`)).json();
  expect(equation.now.buyers).toBe(1);
});

test('[G2] the ledger as of a past day, and any account: opening, both ways, closing, what moved', async () => {
  const admin = 'lin-guodong';
  const before = (await get(`/ledger/as-of?on=${addDays(day, 3)}`, admin)).json();
  expect(before).toMatchObject({ pendingFen: 3495, cashInFen: 3495, hqFen: 0, staffFen: 0 });
  const now = (await get('/ledger', admin)).json();
  const then = (await get(`/ledger/as-of?on=${addDays(day, 9)}`, admin)).json();
  // Shared accounts of the overview lag behind; what people have does not.
  for (const key of ['staffFen', 'membersFen', 'debtFen', 'pendingFen', 'refundingFen'])
    expect([key, then[key]]).toEqual([key, now[key]]);
  expect(then.cashInFen).toBe(6495);
  const lin = `due:staff:${money.cast.guide}`;
  const span = `from=${addDays(day, 1)}&to=${addDays(day, 9)}`;
  const book = (await get(`/ledger/accounts/${lin}?${span}`, admin)).json();
  expect(book).toMatchObject({
    name: '林小满',
    openingFen: 0,
    inFen: 174,
    outFen: 74,
    closingFen: 100,
  });
  const moved: { signedFen: number }[] = [];
  for (let after = ''; ; ) {
    const page = (
      await get(`/ledger/accounts/${lin}/entries?${span}&count=1${after}`, admin)
    ).json();
    moved.push(...page.items);
    if (page.next === null) break;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
  expect(moved.map(({ signedFen }) => signedFen).sort()).toEqual([-74, 174]);
  expect((await get(`/ledger/accounts/due:staff:nobody?${span}`, admin)).json().name).toBe('');
  expect((await get(`/ledger/accounts/${lin}?${span}`, 'he')).statusCode).toBe(403);
});
