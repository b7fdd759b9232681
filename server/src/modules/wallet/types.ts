import type { Id, MemberId, OrderId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

export type TopUpId = Id<'top_up'>;
export type PlanId = Id<'top_up_plan'>;
export type BucketId = Id<'bucket'>;
export type CashAskId = Id<'cash_ask'>;
export type BucketKind = 'principal' | 'bonus' | 'points';

/** Stored value's rule, as chain publishes it. */
export interface StoredTerms {
  readonly enabled: boolean;
  readonly order: 'proportional' | 'principal_first';
  readonly unnamedCapFen: number;
  readonly namedCapFen: number;
  readonly leastFen: number;
  readonly bonusDays: number;
  readonly freshDays: number;
}
export interface PointTerms {
  readonly enabled: boolean;
  readonly perYuan: number;
  readonly roleBps: Readonly<Record<string, number>>;
  readonly mostPerOrder: number;
  readonly pointsPerYuan: number;
  readonly capBps: number;
  readonly multiple: number;
  readonly expiry: 'rolling' | 'year_end';
  readonly expiryMonths: number;
  readonly noticeDays: number;
  readonly freshDays: number;
}

export interface Plan {
  readonly id: PlanId;
  readonly payFen: Fen;
  readonly bonusFen: Fen;
}
export interface TopUp {
  readonly id: TopUpId;
  readonly member: MemberId;
  readonly principal: Fen;
  readonly bonus: Fen;
  readonly state: 'unpaid' | 'paid' | 'shut';
  readonly channel: string | null;
  readonly account: Id<'account'> | null;
  readonly providerNo: string | null;
  readonly refunded: Fen;
  readonly madeAt: Instant;
}
export interface Bucket {
  readonly id: BucketId;
  readonly member: MemberId;
  readonly kind: BucketKind;
  readonly source: string;
  readonly amount: number;
  readonly rest: number;
  readonly expiresAt: Instant | null;
  readonly at: Instant;
}
export interface Take {
  readonly bucket: BucketId;
  readonly amount: number;
}
/** A take that stands, with what its bucket is. */
export interface Taken extends Take {
  readonly member: MemberId;
  readonly kind: BucketKind;
  readonly givenBack: number;
  readonly expiresAt: Instant | null;
}

/** What an order is paid with besides a channel. */
export interface Parts {
  readonly principal: Fen;
  readonly bonus: Fen;
  readonly points: number;
  readonly pointsFen: Fen;
}
export interface Tender extends Parts {
  readonly order: OrderId;
  readonly member: MemberId;
  readonly state: 'held' | 'used' | 'freed';
}
/** What came back of it so far. */
export type Returned = Parts;

export interface CashAsk {
  readonly id: CashAskId;
  readonly member: MemberId;
  readonly amount: Fen;
  readonly askedBy: Id<'staff'> | null;
  readonly state: 'asked' | 'done' | 'refused';
}
export interface Earning {
  readonly order: OrderId;
  readonly member: MemberId;
  readonly rule: PointTerms;
  readonly points: number;
  readonly posted: number;
  readonly state: 'pending' | 'settled';
  readonly seq: number;
}
