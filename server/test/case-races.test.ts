/**
 * Races of after-sales: many answer one case, many claim one fall of a price. Straight, through a
 * slow wire, and with a guard taken out, which the race or an invariant must notice.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseTime } from '../src/flows/case-time.ts';
import type { OrderId } from '../src/kernel/id.ts';
import { statements } from '../src/platform/statement.ts';
import { openCaseHouse, HOUR, type CaseHouse } from './case-house.ts';
import { findViolations } from './invariants.ts';

const WIRES = [
  { wire: 'straight', delayMs: 0, rounds: 3 },
  { wire: 'through 20 ms', delayMs: 20, rounds: 1 },
];
let shop: CaseHouse;
const merchant = () => shop.cast.chain.merchant;
const bought = (priceFen: number): Promise<OrderId> =>
  shop.received({ lines: [{ quantity: 1, priceFen }] });
const refundsOf = async (order: OrderId): Promise<number[]> =>
  (
    await shop.till.many(`select amount_fen::int as n from orders.refund where order_id = $1`, [
      order,
    ])
  ).map(({ n }) => n);

/** Two who agree, one who does not, her who takes it back, and the clock: all at once. */
async function crowd(order: OrderId): Promise<{ id: string; state: string }> {
  const { id } = await shop.ask(order, { kind: 'refund_only', reason: 'damaged' });
  await shop.stay(48 * HOUR);
  const yes = { accepted: true, words: '' };
  await Promise.allSettled([
    shop.decide('sun-hui', id, yes),
    shop.decide('zhao', id, yes),
    shop.decide('sun-hui', id, { accepted: false, words: '不同意' }),
    shop.mySteps(order, id, 'withdrawal'),
    caseTime(shop.house.db, merchant(), id),
  ]);
  return shop.mine(order, id);
}

describe.each(WIRES)('$wire', ({ delayMs, rounds }) => {
  beforeAll(async () => {
    shop = await openCaseHouse(delayMs);
  });
  afterAll(() => shop.close());

  test('[B11] attack-23: five answers to one case at once are one answer, and one refund at most', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const order = await bought(3_000);
      const { id, state } = await crowd(order);
      expect(['accepted', 'rejected', 'withdrawn']).toContain(state);
      expect(await refundsOf(order)).toEqual(state === 'accepted' ? [3_000] : []);
      const answers = await shop.till.many(
        `select verb from orders.case_step where case_id = $1 and verb <> 'asked'`,
        [id],
      );
      expect(answers).toHaveLength(1);
      await shop.till.whole();
    }
  });

  test('[B11] attack-22: ten claims of one fall of a price are made good once', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await shop.sells(shop.cast.sku, 5_000);
      const order = await bought(5_000);
      shop.house.clock.advance(HOUR);
      await shop.sells(shop.cast.sku, 4_400);
      const claim = () => shop.ask(order, { kind: 'price_protection', reason: 'price_fell' });
      await Promise.allSettled(Array.from({ length: 10 }, claim));
      expect(await refundsOf(order)).toEqual([600]);
      await shop.till.whole();
    }
  });
});

/** Runs with statements changed, on connections that have not prepared them yet. */
async function without<T>(cuts: readonly (readonly [string, string])[], run: () => Promise<T>) {
  const changed = cuts.map(([name, cut]) => {
    const statement = statements.get(name) as { text: string };
    const { text } = statement;
    statement.text = text.replaceAll(cut, '');
    expect(statement.text).not.toBe(text);
    return () => {
      statement.text = text;
    };
  });
  return run().finally(() => changed.forEach((back) => back()));
}
const LOCK = ['orders.lock_order', 'for update'] as const;

test('mutant: without the order’s lock the step’s own guard holds; without both, two answers stand', async () => {
  shop = await openCaseHouse();
  await without([LOCK], async () => {
    await crowd(await bought(3_000));
    expect(await findViolations(shop.house.owner)).toEqual([]);
  });
  await shop.close();
  shop = await openCaseHouse();
  const guard = (statements.get('orders.step_case') as { text: string }).text;
  const spelt = /and state = \$\d+/.exec(guard)![0];
  await without([LOCK, ['orders.step_case', spelt]], async () => {
    for (let i = 0; i < 6; i += 1) await crowd(await bought(3_000)).catch(() => null);
  });
  const broken = await findViolations(shop.house.owner);
  await shop.close();
  expect(broken.map(({ invariant }) => invariant.slice(0, 2))).toContain('C1');
});
