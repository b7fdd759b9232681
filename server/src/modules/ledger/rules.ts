/** What is booked for a posting, a claw-back, a payment out: decided here, written by the store. */
import { check } from '../../kernel/check.ts';
import type { OrderId } from '../../kernel/id.ts';
import { fen, least, minus, ZERO, type Fen } from '../../kernel/money.ts';
import type { Account, Booking, Change, Cut, Party, Pending, Totals, Transfer } from './types.ts';

export const cashOf = (channel: string): Account => `cash:${channel}`;
/** What a provider keeps for its work. */
export const feeOf = (channel: string): Account => `fee:${channel}`;
export const payoutOf = (channel: string): Account => `payout:${channel}`;
export const orderOf = (order: OrderId): Account => `order:${order}`;
export const dueOf = ({ kind, id }: Party): Account => `due:${kind}:${id}`;
export const debtOf = (due: Account): Account => due.replace(/^due:/, 'debt:') as Account;

/** Only these keep totals in a row; all others are rolled up. */
export const isGuarded = (account: Account): boolean =>
  /^(order:|payout:|due:staff:|due:member:|debt:|stored:|points:member:)/.test(account);
/** People can owe what they have taken out already; shops and houses are offset. */
export const isPersonal = (account: Account): boolean => /^due:(staff|member):/.test(account);

/** The accounts to lock before money moves on these dues, in the one order that all use. */
export const locksOf = (dues: readonly Account[]): Account[] =>
  [...new Set(dues.filter(isPersonal).flatMap((due) => [due, debtOf(due)]))].sort();

export const restOf = (pending: Pending): Fen =>
  pending.resolved ? ZERO : fen(pending.amount - pending.voided - pending.posted);

export const availableOf = (totals: Totals | undefined): Fen =>
  totals === undefined ? ZERO : minus(totals.balance, totals.pendingOut);

/** Adds up several changes of one account, so that each row is written once. */
export function merged(changes: readonly Change[]): Change[] {
  const byAccount = new Map<Account, Change>();
  for (const { account, balance, pendingOut } of changes) {
    const before = byAccount.get(account) ?? { account, balance: 0, pendingOut: 0 };
    byAccount.set(account, {
      account,
      balance: before.balance + balance,
      pendingOut: before.pendingOut + pendingOut,
    });
  }
  return [...byAccount.values()]
    .filter(({ account }) => isGuarded(account))
    .sort((a, b) => (a.account < b.account ? -1 : 1));
}

/** Keeps count while several parts reach one account. */
class Purse {
  readonly #left = new Map<Account, number>();
  readonly #totals: ReadonlyMap<Account, Totals>;
  constructor(totals: readonly Totals[]) {
    this.#totals = new Map(totals.map((each) => [each.account, each]));
  }
  has(account: Account): number {
    return this.#left.get(account) ?? availableOf(this.#totals.get(account));
  }
  put(account: Account, amount: number): void {
    this.#left.set(account, this.has(account) + amount);
  }
}

/** Books pendings for good. What a person owes is paid from it first. */
export function postingOf(
  order: OrderId,
  pendings: readonly Pending[],
  totals: readonly Totals[],
): Booking & { readonly posted: readonly Pending[] } {
  const purse = new Purse(totals);
  const transfers: Transfer[] = [];
  const changes: Change[] = [];
  const posted = pendings.filter((pending) => restOf(pending) > 0);
  for (const pending of posted) {
    const { to, role } = pending;
    const amount = restOf(pending);
    const source = pending.id;
    transfers.push({ from: pending.from, to, amount, type: 'post', source, order, role });
    changes.push({ account: pending.from, balance: -amount, pendingOut: -amount });
    changes.push({ account: to, balance: amount, pendingOut: 0 });
    if (!isPersonal(to)) continue;
    const paid = payDebt(purse, to, amount, source, order);
    transfers.push(...paid.transfers);
    changes.push(...paid.changes);
  }
  return { transfers, changes: merged(changes), posted };
}

