/**
 * What members keep with us: stored value in principal and bonus, and points; in buckets that empty
 * in their order. Refuses to know accounts and transfers (the ledger's) and what an order is made
 * of.
 */
import type { MemberId, OrderId, RefundId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { freshEnd, living, returnsOf, sumOf, takesOf } from './rules.ts';
import * as store from './store.ts';
import type { Bucket, BucketKind, Parts, Returned, Taken, Take, Tender } from './types.ts';

export {
  backOf,
  capFor,
  earnedBy,
  living,
  NOTHING,
  offerOf,
  pointsEnd,
  sumOf,
  worthOf,
} from './rules.ts';
export type { EarningLine, Has } from './rules.ts';
export {
  askCash,
  endPlan,
  findHolder,
  findPlans,
  findTopUp,
  lockCashAsk,
  makePlan,
  nameHolder,
  openTopUp,
  payCash,
  payTopUp,
  refuseCash,
} from './top-ups.ts';
export { changeEarning, findEarning, keepEarning, settleEarning } from './earning.ts';
export type {
  Bucket,
  BucketKind,
  CashAskId,
  Earning,
  Parts,
  Plan,
  PlanId,
  PointTerms,
  StoredTerms,
  Tender,
  TopUp,
  TopUpId,
} from './types.ts';

const KINDS: readonly BucketKind[] = ['principal', 'bonus', 'points'];

export const bucketsOf = (reader: Reader, member: MemberId): Promise<Bucket[]> =>
  reader.ask(store.selectBuckets, { member });
export const lockBuckets = (tx: Tx, member: MemberId): Promise<Bucket[]> =>
  tx.ask(store.lockBuckets, { member });

/** What she may use at this instant. */
export const hasOf = (buckets: readonly Bucket[], now: Instant) => {
  const alive = living(buckets, now);
  return {
    principal: sumOf(alive, 'principal') as Fen,
    bonus: sumOf(alive, 'bonus') as Fen,
    points: sumOf(alive, 'points'),
  };
};

/** A bucket of her own; `rest` is less where a debt was paid from it at once. */
export function fill(
  tx: Tx,
  member: MemberId,
  wish: {
    readonly kind: BucketKind;
    readonly source: string;
    readonly amount: number;
    readonly rest?: number;
    readonly expiresAt: Instant | null;
  },
): void {
  if (wish.amount <= 0) return;
  tx.tell(store.insertBucket, {
    ...wish,
    id: tx.newId<'bucket'>(),
    member,
    rest: wish.rest ?? wish.amount,
  });
}

const twin = (): Error => new Again('the wallet moved meanwhile');

export function take(tx: Tx, takes: readonly Take[]): void {
  if (takes.length === 0) return;
  const [ids, amounts] = [takes.map(({ bucket }) => bucket), takes.map(({ amount }) => amount)];
  tx.guard(store.takeFrom, { ids, amounts }, twin);
}

/** Frozen with the order: from which buckets, by which version of the rule. */
export function hold(
  tx: Tx,
  wish: {
    readonly order: OrderId;
    readonly member: MemberId;
    readonly parts: Parts;
    readonly version: number;
  },
  buckets: readonly Bucket[],
): void {
  const { order, member, parts, version } = wish;
  const alive = living(buckets, tx.now);
  const takes = KINDS.flatMap((kind) => takesOf(alive, kind, parts[kind]));
  tx.guard(store.insertTender, { order, member, ...parts, version }, twin);
  tx.tell(store.insertTakes, {
    order,
    ids: takes.map(({ bucket }) => bucket),
    amounts: takes.map(({ amount }) => amount),
  });
  take(tx, takes);
}

export async function findTender(reader: Reader, order: OrderId): Promise<Tender | null> {
  const [found] = await reader.ask(store.selectTender, { order });
  return found ?? null;
}
export const useTender = (tx: Tx, order: OrderId): void =>
  tx.guard(store.endTender, { order, state: 'used' }, twin);

/** The order was not paid with it: everything goes back where it came from. */
export function freeTender(
  tx: Tx,
  { order, ...parts }: Tender,
  taken: readonly Taken[],
  freshDays: number,
): readonly Moved[] {
  tx.guard(store.endTender, { order, state: 'freed' }, twin);
  return putBack(tx, order, parts, taken, freshDays);
}

export const findTaken = (reader: Reader, order: OrderId): Promise<Taken[]> =>
  reader.ask(store.selectTaken, { order });
export async function findReturned(reader: Reader, order: OrderId): Promise<Returned> {
  const [found] = await reader.ask(store.selectReturned, { order });
  return found!;
}

/** One refund's part of it goes back into its buckets. @throws Again when a twin was first */
export function giveBack(
  tx: Tx,
  wish: { readonly refund: RefundId; readonly order: OrderId; readonly parts: Parts },
  taken: readonly Taken[],
  freshDays: number,
): readonly Moved[] {
  const { refund, order, parts } = wish;
  tx.guard(store.insertBack, { refund, order, ...parts }, twin);
  return putBack(tx, order, parts, taken, freshDays);
}

/** Whose account it went into: hers, or of the member whom she has merged into. */
export interface Moved {
  readonly member: MemberId;
  readonly kind: BucketKind;
  readonly amount: number;
}

/** A bucket that has ended meanwhile is not filled again: she gets a fresh one, for some days. */
function putBack(
  tx: Tx,
  order: OrderId,
  parts: Pick<Parts, BucketKind>,
  taken: readonly Taken[],
  freshDays: number,
): Moved[] {
  const moved: Moved[] = [];
  const all = KINDS.flatMap((kind) => returnsOf(taken, kind, parts[kind]));
  if (all.length === 0) return moved;
  const ids = all.map(({ bucket }) => bucket);
  tx.guard(store.noteGivenBack, { order, ids, amounts: all.map(({ amount }) => amount) }, twin);
  const alive: Take[] = [];
  for (const back of all) {
    const { kind, member, expiresAt } = taken.find(({ bucket }) => bucket === back.bucket)!;
    moved.push({ kind, member, amount: back.amount });
    if (expiresAt === null || expiresAt > tx.now) alive.push(back);
    else {
      const end = freshEnd(tx.now, freshDays);
      const source = `back:${order}`;
      fill(tx, member, { kind, source, amount: back.amount, expiresAt: end });
    }
  }
  if (alive.length > 0)
    tx.guard(
      store.putInto,
      { ids: alive.map(({ bucket }) => bucket), amounts: alive.map(({ amount }) => amount) },
      twin,
    );
  return moved;
}

/** Points of one order go first out of the bucket that they came into, then as if used. */
export function takeAway(tx: Tx, buckets: readonly Bucket[], source: string, amount: number): void {
  const own = buckets.filter((each) => each.kind === 'points' && each.source === source);
  const first = Math.min(amount, sumOf(own, 'points'));
  const rest = buckets.filter((each) => !own.includes(each));
  take(tx, [...takesOf(own, 'points', first), ...takesOf(rest, 'points', amount - first)]);
}

/** What has come to its end is emptied; how much of each kind, for the books. */
export async function endBuckets(tx: Tx, member: MemberId): Promise<readonly Bucket[]> {
  await tx.ask(store.lockBuckets, { member });
  const ended = await tx.ask(store.selectEnded, { member });
  take(
    tx,
    ended.map(({ id, rest }) => ({ bucket: id, amount: rest })),
  );
  return ended;
}

/** Two members are one: what either kept is hers. */
export { mergeWallets } from './top-ups.ts';

/** @throws Refusal `wallet.offer_changed` with what holds now */
export function mustBeOffered(said: Parts, now: Parts): void {
  const same = (['principal', 'bonus', 'points', 'pointsFen'] as const).every(
    (part) => said[part] === now[part],
  );
  if (!same) throw new Refusal('conflict', 'wallet.offer_changed', { offer: now });
}
