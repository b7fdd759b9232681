/**
 * One merchant never meets another: the key rule from the catalogue, then the second wall by
 * itself.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as col from '../src/platform/column.ts';
import type { MerchantId } from '../src/kernel/id.ts';
import { statement } from '../src/platform/statement.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { NOW, openHouse, type House } from './house.ts';

let house: House;
const ours = newUuid(NOW) as MerchantId;
const rival = newUuid(NOW) as MerchantId;
const [ourRoot, rivalRoot] = [newUuid(NOW), newUuid(NOW)];

beforeAll(async () => {
  house = await openHouse();
  for (const [merchant, root] of [
    [ours, ourRoot],
    [rival, rivalRoot],
  ]) {
    await house.owner.query(
      "insert into platform.merchant values ($1, '店', false, null, null, $2)",
      [merchant, new Date(NOW)],
    );
    await house.owner.query(
      "insert into chain.node values ($1, $2, null, 'hq', '总部', array[$2::uuid], $3)",
      [merchant, root, new Date(NOW)],
    );
  }
});
afterAll(() => house.close());

/** The tables without a merchant, by name: domain.md part 1. */
const PLATFORM = `'platform.merchant'::regclass, 'platform.host'::regclass,
  'public.migration'::regclass`;
const OURS = `n.nspname not in ('graphile_worker', 'information_schema') and n.nspname !~ '^pg_'
  and k.relkind in ('r', 'p') and k.oid not in (${PLATFORM})`;
const TABLES = `from pg_class k join pg_namespace n on n.oid = k.relnamespace where ${OURS}`;
const all = async (sql: string) =>
  (await house.owner.query({ text: sql, rowMode: 'array' })).rows.flat();

test('merchant_id comes first in every key, on both sides of a reference', async () => {
  expect(
    await all(`select format('%s on %s', c.conname, c.conrelid::regclass)
      from pg_constraint c join pg_class k on k.oid = c.conrelid
      join pg_namespace n on n.oid = k.relnamespace
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      left join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
      where ${OURS} and c.contype in ('p', 'u', 'f', 'x')
        and (a.attname <> 'merchant_id' or coalesce(f.attname, 'merchant_id') <> 'merchant_id')`),
  ).toEqual([]);
});

test('merchant_id comes first in every index', async () => {
  expect(
    await all(`select i.indexrelid::regclass::text from pg_index i
      join pg_class k on k.oid = i.indrelid join pg_namespace n on n.oid = k.relnamespace
      left join pg_attribute a on a.attrelid = k.oid and a.attnum = i.indkey[0]
      where ${OURS} and a.attname is distinct from 'merchant_id'`),
  ).toEqual([]);
});

test('no order-like table refers to the merchant: that row would be everybody’s', async () => {
  expect(
    await all(`select c.conrelid::regclass::text from pg_constraint c
      where c.contype = 'f' and c.confrelid = 'platform.merchant'::regclass
        and c.conrelid <> 'platform.host'::regclass`),
  ).toEqual([]);
});

test('every table has a key, a merchant, and forced row-level security with a policy', async () => {
  expect((await all(`select k.oid::regclass::text ${TABLES}`)).length).toBeGreaterThan(70);
  expect(
    await all(`select k.oid::regclass::text ${TABLES} and not (
      k.relrowsecurity and k.relforcerowsecurity
      and exists (select from pg_policy p where p.polrelid = k.oid)
      and exists (select from pg_constraint c where c.conrelid = k.oid and c.contype = 'p')
      and exists (select from pg_attribute a
        where a.attrelid = k.oid and a.attname = 'merchant_id' and a.attnotnull))`),
  ).toEqual([]);
});

test('every table is given to the application, and none may be truncated or altered by it', async () => {
  expect(
    await all(`select k.oid::regclass::text ${TABLES}
      and not has_table_privilege('quandian_app', k.oid, 'select')`),
  ).toEqual([]);
  expect(
    await all(`select k.oid::regclass::text ${TABLES}
      and (has_table_privilege('quandian_app', k.oid, 'truncate, references, trigger')
        or pg_has_role('quandian_app', k.relowner, 'member'))`),
  ).toEqual([]);
});

test('what happened is never edited: no update and no delete', async () => {
  const appended = ['platform.audit', 'ledger.transfer', 'ledger.void', 'ledger.block'];
  appended.push('chain.policy', 'belonging.event', 'sharing.link', 'attribution.credit');
  appended.push('commission.portion', 'commission.cut', 'platform.event');
  expect(
    await all(`select name from unnest(array['${appended.join("','")}']) as name
      where has_table_privilege('quandian_app', name, 'update, delete')`),
  ).toEqual([]);
});

const everyNode = statement('test.every_node', {}, 'select id from chain.node', {
  id: col.id<'node'>(),
});
const foreignProfile = statement(
  'test.foreign_profile',
  { rival: col.id<'merchant'>(), id: col.id() },
  "insert into chain.profile (merchant_id, id, name) values (:rival, :id, 'theirs')",
);

test('a statement that forgot its predicate still sees its own merchant only', async () => {
  expect(await all('select count(*)::int from chain.node')).toEqual([2]);
  expect(await house.db.reading(ours, (reader) => reader.ask(everyNode, {}))).toEqual([
    { id: ourRoot },
  ]);
  expect(await house.db.transaction(rival, (tx) => tx.ask(everyNode, {}))).toEqual([
    { id: rivalRoot },
  ]);
});

test('nobody writes into another merchant, and no merchant means no row', async () => {
  const write = house.db.transaction(ours, async (tx) => {
    tx.tell(foreignProfile, { rival, id: tx.newId() });
  });
  await expect(write).rejects.toThrow(/row-level security/);
  await expect(
    house.db.reading('' as MerchantId, (reader) => reader.ask(everyNode, {})),
  ).rejects.toThrow(/uuid/);
});
