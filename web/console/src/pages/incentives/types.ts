export const MEASURES = ['sales', 'share_sales', 'new_members', 'orders'] as const;
export type Measure = (typeof MEASURES)[number];
/** Sales are fen, the others count. */
export const isMoney = (measure: Measure) => measure === 'sales' || measure === 'share_sales';

export interface Subject {
  readonly kind: 'node' | 'staff';
  readonly id: string;
  readonly name: string;
  readonly level: 'hq' | 'dealer' | 'outlet' | 'guide';
  readonly parentId: string | null;
  readonly score: number;
  readonly target: {
    readonly goal: number;
    readonly pace: 'reached' | 'ahead' | 'behind';
    readonly expected: number;
    readonly forecast: number;
  } | null;
  readonly below: number;
}
export interface Contest {
  readonly id: string;
  readonly name: string;
  readonly measure: Measure;
  readonly nodeName: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly prizeBy: 'rank' | 'threshold';
  readonly prizes: readonly { readonly at: number; readonly fen: number }[];
  readonly ties: 'split' | 'each';
  readonly shown: 'names' | 'masked' | 'own';
  readonly state: 'open' | 'closed' | 'cancelled';
}
export interface Place {
  readonly staffId: string | null;
  readonly name: string | null;
  readonly outletName: string | null;
  readonly place: number;
  readonly score: number;
  readonly prizeFen: number;
}
export interface Penalty {
  readonly id: string;
  readonly staffName: string;
  readonly outletName: string | null;
  readonly rule: string;
  readonly amountFen: number;
  readonly points: number;
  readonly reason: string;
  readonly evidence: string;
  readonly state: 'imposed' | 'appealed' | 'upheld' | 'waived' | 'booked';
  readonly imposedBy: string;
  readonly imposedByName: string | null;
  readonly imposedAt: string;
  readonly appealUntil: string;
  readonly appeal: string;
  readonly decidedByName: string | null;
  readonly words: string;
  readonly bookedFen: number;
}
export interface Slip {
  readonly staffId: string;
  readonly name: string;
  readonly outletName: string;
  readonly openingFen: number;
  readonly lines: readonly {
    readonly kind: string;
    readonly fen: number;
    readonly count: number;
  }[];
  readonly earnedFen: number;
  readonly closingFen: number;
}
