import type { NodeId, OrderId, OutletId, SkuId, StaffId } from '../../kernel/id.ts';
import type { Point, Polygon } from '../../kernel/geo.ts';
import type { OpeningHours } from '../../kernel/hours.ts';
import type { Day, Instant } from '../../kernel/time.ts';

export type Way = 'pickup' | 'delivery';

/** A rule set for routing, as data. Field words: GLOSSARY, routing. */
export interface RoutingRule {
  readonly node: NodeId;
  readonly version: number;
  readonly radiusM: number;
  readonly useArea: boolean;
  /** Pieces that stay for the outlet's own customers when it fulfils for another. */
  readonly safetyStock: number;
  /** Open minutes in which the routed outlet must accept. */
  readonly acceptMinutes: number;
  readonly sorts: readonly Sort[];
  readonly allowSplit: boolean;
  readonly maxParcels: number;
  readonly promiseStepMinutes: number;
}
export type Sort = 'promise' | 'distance' | 'capacity' | 'balance';

/** What routing must know of an outlet. */
export interface Candidate {
  readonly id: OutletId;
  readonly name: string;
  readonly place: Point;
  readonly area: Polygon | null;
  readonly hours: OpeningHours;
  readonly dailyCapacity: number | null;
  readonly prepareMinutes: number;
  readonly delivers: boolean;
  readonly paused: boolean;
  readonly holdsStock: boolean;
  readonly sellsFor: 'all' | 'itself'; // a dealer's own stock serves others only with a goods leg
}

export interface RouteLine {
  readonly no: number;
  readonly sku: SkuId;
  readonly quantity: number;
}

export interface RouteWish {
  readonly selling: OutletId;
  readonly place: Point;
  readonly way: Way;
  readonly notBefore: Instant;
  readonly splitAgreed: boolean;
  readonly lines: readonly RouteLine[];
  /** Outlets that handed this order back. */
  readonly refusedBy: ReadonlySet<OutletId>;
}

/** What the database says of the candidates at this instant. */
export interface RouteFacts {
  /** on hand − held, by outlet and sku; absent: not carried. */
  readonly free: ReadonlyMap<OutletId, ReadonlyMap<SkuId, number>>;
  readonly taken: ReadonlyMap<OutletId, ReadonlyMap<Day, number>>;
  /** Whether the outlet may sell the sku at all: a recall beats stock. */
  readonly carries: (outlet: OutletId, sku: SkuId) => boolean;
}

export type VerdictCode =
  | 'chosen'
  | 'split'
  | 'possible'
  | 'paused'
  | 'holds_no_stock'
  | 'stock_of_dealer'
  | 'handed_back'
  | 'outside_area'
  | 'no_delivery'
  | 'not_sold_here'
  | 'no_stock'
  | 'part_stock'
  | 'capacity_full'
  | 'no_opening';

/** A candidate, what was found, and what became of it: stored, and shown on the order's page. */
export interface Verdict {
  readonly outlet: OutletId;
  readonly name: string;
  readonly distanceM: number;
  readonly code: VerdictCode;
  readonly rank: number | null;
  /** Sellable for this order, safety stock already off. */
  readonly sellable: Readonly<Record<SkuId, number>>;
  readonly missing: readonly SkuId[];
  readonly promisedAt: Instant | null;
  readonly day: Day | null;
  readonly taken: number;
  readonly capacity: number | null;
}

export interface Allocation {
  readonly outlet: OutletId;
  readonly lineNos: readonly number[];
  readonly distanceM: number;
  readonly promisedAt: Instant;
  readonly day: Day;
  readonly capacity: number | null;
  readonly safety: number;
}

export interface Route {
  readonly rule: { readonly node: NodeId; readonly version: number };
  readonly verdicts: readonly Verdict[];
  readonly outcome: 'allocated' | 'split' | 'parked';
  readonly allocations: readonly Allocation[];
}
/** Where a paid order ends up; what nobody can do is by the rule parked or refunded at once. */
export type RouteEnd = Route['outcome'] | 'refunded';

export type ParcelState =
  | 'waiting'
  | 'paid'
  | 'picking'
  | 'ready'
  | 'on_the_way'
  | 'received'
  | 'gone';

export interface Parcel {
  readonly order: OrderId;
  readonly outlet: OutletId;
  readonly attempt: number;
  readonly state: ParcelState;
  readonly lineNos: readonly number[];
  readonly distanceM: number;
  readonly promisedAt: Instant;
  readonly day: Day;
  readonly acceptBy: Instant | null;
  readonly picked: readonly number[];
  readonly acceptedBy: StaffId | null;
  readonly receivedAt: Instant | null;
}
