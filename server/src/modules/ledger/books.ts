/** Closing of the books after commit: roll-up of shared accounts, chain of hashes, reconciler. */
import { check } from '../../kernel/check.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import * as store from './store-books.ts';
import * as checkups from './store-checkup.ts';
import type { Checkup, Drift } from './types.ts';

/**
 * Adds to the rolled-up totals what has surely committed since the cursor: transactions older than
 * any that still runs. One shared row updated by each order would cost most of the order rate.
 */
export async function rollUp(tx: Tx): Promise<void> {
  tx.tell(store.startCursor, {});
  await tx.ask(store.lockCursor, {});
  await tx.ask(store.advance, {});
}

/** Closes the next block of the chain; nothing new, no block. @returns whether it was a full one */
export async function sealBlock(tx: Tx): Promise<boolean> {
  await tx.ask(store.lockCursor, {});
  const [block] = await tx.ask(store.chain.seal, {});
  return block !== undefined && block.sealed >= store.FULL_BLOCK;
}

/** Numbers of blocks whose transfers are not what was sealed, or that were made anew since. */
export async function verifyBlocks(reader: Reader): Promise<number[]> {
  const [broken, remade] = await Promise.all([
    reader.ask(store.chain.broken, {}),
    reader.ask(checkups.selectRemade, {}),
  ]);
  return [...new Set([...broken, ...remade].map(({ no }) => no))].sort((a, b) => a - b);
}

/** Totals that are not the sum of their transfers, the first hundred. Empty, or an alarm. */
export async function findDrift(reader: Reader): Promise<Drift[]> {
  const found = await reader.ask(checkups.selectDrift, {});
  return found.map((row) => {
    const [what, account] = [row.keptWhat ?? row.summedWhat, row.keptAccount ?? row.summedAccount];
    check(what !== null && account !== null, 'one side is there');
    const { kept, summed } = row;
    return { what, account, day: row.keptDay ?? row.summedDay, kept, summed };
  });
}

/** The whole history looked through; the last block and its hash are for somebody's own notes. */
export async function checkUp(reader: Reader): Promise<Checkup> {
  const [[head], broken, drift] = await Promise.all([
    reader.ask(checkups.selectHead, {}),
    verifyBlocks(reader),
    findDrift(reader),
  ]);
  return { at: reader.now, ...head!, broken, drift };
}

export const keepCheckup = (tx: Tx, { at: _, ...found }: Checkup): void =>
  tx.tell(checkups.insertCheckup, { id: tx.newId(), ...found });

export async function lastCheckup(reader: Reader): Promise<Checkup | null> {
  const [last] = await reader.ask(checkups.selectCheckups, { count: 1 });
  return last ?? null;
}
