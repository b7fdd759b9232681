/**
 * The second wall alone: every statement of the house that names our own predicate is run without
 * it, as the application, in the name of one merchant, while another merchant's rows lie in the
 * same tables. Row security must hide each of them.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import '../src/app.ts';
import { statements } from '../src/platform/statement.ts';
import { paidOrder } from './paid-order.ts';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
let app: pg.Client;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2 });
  await paidOrder(shop, shop.shoppers[0]!, shop.outlet('hupan'), [
    { sku: shop.goods.skus.milk, quantity: 1 },
  ]);
  app = new pg.Client({ connectionString: shop.house.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await shop.close();
});

/** `a.merchant_id = $1` and its kin say no more whose row it is. */
const stripped = (text: string): string =>
  text.replace(/(?:\w+\.|"\w+"\.)?merchant_id = (\$\d+)/g, '($1::uuid is not null)');
const TABLES = `select n.nspname || '.' || quote_ident(c.relname) as name, n.nspname as schema,
    c.relname as bare
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id'
  where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname !~ '^pg_|information|graphile'
  order by 1`;

/** Of these one timer, one relay serves all merchants: small ids, no business. */
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const SHARED = /platform\.(outbox|event|timer|merchant|host|migration)/;

test('[G5] attack-42: without our own predicate the rows of another merchant are not there', async () => {
  const { owner } = shop.house;
  const { rows: tables } = await owner.query(TABLES);
  const ours = shop.cast.rival.merchant; // the smaller chain looks, the larger has the rows
  const leaks: string[] = [];
  let hidden = 0;
  for (const { name } of tables) {
    if (SHARED.test(name)) continue;
    const { rows } = await owner.query(
      `select count(*)::int as n from ${name} where merchant_id <> $1`,
      [ours],
    );
    await app.query('begin');
    await app.query(`select set_config('platform.merchant', $1, true)`, [ours]);
    const seen = await app.query(`select count(*)::int as n from ${name} where merchant_id <> $1`, [
      ours,
    ]);
    await app.query('rollback');
    if (rows[0].n > 0) hidden += 1;
    if (seen.rows[0].n > 0) leaks.push(name);
  }
  expect(tables.length).toBeGreaterThan(60);
  expect(hidden).toBeGreaterThan(25); // else there was nothing to hide
  expect(leaks).toEqual([]);
});

test('[G5] attack-42: every statement, its predicate cut out, still touches own rows only', async () => {
  const { owner } = shop.house;
  const ours = shop.cast.rival.merchant;
  const before = await digestOf(shop.cast.merchant);
  const { rows } = await owner.query(
    `select id::text from orders."order" union select id::text from chain.node
     union select id::text from chain.staff union select id::text from members.member
     except select id::text from chain.node where merchant_id = $1
     except select id::text from chain.staff where merchant_id = $1`,
    [ours],
  );
  const foreign = new Set(rows.map(({ id }) => id));
  const isForeign = (row: unknown): boolean =>
    (JSON.stringify(row).match(UUID) ?? []).some((id) => foreign.has(id));
  let ran = 0;
  const leaks: string[] = [];
  for (const { name, text, params } of statements.values()) {
    const cut = stripped(text);
    if (cut === text || SHARED.test(text)) continue;
    const values = params.map(([key, column]) => {
      if (key === 'merchant') return ours;
      if (key === 'now') return new Date(shop.house.clock.now());
      return filler(column.pg);
    });
    await app.query('begin');
    await app.query(`select set_config('platform.merchant', $1, true)`, [ours]);
    try {
      const answer = await app.query({ text: cut, values: kept(cut, values) });
      ran += 1;
      for (const row of [answer].flat().flatMap((each) => each.rows ?? []))
        if (isForeign(row)) leaks.push(name);
    } catch (error) {
      const { code } = error as { code?: string };
      // a guard that found nothing, an argument that is gone, an order of types: not our question
      if (!/^(QD001|42P18|42P02|22|23|42804|42883|42846|0A|P0|42725)/.test(code ?? '')) throw error;
    }
    await app.query('rollback');
  }
  expect(ran).toBeGreaterThan(200);
  expect(leaks).toEqual([]);
  expect(await digestOf(shop.cast.merchant)).toBe(before);
});

/** A value that the column's type takes; ids that nobody has, so that filters do not help. */
function filler(type: string): unknown {
  if (type.endsWith('[]')) return '{}';
  if (type === 'uuid') return '00000000-0000-7000-8000-000000000000';
  if (type === 'jsonb') return '[]';
  if (type === 'boolean') return true;
  if (/time/.test(type)) return new Date(shop.house.clock.now());
  if (type === 'date') return '2026-03-14';
  return '1';
}
/** Arguments that are named no more must not be sent. */
function kept(text: string, values: readonly unknown[]): unknown[] {
  const last = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
  return values.slice(0, last);
}
async function digestOf(merchant: string): Promise<string> {
  const { rows } = await shop.house.owner.query(
    `select md5(coalesce(string_agg(o::text, '' order by id), '')) as sum
     from orders."order" o where merchant_id = $1`,
    [merchant],
  );
  return rows[0].sum;
}
