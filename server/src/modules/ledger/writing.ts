/** The few ways in which rows of the ledger are written; every verb of the door uses these. */
import type { OrderId, PendingId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Again, type Tx } from '../../platform/db.ts';
import { locksOf, merged, restOf } from './rules.ts';
import * as store from './store.ts';
import type { Account, Booking, Change, Pending, Totals, Transfer } from './types.ts';

/** Personal accounts to lock for these pendings, locked; read after the lock was had. */
export async function lockDues(tx: Tx, dues: readonly Account[]): Promise<Totals[]> {
  return lockAccounts(tx, locksOf(dues));
}
export async function lockAccounts(tx: Tx, accounts: readonly Account[]): Promise<Totals[]> {
  if (accounts.length === 0) return [];
  tx.tell(store.openAccounts, { accounts });
  return tx.ask(store.lockAccounts, { accounts });
}

export type Row = Pick<Pending, 'to' | 'amount' | 'source' | 'role' | 'attempt' | 'suspended'>;

export function pend(
  tx: Tx,
  type: Pending['type'],
  from: Account,
  order: OrderId | null,
  rows: readonly Row[],
): PendingId[] {
  const ids = rows.map(() => tx.newId<'pending'>());
  tx.tell(store.insertPendings, {
    ids,
    from,
    type,
    order,
    to: rows.map((row) => row.to),
    amounts: rows.map((row) => row.amount),
    sources: rows.map((row) => row.source),
    roles: rows.map((row) => row.role),
    attempts: rows.map((row) => row.attempt),
    suspended: rows.map((row) => row.suspended),
  });
  return ids;
}

export function voidAll(
  tx: Tx,
  voids: readonly { pending: Pending; amount: Fen }[],
  source: string,
): void {
  if (voids.length === 0) return;
  const ids = voids.map(({ pending }) => pending.id);
  const amounts = voids.map(({ amount }) => amount);
  tx.guard(store.voidPendings, { ids, amounts }, () => new Again('a pending moved meanwhile'));
  tx.tell(store.insertVoids, { ids, amounts, source });
}

export function post(tx: Tx, pendings: readonly Pending[]): void {
  if (pendings.length === 0) return;
  const ids = pendings.map(({ id }) => id);
  const amounts = pendings.map(restOf);
  tx.guard(store.postPendings, { ids, amounts }, () => new Again('a pending moved meanwhile'));
}

export function book(tx: Tx, { transfers, changes }: Booking): void {
  transfer(tx, transfers);
  change(tx, changes);
}

export function transfer(tx: Tx, transfers: readonly Transfer[]): void {
  if (transfers.length === 0) return;
  tx.tell(store.insertTransfers, {
    ids: transfers.map(() => tx.newId<'transfer'>()),
    from: transfers.map((each) => each.from),
    to: transfers.map((each) => each.to),
    amounts: transfers.map((each) => each.amount),
    types: transfers.map((each) => each.type),
    sources: transfers.map((each) => each.source),
    orders: transfers.map((each) => each.order),
    roles: transfers.map((each) => each.role),
  });
}

export function change(
  tx: Tx,
  changes: readonly Change[],
  orElse: () => Error = () => new Again('an account moved meanwhile'),
): void {
  const kept = merged(changes).filter((each) => each.balance !== 0 || each.pendingOut !== 0);
  if (kept.length === 0) return;
  const accounts = kept.map((each) => each.account);
  const balances = kept.map((each) => each.balance);
  const pendingOuts = kept.map((each) => each.pendingOut);
  tx.guard(store.changeAccounts, { accounts, balances, pendingOuts }, orElse);
}
