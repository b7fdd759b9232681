/** What people take out: frozen, sent on its way, paid or come back; and dues of merged members. */
import { check } from '../../kernel/check.ts';
import type { StaffId } from '../../kernel/id.ts';
import { fen, ZERO, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { dayOf, type Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { availableOf, cashOf, debtOf, dueOf, merged, payoutOf, returning } from './rules.ts';
import * as rows from './store.ts';
import * as ours from './store-withdrawals.ts';
import type { Account, Change, Party, PayoutWay, Totals, Transfer, Withdrawal } from './types.ts';
import { book, change, lockDues, pend, post, transfer, voidAll } from './writing.ts';

const store = { ...rows, ...ours };

export interface WithdrawalWish {
  readonly id: string;
  readonly party: Party;
  readonly amount: Fen;
  readonly channel: string;
  readonly fee?: Fen;
  readonly way?: PayoutWay;
  readonly payee?: Withdrawal['payee'];
  readonly needsSecond?: boolean;
}

/**
 * Freezes what a person wants to take out. Same id and same wish give the same answer.
 * @throws Refusal `ledger.debt_first` | `ledger.not_enough` | `ledger.id_used`
 */
export async function askWithdrawal(
  tx: Tx,
  wish: WithdrawalWish,
): Promise<{ readonly made: Withdrawal; readonly isNew: boolean }> {
  const account = dueOf(wish.party);
  const id = wish.id as Withdrawal['id'];
  const [totals, [standing]] = await Promise.all([
    lockDues(tx, [account]),
    tx.ask(store.selectWithdrawal, { id }),
  ]);
  if (standing !== undefined) {
    if (standing.account === account && standing.amount === wish.amount)
      return { made: standing, isNew: false };
    throw new Refusal('invalid', 'ledger.id_used', { id: wish.id });
  }
  const owed = totals.find((each) => each.account === debtOf(account));
  if (owed !== undefined && owed.balance < 0) {
    throw new Refusal('conflict', 'ledger.debt_first', { debtFen: -owed.balance });
  }
  const available = availableOf(totals.find((each) => each.account === account));
  const { amount, fee = ZERO, way = 'transfer', payee = null, needsSecond = false } = wish;
  const row = { id, account, amount, fee, way, payee, needsSecond };
  tx.guard(store.insertWithdrawal, row, () => new Again('withdrawn meanwhile'));
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
  const open = { approvedBy: null, releasedAt: null, state: 'asked', reason: '' } as const;
  const made = { ...row, ...open, withheld: ZERO, askedAt: tx.now, doneAt: null };
  return { made, isNew: true };
}

/** What reaches her. */
export const netOf = ({ amount, fee, withheld }: Withdrawal): Fen => fen(amount - fee - withheld);

/** @throws Refusal `ledger.no_withdrawal` | `ledger.withdrawal_under_way` */
export async function lockWithdrawal(tx: Tx, id: string): Promise<Withdrawal> {
  const [found] = await tx.ask(store.lockWithdrawal, { id: id as never });
  if (found === undefined) throw new Refusal('not_found', 'ledger.no_withdrawal');
  const isOpen = found.state === 'asked' || found.state === 'approved';
  if (!isOpen || found.releasedAt !== null)
    throw new Refusal('conflict', 'ledger.withdrawal_under_way', { state: found.state });
  return found;
}

const twin = (): Error => new Again('somebody decided it meanwhile');

/** The first of two people says yes. */
export const approveWithdrawal = (tx: Tx, id: Withdrawal['id'], by: StaffId): void =>
  tx.guard(store.approveWithdrawal, { id, by }, twin);

/** Nobody lets it go: what was frozen is hers again, and she is told why. */
export async function refuseWithdrawal(
  tx: Tx,
  { id }: Withdrawal,
  by: StaffId,
  reason: string,
): Promise<void> {
  const [pending] = await tx.ask(store.selectPendingOf, { type: 'withdraw', source: id });
  const { from, amount } = pending!;
  await lockDues(tx, [from]);
  tx.guard(store.refuseWithdrawal, { id, by, reason }, twin);
  voidAll(tx, [{ pending: pending!, amount }], 'refused');
  change(tx, [{ account: from, balance: 0, pendingOut: -amount }]);
}

interface TaxSpan {
  readonly method: string;
  readonly from: Instant;
}

/** What was paid to this account since then, this payment's month apart. */
export async function taxedSince(
  tx: Tx,
  account: Account,
  since: TaxSpan,
): Promise<{ grossFen: Fen; withheldFen: Fen; months: number }> {
  await lockDues(tx, [account]);
  return taxedSoFar(tx, account, since);
}
/** The same without holding it: what is told before anybody decides. */
export async function taxedSoFar(
  reader: Reader,
  account: Account,
  { method, from }: TaxSpan,
): Promise<{ grossFen: Fen; withheldFen: Fen; months: number }> {
  const thisMonth = dayOf(reader.now).slice(0, 7);
  const [found] = await reader.ask(store.selectTaxed, { account, from, thisMonth, method });
  return { grossFen: found!.gross, withheldFen: found!.withheld, months: found!.months + 1 };
}

/**
 * Sends it on its way: from here on it is the channel's. What it costs and what is withheld go to
 * accounts of their own. Only one caller gets through.
 */
export async function releaseWithdrawal(
  tx: Tx,
  { id, fee }: Withdrawal,
  by: StaffId,
  tax: { readonly taxable: Fen; readonly withheld: Fen; readonly taxMethod: string },
): Promise<{ readonly net: Fen }> {
  const [pending] = await tx.ask(store.selectPendingOf, { type: 'withdraw', source: id });
  const { from, to, amount } = pending!;
  await lockDues(tx, [from]);
  const net = fen(amount - fee - tax.withheld);
  check(net > 0, 'something is paid out');
  tx.guard(store.releaseWithdrawal, { id, by, ...tax }, twin);
  post(tx, [pending!]);
  transfer(tx, [
    { ...plain(id, net), from, to, type: 'withdraw' },
    ...(fee > 0 ? [{ ...plain(id, fee), from, to: FEES, type: 'fee' } as const] : []),
    ...(tax.withheld > 0
      ? [{ ...plain(id, tax.withheld), from, to: TAXES, type: 'withheld' } as const]
      : []),
  ]);
  change(tx, [{ account: from, balance: -amount, pendingOut: -amount }]);
  tx.tell(store.changePayout, { account: to, balance: net });
  return { net };
}

const FEES: Account = 'fee:withdrawal';
const TAXES: Account = 'tax:labour';
const plain = (source: string, amount: Fen) => ({ amount, source, order: null, role: null });

/** The channel has answered. Answering twice changes nothing. */
export async function endWithdrawal(
  tx: Tx,
  wish: {
    readonly id: string;
    readonly channel: string;
    readonly paid: boolean;
    readonly survivor: Account | null;
    readonly reason?: string;
  },
): Promise<Withdrawal | null> {
  const [found] = await tx.ask(store.lockWithdrawal, { id: wish.id as never });
  if (found === undefined) throw new Refusal('not_found', 'ledger.no_withdrawal');
  const { id, amount, fee, withheld, releasedAt } = found;
  if (releasedAt === null || !['asked', 'approved'].includes(found.state)) return null;
  const from = payoutOf(wish.channel);
  const net = fen(amount - fee - withheld);
  const due = wish.survivor ?? found.account;
  const totals = await lockDues(tx, [due]);
  const state = wish.paid ? 'paid' : 'failed';
  const { paid, reason = '' } = wish;
  tx.guard(store.endWithdrawal, { id, state, reason }, () => new Again('answered meanwhile'));
  if (paid) {
    transfer(tx, [{ ...plain(id, net), from, to: cashOf(wish.channel), type: 'payout' }]);
    change(tx, [{ account: from, balance: -net, pendingOut: 0 }]);
    return { ...found, state, doneAt: tx.now };
  }
  // All that left comes back: what it cost and what was withheld, too.
  const debt = returning(`back:${id}`, due, amount, totals);
  const back: Transfer[] = [{ ...plain(id, net), from, to: due, type: 'payout_back' }];
  if (fee > 0) back.push({ ...plain(id, fee), from: FEES, to: due, type: 'fee_back' });
  if (withheld > 0)
    back.push({ ...plain(id, withheld), from: TAXES, to: due, type: 'withheld_back' });
  transfer(tx, [...back, ...debt.transfers]);
  change(tx, [
    { account: from, balance: -net, pendingOut: 0 },
    { account: due, balance: amount, pendingOut: 0 },
    ...debt.changes,
  ]);
  return { ...found, state, reason, doneAt: tx.now };
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
