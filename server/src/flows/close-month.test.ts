/** A guide's month: tiers booked at its close, once, corrected by refunds; caps that hold. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../test/money-house.ts';
import type { OrderId } from '../kernel/id.ts';
import { fen, type Fen } from '../kernel/money.ts';
import { addMonths, startOf, type Day } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import { shared } from '../modules/commission/months.ts';
import { statements } from '../platform/statement.ts';
import { newUuid } from '../platform/uuid.ts';
import { findViolations } from '../../test/invariants.ts';
import { closeGuideMonth, closeMonth } from './close-month.ts';
import { settleOrder } from './settle-order.ts';
import { withdraw } from './withdraw.ts';

let money: MoneyHouse;
let slow: MoneyHouse;
const MARCH = '2026-03-01' as Day;
const APRIL = addMonths(MARCH, 1);
const steps = [
  { fromFen: 0, bps: 500 },
  { fromFen: 20_000, bps: 700 },
];
const tier = (mode: 'marginal' | 'whole') => ({ id: 't', name: '月度', when: {}, mode, steps });

/** From the first of a month on, as if it had been published before. */
const plan = (house: MoneyHouse, from: Day, more: object) =>
  house.house.owner.query(
    `with made as (
       insert into chain.policy (merchant_id, node_id, kind, version, body, valid_from, why, made_at)
       select merchant_id, node_id, kind, (select max(version) + 1 from chain.policy
           where kind = 'commission' and merchant_id = $1), $2, $3, 'test', made_at
       from chain.policy where merchant_id = $1 and kind = 'commission' and version = 1
     ) update platform.version set chain = chain + 1 where merchant_id = $1`,
    [
      house.cast.chain.merchant,
      JSON.stringify({ ...chain.FIRST_POLICIES.commission, ...more }),
      startOf(from),
    ],
  );
const settled = async ({ till }: MoneyHouse, priceFen: number): Promise<OrderId> => {
  const { id } = await till.place({ lines: [{ quantity: 1, priceFen }] });
  await till.report(id);
  await till.handOver(id);
  await till.settle(id);
  return id;
};
const due = (house: MoneyHouse) => house.till.balance(`due:staff:${house.cast.guide}`);
const booked = async ({ till }: MoneyHouse) =>
  (
    await till.many(
      'select month::text, no, booked_fen::int as n from commission.tier_close order by month, no',
    )
  ).map((row) => [row.month, row.no, row.n]);
const at = (house: MoneyHouse, day: string) =>
  house.house.clock.set(Date.parse(`${day}T05:00:00+08:00`));

beforeAll(async () => {
  [money, slow] = [await openMoneyHouse(), await openMoneyHouse(5)];
});
afterAll(() => Promise.all([money?.close(), slow?.close()]));

test('[A6] race: eight that close a month at once book its tier once, straight and slow', async () => {
  for (const house of [money, slow]) {
    await plan(house, MARCH, { tiers: [tier('marginal')] });
    await settled(house, 30_000); // 8 days on: 22 March
    expect(await due(house)).toBe(1_500);
    at(house, '2026-04-01');
    const { merchant } = house.cast.chain;
    await Promise.all(Array.from({ length: 8 }, () => closeMonth(house.house.db, merchant, MARCH)));
    expect(await due(house)).toBe(1_700); // 2 % of what lies above 200 yuan
    expect(await booked(house)).toEqual([[MARCH, 1, 200]]);
    expect(await findViolations(house.house.owner)).toEqual([]);
  }
});

test('[A6] a refund after the close takes its tier back with the next close, to the fen', async () => {
  const { till, house, cast } = money;
  const [{ id }] = await till.many(`select id from orders."order" where state = 'settled'`);
  await till.refund(id, [{ no: 1, pieces: 0, amount: fen(8_000) }]);
  await till.confirmAll();
  at(money, '2026-05-01');
  await closeMonth(house.db, cast.chain.merchant, APRIL);
  expect(await booked(money)).toEqual([
    [MARCH, 1, 200],
    [MARCH, 2, -160], // 22,000 left: 2 % of 2,000
  ]);
  expect(await due(money)).toBe(1_500 - 400 + 40);
  await closeMonth(house.db, cast.chain.merchant, APRIL);
  expect((await booked(money)).length).toBe(2);
  await till.whole();
});

test('[A6] what she has taken out already becomes her debt', async () => {
  const { till, house, cast } = slow;
  const account = `due:staff:${cast.guide}`;
  const party = { kind: 'staff' as const, id: cast.guide };
  const wish = { merchant: cast.chain.merchant, party, amount: fen(1_700), channel: 'sandbox' };
  await withdraw(house.db, { ...wish, id: newUuid(0) });
  const [{ id }] = await till.many(`select id from orders."order" where state = 'settled'`);
  await till.refund(id, 'all');
  await till.confirmAll();
  at(slow, '2026-05-01');
  await closeMonth(house.db, cast.chain.merchant, APRIL);
  expect(await till.balance(account)).toBe(1_700); // frozen for the way out
  expect(await till.balance(`debt:staff:${cast.guide}`)).toBe(-1_700);
  await till.whole();
});

