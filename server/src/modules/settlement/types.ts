import type { OrderId, StaffId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Day, Instant } from '../../kernel/time.ts';

/** 2026-03 */
export type Month = string & { readonly month: true };
export interface Holder {
  readonly kind: 'dealer' | 'outlet';
  readonly id: string;
}
export type DocumentState = 'closed' | 'disputed' | 'answered' | 'confirmed' | 'approved';

/** Opening + earned + charged − paid − pending = closing. */
export interface Sums {
  readonly openingFen: Fen;
  readonly earnedFen: Fen;
  /** What was paid to it less what it paid beside portions: promotions, goods, corrections. */
  readonly chargedFen: Fen;
  readonly paidFen: Fen;
  readonly pendingFen: Fen;
  readonly closingFen: Fen;
}
export interface Line {
  readonly orderId: OrderId | null;
  readonly orderNumber: string;
  readonly placedOn: Day | null;
  readonly role: string;
  readonly homeOutlet: string;
  readonly sellingOutlet: string;
  readonly fulfillingOutlet: string;
  readonly discountFen: Fen;
  readonly borneBy: string;
  readonly madeFen: Fen;
  readonly cutFen: Fen;
  readonly former: string | null;
}
export interface StatementDocument extends Sums {
  readonly id: string;
  readonly kind: Holder['kind'];
  readonly party: string;
  readonly month: Month;
  readonly lines: number;
  readonly hash: string;
  readonly needsSecond: boolean;
  readonly state: DocumentState;
  readonly closedAt: Instant;
  readonly confirmedBy: StaffId | null;
}
export interface Dispute {
  readonly id: string;
  readonly document: string;
  readonly lineNo: number | null;
  readonly reason: string;
  readonly askedBy: StaffId;
  readonly state: 'open' | 'kept' | 'corrected';
}
export type StepVerb =
  | 'closed'
  | 'disputed'
  | 'kept'
  | 'corrected'
  | 'confirmed'
  | 'approved'
  | 'paid';
