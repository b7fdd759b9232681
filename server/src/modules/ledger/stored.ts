/**
 * Money and points that members keep with us: topped up, held for an order, used, given back, let
 * end. Points are a currency of their own: no transfer leaves it.
 */
import { check } from '../../kernel/check.ts';
import type { OrderId } from '../../kernel/id.ts';
import { fen, sum, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../platform/db.ts';
import { cashOf, dueOf, orderOf, payoutOf } from './rules.ts';
import * as store from './store.ts';
import type { Account, Change, Leg, Party, Pending, Transfer, TransferType } from './types.ts';
import { change, lockAccounts, pend, post, transfer, voidAll } from './writing.ts';

export type Kept = 'principal' | 'bonus' | 'points';
export const keptOf = (kind: Kept, member: string): Account =>
  kind === 'points' ? `points:member:${member}` : `stored:${kind}:${member}`;
export const POINTS_HOUSE: Account = 'points:house';
export const owedOf = (member: string): Account => `debt:points:${member}`;

const plain = { order: null, role: null } as const;
export const line = (
  type: TransferType,
  from: Account,
  to: Account,
  amount: number,
  source: string,
  order: OrderId | null = null,
): Transfer => ({ ...plain, type, from, to, amount: fen(amount), source, order });
export const move = (account: Account, balance: number, pendingOut = 0): Change => ({
  account,
  balance,
  pendingOut,
});
const open = (tx: Tx, accounts: readonly Account[]): void =>
  tx.tell(store.openAccounts, { accounts: [...accounts].sort() });

/** A top-up is paid: principal from the channel, bonus from head office. */
export function topUp(
  tx: Tx,
  wish: {
    readonly member: string;
    readonly channel: string;
    readonly providerNo: string;
    readonly principal: Fen;
    readonly bonus: Fen;
    readonly hq: Party;
    readonly source: string;
  },
): void {
  const { member, channel, providerNo, principal, bonus, hq, source } = wish;
  const [main, extra] = [keptOf('principal', member), keptOf('bonus', member)];
  open(tx, [main, extra]);
  const no = `${channel}:${providerNo}`;
  const lines = [line('capture', cashOf(channel), main, principal, no)];
  if (bonus > 0) lines.push(line('bonus', dueOf(hq), extra, bonus, source));
  transfer(tx, lines);
  change(tx, [move(main, principal), move(extra, bonus)]);
}

export interface HeldParts {
  readonly principal: Fen;
  readonly bonus: Fen;
  readonly points: number;
}
const KEPT: readonly Kept[] = ['principal', 'bonus', 'points'];
const sourceOf = (order: OrderId, kind: Kept): string => `${order}:${kind}`;

/**
 * Freezes what an order takes out of a wallet. The guard on the member's row is what a hundred at
 * once meet. @throws Refusal `wallet.not_enough`
 */
export function hold(tx: Tx, order: OrderId, member: string, parts: HeldParts): void {
  const changes: Change[] = [];
  for (const kind of KEPT) {
    const amount = fen(parts[kind]);
    if (amount === 0) continue;
    const from = keptOf(kind, member);
    const to = kind === 'points' ? POINTS_HOUSE : orderOf(order);
    const row = { to, amount, source: sourceOf(order, kind), role: null, attempt: 1 };
    pend(tx, 'tender', from, null, [{ ...row, suspended: false }]);
    changes.push(move(from, 0, amount));
  }
  change(tx, changes, () => new Refusal('conflict', 'wallet.not_enough'));
}

/** What is held for this order, as it stands. */
export async function findHeld(tx: Tx, order: OrderId): Promise<Pending[]> {
  const found = await Promise.all(
    KEPT.map((kind) =>
      tx.ask(store.selectPendingOf, { type: 'tender', source: sourceOf(order, kind) }),
    ),
  );
  return found.flat().filter(({ resolved }) => !resolved);
}

/** The order was given up, or paid otherwise: what was held is free. */
export function freeHeld(tx: Tx, held: readonly Pending[]): void {
  voidAll(
    tx,
    held.map((pending) => ({ pending, amount: pending.amount })),
    'freed',
  );
  change(
    tx,
    held.map(({ from, amount }) => move(from, 0, -amount)),
  );
}

export interface TenderCapture {
  readonly order: OrderId;
  /** What a channel paid of it; null: the wallet paid all. */
  readonly cash: {
    readonly channel: string;
    readonly providerNo: string;
    readonly amount: Fen;
  } | null;
  readonly held: readonly Pending[];
  /** What head office pays for the points. */
  readonly pointsFen: Fen;
  readonly hq: Party;
  readonly legs: readonly Leg[];
}

/** As `capture`, of several sources: every fen of them waits for somebody. */
export function captureTender(tx: Tx, wish: TenderCapture): void {
  const { order, cash, held, pointsFen, hq, legs } = wish;
  const home = orderOf(order);
  const kept = legs.filter((leg) => leg.amount > 0);
  const whole = sum(kept.map((leg) => leg.amount));
  const money = held.filter(({ to }) => to === home);
  const paid = (cash?.amount ?? 0) + sum(money.map(({ amount }) => amount)) + pointsFen;
  check(whole === paid, 'the sources make the whole');
  open(tx, [home]);
  post(tx, held);
  const lines = held.map(({ from, to, amount, source }) =>
    to === home
      ? line('tender', from, to, amount, source, order)
      : line('points_spent', from, to, amount, source),
  );
  if (cash !== null) {
    const no = `${cash.channel}:${cash.providerNo}`;
    lines.push(line('capture', cashOf(cash.channel), home, cash.amount, no, order));
  }
  if (pointsFen > 0)
    lines.push(line('tender', dueOf(hq), home, pointsFen, `${order}:points_off`, order));
  transfer(tx, lines);
  change(tx, [
    ...held.map(({ from, amount }) => move(from, -amount, -amount)),
    move(home, whole, whole),
  ]);
  pend(
    tx,
    'portion',
    home,
    order,
    kept.map((leg) => ({
      to: dueOf(leg.party),
      amount: leg.amount,
      source: `${order}:${leg.role}:${leg.party.id}:${leg.attempt}`,
      role: leg.role,
      attempt: leg.attempt,
      suspended: leg.suspended,
    })),
  );
}

/** A refund's part goes home at once; what the channel paid goes by the channel. */
export function tenderBack(
  tx: Tx,
  wish: {
    readonly order: OrderId;
    readonly refund: string;
    readonly moved: readonly {
      readonly member: string;
      readonly kind: Kept;
      readonly amount: number;
    }[];
    readonly pointsFen: Fen;
    readonly hq: Party;
  },
): void {
  const { order, refund, moved, pointsFen, hq } = wish;
  const home = orderOf(order);
  const sums = new Map<Account, number>();
  for (const { member, kind, amount } of moved) {
    const account = keptOf(kind, member);
    sums.set(account, (sums.get(account) ?? 0) + amount);
  }
  const isPoints = (account: Account): boolean => account.startsWith('points:');
  const lines = [...sums].map(([account, amount]) =>
    isPoints(account)
      ? line('points_back', POINTS_HOUSE, account, amount, `${refund}:${account}`)
      : line('tender_back', home, account, amount, `${refund}:${account}`, order),
  );
  if (pointsFen > 0)
    lines.push(line('tender_back', home, dueOf(hq), pointsFen, `${refund}:points_off`, order));
  transfer(tx, lines);
  const money = [...sums].filter(([account]) => !isPoints(account));
  const out = money.reduce((all, [, amount]) => all + amount, 0) + pointsFen;
  change(tx, [
    ...[...sums].map(([account, amount]) => move(account, amount)),
    move(home, -out, -out),
  ]);
}

/** Principal leaves as money, on its way to the channel it came from; its bonus goes home. */
export function principalOut(
  tx: Tx,
  wish: {
    readonly member: string;
    readonly outs: readonly {
      readonly channel: string;
      readonly amount: Fen;
      readonly refund: string;
    }[];
    readonly lost: Fen;
    readonly hq: Party;
    readonly source: string;
  },
): void {
  const { member, outs, lost, hq, source } = wish;
  const [main, extra] = [keptOf('principal', member), keptOf('bonus', member)];
  transfer(tx, [
    ...outs.map(({ channel, amount, refund }) =>
      line('principal_out', main, payoutOf(channel), amount, refund),
    ),
    ...(lost > 0 ? [line('bonus_ended', extra, dueOf(hq), lost, source)] : []),
  ]);
  change(
    tx,
    [move(main, -sum(outs.map(({ amount }) => amount))), move(extra, -lost)],
    () => new Refusal('conflict', 'wallet.not_enough'),
  );
  for (const { channel, amount } of outs)
    tx.tell(store.changePayout, { account: payoutOf(channel), balance: amount });
}

/** What has come to its end: bonus goes back to head office, points to the house. */
export function endKept(
  tx: Tx,
  member: string,
  hq: Party,
  ended: readonly { readonly id: string; readonly kind: Kept; readonly rest: number }[],
): void {
  transfer(
    tx,
    ended.map(({ id, kind, rest }) =>
      kind === 'points'
        ? line('points_ended', keptOf(kind, member), POINTS_HOUSE, rest, id)
        : line('bonus_ended', keptOf(kind, member), dueOf(hq), rest, id),
    ),
  );
  change(
    tx,
    ended.map(({ kind, rest }) => move(keptOf(kind, member), -rest)),
  );
}

/** Two members are one: what either kept is hers, and what she owes, too. */
export async function mergeKept(tx: Tx, from: string, to: string): Promise<void> {
  const accounts = (who: string) => [...KEPT.map((kind) => keptOf(kind, who)), owedOf(who)];
  const totals = await lockAccounts(tx, [...accounts(from), ...accounts(to)]);
  const of = (account: Account) => totals.find((each) => each.account === account)!;
  const lines: Transfer[] = [];
  const changes: Change[] = [];
  for (const kind of KEPT) {
    const [a, b] = [keptOf(kind, from), keptOf(kind, to)];
    const free = of(a).balance - of(a).pendingOut;
    if (free <= 0) continue;
    lines.push(line('merge', a, b, free, `${kind}:${from}:${tx.newId()}`));
    changes.push(move(a, -free), move(b, free));
  }
  const owes = -of(owedOf(from)).balance;
  if (owes > 0) {
    lines.push(line('merge', owedOf(to), owedOf(from), owes, `points_owed:${from}:${tx.newId()}`));
    changes.push(move(owedOf(to), -owes), move(owedOf(from), owes));
  }
  transfer(tx, lines);
  change(tx, changes);
}
