/**
 * What a member may ask of a line, and why not: by the terms frozen at placement, the law's seven
 * days, and the rule of that day. What staff may give beyond it is no concern of this file.
 */
import { fen, type Fen } from '../../kernel/money.ts';
import { after, days, type Instant } from '../../kernel/time.ts';
import type { CaseKind, LineTerms, OrderState } from './types.ts';

export const CLAIM_KINDS = [
  'refund_only',
  'return_and_refund',
  'exchange',
  'price_protection',
  'not_happy',
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];
export type WhyNot =
  | 'not_paid'
  | 'not_received'
  | 'too_late'
  | 'cancelled'
  | 'nothing_left'
  | 'fresh'
  | 'custom'
  | 'unsealed'
  | 'press'
  | 'opened'
  | 'photos_needed'
  | 'not_promised'
  | 'goods_must_come_back'
  | 'price_not_lower'
  | 'price_claimed'
  | 'not_sold';

/** A line as far as the price paid for it matters. */
export interface PaidLine extends ClaimLine {
  readonly priceFen: Fen;
  readonly netFen: Fen;
  readonly refundedFen: Fen;
}
/** Of an exchange: what she gave for her piece pays for the other as far as it goes. */
export function swapTerms(worthFen: Fen, priceFen: Fen, quantity: number) {
  const gross = priceFen * quantity;
  const discount = Math.min(worthFen, gross);
  return { grossFen: fen(gross), discountFen: fen(discount), netFen: fen(gross - discount) };
}
/** What it costs less goes back. */
export const swapDown = (worthFen: Fen, usedFen: Fen): Fen => fen(Math.max(0, worthFen - usedFen));
/** A piece costs so much more than she paid for hers, or less. */
export const swapMore = (line: Pick<PaidLine, 'netFen' | 'quantity'>, priceFen: Fen): number =>
  priceFen - Math.floor(line.netFen / line.quantity);

/**
 * What a fall of the price is worth: of the pieces she still has, the difference to what was paid
 * or made good before, less its share of the discount; never more than is left of the line.
 */
export function priceFall(
  line: PaidLine,
  lowestFen: Fen | null,
  claimedFen: Fen | null,
): Fen | 'price_not_lower' | 'price_claimed' {
  if (claimedFen !== null && lowestFen !== null && lowestFen >= claimedFen) return 'price_claimed';
  const stoodFen = claimedFen ?? line.priceFen;
  if (lowestFen === null || lowestFen >= stoodFen) return 'price_not_lower';
  const pieces = BigInt(line.quantity - line.refundedPieces);
  const gross = BigInt(line.priceFen) * BigInt(line.quantity);
  const fall = BigInt(stoodFen - lowestFen) * pieces;
  const worth = Number((fall * BigInt(line.netFen)) / gross);
  const due = Math.min(worth, line.netFen - line.refundedFen);
  return due > 0 ? fen(due) : 'price_not_lower';
}

/** Reasons that are the store's: freight goes back with the last of the goods. */
export const FAULTS = ['damaged', 'wrong', 'missing', 'not_as_described'];
export const isFault = (reason: string): boolean => FAULTS.includes(reason);
export const NO_REASON = 'changed_mind';

export interface ClaimOrder {
  readonly state: OrderState;
  readonly placedAt: Instant;
  readonly paidAt: Instant | null;
  readonly receivedAt: Instant | null;
  readonly settlesAt: Instant | null;
}
export interface ClaimLine {
  readonly no: number;
  readonly quantity: number;
  readonly refundedPieces: number;
  readonly terms: LineTerms | null;
}
export interface ClaimRule {
  readonly noReasonDays: number;
  readonly priceDays: number;
}
/** What she says of it, beyond the kind. */
export interface Claim {
  readonly kind: CaseKind;
  readonly reason: string;
  readonly opened: boolean;
  readonly photos: number;
}

/** Until when a kind may be asked for; null: no end, or not begun. */
export function claimEnds(
  kind: CaseKind,
  order: ClaimOrder,
  line: ClaimLine,
  rule: ClaimRule,
): Instant | null {
  if (kind === 'price_protection') return after(order.placedAt, days(rule.priceDays));
  if (order.receivedAt === null) return null;
  if (kind === 'not_happy') return after(order.receivedAt, days(line.terms?.happy?.days ?? 0));
  return order.settlesAt;
}

/** Null: she may. */
export function whyNot(
  claim: Claim,
  order: ClaimOrder,
  line: ClaimLine,
  rule: ClaimRule,
  now: Instant,
): WhyNot | null {
  const { kind } = claim;
  if (order.paidAt === null) return 'not_paid';
  if (order.state === 'cancelled') return 'cancelled';
  if (line.refundedPieces >= line.quantity) return 'nothing_left';
  const ends = claimEnds(kind, order, line, rule);
  if (kind === 'not_happy' && (line.terms?.happy ?? null) === null) return 'not_promised';
  if (ends !== null && now >= ends) return 'too_late';
  if (kind === 'price_protection') return null;
  if (order.receivedAt === null)
    return kind === 'exchange' || kind === 'not_happy' ? 'not_received' : null;
  if (kind === 'not_happy') return unhappy(claim, line);
  if (claim.reason === NO_REASON) return noReason(claim, order.receivedAt, line, rule, now);
  return null;
}

function unhappy({ opened, photos }: Claim, { terms }: ClaimLine): WhyNot | null {
  const happy = terms!.happy!;
  if (opened && !happy.opened) return 'opened';
  return happy.evidence && photos === 0 ? 'photos_needed' : null;
}

/** 消费者权益保护法 art. 25: seven days, but not of what is excepted. */
function noReason(
  { kind, opened }: Claim,
  receivedAt: Instant,
  { terms }: ClaimLine,
  rule: ClaimRule,
  now: Instant,
): WhyNot | null {
  if (kind === 'refund_only') return 'goods_must_come_back';
  const except = terms?.except ?? null;
  if (except !== null && (except !== 'unsealed' || opened)) return except;
  return now >= after(receivedAt, days(rule.noReasonDays)) ? 'too_late' : null;
}
