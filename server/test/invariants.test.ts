/**
 * The questions themselves: they are answered from rows of a house that has lived a while, and each
 * notices the lie that is told about it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeMonths } from '../src/flows/close-months.ts';
import { closeBooks } from '../src/flows/steps/close-books.ts';
import { statementBook } from '../src/statement-book.ts';
import { Refusal } from '../src/kernel/refusal.ts';
import { letGo, takeOut } from './simulate-backroom.ts';
import { openHouse, type House } from './house.ts';
import { findViolations, INVARIANTS } from './invariants.ts';
import { LIES } from './lies.ts';
import { dice, playOne, seatPlayers } from './simulate.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ poolSize: 10 });
  const players = await seatPlayers(house);
  const roll = dice(11);
  const played = { done: 0, refused: new Map() };
  for (let week = 0; week < 4; week += 1) {
    for (let i = 0; i < 200; i += 1) await playOne(house, players, roll, played);
    house.clock.advance(8 * 86_400_000); // what was received is settled
    for (const { town, merchant } of players) {
      await town.settleDown();
      await closeBooks(house.db, merchant);
      await closeMonths(house.db, merchant, statementBook);
    }
  }
  // Few have earned by now; these take out what they have, again and again.
  for (const player of players)
    for (let i = 0; i < 60; i += 1)
      await (i % 2 === 0 ? takeOut : letGo)(house, player, roll).catch((no: unknown) => {
        if (!(no instanceof Refusal)) throw no;
      });
}, 120_000);
afterAll(() => house.close());

test('[G2] what was lived breaks nothing, also when no constraint watches', async () => {
  expect(await findViolations(house.owner)).toEqual([]);
  const { rows } = await house.owner.query(`select case when conrelid <> 0
        then format('alter table %s drop constraint %I', conrelid::regclass, conname)
        else format('alter domain %s drop constraint %I', contypid::regtype, conname) end as sql
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where contype in ('c', 'x', 'u')
      and nspname not in ('graphile_worker', 'pg_catalog', 'information_schema')`);
  for (const { sql } of rows) await house.owner.query(sql);
  expect(rows.length).toBeGreaterThan(100);
});

test('every invariant has its lie', () => {
  expect(Object.keys(LIES).sort()).toEqual(Object.keys(INVARIANTS).sort());
});

test.each(Object.keys(INVARIANTS))('[G2] a lie is found: %s', async (invariant) => {
  await house.owner.query(`begin; set local session_replication_role = replica`);
  const told = await house.owner.query(LIES[invariant]!).catch(async (error: unknown) => {
    await house.owner.query('rollback');
    throw error;
  });
  const found = await findViolations(house.owner);
  await house.owner.query('rollback');
  expect(told.rowCount, 'there was nothing to lie about').not.toBe(0);
  expect(found.map((each) => each.invariant)).toContain(invariant);
});
