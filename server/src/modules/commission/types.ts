import type { Bps, Fen } from '../../kernel/money.ts';

/** Who earns a part of a line. At most two levels of sharers are paid: there is no third column. */
export const ROLES = [
  'guide',
  'sharer1',
  'sharer2',
  'invitee',
  'selling',
  'fulfilling',
  'dealer',
  'hq',
] as const;
export type Role = (typeof ROLES)[number];
/** One amount a role; together they are the line's net. */
export type Parts = Readonly<Record<Role, Fen>>;

export interface Plan {
  readonly version: number;
  readonly bps: Readonly<Record<Exclude<Role, 'invitee' | 'hq'>, Bps>>;
  /** Guide, sharers and invitee together, of a line. */
  readonly personalCapBps: Bps;
  /** All but head office together, of a line. */
  readonly allCapBps: Bps;
  readonly rules: readonly PlanRow[];
  readonly tiers: readonly TierRow[];
  /** Guide, sharers and invitee together, of an order; 0: no such cap. */
  readonly orderPersonalFen: Fen;
  /** What one person is paid of a month's settled orders; 0: no such cap. */
  readonly monthPersonFen: Fen;
  /** What all persons are; 0: no such cap. */
  readonly monthMerchantFen: Fen;
}
/** A role with a rate of its own. */
export type PaidRole = Exclude<Role, 'invitee' | 'hq'>;

/** An absent or empty condition asks nothing. */
export interface PlanWhen {
  readonly products?: readonly string[];
  readonly categories?: readonly string[];
  readonly promotions?: readonly string[];
  readonly productRoles?: readonly string[];
  readonly levels?: readonly string[];
  readonly kinds?: readonly string[];
  readonly outletKinds?: readonly string[];
  readonly from?: string;
  readonly until?: string;
}
export type Pay =
  | { readonly kind: 'rate'; readonly bps: number }
  | { readonly kind: 'piece'; readonly fen: number };
/** One exception from the rates of the roles. */
export interface PlanRow {
  readonly id: string;
  readonly name: string;
  readonly role: PaidRole;
  readonly when: PlanWhen;
  readonly pay: Pay;
}
export interface TierRow {
  readonly id: string;
  readonly name: string;
  readonly when: Pick<PlanWhen, 'levels' | 'kinds' | 'productRoles'>;
  readonly mode: 'marginal' | 'whole';
  readonly steps: readonly { readonly fromFen: number; readonly bps: number }[];
}
/** What a plan's conditions ask of a line. */
export interface LineFacts {
  readonly product: string;
  readonly category: string;
  readonly productRole: string;
  readonly quantity: number;
}
/** What they ask of the order. */
export interface OrderFacts {
  readonly outletKind: string;
  readonly promotion: string | null;
  readonly guideLevel: string | null;
  readonly guideKind: string | null;
  readonly day: string;
}

export interface PortionLine {
  readonly no: number;
  readonly netFen: Fen;
  /** Needed where the plan has exceptions. */
  readonly facts?: LineFacts;
}

/** Whose part is due at all; an absent role's part stays with head office. */
export interface Present {
  readonly guide: boolean;
  readonly sharer1: boolean;
  readonly sharer2: boolean;
  readonly selling: boolean;
  readonly dealer: boolean;
}

export interface Referral {
  /** For the invited buyer's first order; 0: none. */
  readonly inviteeFen: Fen;
  /** For the inviter, who takes the larger of this and the share, once. */
  readonly inviterFen: Fen;
}

export interface Portion {
  readonly lineNo: number;
  readonly netFen: Fen;
  readonly parts: Parts;
}
