/**
 * Guards of the money with one taken out: the named race must notice. A guard whose loss nobody
 * notices is not guarded.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withdraw } from '../src/flows/withdraw.ts';
import { fen } from '../src/kernel/money.ts';
import { statements } from '../src/platform/statement.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { findViolations } from './invariants.ts';
import { openMoneyHouse, type MoneyHouse } from './money-house.ts';

let money: MoneyHouse;
beforeEach(async () => {
  money = await openMoneyHouse();
});
afterEach(() => money.close());

/** Runs with one statement changed, on connections that have not prepared it yet. */
async function withMutant<T>(
  name: string,
  from: string | RegExp,
  to: string,
  run: () => Promise<T>,
): Promise<T> {
  const statement = statements.get(name) as { text: string };
  const { text } = statement;
  statement.text = text.replace(from, to);
  expect(statement.text).not.toBe(text);
  return run().finally(() => {
    statement.text = text;
  });
}
const sql = (text: string) => money.house.owner.query(text);
const settledOrder = async () => {
  const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen: 10_000 }] });
  await money.till.report(id);
  await money.till.handOver(id);
  await money.till.settle(id);
  return id;
};
const takeAll = async (times: number): Promise<number> => {
  const party = { kind: 'staff' as const, id: money.cast.guide };
  const { merchant } = money.cast.chain;
  const asks = Array.from({ length: times }, () => {
    const wish = { merchant, id: newUuid(0), party, amount: fen(500), channel: 'sandbox' };
    return withdraw(money.house.db, wish);
  });
  const done = await Promise.allSettled(asks);
  return done.filter(({ status }) => status === 'fulfilled').length;
};
const broken = async (): Promise<string[]> => [
  ...new Set(
    (await findViolations(money.house.owner)).map(({ invariant }) => invariant.slice(0, 2)),
  ),
];

test('mutant: without the guard of an account a withdrawal is stopped by its CHECK; without both it is overdrawn', async () => {
  await settledOrder();
  await withMutant('ledger.change_accounts', /and \(a\.account like[^]*>= 0\)/, '', async () => {
    expect(await takeAll(5)).toBe(1); // account_never_overdrawn
    await sql('alter table ledger.account drop constraint account_never_overdrawn');
    expect(await takeAll(3)).toBe(3);
  });
  expect(await broken()).toContain('L4');
});

test('mutant: a capture that does not mind its twin is stopped by the ledger’s own key', async () => {
  const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen: 900 }] });
  const notice = await money.till.noticeOf(id);
  await withMutant('orders.pay_orders', / and o\.state = \$\d+/, '', async () => {
    await withMutant(
      'payments.insert_captures',
      /select from platform\.must.*$/s,
      'select',
      async () => {
        await Promise.allSettled(
          Array.from({ length: 8 }, () => money.till.report(id, { no: notice.providerNo })),
        );
      },
    );
  });
  const rows = await money.till.many(`select from ledger.transfer where type = 'capture'`);
  expect(rows).toHaveLength(1); // transfer_once stands behind
  expect(await broken()).toEqual([]);
});

test('mutant: without lock and line guard three refunds of one piece are still one: the CHECKs hold', async () => {
  const { id } = await money.till.place({ lines: [{ quantity: 1, priceFen: 900 }] });
  await money.till.report(id);
  await money.till.handOver(id);
  await withMutant('orders.refund_lines', /and l\.refunded_pieces = [^]*had_fen/, '', async () => {
    const text = statements.get('orders.lock_order')!.text;
    expect(text).toContain('for update');
    await withMutant('orders.lock_order', 'for update', '', async () => {
      const both = await Promise.allSettled([
        money.till.refund(id, [{ no: 1, pieces: 1, amount: null }]),
        money.till.refund(id, [{ no: 1, pieces: 1, amount: null }]),
        money.till.refund(id, [{ no: 1, pieces: 1, amount: null }]),
      ]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });
  expect(await broken()).toEqual([]);
});

test('mutant: pendings that forget what is left are voided beyond it, unless their CHECK holds', async () => {
  const { id } = await money.till.place({ lines: [{ quantity: 2, priceFen: 900 }] });
  await money.till.report(id);
  await money.till.handOver(id);
  await sql('alter table ledger.pending drop constraint pending_resolved_once');
  const twice = await withMutant(
    'ledger.void_pendings',
    /and voided_fen \+ posted_fen[^]*?<= amount_fen/,
    '',
    async () => {
      await money.till.refund(id, [{ no: 1, pieces: 1, amount: null }]);
      await sql(`update orders.line set refunded_pieces = 0, refunded_fen = 0`);
      await sql(`delete from commission.cut`);
      return money.till.refund(id, [{ no: 1, pieces: 2, amount: null }]);
    },
  ).catch((error: unknown) => error);
  expect(twice).toBeDefined();
  expect(await broken()).not.toEqual([]); // L1, L5 or O3 tell
});

test('mutant: a settlement that posts twice is stopped by the transfer’s key', async () => {
  const id = await settledOrder();
  await sql(`update orders."order" set state = 'received'`);
  await sql(`update ledger.pending set posted_fen = 0, resolved_at = null where type = 'portion'`);
  await sql(`update ledger.account set balance_fen = 10000, pending_out_fen = 10000
    where account = 'order:${id}'`);
  await expect(money.till.settle(id)).rejects.toThrow(/transfer_once/);
});
