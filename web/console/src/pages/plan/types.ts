export const LEVELS = ['trainee', 'regular', 'senior', 'lead', 'store_manager'] as const;
export const GUIDE_KINDS = ['store', 'online'] as const;
export const PAID_ROLES = [
  'guide',
  'sharer1',
  'sharer2',
  'selling',
  'fulfilling',
  'dealer',
] as const;
export const PRODUCT_ROLES = ['traffic', 'everyday', 'benefit', 'spread', 'profit'] as const;
export const OUTLET_KINDS = ['store', 'partner', 'popup', 'shelf', 'office', 'vending'] as const;
/** The written order: the more specific first. */
export const CONDITIONS = [
  'products',
  'categories',
  'promotions',
  'productRoles',
  'levels',
  'kinds',
  'outletKinds',
] as const;
export type Condition = (typeof CONDITIONS)[number];
export type Role = (typeof PAID_ROLES)[number];

export interface When extends Partial<Record<Condition, readonly string[]>> {
  readonly from?: string;
  readonly until?: string;
}
export type Pay =
  | { readonly kind: 'rate'; readonly bps: number }
  | { readonly kind: 'piece'; readonly fen: number };
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly when: When;
  readonly pay: Pay;
}
export interface Step {
  readonly fromFen: number;
  readonly bps: number;
}
export interface Tier {
  readonly id: string;
  readonly name: string;
  readonly when: Pick<When, 'levels' | 'kinds' | 'productRoles'>;
  readonly mode: 'marginal' | 'whole';
  readonly steps: readonly Step[];
}
export interface Plan {
  readonly bps: Readonly<Record<Role, number>>;
  readonly personalCapBps: number;
  readonly allCapBps: number;
  readonly rules: readonly Row[];
  readonly tiers: readonly Tier[];
  readonly caps: {
    readonly orderPersonalFen: number;
    readonly monthPersonFen: number;
    readonly monthMerchantFen: number;
  };
  readonly approveRiseBps: number;
}
/** A version of before there were rows has none. */
export const planOf = (body: Partial<Plan>): Plan => ({
  bps: { guide: 0, sharer1: 0, sharer2: 0, selling: 0, fulfilling: 0, dealer: 0 },
  personalCapBps: 0,
  allCapBps: 0,
  rules: [],
  tiers: [],
  caps: { orderPersonalFen: 0, monthPersonFen: 0, monthMerchantFen: 0 },
  approveRiseBps: 300,
  ...body,
});

export interface Version {
  readonly version: number;
  readonly body: Partial<Plan>;
  readonly why: string;
  readonly validFrom: string;
  readonly actorName: string | null;
  readonly isInForce: boolean;
}
export interface Draft {
  readonly id: string;
  readonly nodeId: string;
  readonly body: Partial<Plan>;
  readonly why: string;
}
export interface Ask {
  readonly id: string;
  readonly why: string;
  readonly validFrom: string | null;
  readonly riseBps: number;
  readonly thresholdBps: number;
  readonly askedBy: string;
  readonly askedByName: string | null;
  readonly askedAt: string;
  readonly state: 'asked' | 'granted' | 'refused';
  readonly decidedByName: string | null;
  readonly words: string;
  readonly version: number | null;
}
export interface Named {
  readonly id: string;
  readonly name: string;
}
interface Sums {
  readonly beforeFen: number;
  readonly afterFen: number;
}
export interface Trial {
  readonly orders: number;
  readonly limits: readonly string[];
  readonly commission: {
    readonly netFen: number;
    readonly cost: Sums;
    readonly tiers: Sums;
    readonly riseBps: number;
    readonly roles: readonly (Sums & { readonly role: string })[];
    readonly outlets: readonly (Sums & {
      readonly outletId: string;
      readonly outletName: string;
    })[];
    readonly people: readonly (Sums & {
      readonly staffId: string;
      readonly name: string;
      readonly orders: number;
      readonly tierAfterFen: number;
      readonly overCapFen: number;
    })[];
    readonly caps: {
      readonly orders: number;
      readonly ordersFen: number;
      readonly people: number;
      readonly peopleFen: number;
      readonly merchantFen: number;
    };
  };
}
