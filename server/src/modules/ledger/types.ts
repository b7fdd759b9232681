import type { Id, OrderId, PendingId, StaffId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Day, Instant } from '../../kernel/time.ts';

export type PartyKind = 'staff' | 'member' | 'outlet' | 'dealer' | 'hq';
/** Who is owed. */
export interface Party {
  readonly kind: PartyKind;
  readonly id: string;
}
export type Account =
  | `cash:${string}`
  | `order:${string}`
  | `due:${PartyKind}:${string}`
  | `debt:${PartyKind | 'points'}:${string}`
  | `payout:${string}`
  /** What a withdrawal costs, and what is withheld for the tax office. */
  | `fee:${string}`
  | `tax:${string}`
  /** What members keep with us, in fen; and their points, a currency of its own. */
  | `stored:${'principal' | 'bonus'}:${string}`
  | `points:${string}`;

/** Sign is never stored: a transfer has a from and a to. */
export interface Transfer {
  readonly from: Account;
  readonly to: Account;
  readonly amount: Fen;
  readonly type: TransferType;
  /** With the type it is unique: the same happening is never booked twice. */
  readonly source: string;
  readonly order: OrderId | null;
  readonly role: string | null;
}
export type TransferType =
  | 'capture'
  | 'post'
  | 'refund'
  | 'claw_back'
  | 'debt'
  | 'debt_paid'
  | 'withdraw'
  | 'payout'
  | 'payout_back'
  | 'merge'
  | 'provider_back'
  | 'promotion'
  | 'promotion_back'
  | 'goods'
  | 'goods_back'
  | 'correction'
  | 'bank'
  | 'fee'
  | 'fee_back'
  | 'withheld'
  | 'withheld_back'
  | 'tier'
  | 'tier_back'
  | 'prize'
  | 'penalty'
  | 'provider_fee'
  | 'provider_fee_back'
  | 'adjustment'
  | 'bonus'
  | 'bonus_ended'
  | 'tender'
  | 'tender_back'
  | 'principal_out'
  | 'points_earned'
  | 'points_taken'
  | 'points_owed'
  | 'points_paid'
  | 'points_spent'
  | 'points_back'
  | 'points_ended';

/** What a role is to get of an order, before it is booked. */
export interface Leg {
  readonly role: string;
  readonly party: Party;
  readonly amount: Fen;
  /** Of the route that chose the receiver; 1 for those whom no route chooses. */
  readonly attempt: number;
  /** Stays pending past settlement until somebody decides. */
  readonly suspended: boolean;
}
export interface Pending {
  readonly id: PendingId;
  readonly from: Account;
  readonly to: Account;
  readonly amount: Fen;
  readonly voided: Fen;
  readonly posted: Fen;
  readonly type: 'portion' | 'refund' | 'withdraw' | 'tender';
  readonly source: string;
  readonly role: string | null;
  readonly attempt: number;
  readonly suspended: boolean;
  readonly resolved: boolean;
}
/** What is taken from a role again; `party` and `attempt` say which where a role has several. */
export interface Cut {
  readonly role: string;
  readonly amount: Fen;
  readonly party: Party | null;
  readonly attempt: number | null;
}
/** Totals of a guarded account. */
export interface Totals {
  readonly account: Account;
  readonly balance: Fen;
  readonly pendingOut: Fen;
}
export interface Change {
  readonly account: Account;
  readonly balance: number;
  readonly pendingOut: number;
}
/** What is to be written, decided before anything is. */
export interface Booking {
  readonly transfers: readonly Transfer[];
  readonly changes: readonly Change[];
}
export type PayoutWay = 'transfer' | 'bank';
export type WithdrawalState = 'asked' | 'approved' | 'paid' | 'failed' | 'refused';
export interface Withdrawal {
  readonly id: Id<'withdrawal'>;
  readonly account: Account;
  /** Gross: what leaves her account. */
  readonly amount: Fen;
  readonly fee: Fen;
  readonly withheld: Fen;
  readonly way: PayoutWay;
  readonly payee: Id<'payee'> | null;
  readonly needsSecond: boolean;
  readonly approvedBy: StaffId | null;
  readonly releasedAt: Instant | null;
  readonly state: WithdrawalState;
  readonly reason: string;
  readonly askedAt: Instant;
  readonly doneAt: Instant | null;
}

/** A kept total beside what transfers, or for what is frozen pendings, say it should be. */
export interface Drift {
  readonly what: 'balance' | 'frozen' | 'day_in' | 'day_out';
  readonly account: string;
  readonly day: Day | null;
  readonly kept: number;
  readonly summed: number;
}
/** What a look through the whole history found. */
export interface Checkup {
  readonly at: Instant;
  readonly blockNo: number;
  readonly blockHash: string;
  readonly transfers: number;
  readonly broken: readonly number[];
  readonly drift: readonly Drift[];
}
