/** What people take out: frozen, sent on its way, paid or come back; and dues of merged members. */
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { availableOf, cashOf, debtOf, dueOf, merged, payoutOf, returning } from './rules.ts';
import * as store from './store.ts';
import type { Account, Party, Totals, Transfer, Change, Withdrawal } from './types.ts';
import { book, change, lockDues, pend, post, transfer } from './writing.ts';

/**
 * Freezes what a person wants to take out. Same id and same wish give the same answer.
 * @throws Refusal `ledger.debt_first` | `ledger.not_enough` | `ledger.id_used`
 */
export async function askWithdrawal(
  tx: Tx,
  wish: { id: Withdrawal['id']; party: Party; amount: Fen; channel: string },
): Promise<Withdrawal> {
  const account = dueOf(wish.party);
  const id = wish.id as never;
  const [totals, [standing]] = await Promise.all([
    lockDues(tx, [account]),
    tx.ask(store.selectWithdrawal, { id }),
  ]);
  if (standing !== undefined) {
    if (standing.account === account && standing.amount === wish.amount) return standing;
    throw new Refusal('invalid', 'ledger.id_used', { id: wish.id });
  }
  const owed = totals.find((each) => each.account === debtOf(account));
  if (owed !== undefined && owed.balance < 0) {
    throw new Refusal('conflict', 'ledger.debt_first', { debtFen: -owed.balance });
  }
  const available = availableOf(totals.find((each) => each.account === account));
  const { amount } = wish;
  tx.guard(store.insertWithdrawal, { id, account, amount }, () => new Again('withdrawn meanwhile'));
  pend(tx, 'withdraw', account, null, [
    {
      to: payoutOf(wish.channel),
      amount,
      source: wish.id,
      role: null,
      attempt: 1,
      suspended: false,
    },
  ]);
  change(tx, [{ account, balance: 0, pendingOut: amount }], () => {
    return new Refusal('conflict', 'ledger.not_enough', { availableFen: available });
  });
  return { id: wish.id, account, amount, state: 'asked', askedAt: tx.now, doneAt: null };
}

/**
 * Sends it on its way: from here on it is the channel's. Only one caller gets through.
 * @throws Refusal `ledger.no_withdrawal` | `ledger.withdrawal_under_way`
 */
export async function releaseWithdrawal(tx: Tx, id: string): Promise<Withdrawal> {
  const [[found], [pending]] = await Promise.all([
    tx.ask(store.lockWithdrawal, { id: id as never }),
    tx.ask(store.selectPendingOf, { type: 'withdraw', source: id }),
  ]);
  if (found === undefined) throw new Refusal('not_found', 'ledger.no_withdrawal');
  if (found.state !== 'asked' || pending!.resolved) {
    throw new Refusal('conflict', 'ledger.withdrawal_under_way', { state: found.state });
  }
  const { from, to, amount } = pending!;
  await lockDues(tx, [from]);
  post(tx, [pending!]);
  transfer(tx, [{ from, to, amount, type: 'withdraw', source: id, order: null, role: null }]);
  change(tx, [{ account: from, balance: -amount, pendingOut: -amount }]);
  tx.tell(store.changePayout, { account: to, balance: amount });
  return found;
}

/** The channel has answered. Answering twice changes nothing. */
export async function endWithdrawal(
  tx: Tx,
  wish: { id: string; channel: string; paid: boolean; survivor: Account | null },
): Promise<Withdrawal | null> {
  const [found] = await tx.ask(store.lockWithdrawal, { id: wish.id as never });
  if (found === undefined) throw new Refusal('not_found', 'ledger.no_withdrawal');
  if (found.state !== 'asked') return null;
  const from = payoutOf(wish.channel);
  const { amount } = found;
  const due = wish.survivor ?? found.account;
  const totals = await lockDues(tx, [due]);
  const back = wish.paid ? cashOf(wish.channel) : due;
  const rest = { amount, source: wish.id, order: null, role: null };
  const state = wish.paid ? 'paid' : 'failed';
  tx.guard(store.endWithdrawal, { id: found.id, state }, () => new Again('answered meanwhile'));
  const debt = wish.paid ? null : returning(`back:${wish.id}`, due, amount, totals);
  transfer(tx, [
    { from, to: back, type: wish.paid ? 'payout' : 'payout_back', ...rest },
    ...(debt?.transfers ?? []),
  ]);
  change(tx, [
    { account: from, balance: -amount, pendingOut: 0 },
    ...(wish.paid ? [] : [{ account: due, balance: amount, pendingOut: 0 }]),
    ...(debt?.changes ?? []),
  ]);
  return { ...found, state, doneAt: tx.now };
}

/** What one person has under two names comes under one; what she owes, too. */
export async function mergeDues(tx: Tx, from: string, to: string): Promise<void> {
  const [old, kept] = [dueOf({ kind: 'member', id: from }), dueOf({ kind: 'member', id: to })];
  const totals = await lockDues(tx, [old, kept]);
  const of = (account: Account): Totals | undefined => totals.find((t) => t.account === account);
  const due = availableOf(of(old));
  const owed = fen(Math.max(0, -(of(debtOf(old))?.balance ?? 0)));
  const transfers: Transfer[] = [];
  const changes: Change[] = [];
  const move = (source: string, a: Account, b: Account, amount: Fen): void => {
    if (amount <= 0) return;
    transfers.push({ from: a, to: b, amount, type: 'merge', source, order: null, role: null });
    changes.push({ account: a, balance: -amount, pendingOut: 0 });
    changes.push({ account: b, balance: amount, pendingOut: 0 });
  };
  move(`due:${from}`, old, kept, due);
  move(`debt:${from}`, debtOf(kept), debtOf(old), owed);
  book(tx, { transfers, changes: merged(changes) });
  const now = totals.map((each) => {
    const change = merged(changes).find((c) => c.account === each.account);
    return { ...each, balance: fen(each.balance + (change?.balance ?? 0)) };
  });
  const has = availableOf(now.find((each) => each.account === kept));
  if (has > 0) book(tx, returning(`merge:${from}`, kept, has, now));
}

export const findTotals = (reader: Reader, accounts: readonly Account[]): Promise<Totals[]> =>
  reader.ask(store.selectAccounts, { accounts });

export const findWithdrawals = (reader: Reader, party: Party): Promise<Withdrawal[]> =>
  reader.ask(store.selectWithdrawals, { account: dueOf(party), count: 50 });

export async function findWithdrawal(reader: Reader, id: string): Promise<Withdrawal | null> {
  const [found] = await reader.ask(store.selectWithdrawal, { id: id as never });
  return found ?? null;
}
