export interface CaseRow {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly outletName: string;
  readonly kind: string;
  readonly reason: string;
  readonly words: string;
  readonly state:
    | 'asked'
    | 'appealed'
    | 'approved'
    | 'sent_back'
    | 'exchanging'
    | 'accepted'
    | 'rejected'
    | 'withdrawn';
  readonly lines: readonly {
    readonly no: number;
    readonly title: string;
    readonly spec: string;
    readonly pieces: number;
    readonly amountFen: number | null;
  }[];
  readonly askedAt: string;
  readonly refundFen: number | null;
  readonly desk: 'store' | 'hq';
  readonly dueAt: string | null;
  readonly opened: boolean;
  readonly photos: readonly string[];
  readonly tracking: string;
  readonly worthFen: number;
  readonly swapTitle: string | null;
  readonly swapOrder: string | null;
}
export interface CasePage extends CaseRow {
  readonly steps: readonly {
    readonly verb: string;
    readonly by: string;
    readonly name: string;
    readonly words: string;
    readonly at: string;
  }[];
  readonly preview: {
    readonly backFen: number;
    readonly freightFen: number;
    readonly roles: readonly { readonly role: string; readonly givesFen: number }[];
    readonly isOut: boolean;
    readonly isHq: boolean;
  };
}
