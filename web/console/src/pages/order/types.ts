import type { Portions } from './refund.ts';

export interface Verdict {
  readonly outlet: string;
  readonly name: string;
  readonly distanceM: number;
  readonly code: string;
  readonly rank: number | null;
  readonly sellable: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
  readonly promisedAt: string | null;
  readonly taken: number;
  readonly capacity: number | null;
}
export interface Route {
  readonly attempt: number;
  readonly why: string;
  readonly policyVersion: number;
  readonly verdicts: readonly Verdict[];
  readonly outcome: 'allocated' | 'split' | 'parked' | 'refunded';
  readonly tookUs: number;
  readonly at: string;
}
export interface Line {
  readonly no: number;
  readonly skuId: string | null;
  readonly productId: string | null;
  readonly title: string;
  readonly spec: string;
  readonly quantity: number;
  readonly priceFen: number;
  readonly discountFen: number;
  readonly netFen: number;
  readonly refundedPieces: number;
  readonly refundedFen: number;
}
export interface Parcel {
  readonly outletId: string;
  readonly outletName: string;
  readonly attempt: number;
  readonly state: string;
  readonly promisedAt: string;
  readonly readyAt: string | null;
  readonly shelf: string;
}
export interface Reason {
  readonly role: string;
  readonly verdict: string;
  readonly code: string;
  readonly who: string | null;
  readonly at: string | null;
  readonly link: string | null;
}
export interface Credit {
  readonly serviceGuideId: string | null;
  readonly serviceGuideFrom: 'link' | 'home' | 'none';
  readonly linkGuideId: string | null;
  readonly homeGuideId: string | null;
  readonly sharer1Id: string | null;
  readonly sharer2Id: string | null;
  readonly homeOutletId: string | null;
  readonly dealerId: string | null;
  readonly visitAt: string | null;
  readonly groupId: string | null;
  readonly depth: number | null;
  readonly domain: string;
  readonly saleKind: string;
  readonly creditPolicy: number;
  readonly suspended: boolean;
  readonly reasons: readonly Reason[];
}
export interface LinkStep {
  readonly code: string;
  readonly sharerKind: 'staff' | 'member';
  readonly sharerId: string;
  readonly sharerName: string;
  readonly depth: number;
  readonly channel: string;
  readonly madeAt: string;
}
export interface Told {
  readonly id: string;
  readonly verb: string;
  readonly fromState: string | null;
  readonly toState: string | null;
  readonly actorKind: 'member' | 'staff' | 'key' | 'system' | 'payment';
  readonly actorId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at: string;
}
export interface Case {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly words: string;
  readonly lines: readonly {
    readonly no: number;
    readonly pieces: number;
    readonly amountFen?: number | null;
  }[];
  readonly state: 'asked' | 'accepted' | 'rejected' | 'withdrawn';
  readonly askedAt: string;
  readonly decisionWords: string;
}
export interface Gain {
  readonly isTime: boolean;
  readonly isSpace: boolean;
  readonly pBps: number;
  readonly method: number;
  readonly final: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
}
export interface Order {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly way: 'pickup' | 'delivery';
  readonly memberId: string;
  readonly memberName: string;
  readonly phoneMasked: string;
  readonly complexName: string;
  readonly contactMasked: string;
  readonly isFirst: boolean;
  readonly outletId: string;
  readonly outletName: string;
  readonly grossFen: number;
  readonly discountFen: number;
  readonly freightFen: number;
  readonly payableFen: number;
  readonly capturedFen: number;
  readonly refundedFen: number;
  readonly sellingClosed: boolean;
  readonly splitAgreed: boolean;
  readonly note: string;
  readonly placedAt: string;
  readonly payBy: string;
  readonly paidAt: string | null;
  readonly parkedAt: string | null;
  readonly settlesAt: string | null;
  readonly settledAt: string | null;
  readonly cancelledAt: string | null;
  readonly cancelReason: string | null;
  readonly lines: readonly Line[];
  readonly routes: readonly Route[];
  readonly parcels: readonly Parcel[];
  readonly credit: Credit | null;
  readonly links: readonly LinkStep[];
  readonly history: readonly Told[];
  readonly cases: readonly Case[];
  readonly increment: Gain | null;
  /** What each role still has of each line. */
  readonly portions: Portions;
  readonly names: Readonly<Record<string, string>>;
}

export const preparing = (order: Order): string =>
  order.parcels
    .filter((parcel) => parcel.state !== 'gone')
    .map((parcel) => parcel.outletName)
    .join(' + ');
