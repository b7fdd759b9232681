export type State = 'closed' | 'disputed' | 'answered' | 'confirmed' | 'approved';
export interface Settlement {
  readonly id: string;
  readonly kind: 'dealer' | 'outlet';
  readonly name: string;
  readonly month: string;
  readonly openingFen: number;
  readonly earnedFen: number;
  readonly chargedFen: number;
  readonly paidFen: number;
  readonly pendingFen: number;
  readonly closingFen: number;
  readonly lines: number;
  readonly state: State;
  readonly needsSecond: boolean;
  readonly closedAt: string;
  readonly stateAt: string;
  readonly hash: string;
  readonly transferredFen: number;
  readonly openDisputes: number;
}
export interface Dispute {
  readonly id: string;
  readonly lineNo: number | null;
  readonly orderNumber: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: 'open' | 'kept' | 'corrected';
  readonly answer: string;
  readonly correctionFen: number;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
}
export interface Whole extends Settlement {
  readonly mayBePaid: boolean;
  readonly disputes: readonly Dispute[];
  readonly steps: readonly {
    readonly verb: string;
    readonly by: string | null;
    readonly words: string;
    readonly at: string;
  }[];
}
export interface Line {
  readonly no: number;
  readonly orderId: string | null;
  readonly orderNumber: string;
  readonly placedOn: string | null;
  readonly role: string;
  readonly homeOutlet: string;
  readonly sellingOutlet: string;
  readonly fulfillingOutlet: string;
  readonly discountFen: number;
  readonly borneBy: string;
  readonly madeFen: number;
  readonly cutFen: number;
  readonly former: string | null;
}
export const TONE = {
  closed: 'warn',
  disputed: 'bad',
  answered: 'warn',
  confirmed: 'info',
  approved: 'ok',
} as const;
