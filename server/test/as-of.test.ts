/**
 * Any account at the end of any past day, beside a replay of every transfer: shared accounts from
 * their days and from what the cursor has not reached, guarded ones from their own transfers.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBooks } from '../src/flows/steps/close-books.ts';
import type { MerchantId } from '../src/kernel/id.ts';
import { addDays, dayOf, instantAt, type Day } from '../src/kernel/time.ts';
import * as ledger from '../src/modules/ledger/ledger.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { openHouse, type House } from './house.ts';
import { nearbyFresh } from './money-rows.ts';
import { dice } from './simulate.ts';

interface Move {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly day: Day;
}
const FIRST = '2026-02-20' as Day;
const DAYS = 40;
const ACCOUNTS = ['cash:sandbox', 'order:a', 'order:b', 'due:hq:h', 'due:dealer:d', 'due:outlet:o'];
ACCOUNTS.push('due:staff:s', 'due:member:m', 'debt:staff:s', 'payout:sandbox');

let house: House;
let merchant: MerchantId;
const moves: Move[] = [];

async function move(count: number, roll: ReturnType<typeof dice>): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const from = roll.pick(ACCOUNTS);
    const to = roll.pick(ACCOUNTS.filter((each) => each !== from));
    // The last and the first millisecond of a day in Shanghai are among them.
    const start = Date.parse(`${addDays(FIRST, roll.between(0, DAYS - 1))}T00:00:00+08:00`);
    const at = instantAt(start + roll.pick([0, 86_399_999, roll.between(0, 86_399_999)]));
    const amount = roll.between(1, 9_999);
    await house.owner.query(
      `insert into ledger.transfer (merchant_id, id, from_account, to_account, amount_fen, type,
         source, at) values ($1, $2, $3, $4, $5, 'post', $2::uuid::text, $6)`,
      [merchant, newUuid(Date.parse(at)), from, to, amount, at],
    );
    moves.push({ from, to, amount, day: dayOf(at) });
  }
}
beforeAll(async () => {
  house = await openHouse();
  merchant = await nearbyFresh(house.owner);
  const roll = dice(5);
  await move(150, roll);
  await closeBooks(house.db, merchant);
  await move(150, roll);
  await closeBooks(house.db, merchant);
  await move(60, roll); // not rolled up yet
});
afterAll(() => house.close());

const balance = (account: string, day: Day): number =>
  moves
    .filter((each) => each.day <= day)
    .reduce((all, { from, to, amount }) => {
      return all + (to === account ? amount : 0) - (from === account ? amount : 0);
    }, 0);
const days = Array.from({ length: DAYS + 2 }, (_, i) => addDays(FIRST, i - 1));

test('[G2] the balance of every account at the end of every day is what a replay says', async () => {
  await house.db.reading(merchant, async (reader) => {
    for (const account of ACCOUNTS) {
      const asked = days.map((day) => ledger.balanceAsOf(reader, account, day));
      expect(await Promise.all(asked), account).toEqual(days.map((day) => balance(account, day)));
    }
  });
});

test('[G2] opening + in − out = closing for any period, of any account', async () => {
  await house.db.reading(merchant, async (reader) => {
    for (const account of ACCOUNTS)
      for (const [from, to] of [
        [FIRST, FIRST],
        [addDays(FIRST, 3), addDays(FIRST, 20)],
        [addDays(FIRST, -9), addDays(FIRST, 99)],
      ] as const) {
        const seen = await ledger.accountSpan(reader, account, { from, to });
        expect(seen.openingFen + seen.inFen - seen.outFen).toBe(seen.closingFen);
        expect(seen.closingFen).toBe(balance(account, to));
      }
  });
});
