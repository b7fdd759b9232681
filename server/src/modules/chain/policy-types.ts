/** What each kind of policy says, what its fields may hold, how levels below narrow them. */
import { arePlanRows, areTierRows, type PlanRow, type TierRow } from './plan-shape.ts';

import { FIELDS_OF_SETTLEMENT, FIRST_OF_SETTLEMENT } from './policy-settlement.ts';
import type { SettlementBodies } from './policy-settlement.ts';
import { FIELDS_OF_WALLET, FIRST_OF_WALLET, type WalletBodies } from './policy-wallet.ts';

export const POLICY_KINDS = [
  'routing',
  'belonging',
  'credit',
  'commission',
  'referral',
  'aftersales',
  'withdrawal',
  'settlement',
  'stored_value',
  'points',
] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

export type RoutingSort = 'promise' | 'distance' | 'capacity' | 'balance';
export interface RoutingBody {
  readonly radiusM: number;
  /** An outlet with a drawn area also serves what lies inside it beyond the radius. */
  readonly useArea: boolean;
  readonly safetyStock: number;
  readonly acceptMinutes: number;
  readonly promiseStepMinutes: number;
  readonly sorts: readonly RoutingSort[];
  readonly allowSplit: boolean;
  readonly maxParcels: number;
  readonly onNone: 'park' | 'refund';
}
export interface BelongingBody {
  readonly protectDays: number;
  readonly expireDays: number;
  readonly noticeDays: number;
  readonly heir: 'outlet_manager' | 'round_robin' | 'outlet_only';
}
export interface CreditBody {
  readonly windowDays: number;
}
export interface CommissionBody {
  readonly bps: {
    readonly guide: number;
    readonly sharer1: number;
    readonly sharer2: number;
    readonly selling: number;
    readonly fulfilling: number;
    readonly dealer: number;
  };
  readonly personalCapBps: number;
  readonly allCapBps: number;
  /** Exceptions from `bps`, the most specific first to win; the upper of equals. */
  readonly rules: readonly PlanRow[];
  /** Of a guide's month; the first that is about her. */
  readonly tiers: readonly TierRow[];
  /** Fen; 0: no such cap. */
  readonly caps: {
    readonly orderPersonalFen: number;
    readonly monthPersonFen: number;
    readonly monthMerchantFen: number;
  };
  /** A version that costs this much more of the net is published by two persons. */
  readonly approveRiseBps: number;
}
export interface ReferralBody {
  readonly inviteeRewardFen: number;
  readonly budgetFen: number;
  readonly perInviterMax: number;
  readonly perInviterDays: number;
}
export interface AftersalesBody {
  readonly windowDays: number;
  readonly unpaidMinutes: number;
  readonly pickupDays: number;
  readonly receivedAfterDispatchDays: number;
  /** A store that is silent so long has agreed, or head office decides. */
  readonly answerHours: number;
  /** Up to this sum silence is consent. */
  readonly autoAgreeFen: number;
  /** Agreed goods that do not come back by then are kept. */
  readonly returnDays: number;
  readonly appealDays: number;
  /** The law's seven, or more. */
  readonly noReasonDays: number;
  /** A price that falls so soon is made good; 0: never. */
  readonly priceDays: number;
  /** Whether a price that head office excepted from its band for some days counts as a fall. */
  readonly priceExceptions: boolean;
  /** Pictures of a case are kept so long after it was asked. */
  readonly photoDays: number;
  /** An invoice may be asked for so long after receipt. */
  readonly invoiceDays: number;
}
export interface PolicyBodies extends WalletBodies, SettlementBodies {
  readonly routing: RoutingBody;
  readonly belonging: BelongingBody;
  readonly credit: CreditBody;
  readonly commission: CommissionBody;
  readonly referral: ReferralBody;
  readonly aftersales: AftersalesBody;
}

/** As stored: the values, and what the levels below may choose between. */
export type PolicyBounds = Readonly<
  Record<string, readonly [least: number, most: number] | readonly (string | boolean)[]>
>;
export type StoredBody<K extends PolicyKind = PolicyKind> = PolicyBodies[K] & {
  readonly bounds?: PolicyBounds;
};

interface Narrow {
  /** range: a sub-range of the parent's; list: a subset of it; fixed: head office only. */
  readonly narrow: 'range' | 'list' | 'fixed';
  /** What a body says that was written before there was this field. */
  readonly absent?: unknown;
}
export type PolicyField = Narrow &
  (
    | { readonly type: 'whole'; readonly least: number; readonly most: number }
    | { readonly type: 'flag' }
    | { readonly type: 'choice'; readonly of: readonly string[] }
    | { readonly type: 'many'; readonly of: readonly string[] }
    | { readonly type: 'rows'; readonly fits: (value: unknown) => boolean }
  );