test('[A6] caps of a month: a person’s and everybody’s are never passed, the rest is the house’s', async () => {
  const { till, house, cast } = money;
  const caps = { orderPersonalFen: 0, monthPersonFen: 800, monthMerchantFen: 1_000 };
  await plan(money, '2026-06-01' as Day, { caps });
  at(money, '2026-06-02');
  const before = await due(money);
  await settled(money, 10_000); // guide 500, sharer 200
  await settled(money, 10_000); // guide 300 of 500, sharer none of 200
  expect((await due(money)) - before).toBe(800);
  const { rows } = await house.owner.query(
    `select party, cap_fen::int as cap, taken_fen::int as taken from commission.month_room
     order by taken_fen desc`,
  );
  expect(rows).toEqual([
    { party: 'all', cap: 1_000, taken: 1_000 },
    { party: `due:staff:${cast.guide}`, cap: 800, taken: 800 },
    { party: `due:member:${cast.sharer}`, cap: 800, taken: 200 },
  ]);
  await till.whole();
});

test('[A6] many that settle at once never pass a cap, and each order still adds up', async () => {
  const { till, house, cast } = slow;
  const caps = { orderPersonalFen: 0, monthPersonFen: 1_200, monthMerchantFen: 0 };
  await plan(slow, '2026-06-01' as Day, { caps });
  at(slow, '2026-06-02');
  const ids: OrderId[] = [];
  for (let i = 0; i < 4; i += 1) {
    const { id } = await till.place({ lines: [{ quantity: 1, priceFen: 10_000 }] });
    await till.report(id);
    await till.handOver(id);
    ids.push(id);
  }
  house.clock.advance(8 * 86_400_000);
  const done = await Promise.all(ids.map((id) => settleOrder(house.db, cast.chain.merchant, id)));
  expect(done).toEqual(ids.map(() => 'settled'));
  const [{ taken }] = await till.many(
    `select taken_fen::int as taken from commission.month_room where party = $1`,
    [`due:staff:${cast.guide}`],
  );
  expect(taken).toBe(1_200);
  await till.whole();
});

test('mutant: a month that is closed without its lock and guard still has one word, by its key', async () => {
  const lock = statements.get('ledger.lock_accounts') as { text: string };
  const close = statements.get('commission.insert_tier_close') as { text: string };
  const kept = [lock.text, close.text];
  const fresh = await openMoneyHouse(); // with connections that have prepared neither
  lock.text = lock.text.replace('for update', '');
  close.text = close.text.replace(/where \$\d+::bigint = [^]*?, 0\)/, '');
  expect([lock.text === kept[0], close.text === kept[1]]).toEqual([false, false]);
  try {
    await plan(fresh, MARCH, { tiers: [tier('whole')] });
    await settled(fresh, 50_000);
    at(fresh, '2026-04-01');
    const wish = { month: MARCH, staff: fresh.cast.guide };
    const { merchant } = fresh.cast.chain;
    await Promise.allSettled(
      Array.from({ length: 8 }, () => closeGuideMonth(fresh.house.db, merchant, wish)),
    );
    expect(await booked(fresh)).toEqual([[MARCH, 1, 1_000]]);
    await fresh.till.whole();
  } finally {
    [lock.text, close.text] = kept as [string, string];
    await fresh.close();
  }
});

test('[A6] rooms: whoever asks first is served, and none is ever overdrawn', () => {
  const want = fc.record({
    party: fc.constantFrom('a', 'b', 'c'),
    amount: fc.integer({ min: 1, max: 500 }),
  });
  fc.assert(
    fc.property(
      fc.array(want, { maxLength: 20 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      (asked, person, all) => {
        const rooms = new Map<string, Fen>([
          ['a', fen(person)],
          ['b', fen(person)],
          ['all', fen(all)],
        ]);
        const wants = asked.map(({ party, amount }, i) => {
          return { id: String(i), party, amount: fen(amount) };
        });
        const { allowed, taken } = shared(rooms, wants);
        for (const [room, had] of rooms) expect(taken.get(room)!).toBeLessThanOrEqual(had);
        let sum = 0;
        for (const { id, amount } of wants) {
          expect(allowed.get(id)!).toBeLessThanOrEqual(amount);
          sum += allowed.get(id)!;
        }
        expect(taken.get('all')).toBe(sum);
      },
    ),
  );
});
