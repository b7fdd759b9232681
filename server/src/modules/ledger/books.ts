/** Closing of the books after commit: roll-up of shared accounts, chain of hashes, reconciler. */
import type { Reader, Tx } from '../../platform/db.ts';
import * as store from './store-books.ts';

/**
 * Adds to the rolled-up totals what has surely committed since the cursor: transactions older than
 * any that still runs. One shared row updated by each order would cost most of the order rate.
 */
export async function rollUp(tx: Tx): Promise<void> {
  tx.tell(store.startCursor, {});
  await tx.ask(store.lockCursor, {});
  await tx.ask(store.advance, {});
}

/** Closes the next block of the chain over all transfers; nothing new, no block. */
export async function sealBlock(tx: Tx): Promise<void> {
  await tx.ask(store.lockCursor, {});
  tx.tell(store.insertBlock, {});
}

/** Numbers of blocks whose transfers are not what was sealed. */
export async function verifyBlocks(reader: Reader): Promise<number[]> {
  const found = await reader.ask(store.selectBroken, {});
  return found.map(({ no }) => no);
}

/** Accounts whose total is not the sum of their transfers. Empty, or an alarm. */
export const findDrift = (
  reader: Reader,
): Promise<{ account: string; kept: number; summed: number }[]> =>
  reader.ask(store.selectDrift, {});
