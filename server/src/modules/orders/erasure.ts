/** What orders keep of a person, and how they lose it: goods, amounts and states stay. */
import type { MemberId } from '../../kernel/id.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import type { Sweeper } from '../../platform/sweep.ts';
import * as store from './store-erasure.ts';

/** Business that is not at its end. */
export async function unfinishedOf(
  reader: Reader,
  members: readonly MemberId[],
): Promise<{ readonly orders: number; readonly cases: number; readonly refunds: number }> {
  return (await reader.ask(store.countUnfinished, { members: [...members] }))[0]!;
}

/** Her names, numbers, addresses, words and pictures. */
export function destroy(tx: Tx, members: readonly MemberId[]): void {
  const ids = { members: [...members] };
  tx.tell(store.emptyOrders, ids);
  tx.tell(store.emptyCases, ids);
  tx.tell(store.emptyCaseSteps, ids);
  tx.tell(store.agePhotos, ids);
  tx.tell(store.emptyRefunds, ids);
  tx.tell(store.emptyHistory, ids);
  tx.tell(store.dropCarts, ids);
  tx.tell(store.emptyCarts, ids);
}

export const forgetContacts: Sweeper = async (tx, wish) =>
  (await tx.ask(store.emptyOldContacts, wish))[0]!.count;
export { forgetCarts } from './store-erasure.ts';
