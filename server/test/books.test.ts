/**
 * The books of a long history: one byte that somebody changed is found, so is a chain made anew, and
 * the nightly check tells of a total that is not what its transfers say. The drill does it with a
 * hundred thousand rows, a hundred times.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agrees, checkBooks } from '../src/flows/check-books.ts';
import { CHECK_TIMER } from '../src/flows/steps/check-timer.ts';
import { closeBooks } from '../src/flows/steps/close-books.ts';
import type { MerchantId } from '../src/kernel/id.ts';
import * as ledger from '../src/modules/ledger/ledger.ts';
import { runDue } from '../src/run-due.ts';
import { say } from './drill-says.ts';
import { openHouse, type House } from './house.ts';
import { nearbyFresh } from './money-rows.ts';
import { dice } from './simulate.ts';

const ROWS = Number(process.env.BOOK_ROWS ?? 2_000);
const FLIPS = Number(process.env.BOOK_FLIPS ?? 10);
const SEED = Number(process.env.BOOK_SEED ?? 20261122);
const TRANSACTIONS = 20;

let house: House;
let merchant: MerchantId;
const sql = async (text: string, args: unknown[] = []) =>
  (await house.owner.query(text, args)).rows;
/** Whoever else works on this server holds the books open for as long as his transaction lasts. */
async function sealed(rows: number): Promise<void> {
  for (;;) {
    await closeBooks(house.db, merchant);
    const [all] = await sql(`select coalesce(sum(transfers), 0)::int as under,
      (select count(*)::int from ledger.transfer t, ledger.rollup_cursor c
       where t.xid >= c.below_xid) as open from ledger.block`);
    if (all.under === rows && all.open === 0) return;
    await sleep(20);
  }
}
const broken = () => house.db.reading(merchant, ledger.verifyBlocks);

beforeAll(async () => {
  house = await openHouse();
  merchant = await nearbyFresh(house.owner);
  for (let no = 1; no <= TRANSACTIONS; no += 1) {
    await sql(
      `insert into ledger.transfer (merchant_id, id, from_account, to_account, amount_fen, type,
         source, order_id, role, at)
       select $1::uuid, gen_random_uuid(), 'cash:sandbox', 'due:hq:' || $1::text, 100 + i, 'post',
         $2::text || ':' || i, gen_random_uuid(), 'hq',
         '2026-03-01T00:00:00.5Z'::timestamptz + i * interval '1 minute'
       from generate_series(1, $3::int) i`,
      [merchant, `T${no}`, ROWS / TRANSACTIONS],
    );
    if (no % 4 === 0) await sealed((no * ROWS) / TRANSACTIONS);
  }
  await sql('vacuum analyze ledger.transfer');
});
afterAll(() => house.close());

const COLUMNS = ['amount_fen', 'from_account', 'to_account', 'source', 'role', 'order_id', 'at'];
/** One character of what is there is another one: a digit of an amount, else a letter. */
function flipped(text: string, at: number): string {
  const place = /[0-9a-z]/.test(text[at % text.length]!) ? at % text.length : 0;
  const [one, other] = /^\d+$/.test(text) ? ['3', '4'] : ['e', 'f'];
  const now = text[place] === one ? other : one;
  return `${text.slice(0, place)}${now}${text.slice(place + 1)}`;
}

test('[G2] promise-9: one changed byte anywhere in the history is found, each time', async () => {
  const roll = dice(SEED);
  expect(await broken()).toEqual([]);
  let found = 0;
  for (let no = 0; no < FLIPS; no += 1) {
    const column = COLUMNS[no % COLUMNS.length]!;
    const [row] = await sql(
      `select id, ${column}::text as was from ledger.transfer order by id offset $1 limit 1`,
      [roll.between(0, ROWS - 1)],
    );
    const type = { amount_fen: 'bigint', order_id: 'uuid', at: 'timestamptz' }[column] ?? 'text';
    const set = `update ledger.transfer set ${column} = $1::text::${type} where id = $2`;
    // Of an instant the year: not every digit of it may be any other.
    const now =
      column === 'at' ? row.was.replace('2026', '2025') : flipped(row.was, roll.between(0, 99_999));
    expect(now).not.toBe(row.was);
    await sql(set, [now, row.id]);
    if ((await broken()).length === 1) found += 1;
    await sql(set, [row.was, row.id]);
  }
  expect(found).toBe(FLIPS);
  expect(await broken()).toEqual([]);
  say(`${found} of ${FLIPS} changed bytes found among ${ROWS} transfers`);
});

