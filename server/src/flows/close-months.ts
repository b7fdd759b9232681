/**
 * Once a month: the statement of each dealer and outlet becomes a document. A month that was missed
 * is made up for; what is found wrong later lands in the month that runs, with its reference.
 */
import { check } from '../kernel/check.ts';
import type { MerchantId } from '../kernel/id.ts';
import type { Day } from '../kernel/time.ts';
import * as settlement from '../modules/settlement/settlement.ts';
import type { Db, Reader, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { setTimer } from '../platform/timer.ts';
import { SETTLEMENT_TIMER, settlementTerms } from './steps/settlement-timer.ts';

/** How statements are read; screens and documents read them the same way. */
export interface StatementBook {
  /** Dealers and outlets, and since when each of them moves. */
  holders(reader: Reader): Promise<readonly (settlement.Holder & { readonly since: Day })[]>;
  statement(
    reader: Reader,
    wish: settlement.Holder & { readonly from: Day; readonly to: Day },
  ): Promise<settlement.Sums & { readonly reconciled: boolean }>;
  lines(
    reader: Reader,
    wish: settlement.Holder & { readonly from: Day; readonly to: Day },
  ): Promise<readonly settlement.Line[]>;
}

/** @returns how many documents were made */
export async function closeMonths(
  db: Db,
  merchant: MerchantId,
  book: StatementBook,
): Promise<number> {
  const [terms, holders, now] = await db.reading(merchant, async (reader) =>
    Promise.all([settlementTerms(reader), book.holders(reader), reader.now]),
  );
  const last = settlement.lastToClose(now, terms.closeDay);
  let made = 0;
  for (const holder of holders) {
    let month = settlement.monthOf(holder.since);
    for (; month <= last; month = settlement.nextMonth(month)) {
      const closed = await db.transaction(merchant, (tx) =>
        closeMonth(tx, book, holder, month, terms),
      );
      if (closed) made += 1;
    }
  }
  await db.transaction(merchant, async (tx) => {
    const { kind, ref } = SETTLEMENT_TIMER;
    setTimer(tx, kind, ref, settlement.closesAt(tx.now, terms.closeDay));
  });
  return made;
}

/** False when it is closed already, or when there was nothing at all. */
async function closeMonth(
  tx: Tx,
  book: StatementBook,
  { kind, id }: settlement.Holder,
  month: settlement.Month,
  terms: Awaited<ReturnType<typeof settlementTerms>>,
): Promise<boolean> {
  if ((await settlement.closedIn(tx, month)).has(id)) return false;
  const wish = { kind, id, from: settlement.firstDay(month), to: settlement.lastDay(month) };
  const [found, lines] = await Promise.all([book.statement(tx, wish), book.lines(tx, wish)]);
  const { openingFen, earnedFen, chargedFen, paidFen, pendingFen, closingFen } = found;
  const sums = { openingFen, earnedFen, chargedFen, paidFen, pendingFen, closingFen };
  if (lines.length === 0 && Object.values(sums).every((each) => each === 0)) return false;
  check(found.reconciled, `the statement of ${kind} ${id} for ${month} agrees with the ledger`);
  check(settlement.linesMake(lines, sums), `the lines of ${kind} ${id} for ${month} add up`);
  const document = settlement.close(tx, {
    holder: { kind, id },
    month,
    ...sums,
    lines,
    policyVersion: terms.version,
    needsSecond: terms.secondPerson,
  });
  outbox.put(tx, { name: 'settlement.closed', facts: { document, kind, party: id, month } });
  return true;
}
