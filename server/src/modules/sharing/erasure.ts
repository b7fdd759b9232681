/** What links and visits know of a person, and how they lose it: the tree of shares stays. */
import type { MemberId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { Sweeper } from '../../platform/sweep.ts';
import * as store from './store-erasure.ts';

export function destroy(tx: Tx, members: readonly MemberId[]): void {
  tx.tell(store.emptyWords, { members: [...members] });
  tx.tell(store.emptyVisits, { members: [...members] });
}

export const forgetPlaces: Sweeper = async (tx, wish) =>
  (await tx.ask(store.emptyOldPlaces, wish))[0]!.count;
