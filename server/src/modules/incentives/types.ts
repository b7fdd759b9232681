import type { Id, NodeId, StaffId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Day, Instant } from '../../kernel/time.ts';

export const MEASURES = ['sales', 'share_sales', 'new_members', 'orders'] as const;
export type Measure = (typeof MEASURES)[number];
/** Fen, or a number of members or orders. */
export type Score = number;

export interface Target {
  readonly month: Day;
  readonly measure: Measure;
  readonly subjectKind: 'node' | 'staff';
  readonly subjectId: string;
  readonly goal: Score;
}

export type ContestId = Id<'contest'>;
export interface Prize {
  /** A place, or the least score. */
  readonly at: number;
  readonly fen: number;
}
export interface Terms {
  readonly prizeBy: 'rank' | 'threshold';
  readonly prizes: readonly Prize[];
  readonly least: Score;
  /** split: those alike share the prizes of their places; each: each has the best of them. */
  readonly ties: 'split' | 'each';
}
export interface ContestForm extends Terms {
  readonly id: ContestId;
  readonly name: string;
  readonly measure: Measure;
  readonly node: NodeId;
  readonly fromDay: Day;
  readonly untilDay: Day;
  /** What guides see of the others while it runs. */
  readonly shown: 'names' | 'masked' | 'own';
}
export interface Contest extends ContestForm {
  readonly state: 'open' | 'closed' | 'cancelled';
}
export interface Standing {
  readonly staff: StaffId;
  readonly score: Score;
  readonly place: number;
  readonly prizeFen: Fen;
}

export type PenaltyId = Id<'penalty'>;
export interface PenaltyForm {
  readonly id: PenaltyId;
  readonly staff: StaffId;
  readonly rule: string;
  readonly amountFen: Fen;
  readonly points: number;
  readonly reason: string;
  readonly evidence: string;
}
export type PenaltyState = 'imposed' | 'appealed' | 'upheld' | 'waived' | 'booked';
export interface Penalty extends PenaltyForm {
  readonly state: PenaltyState;
  readonly imposedBy: StaffId;
  readonly imposedAt: Instant;
  readonly appealUntil: Instant;
}
