/**
 * Guards of the staff's own doors, each taken out in turn: what it forbids must then happen, or no
 * test guards the guard.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '../src/kernel/id.ts';
import * as chain from '../src/modules/chain/chain.ts';
import { connect, type Db, type Tx } from '../src/platform/db.ts';
import { statements } from '../src/platform/statement.ts';
import { takeTries } from '../src/platform/throttle.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { seatChain, type ChainCast } from './cast.ts';
import { NOW, openHouse, type House } from './house.ts';

let house: House;
let cast: ChainCast;
let staff: StaffId;
beforeAll(async () => {
  house = await openHouse({ poolSize: 20 });
  cast = await seatChain(house);
  staff = cast.person('zhao');
});
afterAll(() => house.close());

/** A prepared statement keeps its text: a mutant needs connections that never saw the original. */
async function without<T>(name: string, from: RegExp, run: (db: Db) => Promise<T>): Promise<T> {
  const statement = statements.get(name) as { text: string };
  const { text } = statement;
  statement.text = text.replace(from, '');
  expect(statement.text).not.toBe(text);
  const db = connect(house.appUrl, () => house.clock.now(), 20);
  try {
    return await run(db);
  } finally {
    statement.text = text;
    await db.close();
  }
}
const write = <T>(db: Db, work: (tx: Tx) => Promise<T> | T): Promise<T> =>
  db.transaction(cast.merchant, async (tx) => work(tx));
const crowd = async (work: (i: number) => Promise<unknown>): Promise<number> => {
  const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => work(i)));
  return answers.filter(({ status }) => status === 'fulfilled').length;
};

const SECRET = 'sealed';
async function factor(): Promise<void> {
  await house.owner.query('delete from chain.recovery_code where staff_id = $1', [staff]);
  await house.owner.query('delete from chain.second_factor where staff_id = $1', [staff]);
  await house.owner.query(`insert into chain.second_factor values ($1, $2, $3, now(), now(), 10)`, [
    cast.merchant,
    staff,
    SECRET,
  ]);
}
const showStep = async (db: Db): Promise<number> => {
  await factor();
  return crowd(() => write(db, (tx) => chain.useCode(tx, staff, SECRET, { step: 11 })));
};

test('chain.take_step: one code opens once, by a crowd too', async () => {
  expect(await showStep(house.db)).toBe(1);
  expect(await without('chain.take_step', / and last_step < \$\d+/, showStep)).toBe(8);
});

const showRecovery = async (db: Db): Promise<number> => {
  await factor();
  await house.owner.query(`insert into chain.recovery_code values ($1, $2, 'paper', null)`, [
    cast.merchant,
    staff,
  ]);
  return crowd(() => write(db, (tx) => chain.useCode(tx, staff, SECRET, { recovery: 'paper' })));
};

test('chain.take_recovery: a recovery code opens once', async () => {
  expect(await showRecovery(house.db)).toBe(1);
  expect(await without('chain.take_recovery', / and used_at is null/, showRecovery)).toBe(8);
});

const replace = async (db: Db): Promise<number> => {
  await factor();
  const wish = { staff, login: 'zhao', issuer: 'x' };
  return crowd(() => write(db, (tx) => chain.startFactor(tx, house.vault, wish)));
};

test('chain.start_factor: what is in use is not replaced by whoever finds the screen', async () => {
  expect(await replace(house.db)).toBe(0);
  expect(await without('chain.start_factor', /where f\.confirmed_at is null/, replace)).toBe(8);
});

const tryOut = (scope: string) => (db: Db) =>
  crowd(() => {
    const throttle = { scope, free: 3, firstS: 30, mostS: 60, forgetS: 3_600, clears: true };
    return takeTries(db, cast.merchant, [throttle]);
  });

test('platform.take_throttle: so many tries and no more, by a crowd too', async () => {
  expect(await tryOut('one')(house.db)).toBe(3);
  const cut = /where q\.blocked_until <= \$\d+/;
  expect(await without('platform.take_throttle', cut, tryOut('two'))).toBe(8);
});

const turn = async (db: Db): Promise<number> => {
  const form = { name: 'ERP', scopes: ['outlets.read'], node: cast.hq, madeBy: staff } as const;
  const id = newUuid(NOW) as chain.ApiKeyId;
  await write(house.db, (tx) => chain.makeApiKey(tx, { ...form, id }));
  return crowd(() =>
    write(db, (tx) =>
      chain.followKey(tx, {
        id,
        successor: newUuid(NOW) as chain.ApiKeyId,
        madeBy: staff,
        endsAt: tx.now,
      }),
    ),
  );
};

test('chain.follow_api_key: a key is followed once', async () => {
  expect(await turn(house.db)).toBe(1);
  const cut = / and (?:k\.)?successor_id is null/g;
  expect(await without('chain.follow_api_key', cut, turn)).toBe(8);
});
