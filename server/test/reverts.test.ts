/**
 * What is reverted twice at once is reverted once: so many refunds, releases of withdrawals and
 * cancellations, each asked for by two, twenty at a time. The drill asks for five hundred of each.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelOrder } from '../src/flows/cancel-order.ts';
import { releaseWithdrawal } from '../src/flows/pay-out.ts';
import { withdraw } from '../src/flows/withdraw.ts';
import type { OrderId } from '../src/kernel/id.ts';
import { fen } from '../src/kernel/money.ts';
import { Refusal } from '../src/kernel/refusal.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { say } from './drill-says.ts';
import { openMoneyHouse, type MoneyHouse } from './money-house.ts';

const COUNT = Number(process.env.REVERTS ?? 12);
const AT_ONCE = 20;
const ALL = [{ no: 1, pieces: 1, amount: null }];

let money: MoneyHouse;
beforeAll(async () => {
  money = await openMoneyHouse();
});
afterAll(() => money.close());

/** Each twice, beside each other, twenty workers over all; how many were done, or how refused. */
async function twice<T>(things: readonly T[], revert: (thing: T) => Promise<unknown>) {
  const wishes = things.flatMap((thing) => [thing, thing]);
  const said: Record<string, number> = {};
  const worker = async (): Promise<void> => {
    for (let wish = wishes.shift(); wish !== undefined; wish = wishes.shift()) {
      const word = await revert(wish).then(
        () => 'done',
        (no: unknown) => {
          if (no instanceof Refusal) return no.code;
          throw no;
        },
      );
      said[word] = (said[word] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return said;
}
async function paid(times: number): Promise<OrderId[]> {
  const made: OrderId[] = [];
  for (let i = 0; i < times; i += 1) {
    const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen: 1_000 }] });
    await money.till.report(id);
    made.push(id);
  }
  return made;
}

test('[G2] promise-5: so many refunds asked for twice at once: each once', async () => {
  const orders = await paid(COUNT);
  const said = await twice(orders, (id) => money.till.refund(id, ALL));
  expect(said).toEqual({ done: COUNT, 'orders.refund_too_many_pieces': COUNT });
  await money.till.confirmAll();
  await money.till.whole();
  say(`${COUNT} refunds asked for twice: ${COUNT} done, ${COUNT} refused`);
});

test('[G2] promise-5: so many withdrawals let go by two at once: each once', async () => {
  const { guide, chain } = money.cast;
  const { merchant } = chain;
  const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen: COUNT * 1_000 }] });
  await money.till.report(id);
  await money.till.handOver(id);
  await money.till.settle(id);
  const ids: string[] = [];
  for (let i = 0; i < COUNT; i += 1) {
    const wish = { id: newUuid(i), party: { kind: 'staff' as const, id: guide }, amount: fen(10) };
    ids.push((await withdraw(money.house.db, { merchant, channel: 'sandbox', ...wish })).id);
  }
  const staff = chain.person('sun-hui');
  const said = await twice(ids, (each) =>
    releaseWithdrawal(money.house.db, { merchant, id: each, staff }),
  );
  expect(said).toEqual({ done: COUNT, 'ledger.withdrawal_under_way': COUNT });
  expect(await money.till.balance('payout:sandbox')).toBe(COUNT * 10);
  await money.till.whole();
  say(`${COUNT} withdrawals let go twice: ${COUNT} done, ${COUNT} refused`);
});

test('[G2] promise-5: so many orders cancelled twice at once: each gives its money back once', async () => {
  const { buyer, chain } = money.cast;
  const orders = await paid(COUNT);
  const wish = { merchant: chain.merchant, actor: { kind: 'member' as const, id: buyer } };
  const said = await twice(orders, (order) =>
    cancelOrder(money.house.db, { ...wish, order, reason: 'late', owner: buyer }),
  );
  expect(said).toEqual({ done: COUNT * 2 }); // the second is told what the first has done
  const [found] = await money.till.many(
    `select count(*)::int as refunds, sum(amount_fen)::int as fen from payments.refund
     where order_id = any($1)`,
    [orders],
  );
  expect(found).toEqual({ refunds: COUNT, fen: COUNT * 1_000 });
  await money.till.whole();
  say(`${COUNT} orders cancelled twice: ${COUNT} refunds`);
});

test('[G2] promise-10: who decides a voided portion once more is refused', async () => {
  const [id] = await paid(1);
  await money.till.refund(id!, ALL);
  await expect(money.till.refund(id!, ALL)).rejects.toMatchObject({
    code: 'orders.refund_too_many_pieces',
  });
  await money.till.whole();
});
