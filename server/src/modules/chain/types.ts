import type {
  ComplexId,
  Id,
  MemberId,
  NodeId,
  OutletId,
  ProfileId,
  StaffId,
} from '../../kernel/id.ts';
import type { Point, Polygon } from '../../kernel/geo.ts';
import type { Interval, OpeningHours } from '../../kernel/hours.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import type { GuideLevel } from './plan-shape.ts';
import type { PolicyKind } from './policy-types.ts';

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

export interface PolicyVersion {
  readonly kind: PolicyKind;
  readonly node: NodeId;
  readonly version: number;
  readonly body: unknown;
  readonly validFrom: Instant;
}

export const ROLES = [
  'hq_admin',
  'hq_operator',
  'finance',
  'dealer',
  'store_manager',
  'clerk',
  'guide',
  'creator',
] as const;
export type Role = (typeof ROLES)[number];
export interface Grant {
  readonly node: NodeId;
  readonly role: Role;
}
export interface SignedInStaff {
  readonly id: StaffId;
  readonly name: string;
  readonly login: string;
  readonly title: string;
  readonly outlet: OutletId | null;
  readonly mustChange: boolean;
  readonly grants: readonly Grant[];
  /** The session was last noted some minutes ago: worth noting again. */
  readonly stale: boolean;
  /** When she last showed who she is in this session; null when her device did. */
  readonly provedAt: Instant | null;
  /** Where she sits, as her list of devices names it. */
  readonly device: Id<string> | null;
  /** She has a second factor, and proves herself by it. */
  readonly hasFactor: boolean;
  readonly enrolment: Enrolment;
  /** Personal data leave as a file only by a code. */
  readonly exportNeedsCode: boolean;
}

/** The four fields of a new outlet; the template gives the rest. */
export interface OutletWish {
  readonly id: OutletId;
  readonly template: OutletId;
  readonly parent: NodeId;
  readonly name: string;
  readonly address: string;
  readonly place: Point;
}
export interface OutletForm {
  readonly id: OutletId;
  readonly parent: NodeId;
  readonly kind: OutletKind;
  readonly name: string;
  readonly shortName: string;
  readonly address: string;
  readonly district: string;
  readonly phone: string;
  readonly lat: number;
  readonly lng: number;
  readonly area: Polygon | null;
  readonly radiusM: number;
  readonly dailyCapacity: number | null;
  readonly prepareMinutes: number;
  readonly stockOwner: 'hq' | 'dealer';
  readonly profile: ProfileId | null;
  readonly delivers: boolean;
  readonly deliveryBands: readonly DeliveryBand[];
  readonly notice: string;
  readonly template: OutletId | null;
}
/** What may be changed of an outlet that stands. */
export type OutletDetails = Omit<OutletForm, 'id' | 'parent' | 'kind' | 'template' | 'stockOwner'>;

export interface WeeklyInterval {
  readonly weekday: number;
  readonly opensMin: number;
  readonly closesMin: number;
}
export interface HoursException {
  readonly on: Day;
  readonly intervals: readonly Interval[];
  readonly reason: string;
}

export interface HouseType {
  readonly name: string;
  readonly areaM2: number;
  readonly households: number;
}
export interface ComplexForm {
  readonly id: ComplexId;
  readonly name: string;
  readonly district: string;
  readonly lat: number;
  readonly lng: number;
  readonly households: number;
  readonly handedOverOn: Day | null;
  readonly houseTypes: readonly HouseType[];
  readonly profile: ProfileId | null;
}

export type App = 'console' | 'workbench';
export interface StaffForm {
  readonly id: StaffId;
  readonly name: string;
  readonly login: string;
  readonly title: string;
  readonly story: string;
  readonly motto: string;
  readonly phoneMasked: string;
  readonly wechat: string;
  readonly outlet: OutletId | null;
  readonly worksOnlineOnly: boolean;
}
export interface StaffSession {
  readonly id: string;
  readonly app: App;
  readonly madeAt: Instant;
  readonly seenAt: Instant;
  readonly endsAt: Instant;
  readonly deviceLabel: string;
  readonly ipClass: string;
}

export type DraftId = Id<'draft'>;
export interface PolicyDraft {
  readonly id: DraftId;
  readonly kind: PolicyKind;
  readonly node: NodeId;
  readonly body: unknown;
  readonly why: string;
  readonly publishedVersion: number | null;
}

/** For credit, of who sells: a leaver counts as her heir, a suspended one as none. */
export interface StaffFacts {
  readonly id: StaffId;
  readonly name: string;
  readonly outlet: OutletId | null;
  /** Her private account. */
  readonly member: MemberId | null;
  readonly suspended: boolean;
  readonly left: boolean;
  readonly heir: StaffId | null;
  /** Serves no customer in a store. */
  readonly onlineOnly: boolean;
  /** Dated, oldest first; before the first she has none. */
  readonly levels: readonly { readonly level: GuideLevel; readonly from: Instant }[];
}

export interface SignInRule {
  /** Whoever has one of these needs a second factor; so does whoever holds a permission below. */
  readonly roles: readonly Role[];
  readonly permissions: readonly string[];
  readonly graceDays: number;
  /** Personal data leave as a file only for those who have a second factor. */
  readonly exportNeedsCode: boolean;
  /** When the rule began to ask for more than before. */
  readonly since: Instant;
}
export type Enrolment =
  | { readonly state: 'free' | 'done' }
  /** `by`: until then she may work without; `over`: she may not any more. */
  | { readonly state: 'asked' | 'over'; readonly by: Instant };

/** What a key may be allowed; each route of the open API names one. */
export const API_SCOPES = [
  'outlets.read',
  'goods.read',
  'goods.write',
  'offers.write',
  'stock.read',
  'stock.write',
  'orders.read',
  'orders.work',
  'members.read',
  'members.read_phone',
  'members.write',
  'sharing.read',
  'statements.read',
  'events.read',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];
export type ApiKeyId = Id<'key'>;
