/** Nouns of bills and of what does not agree with them. */
import type { Id, OrderId, StaffId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import type { AccountId } from './account-types.ts';

/** What a provider's bill says of one payment or one refund. */
export interface BillLine {
  readonly kind: 'payment' | 'refund';
  readonly at: Instant;
  /** Who we are in this line, as `PaymentChannel.app` says it. */
  readonly app: string;
  readonly providerNo: string;
  readonly outTradeNo: string;
  /** Ours; empty for a payment. */
  readonly refundNo: string;
  readonly amount: Fen;
  /** Kept by the provider; below nothing where it is given back. */
  readonly fee: Fen;
  readonly rateBps: number | null;
  readonly currency: string;
  readonly state: 'done' | 'under_way' | 'failed';
}
export interface BillFile {
  /** Of the file, found to be what the provider says. */
  readonly hash: string;
  readonly lines: AsyncIterable<BillLine>;
}
/** As a notification that money came in says it. */
export interface PaidWord {
  readonly kind: 'paid';
  readonly app: string;
  readonly currency: string;
  readonly outTradeNo: string;
  readonly providerNo: string;
  readonly amount: Fen;
  readonly payer?: string;
}
/** The part of a channel's port that those fill who send bills. */
export interface BillSource {
  /**
   * Null: not there yet. The file is whole and proven before the first line of it is read.
   * @param hosts of the merchant; only the sandbox, which all share, needs them
   */
  bill(day: Day, hosts: readonly string[]): Promise<BillFile | null>;
  /** Whether it is paid, as the provider knows it now; null: it is not. */
  ask(outTradeNo: string): Promise<PaidWord | null>;
}
/** A payment channel that sends bills. */
export interface BillChannel {
  readonly name: string;
  readonly account: AccountId | null;
  readonly app: string;
  readonly bills: BillSource;
}
export interface BillKey {
  readonly channel: string;
  /** The id of the merchant's own account; `own` for the installation's. */
  readonly account: string;
}
export interface BillDay extends BillKey {
  readonly day: Day;
}

export const BREAK_KINDS = [
  'missing_here',
  'missing_there',
  'amount_differs',
  'state_differs',
  'fee_differs',
  'duplicate',
  'wrong_day',
] as const;
export type BreakKind = (typeof BREAK_KINDS)[number];
export const BREAK_STATES = ['open', 'asked', 'resolved'] as const;
export type BreakState = (typeof BREAK_STATES)[number];
export type Resolution =
  | 'captured'
  | 'sent_back'
  | 'refund_confirmed'
  | 'told_late'
  | 'other_bill'
  | 'agrees_now'
  | 'booked'
  | 'explained';

/** One payment or refund from both sides: what a break is found in. */
export interface Pair {
  readonly of: BillLine['kind'];
  readonly there: {
    readonly no: number;
    readonly day: Day;
    readonly at: Instant;
    readonly amount: Fen;
    readonly fee: Fen;
    readonly rateBps: number | null;
    readonly state: BillLine['state'];
    /** The same number stood in a bill before. */
    readonly again: boolean;
  } | null;
  readonly here: {
    readonly at: Instant;
    readonly amount: Fen;
    /** What became of the money, or of the refund. */
    readonly state: string;
  } | null;
  /** What we had asked for under this trade number. */
  readonly intent: { readonly order: OrderId; readonly amount: Fen } | null;
  /** A report of it was kept as a mismatch. */
  readonly mismatched: boolean;
}
export interface Found {
  readonly kind: BreakKind;
  readonly reason: string;
  /** Nothing is to be done about it. */
  readonly resolution?: Resolution;
}

export interface Break extends BillDay {
  readonly id: Id<'break'>;
  readonly of: BillLine['kind'];
  readonly subject: string;
  readonly kind: BreakKind;
  readonly reason: string;
  readonly outTradeNo: string;
  readonly order: OrderId | null;
  readonly line: number | null;
  readonly there: Fen | null;
  readonly here: Fen | null;
  readonly state: BreakState;
  readonly owner: StaffId;
}
export interface Booking {
  readonly id: Id<'booking'>;
  readonly break: Id<'break'>;
  readonly amount: Fen;
  /** True: head office has it; false: head office bears it. */
  readonly gain: boolean;
  readonly asFee: boolean;
  readonly askedBy: StaffId;
  readonly needsSecond: boolean;
}
