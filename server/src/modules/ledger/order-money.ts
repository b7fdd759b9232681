/** The money of one order: it comes in, waits, is posted, goes back, follows the goods. */
import { check } from '../../kernel/check.ts';
import type { OrderId } from '../../kernel/id.ts';
import { fen, sum, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { cashOf, dueOf, orderOf, payoutOf, postingOf, restOf, takingBack } from './rules.ts';
import * as store from './store.ts';
import type { Account, Cut, Leg, Party, Pending, Totals } from './types.ts';
import { book, pend, post, transfer, voidAll } from './writing.ts';

export interface Capture {
  readonly order: OrderId;
  readonly channel: string;
  /** The provider's number of this payment. */
  readonly providerNo: string;
  readonly amount: Fen;
  readonly legs: readonly Leg[];
}

/** Whole payments come in, and every fen of each waits for somebody. */
export function capture(tx: Tx, captures: readonly Capture[]): void {
  if (captures.length === 0) return;
  const legs = captures.flatMap(({ order, amount, legs: all }) => {
    const kept = all.filter((leg) => leg.amount > 0);
    check(sum(kept.map((leg) => leg.amount)) === amount, 'the legs make the whole');
    return kept.map((leg) => ({ order, leg }));
  });
  tx.tell(store.insertCaptures, {
    transfers: captures.map(() => tx.newId<'transfer'>()),
    cash: captures.map(({ channel }) => cashOf(channel)),
    numbers: captures.map(({ channel, providerNo }) => `${channel}:${providerNo}`),
    orders: captures.map(({ order }) => order),
    accounts: captures.map(({ order }) => orderOf(order)),
    captured: captures.map(({ amount }) => amount),
    ids: legs.map(() => tx.newId<'pending'>()),
    from: legs.map(({ order }) => orderOf(order)),
    to: legs.map(({ leg }) => dueOf(leg.party)),
    amounts: legs.map(({ leg }) => leg.amount),
    sources: legs.map(({ order, leg }) => sourceOf(order, leg)),
    of: legs.map(({ order }) => order),
    roles: legs.map(({ leg }) => leg.role),
    attempts: legs.map(({ leg }) => leg.attempt),
    suspended: legs.map(({ leg }) => leg.suspended),
  });
}

const sourceOf = (order: OrderId, { role, party, attempt }: Leg): string =>
  `${order}:${role}:${party.id}:${attempt}`;

export const findPendings = (reader: Reader, order: OrderId): Promise<Pending[]> =>
  reader.ask(store.selectPendings, { order });

/** Members who have merged are paid under the name that stays. */
export const redirected = (
  pendings: readonly Pending[],
  survivors: ReadonlyMap<string, string>,
): Pending[] =>
  pendings.map((pending) => {
    const [, kind, id] = pending.to.split(':');
    const survivor = kind === 'member' ? survivors.get(id!) : undefined;
    return survivor === undefined ? pending : { ...pending, to: `due:member:${survivor}` };
  });

export const membersAmong = (pendings: readonly Pending[]): string[] => [
  ...new Set(
    pendings.filter(({ to }) => to.startsWith('due:member:')).map(({ to }) => to.split(':')[2]!),
  ),
];
/** Who may have to give back. */
export const postedDues = (pendings: readonly Pending[]): Account[] =>
  pendings.filter(({ posted, type }) => posted > 0 && type === 'portion').map(({ to }) => to);
/** Who is about to get. */
export const openDues = (pendings: readonly Pending[]): Account[] =>
  pendings.filter(({ resolved, type }) => !resolved && type === 'portion').map(({ to }) => to);

export const underReview = (pendings: readonly Pending[]): Pending[] =>
  pendings.filter(({ suspended, resolved }) => suspended && !resolved);

/** Found after the payment: these wait for a person, unless one has decided already. */
export const suspend = (tx: Tx, order: OrderId, roles: readonly string[]): void =>
  tx.tell(store.suspend, { order, roles });

export function refundAmong(pendings: readonly Pending[], refund: string): Pending {
  const found = pendings.find(({ type, source }) => type === 'refund' && source === refund);
  check(found !== undefined, `refund ${refund} is pending in the ledger`);
  return found;
}

export interface Refund {
  readonly order: OrderId;
  readonly refund: string;
  readonly channel: string;
  readonly amount: Fen;
  /** Of the amount what goes back by the channel; the rest goes home by `tenderBack`. */
  readonly byChannel?: Fen;
  readonly cuts: readonly Cut[];
  readonly pendings: readonly Pending[];
  /** Of `lockDues`, when anything has been posted. */
  readonly totals: readonly Totals[];
}

/** Frees the money of a refund from those who had it, and pends it to the buyer. */
export function refund(tx: Tx, wish: Refund): void {
  const { order, refund: source, amount, cuts } = wish;
  check(sum(cuts.map((cut) => cut.amount)) === amount, 'the cuts make the refund');
  const taken = takingBack(order, source, cuts, wish.pendings, wish.totals);
  book(tx, taken);
  voidAll(tx, taken.voids, source);
  const back = wish.byChannel ?? amount;
  if (back === 0) return;
  pend(tx, 'refund', orderOf(order), order, [
    { to: cashOf(wish.channel), amount: back, source, role: null, attempt: 1, suspended: false },
  ]);
}

/** The provider has paid it back. @throws Again when a twin was first */
export function confirmRefund(tx: Tx, order: OrderId, pending: Pending): void {
  const { from, to, amount, source } = pending;
  post(tx, [pending]);
  book(tx, {
    transfers: [{ from, to, amount, type: 'refund', source, order, role: null }],
    changes: [{ account: from, balance: -amount, pendingOut: -amount }],
  });
}

/** Everything that still waits becomes available; what is under review waits on. */
export function settle(
  tx: Tx,
  order: OrderId,
  pendings: readonly Pending[],
  totals: readonly Totals[],
): void {
  const due = pendings.filter(
    ({ type, suspended, resolved }) => type === 'portion' && !suspended && !resolved,
  );
  const booking = postingOf(order, due, totals);
  post(tx, booking.posted);
  book(tx, booking);
}

/** Somebody looked at a portion under review: it is hers, or it stays with the house. */
export function decideSuspended(
  tx: Tx,
  order: OrderId,
  wish: { pending: Pending; accepted: boolean; hq: Party; settled: boolean },
  totals: readonly Totals[],
): void {
  const { pending, accepted, hq, settled } = wish;
  const rest = restOf(pending);
  if (rest === 0) throw new Refusal('conflict', 'ledger.already_decided');
  if (accepted && settled) {
    const booking = postingOf(order, [pending], totals);
    post(tx, booking.posted);
    book(tx, booking);
    return;
  }
  voidAll(tx, [{ pending, amount: rest }], `decided:${accepted ? 'hers' : 'house'}`);
  const to = accepted ? pending.to : dueOf(hq);
  const source = `${pending.source}:decided`;
  const fresh = { to, amount: rest, source, role: pending.role, attempt: 1, suspended: false };
  const [id] = pend(tx, 'portion', orderOf(order), order, [fresh]);
  if (!settled) return;
  const made = { ...pending, ...fresh, id: id!, voided: fen(0), posted: fen(0), resolved: false };
  const booking = postingOf(order, [made], totals);
  post(tx, booking.posted);
  book(tx, booking);
}

export interface Move {
  /** attempt null: parked, head office keeps it until a route is found. */
  readonly from: { readonly party: Party; readonly attempt: number | null };
  readonly to: Party;
  readonly amount: Fen;
}

/** What is left of the fulfilling portions follows the goods to another outlet. */
export function moveFulfilling(
  tx: Tx,
  order: OrderId,
  wish: {
    readonly pendings: readonly Pending[];
    readonly attempt: number;
    readonly moves: readonly Move[];
    /** What else than a new attempt moves it: so often may it move and no more. */
    readonly cause?: string;
  },
): void {
  const moves = wish.moves.filter((move) => move.amount > 0);
  if (moves.length === 0) return;
  const aim = takingBack(
    order,
    '',
    moves.map(({ from, amount }) => ({ role: 'fulfilling', amount, ...from })),
    wish.pendings,
    [],
  );
  check(aim.transfers.length === 0, 'what is posted does not move');
  const { attempt, cause = `attempt:${attempt}` } = wish;
  voidAll(tx, aim.voids, cause);
  const byParty = new Map<Account, number>();
  for (const { to, amount } of moves) {
    byParty.set(dueOf(to), (byParty.get(dueOf(to)) ?? 0) + amount);
  }
  const mark = wish.cause ?? attempt;
  const rows = [...byParty].map(([to, amount]) => ({
    to,
    amount: fen(amount),
    source: `${order}:fulfilling:${to.split(':')[2]}:${mark}`,
    role: 'fulfilling',
    attempt,
    suspended: false,
  }));
  pend(tx, 'portion', orderOf(order), order, rows);
}

/** Money that no order wanted: it came too late or twice, and leaves again as it came. */
export function passThrough(tx: Tx, channel: string, providerNo: string, amount: Fen): void {
  const source = `${channel}:${providerNo}`;
  const to = payoutOf(channel);
  const rest = { amount, source, order: null, role: null };
  transfer(tx, [{ from: cashOf(channel), to, type: 'capture', ...rest }]);
  tx.tell(store.changePayout, { account: to, balance: amount });
}
export function passedBack(tx: Tx, channel: string, refund: string, amount: Fen): void {
  const from = payoutOf(channel);
  book(tx, {
    transfers: [
      {
        from,
        to: cashOf(channel),
        amount,
        type: 'provider_back',
        source: refund,
        order: null,
        role: null,
      },
    ],
    changes: [{ account: from, balance: -amount, pendingOut: 0 }],
  });
}
