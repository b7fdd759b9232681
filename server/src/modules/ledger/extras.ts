/**
 * What is paid to a person, or taken from her, beside any order: differences of tiers, prizes,
 * penalties. Each happening once, by its type and source; debt is paid first.
 */
import { fen, least, minus, type Fen } from '../../kernel/money.ts';
import type { OrderId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { availableOf, debtOf, dueOf, restOf, returning } from './rules.ts';
import { sumEarned } from './store-extras.ts';
import type { Account, Party, Pending, Totals } from './types.ts';
import { book, pend, voidAll } from './writing.ts';

export type ExtraType = 'tier' | 'prize' | 'penalty' | 'tier_back';
export interface Extra {
  readonly type: ExtraType;
  readonly source: string;
  readonly house: Party;
  readonly person: Party;
  readonly amount: Fen;
}

/** @param totals of `lockDues` for this person */
export function giveExtra(tx: Tx, extra: Extra, totals: readonly Totals[]): void {
  const { type, source, amount } = extra;
  const due = dueOf(extra.person);
  const paid = returning(`${type}:${source}`, due, amount, totals);
  const given = {
    from: dueOf(extra.house),
    to: due,
    amount,
    type,
    source,
    order: null,
    role: null,
  };
  book(tx, {
    transfers: [given, ...paid.transfers],
    changes: [{ account: due, balance: amount, pendingOut: 0 }, ...paid.changes],
  });
}

/** What she has of it comes back; what she has no more becomes her debt. */
export function takeExtra(tx: Tx, extra: Extra, totals: readonly Totals[]): void {
  const { type, source, amount } = extra;
  const due = dueOf(extra.person);
  const has = least(amount, hasOf(totals, due));
  const owes = minus(amount, has);
  const to = dueOf(extra.house);
  const rest = { to, type, order: null, role: null };
  book(tx, {
    transfers: [
      ...(has > 0 ? [{ from: due, amount: has, source, ...rest }] : []),
      ...(owes > 0 ? [{ from: debtOf(due), amount: owes, source: `${source}:owed`, ...rest }] : []),
    ],
    changes: [
      { account: due, balance: -has, pendingOut: 0 },
      { account: debtOf(due), balance: -owes, pendingOut: 0 },
    ],
  });
}

const hasOf = (totals: readonly Totals[], due: Account): Fen =>
  fen(Math.max(0, availableOf(totals.find(({ account }) => account === due))));

/** What somebody could be asked for now, and would have. */
export const availableTo = (totals: readonly Totals[], person: Party): Fen =>
  hasOf(totals, dueOf(person));

/** Of these pendings, what a month's caps leave no room for waits for head office instead. */
export function passOverCap(
  tx: Tx,
  order: OrderId,
  pendings: readonly Pending[],
  over: ReadonlyMap<string, Fen>,
  house: Party,
): Pending[] {
  const hit = pendings.filter(({ id }) => (over.get(id) ?? 0) > 0);
  if (hit.length === 0) return [...pendings];
  const voids = hit.map((pending) => ({ pending, amount: over.get(pending.id)! }));
  voidAll(tx, voids, 'month_cap');
  const rows = voids.map(({ pending, amount }) => ({
    to: dueOf(house),
    amount,
    source: `${pending.source}:over_cap`,
    role: pending.role,
    attempt: pending.attempt,
    suspended: false,
  }));
  const ids = pend(tx, 'portion', hit[0]!.from, order, rows);
  const kept = pendings.map((pending) => {
    const cut = over.get(pending.id) ?? 0;
    const resolved = cut > 0 && cut === restOf(pending);
    return {
      ...pending,
      voided: fen(pending.voided + cut),
      resolved: pending.resolved || resolved,
    };
  });
  const moved = rows.map((row, i) => ({ ...hit[i]!, ...row, id: ids[i]!, voided: fen(0) }));
  return [...kept, ...moved];
}

/** What she earned by commissions in these days: what was paid, less what came back of it. */
export async function earnedIn(
  reader: Reader,
  person: Party,
  since: Instant,
  until: Instant,
): Promise<Fen> {
  const due = dueOf(person);
  const [found] = await reader.ask(sumEarned, { due, debt: debtOf(due), since, until });
  return found!.earned;
}
