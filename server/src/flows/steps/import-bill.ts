/**
 * One day's bill of one account: fetched whole, kept line by line, compared, its fees booked. In
 * small transactions, so a bill that is broken off is begun again and ends as the same.
 */
import type { MerchantId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Db } from '../../platform/db.ts';

const { bills } = payments;
const A_TIME = 2_000;

/** @throws Refusal `payments.bill_is_being_fetched`; whatever the provider's silence throws */
export async function importBill(
  db: Db,
  merchant: MerchantId,
  channel: payments.BillChannel,
  { day, hosts }: { readonly day: Day; readonly hosts: readonly string[] },
): Promise<'compared' | 'not_ready'> {
  const key = { ...bills.keyOf(channel), day };
  await db.transaction(merchant, async (tx) => bills.take(tx, key));
  try {
    const file = await channel.bills.bill(day, hosts);
    if (file === null) {
      await db.transaction(merchant, async (tx) => bills.leave(tx, key, 'not_ready'));
      return 'not_ready';
    }
    await db.transaction(merchant, async (tx) => bills.begin(tx, key, file.hash));
    await keepLines(db, merchant, key, file);
    await compareBill(db, merchant, key);
    return 'compared';
  } catch (error) {
    const failure = faultOf(error);
    await db.transaction(merchant, async (tx) => bills.leave(tx, key, failure));
    throw error;
  }
}

/** Short, for the page: a code of ours, the provider's, or that something else went wrong. */
function faultOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[\w.]{1,60}$/.test(code) ? code : 'failed';
}

async function keepLines(
  db: Db,
  merchant: MerchantId,
  key: payments.BillDay,
  { lines }: payments.BillFile,
): Promise<void> {
  let first = 1;
  let waiting: payments.BillLine[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await db.transaction(merchant, async (tx) => bills.addLines(tx, key, first, waiting));
    first += waiting.length;
    waiting = [];
  };
  for await (const line of lines) {
    waiting.push(line);
    if (waiting.length === A_TIME) await flush();
  }
  await flush();
}

async function compareBill(db: Db, merchant: MerchantId, key: payments.BillDay): Promise<void> {
  const read = db.reading.bind(db, merchant) as Parameters<typeof bills.odd>[0];
  const [owner] = await read((reader) => chain.holdersOf(reader, 'payments.reconcile'));
  if (owner === undefined) throw new Refusal('conflict', 'payments.nobody_reconciles');
  for await (const odds of bills.odd(read, key)) {
    await db.transaction(merchant, async (tx) => bills.keepBreaks(tx, key, owner.id, odds));
  }
  await db.transaction(merchant, async (tx) => {
    bills.close(tx, key);
    const [done, directory] = await Promise.all([bills.findBill(tx, key), chain.directory(tx)]);
    ledger.bookFees(tx, key, { kind: 'hq', id: directory.root.id }, done!.fees);
  });
}