test('[G2] promise-9: a transfer taken away or slipped in is found, and a backlog is many blocks', async () => {
  const [gone] = await sql('select * from ledger.transfer order by id limit 1');
  await sql('delete from ledger.transfer where id = $1', [gone.id]);
  expect(await broken()).toHaveLength(1);
  const again = `insert into ledger.transfer select (jsonb_populate_record(null::ledger.transfer,
    $1::jsonb || jsonb_build_object('source', $2::text, 'id', $3::text))).*`;
  const [row] = await sql('select to_jsonb(t) as t from ledger.transfer t order by id limit 1');
  const put = (source: string, id: string, xid: string) =>
    sql(again, [JSON.stringify({ ...row.t, ...gone, at: gone.at, xid }), source, id]);
  await put(gone.source, gone.id, gone.xid);
  expect(await broken()).toEqual([]);
  await put('slipped in', '019cea00-0000-7000-8000-0000000000aa', gone.xid);
  expect(await broken()).toHaveLength(1);
  await sql(`delete from ledger.transfer where source = 'slipped in'`);
  expect(await broken()).toEqual([]);
});

test('[G2] promise-9: a chain that was made anew is not the one that an earlier night has seen', async () => {
  expect(agrees(await checkBooks(house.db, merchant))).toBe(true);
  await sql('create temporary table kept as select * from ledger.block');
  await sql(`update ledger.transfer set amount_fen = amount_fen + 1 where source = 'T9:1'`);
  await sql('delete from ledger.block');
  await sealed(ROWS);
  expect(await broken()).toHaveLength(1); // it holds in itself, and ends in another hash
  await sql(`update ledger.transfer set amount_fen = amount_fen - 1 where source = 'T9:1'`);
  await sql('delete from ledger.block');
  await sql('insert into ledger.block select * from kept');
  expect(await broken()).toEqual([]);
});

test.each([
  ['balance', `update ledger.rollup set balance_fen = balance_fen + 1 where account ~ '^due'`],
  ['balance', `update ledger.account set balance_fen = balance_fen + 1`],
  ['frozen', `update ledger.account set pending_out_fen = pending_out_fen + 1`],
  ['day_in', `update ledger.day_sum set in_fen = in_fen + 1 where account ~ '^due'`],
  ['day_out', `delete from ledger.day_sum where account ~ '^cash'`],
])(
  '[G2] promise-11: a corrupted total (%s) is an alarm after one night, until it is mended',
  async (what, lie) => {
    await sql(
      `insert into ledger.account values ($1, 'debt:staff:x', 0, 0) on conflict do nothing`,
      [merchant],
    );
    const tables = ['account', 'rollup', 'day_sum'];
    for (const each of tables)
      await sql(`create temporary table kept_${each} as select * from ledger.${each}`);
    await sql(lie);
    house.clock.advance(86_400_000);
    const said: string[] = [];
    await runDue(house, (_, error) => said.push((error as Error).message));
    expect(said.join()).toContain(`the books do not agree: ${what} of`);
    const last = await house.db.reading(merchant, ledger.lastCheckup);
    expect(last!.drift[0]).toMatchObject({ what });
    expect(last!.broken).toEqual([]);
    const alarms = await sql(`select facts from platform.outbox where name = 'ledger.alarm'`);
    expect(alarms.at(-1).facts.accounts).toContain(last!.drift[0]!.account);
    for (const each of tables) {
      await sql(`delete from ledger.${each}`);
      await sql(`insert into ledger.${each} select * from kept_${each}`);
      await sql(`drop table kept_${each}`);
    }
    house.clock.advance(86_400_000);
    await runDue(house, (_, error) => said.push((error as Error).message));
    expect(said).toHaveLength(1);
    expect(agrees((await house.db.reading(merchant, ledger.lastCheckup))!)).toBe(true);
    const [timer] = await sql('select due_at from platform.timer where kind = $1', [
      CHECK_TIMER.kind,
    ]);
    expect(timer.due_at.getTime()).toBeGreaterThan(house.clock.now());
  },
);