/** @param amount that has just become this person's */
function payDebt(
  purse: Purse,
  due: Account,
  amount: Fen,
  source: string,
  order: OrderId | null,
): Booking {
  const debt = debtOf(due);
  const paid = least(amount, fen(Math.max(0, -purse.has(debt))));
  purse.put(due, amount - paid);
  if (paid === 0) return { transfers: [], changes: [] };
  purse.put(debt, paid);
  return {
    transfers: [
      { from: due, to: debt, amount: paid, type: 'debt_paid', source, order, role: null },
    ],
    changes: [
      { account: due, balance: -paid, pendingOut: 0 },
      { account: debt, balance: paid, pendingOut: 0 },
    ],
  };
}

/**
 * Which pendings a cut falls on: of the role and the party where its rest is, those of the attempt
 * first. Freight that came to a parcel later waits beside that parcel's own part.
 * @param aimed by pending: what other cuts of the same refund take
 */
export function aimedAt(
  pendings: readonly Pending[],
  cut: Cut,
  aimed: ReadonlyMap<string, { readonly amount: Fen }> = new Map(),
): Void[] {
  const wanted = pendings
    .filter(
      ({ type, role, to, amount, voided }) =>
        type === 'portion' &&
        role === cut.role &&
        amount > voided &&
        (cut.party === null || to === dueOf(cut.party)),
    )
    .reverse()
    .sort((a, b) => Number(b.attempt === cut.attempt) - Number(a.attempt === cut.attempt));
  check(wanted.length > 0, `nothing was ever pended for ${cut.role}`);
  const found: Void[] = [];
  let left: number = cut.amount;
  for (const pending of wanted) {
    const rest = pending.resolved ? left : restOf(pending) - (aimed.get(pending.id)?.amount ?? 0);
    const amount = fen(Math.min(left, Math.max(0, rest)));
    if (amount > 0) found.push({ pending, amount });
    left -= amount;
  }
  check(left === 0, `more is taken from ${cut.role} than was pended`);
  return found;
}

export interface Void {
  readonly pending: Pending;
  readonly amount: Fen;
}

/**
 * Takes money back for a refund: what still waits is voided, what was posted comes back from
 * whoever has it, and what she has no more becomes her debt.
 */
export function takingBack(
  order: OrderId,
  refund: string,
  cuts: readonly Cut[],
  pendings: readonly Pending[],
  totals: readonly Totals[],
): Booking & { readonly voids: readonly Void[] } {
  const purse = new Purse(totals);
  const voids = new Map<string, Void>();
  const taken = new Map<string, Void>();
  for (const cut of cuts.filter(({ amount }) => amount > 0)) {
    for (const { pending, amount } of aimedAt(pendings, cut, voids)) {
      const kept = pending.resolved ? taken : voids;
      const before = kept.get(pending.id)?.amount ?? 0;
      kept.set(pending.id, { pending, amount: fen(before + amount) });
    }
  }
  const transfers: Transfer[] = [];
  const changes: Change[] = [];
  const home = orderOf(order);
  for (const { pending, amount } of taken.values()) {
    const due = pending.to;
    const has = isPersonal(due) ? fen(Math.max(0, Math.min(amount, purse.has(due)))) : fen(amount);
    const owes = fen(amount - has);
    const rest = { order, role: pending.role, source: `${refund}:${pending.id}` };
    if (has > 0) transfers.push({ from: due, to: home, amount: has, type: 'claw_back', ...rest });
    if (owes > 0) {
      transfers.push({ from: debtOf(due), to: home, amount: owes, type: 'debt', ...rest });
    }
    purse.put(due, -has);
    changes.push(
      { account: due, balance: -has, pendingOut: 0 },
      { account: debtOf(due), balance: -owes, pendingOut: 0 },
      { account: home, balance: amount, pendingOut: 0 },
    );
  }
  // What is voided was pending out of the order, and is now pending out of it to the buyer.
  const clawed = transfers.reduce((total, each) => total + each.amount, 0);
  if (clawed > 0) changes.push({ account: home, balance: 0, pendingOut: clawed });
  const moved = changes.filter((each) => each.balance !== 0 || each.pendingOut !== 0);
  return { transfers, changes: merged(moved), voids: [...voids.values()] };
}

/** A payment out that came back: it is hers again, unless she owes. */
export function returning(
  source: string,
  due: Account,
  amount: Fen,
  totals: readonly Totals[],
): Booking {
  return payDebt(new Purse(totals), due, amount, source, null);
}
