/**
 * Which outlet gets the goods ready, until when, and how they are handed over. Routing decides with
 * plain facts; this room keeps the decision, the parcels and the codes.
 */
import type { OrderId, OutletId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { hashOf, newBase32, newDigits, type Vault } from '../../platform/secret.ts';
import * as rows from './store.ts';
import type { Allocation, Parcel, ParcelState, Route, RouteEnd } from './types.ts';

export { promiseOf } from './promise-rules.ts';
export { routeOf } from './rules.ts';
export { hasMoved, replay, sumReplayed, toldOf } from './replay-rules.ts';
export type { PastRoute, Replayed, Told } from './replay-rules.ts';
export { orderStateOf } from './states.ts';
export type {
  Allocation,
  Candidate,
  Parcel,
  ParcelState,
  Route,
  RouteEnd,
  RouteFacts,
  RouteLine,
  RouteWish,
  RoutingRule,
  Verdict,
  VerdictCode,
  Way,
} from './types.ts';

/** Parcels already taken, by outlet and day. */
export async function loadsOf(
  reader: Reader,
  outlets: readonly OutletId[],
  from: Day,
): Promise<ReadonlyMap<OutletId, ReadonlyMap<Day, number>>> {
  if (outlets.length === 0) return new Map();
  const loads = await reader.ask(rows.findLoads, { outlets, from });
  const byOutlet = Map.groupBy(loads, ({ outlet }) => outlet);
  return new Map(
    [...byOutlet].map(([outlet, days]) => [outlet, new Map(days.map((d) => [d.day, d.taken]))]),
  );
}

export type RouteCause =
  | 'placed'
  | 'handed_back'
  | 'lay_too_long'
  | 'short'
  | 'waited'
  | 'paused'
  | 'swapped';
interface Decision {
  readonly attempt: number;
  readonly why: RouteCause;
  readonly tookUs: number;
}

/** Keeps the decision with every candidate's verdict, and the parcels that it makes. */
export function keep(
  tx: Tx,
  order: OrderId,
  route: Omit<Route, 'outcome'> & { readonly outcome: RouteEnd },
  decision: Decision,
): void {
  tx.tell(rows.insertRoute, {
    order,
    attempt: decision.attempt,
    why: decision.why,
    node: route.rule.node,
    version: route.rule.version,
    verdicts: route.verdicts,
    outcome: route.outcome,
    tookUs: decision.tookUs,
    parcels: route.allocations,
    state: 'waiting',
  });
}

/**
 * Takes the parcels' places in their outlets' days. One row an outlet and day: late in a flow. A
 * lost race looks again, and only then @throws Refusal `fulfilment.capacity_full`.
 */
export function takePlaces(tx: Tx, allocations: readonly Allocation[]): void {
  const sorted = [...allocations].sort((a, b) => (a.outlet < b.outlet ? -1 : 1));
  for (const { outlet, day, capacity } of sorted) {
    if (capacity === null) continue;
    tx.guard(
      rows.takeCapacity,
      { outlet, day, capacity },
      () => new Again('the day filled up meanwhile', {}, full(outlet)),
    );
  }
}
const full = (outlet: OutletId) => new Refusal('conflict', 'fulfilment.capacity_full', { outlet });

export const parcelsOf = (reader: Reader, order: OrderId): Promise<Parcel[]> =>
  reader.ask(rows.findParcels, { order });

/** Of a crowd of orders. */
export const parcelsOfEach = (reader: Reader, orders: readonly OrderId[]): Promise<Parcel[][]> =>
  reader.askEach(
    rows.findParcelsOfEach,
    orders.map((order) => ({ order })),
  );

export async function refusedBy(reader: Reader, order: OrderId): Promise<ReadonlySet<OutletId>> {
  const refusals = await reader.ask(rows.findRefusals, { order });
  return new Set(refusals.map(({ outlet }) => outlet));
}

export async function lastAttempt(reader: Reader, order: OrderId): Promise<number> {
  const [last] = await reader.ask(rows.findAttempt, { order });
  return last!.attempt;
}

/** Parcels that still count: neither re-routed nor cancelled. */
export const live = (parcels: readonly Parcel[]): Parcel[] =>
  parcels.filter(({ state }) => state !== 'gone');

/**
 * The order is paid, or goes to a new outlet: from here the outlet's clock runs, and the pick-up
 * codes exist. The QR carries 64 random bits, the typed code has 8 digits and works only for
 * signed-in staff of that outlet.
 */
export function start(tx: Tx, vault: Vault, starts: readonly Start[]): void {
  if (starts.length === 0) return;
  const tokens = starts.map(() => newBase32(13));
  tx.guard(
    rows.startParcels,
    {
      orders: starts.map(({ order }) => order),
      outlets: starts.map(({ outlet }) => outlet),
      attempts: starts.map(({ attempt }) => attempt),
      acceptBy: starts.map(({ acceptBy }) => acceptBy),
      tokenHashes: tokens.map(hashOf),
      tokens: tokens.map((token) => vault.seal(token)),
      codes: tokens.map(() => newDigits(8)),
    },
    () => new Again('a code is taken, or a parcel has moved'),
  );
}

export interface Start extends ParcelKey {
  readonly acceptBy: Instant | null;
}
export interface ParcelKey {
  readonly order: OrderId;
  readonly outlet: OutletId;
  readonly attempt: number;
}
const keyOf = ({ order, outlet, attempt }: ParcelKey): ParcelKey => ({ order, outlet, attempt });
const moved = () => new Refusal('conflict', 'fulfilment.parcel_has_moved_on');

/** @throws Refusal `fulfilment.parcel_has_moved_on`, for this and all steps below */
export const accept = (tx: Tx, parcel: ParcelKey, actor: StaffId | null): void =>
  tx.guard(rows.acceptParcel, { ...keyOf(parcel), actor }, moved);
export const tick = (tx: Tx, parcel: ParcelKey, picked: readonly number[]): void =>
  tx.guard(rows.tickLines, { ...keyOf(parcel), picked }, moved);
export const ready = (tx: Tx, parcel: ParcelKey, shelf: string): void =>
  tx.guard(rows.readyParcel, { ...keyOf(parcel), shelf }, moved);
export const dispatch = (tx: Tx, parcel: ParcelKey): void =>
  tx.guard(rows.dispatchParcel, keyOf(parcel), moved);
export const receive = (tx: Tx, parcel: ParcelKey & { readonly state: ParcelState }): void =>
  tx.guard(rows.receiveParcel, { ...keyOf(parcel), from: parcel.state }, moved);

/** The parcel is no more, and its place in the outlet's day is free again. */
export function drop(tx: Tx, parcel: Parcel): void {
  tx.guard(rows.dropParcel, { ...keyOf(parcel), from: parcel.state }, () => new Again('moved on'));
  tx.tell(rows.giveBackCapacity, { outlet: parcel.outlet, day: parcel.day });
}

/** This outlet is not asked again for this order. */
export const noteRefusal = (
  tx: Tx,
  parcel: ParcelKey,
  reason: string,
  actor: StaffId | null,
): void => tx.tell(rows.insertRefusal, { ...keyOf(parcel), reason, actor });

/** The typed code of a parcel that waits for its member. */
export async function codeOf(reader: Reader, parcel: ParcelKey): Promise<string> {
  const [found] = await reader.ask(rows.findCode, keyOf(parcel));
  if (found === undefined) throw new Refusal('not_found', 'pickup.no_such_code');
  return found.code;
}

export interface FoundParcel extends Parcel {
  readonly tokenEnc: string | null;
  readonly code: string | null;
}
export async function byCode(
  reader: Reader,
  outlet: OutletId,
  code: string,
): Promise<FoundParcel | null> {
  const [found] = await reader.ask(rows.findByCode, { outlet, code });
  return found ?? null;
}
export async function byToken(reader: Reader, token: string): Promise<FoundParcel | null> {
  const [found] = await reader.ask(rows.findByToken, { hash: hashOf(token) });
  return found ?? null;
}
