/**
 * Each night: is every transfer what was sealed, is every kept total the sum of its history? What
 * is wrong is a row, an event for whoever listens outside, and a line of the log: each night until
 * somebody has mended it. Nothing is mended here.
 */
import type { MerchantId } from '../kernel/id.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { setTimer } from '../platform/timer.ts';
import { closeBooks } from './steps/close-books.ts';
import { CHECK_TIMER, nextNight } from './steps/check-timer.ts';

export async function checkBooks(db: Db, merchant: MerchantId): Promise<ledger.Checkup> {
  await closeBooks(db, merchant);
  const found = await db.reading(merchant, ledger.checkUp);
  await db.transaction(merchant, async (tx) => {
    ledger.keepCheckup(tx, found);
    if (!agrees(found)) {
      const facts = { blocks: found.broken, accounts: found.drift.map(({ account }) => account) };
      outbox.put(tx, { name: 'ledger.alarm', facts });
    }
    setTimer(tx, CHECK_TIMER.kind, CHECK_TIMER.ref, nextNight(tx.now));
  });
  return found;
}

export const agrees = ({ broken, drift }: ledger.Checkup): boolean =>
  broken.length === 0 && drift.length === 0;

/** The same for the log, or for the terminal of who asked. */
export const wordsOf = ({ broken, drift }: ledger.Checkup): string =>
  [
    ...broken.map((no) => `block ${no} is not what was sealed`),
    ...drift.map(({ what, account, day, kept, summed }) => {
      return `${what} of ${account}${day === null ? '' : ` on ${day}`}: kept ${kept}, is ${summed}`;
    }),
  ].join('; ');
