/** promise-2: an answer of 4xx at a door of money leaves money, stock and orders as they were. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUuid } from '../src/platform/uuid.ts';
import { openMoneyHouse, type MoneyHouse } from './money-house.ts';

let money: MoneyHouse;
let buyer: Record<string, string>;
beforeAll(async () => {
  money = await openMoneyHouse();
  buyer = await money.member(money.cast.buyer);
});
afterAll(() => money.close());

const SCHEMAS = ['ledger', 'orders', 'commission', 'payments', 'inventory', 'fulfilment'];
/** A digest of every row that money or goods stand in. */
async function digest(): Promise<Record<string, string>> {
  const tables = await money.till.many(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = any($1) order by 1`,
    [SCHEMAS],
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await money.till.many(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as d from ${name} t`,
    );
    digests[name] = row.d;
  }
  return digests;
}

test('[G2] promise-2: every refusal at a door of money leaves every row as it was', async () => {
  const { till, cast } = money;
  const { id } = await till.place({ lines: [{ quantity: 2, priceFen: 1_000 }] });
  await till.report(id);
  await till.handOver(id);
  await till.settle(id);
  const now = new Date(money.house.clock.now() + 400 * 86_400_000);
  await till.many('update chain.staff_session set seen_at = $1, ends_at = $1', [now]);
  const finance = cast.chain.as('sun-hui');
  const guide = cast.chain.as('lin', 'workbench');
  const refunds = `/api/console/orders/${id}/refunds`;
  const line = (pieces: number, amountFen: number | null, no = 1) => ({
    id: newUuid(0),
    lines: [{ no, pieces, amountFen }],
    reason: 'x',
  });
  const asks: [Record<string, string>, string, object, number][] = [
    [finance, refunds, line(3, null), 409],
    [finance, refunds, line(0, 2_001), 409],
    [finance, refunds, line(1, null, 9), 422],
    [finance, refunds, line(0, 0), 400],
    [finance, refunds, line(-1, null), 400],
    [finance, refunds, { ...line(1, null), more: 1 }, 400],
    [finance, `/api/console/orders/${newUuid(0)}/refunds`, line(1, null), 404],
    [cast.chain.as('lin'), refunds, line(1, null), 403],
    [buyer, `/api/shop/orders/${id}/cancel`, { reason: 'late' }, 409],
    [guide, '/api/work/withdrawals', { id: newUuid(0), amountFen: 99_999_999 }, 409],
    [guide, '/api/work/withdrawals', { id: newUuid(0), amountFen: 0 }, 400],
    [buyer, '/api/shop/withdrawals', { id: newUuid(0), amountFen: 500 }, 409],
    [finance, `/api/console/withdrawals/${newUuid(0)}/release`, {}, 404],
    [finance, `/api/console/aftersales/${newUuid(0)}/decision`, { accepted: true }, 404],
  ];
  const before = await digest();
  const said: unknown[] = [];
  for (const [headers, url, payload] of asks) {
    const keyed = { ...headers, 'idempotency-key': newUuid(0) };
    const answer = await money.app.inject({ method: 'POST', url, headers: keyed, payload });
    said.push([url, payload, answer.statusCode]);
  }
  expect(said).toEqual(asks.map(([, url, payload, status]) => [url, payload, status]));
  expect(await digest()).toEqual(before);
});