const whole = (least: number, most: number, narrow: 'range' | 'fixed' = 'fixed'): PolicyField => ({
  type: 'whole',
  least,
  most,
  narrow,
});
const rate = whole(0, 10_000);
const capFen: PolicyField = { ...whole(0, 1_000_000_000_000), absent: 0 };
const rows = (fits: (value: unknown) => boolean): PolicyField => ({
  type: 'rows',
  fits,
  narrow: 'fixed',
  absent: [],
});
/** Three points of the net. */
const APPROVE_RISE_BPS = 300;

/** By kind and dotted path. A body has these fields and no other. */
export const POLICY_FIELDS: Readonly<Record<PolicyKind, Readonly<Record<string, PolicyField>>>> = {
  routing: {
    radiusM: whole(500, 20_000, 'range'),
    useArea: { type: 'flag', narrow: 'fixed' },
    safetyStock: whole(0, 20, 'range'),
    acceptMinutes: whole(5, 240, 'range'),
    promiseStepMinutes: whole(5, 240),
    sorts: { type: 'many', of: ['promise', 'distance', 'capacity', 'balance'], narrow: 'list' },
    allowSplit: { type: 'flag', narrow: 'list' },
    maxParcels: whole(1, 3, 'range'),
    onNone: { type: 'choice', of: ['park', 'refund'], narrow: 'fixed' },
  },
  belonging: {
    protectDays: whole(0, 365),
    expireDays: whole(1, 1_095),
    noticeDays: whole(1, 1_095),
    heir: {
      type: 'choice',
      of: ['outlet_manager', 'round_robin', 'outlet_only'],
      narrow: 'list',
    },
  },
  credit: { windowDays: whole(1, 30) },
  commission: {
    'bps.guide': rate,
    'bps.sharer1': rate,
    'bps.sharer2': rate,
    'bps.selling': rate,
    'bps.fulfilling': rate,
    'bps.dealer': rate,
    personalCapBps: rate,
    allCapBps: rate,
    rules: rows(arePlanRows),
    tiers: rows(areTierRows),
    'caps.orderPersonalFen': capFen,
    'caps.monthPersonFen': capFen,
    'caps.monthMerchantFen': capFen,
    approveRiseBps: { ...rate, absent: APPROVE_RISE_BPS },
  },
  referral: {
    inviteeRewardFen: whole(0, 100_000),
    budgetFen: whole(0, 10_000_000_000),
    perInviterMax: whole(0, 10_000),
    perInviterDays: whole(1, 365),
  },
  aftersales: {
    windowDays: whole(1, 60),
    unpaidMinutes: whole(5, 1_440),
    pickupDays: whole(1, 30),
    receivedAfterDispatchDays: whole(1, 30),
    answerHours: whole(1, 240),
    autoAgreeFen: whole(0, 1_000_000),
    returnDays: whole(1, 30),
    appealDays: whole(1, 60),
    noReasonDays: whole(7, 60),
    priceDays: whole(0, 21),
    priceExceptions: { type: 'flag', narrow: 'fixed' },
    photoDays: whole(30, 1_095),
    invoiceDays: whole(1, 365),
  },
  ...FIELDS_OF_WALLET,
  ...FIELDS_OF_SETTLEMENT,
};

/** Version 1 of head office: the figures of the domain core. */
export const FIRST_POLICIES: { readonly [K in PolicyKind]: StoredBody<K> } = {
  routing: {
    radiusM: 5_000,
    useArea: true,
    safetyStock: 1,
    acceptMinutes: 30,
    promiseStepMinutes: 30,
    sorts: ['promise', 'distance', 'capacity'],
    allowSplit: true,
    maxParcels: 2,
    onNone: 'park',
    bounds: { radiusM: [1_000, 8_000], safetyStock: [0, 10], acceptMinutes: [10, 60] },
  },
  belonging: { protectDays: 30, expireDays: 180, noticeDays: 173, heir: 'outlet_manager' },
  credit: { windowDays: 7 },
  commission: {
    bps: { guide: 500, sharer1: 200, sharer2: 0, selling: 300, fulfilling: 400, dealer: 600 },
    personalCapBps: 2_500,
    allCapBps: 6_000,
    rules: [],
    tiers: [],
    caps: { orderPersonalFen: 0, monthPersonFen: 0, monthMerchantFen: 0 },
    approveRiseBps: APPROVE_RISE_BPS,
  },
  referral: {
    inviteeRewardFen: 500,
    budgetFen: 5_000_000,
    perInviterMax: 50,
    perInviterDays: 30,
  },
  aftersales: {
    windowDays: 7,
    unpaidMinutes: 15,
    pickupDays: 7,
    receivedAfterDispatchDays: 7,
    answerHours: 48,
    autoAgreeFen: 5_000,
    returnDays: 7,
    appealDays: 7,
    noReasonDays: 7,
    priceDays: 7,
    priceExceptions: false,
    photoDays: 180,
    invoiceDays: 180,
  },
  ...FIRST_OF_WALLET,
  ...FIRST_OF_SETTLEMENT,
};
