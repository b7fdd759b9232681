import type { MemberId, NodeId, OutletId, ProfileId, StaffId } from '../../kernel/id.ts';
import type { Point, Polygon } from '../../kernel/geo.ts';
import type { OpeningHours } from '../../kernel/hours.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

export type NodeKind = 'hq' | 'dealer' | 'outlet';
export interface Node {
  readonly id: NodeId;
  readonly parent: NodeId | null;
  readonly kind: NodeKind;
  readonly name: string;
  /** From the root down to itself. */
  readonly path: readonly NodeId[];
}

export type OutletKind = 'store' | 'partner' | 'popup' | 'shelf' | 'office' | 'vending';
export interface DeliveryBand {
  readonly uptoM: number;
  readonly feeFen: Fen;
  readonly minFen: Fen;
  /** Goods from here on ride free; null: never. */
  readonly freeFromFen: Fen | null;
}
export interface Outlet {
  readonly id: OutletId;
  readonly name: string;
  readonly shortName: string;
  readonly kind: OutletKind;
  readonly address: string;
  readonly district: string;
  readonly phone: string;
  readonly place: Point;
  readonly area: Polygon | null;
  readonly radiusM: number;
  readonly hours: OpeningHours;
  /** Parcels a business day; null: as many as come. */
  readonly dailyCapacity: number | null;
  readonly prepareMinutes: number;
  readonly stockOwner: 'hq' | 'dealer';
  readonly profile: ProfileId | null;
  readonly delivers: boolean;
  readonly deliveryBands: readonly DeliveryBand[];
  readonly pausedAt: Instant | null;
  readonly pausedReason: string | null;
  readonly path: readonly NodeId[];
  /** The nearest dealer above. */
  readonly dealer: NodeId | null;
}

export type PolicyKind =
  | 'routing'
  | 'belonging'
  | 'credit'
  | 'commission'
  | 'referral'
  | 'aftersales';
export interface PolicyVersion {
  readonly kind: PolicyKind;
  readonly node: NodeId;
  readonly version: number;
  readonly body: unknown;
  readonly validFrom: Instant;
}

export type Role =
  | 'hq_admin'
  | 'hq_operator'
  | 'finance'
  | 'dealer'
  | 'store_manager'
  | 'clerk'
  | 'guide'
  | 'creator';
export interface Grant {
  readonly node: NodeId;
  readonly role: Role;
}
export interface SignedInStaff {
  readonly id: StaffId;
  readonly name: string;
  readonly outlet: OutletId | null;
  readonly mustChange: boolean;
  readonly grants: readonly Grant[];
}

/** What credit must know of a person who sells: a leaver counts as her heir, a suspended one as none. */
export interface StaffFacts {
  readonly id: StaffId;
  readonly name: string;
  readonly outlet: OutletId | null;
  /** Her private account. */
  readonly member: MemberId | null;
  readonly suspended: boolean;
  readonly left: boolean;
  readonly heir: StaffId | null;
}
