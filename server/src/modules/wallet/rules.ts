/** What may be used, which bucket it comes from, and how exactly it goes back: all pure. */
import { check } from '../../kernel/check.ts';
import {
  allocate,
  fen,
  floorRate,
  least,
  minus,
  ZERO,
  type Bps,
  type Fen,
} from '../../kernel/money.ts';
import { after, dayOf, days, startOf, type Day, type Instant } from '../../kernel/time.ts';
import type { BucketKind, Bucket, Parts, PointTerms, StoredTerms, Take, Taken } from './types.ts';

export const NOTHING: Parts = { principal: ZERO, bonus: ZERO, points: 0, pointsFen: ZERO };
export const worthOf = ({ principal, bonus, pointsFen }: Parts): Fen =>
  fen(principal + bonus + pointsFen);

export interface Has {
  readonly principal: Fen;
  readonly bonus: Fen;
  readonly points: number;
}
export interface Wish {
  readonly balance: boolean;
  readonly points: boolean;
}

/** How many points an order of this sum can take, in whole multiples, and what they are worth. */
export function pointsFor(
  payable: Fen,
  has: number,
  terms: PointTerms,
): Pick<Parts, 'points' | 'pointsFen'> {
  const { enabled, capBps, pointsPerYuan, multiple } = terms;
  if (!enabled || has <= 0) return { points: 0, pointsFen: ZERO };
  const mostFen = floorRate(payable, capBps as Bps);
  const most = Math.min(has, Math.floor((mostFen * pointsPerYuan) / 100));
  const points = most - (most % multiple);
  return { points, pointsFen: fen(Math.floor((points * 100) / pointsPerYuan)) };
}

/**
 * What the wallet pays of an order. Points first, for they take off; then the balance, principal
 * and bonus by the rule: in the proportion in which she has them, or principal first.
 */
export function offerOf(
  payable: Fen,
  has: Has,
  wish: Wish,
  terms: { readonly stored: StoredTerms; readonly points: PointTerms },
): Parts {
  const points = wish.points ? pointsFor(payable, has.points, terms.points) : NOTHING;
  const left = minus(payable, points.pointsFen);
  const whole = fen(has.principal + has.bonus);
  const used = wish.balance ? least(left, whole) : ZERO;
  if (used === 0) return { ...NOTHING, points: points.points, pointsFen: points.pointsFen };
  const [principal, bonus] =
    terms.stored.order === 'principal_first'
      ? [least(used, has.principal), minus(used, least(used, has.principal))]
      : (allocate(used, [has.principal, has.bonus]) as [Fen, Fen]);
  return { principal, bonus, points: points.points, pointsFen: points.pointsFen };
}

/** First what ends first; what never ends last; of equals the older. */
const byEnd = (a: Bucket, b: Bucket): number =>
  (a.expiresAt ?? '9999').localeCompare(b.expiresAt ?? '9999') ||
  a.at.localeCompare(b.at) ||
  a.id.localeCompare(b.id);

/** Which buckets a sum comes out of. The caller knows that there is enough. */
export function takesOf(buckets: readonly Bucket[], kind: BucketKind, amount: number): Take[] {
  const takes: Take[] = [];
  let left = amount;
  for (const bucket of buckets.filter((each) => each.kind === kind).sort(byEnd)) {
    const part = Math.min(left, bucket.rest);
    if (part > 0) takes.push({ bucket: bucket.id, amount: part });
    left -= part;
  }
  check(left === 0, `there is not so much ${kind}`);
  return takes;
}

/** What still stands: a bucket whose time is over counts for nothing, emptied or not. */
export const living = (buckets: readonly Bucket[], now: Instant): Bucket[] =>
  buckets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);

export const sumOf = (buckets: readonly Bucket[], kind: BucketKind): number =>
  buckets.filter((each) => each.kind === kind).reduce((all, { rest }) => all + rest, 0);

/** Last taken, first given back: what was taken before it is the older claim on the bucket. */
export function returnsOf(taken: readonly Taken[], kind: BucketKind, amount: number): Take[] {
  const returns: Take[] = [];
  let left = amount;
  for (const each of taken.filter((take) => take.kind === kind).reverse()) {
    const part = Math.min(left, each.amount - each.givenBack);
    if (part > 0) returns.push({ bucket: each.bucket, amount: part });
    left -= part;
  }
  check(left === 0, `more ${kind} goes back than was taken`);
  return returns;
}

/**
 * How a refund goes back: to the channel and into the wallet, in the proportion of what each has
 * still had of it. The parts of all refunds together are exactly what was paid, whatever the split.
 */
export function backOf(
  refund: Fen,
  paid: { readonly channel: Fen; readonly tender: Parts },
  before: { readonly channel: Fen; readonly tender: Parts },
): { readonly channel: Fen; readonly tender: Parts } {
  const { tender: t } = paid;
  const { tender: b } = before;
  const rest = [
    paid.channel - before.channel,
    t.principal - b.principal,
    t.bonus - b.bonus,
    t.pointsFen - b.pointsFen,
  ];
  const [channel, principal, bonus, pointsFen] = allocate(refund, rest) as [Fen, Fen, Fen, Fen];
  const soFar = b.pointsFen + pointsFen;
  const due = t.pointsFen === 0 ? 0 : Math.floor((t.points * soFar) / t.pointsFen);
  return { channel, tender: { principal, bonus, pointsFen, points: due - b.points } };
}

/** Most that one person may keep with us: more when she has given her name. */
export const capFor = (isNamed: boolean, terms: StoredTerms): Fen =>
  (isNamed ? terms.namedCapFen : terms.unnamedCapFen) as Fen;

/** What is lost of the bonus of a top-up when so much of its principal goes back in money. */
export const bonusLost = (
  principalOut: number,
  principalRest: number,
  bonusRest: number,
): number =>
  principalRest === 0 ? bonusRest : Math.ceil((bonusRest * principalOut) / principalRest);

/** The last instant of points that are earned now: so many whole months on, or years' end. */
export function pointsEnd(now: Instant, { expiry, expiryMonths }: PointTerms): Instant {
  const today = dayOf(now);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (expiry === 'year_end') {
    const years = Math.max(1, Math.ceil(expiryMonths / 12));
    return startOf(`${year + years}-01-01` as Day);
  }
  // Of the month after the last: points of one month end together.
  const count = year * 12 + month + expiryMonths;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  return startOf(`${y}-${String(m).padStart(2, '0')}-01` as Day);
}
export const freshEnd = (now: Instant, freshDays: number): Instant => after(now, days(freshDays));

export interface EarningLine {
  /** The product's role; null: freight, which earns nothing. */
  readonly role: string | null;
  readonly netFen: Fen;
  readonly refundedFen: Fen;
}
/**
 * What an order is worth in points as it stands now. Only money of her own counts: not what points
 * or bonus paid.
 */
export function earnedBy(
  lines: readonly EarningLine[],
  paid: { readonly payable: Fen; readonly notHers: Fen },
  { perYuan, roleBps, mostPerOrder }: PointTerms,
): number {
  const { payable, notHers } = paid;
  const weighted = lines.reduce((all, { role, netFen, refundedFen }) => {
    const bps = role === null ? 0 : (roleBps[role] ?? 0);
    return all + BigInt(netFen - refundedFen) * BigInt(bps);
  }, 0n);
  const own = BigInt(Math.max(0, payable - notHers));
  // fen × bps × points a yuan ÷ (100 fen × 10,000 bps), by the share that was her own money
  const points = (weighted * BigInt(perYuan) * own) / (1_000_000n * BigInt(payable));
  return Math.min(Number(points), mostPerOrder);
}
