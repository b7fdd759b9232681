/**
 * Guards of the people's rooms, each taken out in turn: what it forbids must then happen, or no
 * test guards the guard.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MemberId, MerchantId } from '../src/kernel/id.ts';
import * as belonging from '../src/modules/belonging/belonging.ts';
import * as members from '../src/modules/members/members.ts';
import { connect, type Db, type Tx } from '../src/platform/db.ts';
import { statements } from '../src/platform/statement.ts';
import { seatPeople, type People } from './cast-people.ts';
import { openHouse, type House } from './house.ts';

const TERMS = { version: 1, protectDays: 30, expireDays: 180 };
const PURPOSE = 'sign_in';
let house: House;
let people: People;
let merchant: MerchantId;
let phone = 13_500_000_000;
beforeAll(async () => {
  house = await openHouse({ poolSize: 20 });
  people = await seatPeople(house.owner);
  merchant = people.merchant;
});
afterAll(() => house.close());
beforeEach(() => {
  phone += 1;
});

/** A prepared statement keeps its text: a mutant needs connections that never saw the original. */
async function without(name: string, from: RegExp, run: (db: Db) => Promise<void>): Promise<void> {
  const statement = statements.get(name) as { text: string };
  const { text } = statement;
  statement.text = text.replace(from, '');
  expect(statement.text).not.toBe(text);
  const db = connect(house.appUrl, () => house.clock.now(), 20);
  try {
    await run(db);
  } finally {
    statement.text = text;
    await db.close();
  }
}

const write = <T>(db: Db, work: (tx: Tx) => Promise<T> | T): Promise<T> =>
  db.transaction(merchant, async (tx) => work(tx));
const said = () => ({ phone: String(phone), purpose: PURPOSE }) as const;
const newCode = () =>
  write(house.db, (tx) => members.startCode(tx, house.vault, said().phone, PURPOSE));
const kept = (answers: readonly PromiseSettledResult<unknown>[]) =>
  answers.filter(({ status }) => status === 'fulfilled').length;
const crowd = (size: number, work: (i: number) => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: size }, (_, i) => work(i)));

test('members.take_code: a code is taken once, by a crowd too', async () => {
  const take = async (db: Db) => {
    const code = await newCode();
    const one = () => write(db, (tx) => members.takeCode(tx, house.vault, { ...said(), code }));
    return kept(await crowd(10, one));
  };
  expect(await take(house.db)).toBe(1);
  await without('members.take_code', / and used_at is null/, async (db) => {
    expect(await take(db)).toBe(10);
  });
});

test('members.try_code: five tries; without the guard only the CHECK stands', async () => {
  const guess = async (db: Db) => {
    await newCode();
    const wrong = { ...said(), code: 'no' };
    const answers = await crowd(20, () =>
      write(db, (tx) => members.tryCode(tx, house.vault, wrong)),
    );
    const tried = answers.filter((each) => each.status === 'fulfilled' && each.value !== null);
    return { tried: tried.length, faults: 20 - kept(answers) };
  };
  expect(await guess(house.db)).toEqual({ tried: 5, faults: 0 });
  await without('members.try_code', /and tries < 5 /, async (db) => {
    expect(await guess(db)).toEqual({ tried: 5, faults: 15 });
  });
});

test('belonging.open_period: one guide wins; unguarded, the losers meet faults', async () => {
  const race = async (db: Db, member: MemberId) => {
    const answers = await crowd(20, (i) =>
      write(db, (tx) =>
        belonging.bind(
          tx,
          { member, guide: i % 2 ? people.lin : people.zhou, source: 'scan', reason: 'race' },
          TERMS,
        ),
      ),
    );
    const faults = answers.filter(
      (each) => each.status === 'rejected' && !('kind' in (each.reason as object)),
    );
    const { rows } = await house.owner.query(
      'select count(*)::int as n from belonging.period where member_id = $1 and upper_inf(during)',
      [member],
    );
    return { faulty: faults.length > 0, open: rows[0].n };
  };
  expect(await race(house.db, people.wu)).toEqual({ faulty: false, open: 1 });
  await without('belonging.open_period', /on conflict do nothing/, async (db) => {
    expect(await race(db, people.sun)).toEqual({ faulty: true, open: 1 });
  });
});

test('[D2] of ten who move her at once one does, and history tells of one', async () => {
  const fork = async (db: Db, member: MemberId) => {
    house.clock.advance(1_000);
    await write(db, (tx) =>
      belonging.bindAtSignUp(
        tx,
        { member, outlet: people.lakeside, guide: null, reason: 'entry' },
        TERMS,
      ),
    );
    house.clock.advance(1_000);
    const move = () =>
      write(db, (tx) =>
        belonging.transfer(
          tx,
          { member, kind: 'outlet', to: people.wener, actor: people.manager, reason: '搬家' },
          TERMS,
        ),
      );
    const answers = await crowd(10, move);
    const { rows } = await house.owner.query(
      "select count(*)::int as n from belonging.event where member_id = $1 and verb = 'transfer'",
      [member],
    );
    return { moved: kept(answers), told: rows[0].n };
  };
  expect(await fork(house.db, people.chen)).toEqual({ moved: 1, told: 1 });
});
