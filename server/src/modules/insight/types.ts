import type { MemberId, OrderId, OutletId } from '../../kernel/id.ts';
import type { Bps, Fen } from '../../kernel/money.ts';
import type { Day, Instant } from '../../kernel/time.ts';

/** What is known of a member and of the whole chain in one span of days. */
export interface Habit {
  /** Her ordinary paid orders: neither time nor space. */
  readonly orders: number;
  /** Days in which she was known, whole ones. */
  readonly days: number;
  /** Ordinary paid orders of all, and days in which any member was known. */
  readonly allOrders: number;
  readonly allDays: number;
}
/** What of an order is gained, and how likely it would have come anyway. */
export interface Judgement {
  readonly order: OrderId;
  readonly outlet: OutletId;
  readonly member: MemberId;
  readonly day: Day;
  readonly placedAt: Instant;
  readonly paidAt: Instant;
  readonly isTime: boolean;
  readonly isSpace: boolean;
  /** Of a split order only these lines were handed over elsewhere. */
  readonly spaceLines: readonly number[];
  readonly pBps: Bps;
  readonly final: boolean;
  readonly facts: Readonly<Record<string, number>>;
}
/** An order's worth, merchandise net of refunds, and how it was judged. */
export interface Gained {
  readonly isTime: boolean;
  readonly isSpace: boolean;
  readonly fen: Fen;
  /** Of the lines that were handed over elsewhere. */
  readonly spaceFen: Fen;
  readonly pBps: Bps;
}
/** Orders of one kind together: by time, by space, or by both. */
export interface Layer {
  readonly isTime: boolean;
  readonly isSpace: boolean;
  readonly orders: number;
  readonly rawFen: Fen;
  readonly correctedFen: Fen;
  readonly spaceFen: Fen;
}
export interface Increment {
  readonly timeFen: Fen;
  readonly spaceFen: Fen;
  readonly bothFen: Fen;
  /** Time + space − both. */
  readonly rawFen: Fen;
  readonly correctedFen: Fen;
  readonly orders: number;
}
export interface SalesTerms {
  readonly buyers: number;
  readonly orders: number;
  readonly salesFen: Fen;
}
