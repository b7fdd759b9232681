/** What the server says of bills and breaks. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}
export interface Account {
  readonly channel: string;
  readonly account: string;
  readonly accountName: string;
  readonly since: string;
  readonly feeBps: number | null;
  readonly lastDay: string | null;
  readonly openBreaks: number;
  readonly oldestAt: string | null;
  readonly openFen: number;
}
export interface Known {
  readonly items: readonly Account[];
  readonly owners: readonly Owner[];
}
export interface BillDay {
  readonly channel: string;
  readonly account: string;
  readonly accountName: string;
  readonly day: string;
  readonly state: 'waiting' | 'importing' | 'compared';
  readonly failure: string;
  readonly lines: number;
  readonly therePaidFen: number;
  readonly herePaidFen: number;
  readonly thereRefundedFen: number;
  readonly hereRefundedFen: number;
  readonly feeFen: number;
  readonly differenceFen: number;
  readonly openBreaks: number;
}
export const KINDS = [
  'missing_here',
  'missing_there',
  'amount_differs',
  'state_differs',
  'fee_differs',
  'duplicate',
  'wrong_day',
] as const;
export interface Break {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  readonly accountName: string;
  readonly day: string;
  readonly of: 'payment' | 'refund';
  readonly subject: string;
  readonly kind: (typeof KINDS)[number];
  readonly reason: string;
  readonly outTradeNo: string;
  readonly orderId: string | null;
  readonly orderNumber: string | null;
  readonly thereFen: number | null;
  readonly hereFen: number | null;
  readonly differenceFen: number;
  readonly state: 'open' | 'asked' | 'resolved';
  readonly ownerId: string;
  readonly ownerName: string;
  readonly foundAt: string;
  readonly resolution: string | null;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string;
}
export interface BreakPage extends Break {
  readonly there: {
    readonly no: number;
    readonly at: string;
    readonly amountFen: number;
    readonly feeFen: number;
    readonly rateBps: number | null;
    readonly state: string;
  } | null;
  readonly here: readonly {
    readonly at: string;
    readonly amountFen: number;
    readonly state: string;
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly verb: string;
    readonly actorName: string;
    readonly words: string;
    readonly at: string;
  }[];
  readonly booking: {
    readonly amountFen: number;
    readonly gain: boolean;
    readonly words: string;
    readonly askedById: string;
    readonly askedBy: string;
    readonly bookedAt: string | null;
  } | null;
}
