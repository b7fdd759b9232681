/** The questions themselves: they run on the schema as it is, and each notices a planted lie. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House } from './house.ts';
import { findViolations } from './invariants.ts';
import { nearbyFresh } from './money-rows.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await nearbyFresh(house.owner);
});
afterAll(() => house.close());

test('[G2] an empty house breaks nothing, and no question is misspelt', async () => {
  expect(await findViolations(house.owner)).toEqual([]);
});

const broken = async (sql: string): Promise<string[]> => {
  await house.owner.query('begin');
  await house.owner.query(sql);
  const found = await findViolations(house.owner);
  await house.owner.query('rollback');
  return found.map(({ invariant }) => invariant.slice(0, 2));
};
const M = `'019cea00-0000-7000-8000-000000000001'`;
const O = `'019cea00-0000-7000-8000-00000000aaaa'`;

test('[G2] planted lies are found', async () => {
  const account = `insert into ledger.account values (${M}, `;
  expect(await broken(`${account} 'order:${O.slice(1, -1)}', 10, 5)`)).toEqual(['L1', 'L3', 'L5']);
  expect(await broken(`${account} 'due:staff:lin', 10, 0)`)).toEqual(['L3']);
  expect(await broken(`alter table inventory.hold no force row level security`)).toEqual(['T1']);
  expect(await broken(`grant update on ledger.transfer to quandian_app`)).toEqual(['P9']);
  expect(
    await broken(`insert into ledger.transfer (merchant_id, id, from_account, to_account, amount_fen,
      type, source, at) values (${M}, ${O}, 'cash:x', 'due:staff:lin', 5, 'post', 'x', now())`),
  ).toEqual(['L3']);
});
