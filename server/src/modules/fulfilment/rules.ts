/**
 * Which outlet fulfils: drop, sort, allocate. Pure; every candidate leaves with a verdict and its
 * reason, so that the choice can be shown, argued with and simulated on past orders.
 */
import { isInside, metresBetween } from '../../kernel/geo.ts';
import type { OutletId, SkuId } from '../../kernel/id.ts';
import { afterOpenMinutes } from '../../kernel/hours.ts';
import { after, between, dayOf, days, epochOf, minutes, type Instant } from '../../kernel/time.ts';
import type {
  Allocation,
  Candidate,
  Route,
  RouteFacts,
  RouteWish,
  RoutingRule,
  Sort,
  Verdict,
  VerdictCode,
} from './types.ts';

/** A promise further away than this is none. */
const PROMISE_WITHIN = days(7);
/** A courier in a city: 15 minutes to set off, then 250 m a minute. */
const SET_OFF_MINUTES = 15;
const METRES_A_MINUTE = 250;

/**
 * The earliest moment at which the goods can be had from this outlet: its open minutes for
 * preparing, then the way. Null when it does not open within sight.
 */
export function promiseOf(
  { hours, prepareMinutes }: Pick<Candidate, 'hours' | 'prepareMinutes'>,
  way: 'pickup' | 'delivery',
  distanceM: number,
  from: Instant,
): Instant | null {
  const ready = afterOpenMinutes(hours, from, Math.max(prepareMinutes, 1));
  if (ready === null || way === 'pickup') return ready;
  return after(ready, minutes(SET_OFF_MINUTES + Math.ceil(distanceM / METRES_A_MINUTE)));
}

/** @source drop–sort–act as order routing rules of OMS systems state them; ties end at the id. */
export function routeOf(
  candidates: readonly Candidate[],
  wish: RouteWish,
  facts: RouteFacts,
  rule: RoutingRule,
): Route {
  return choose(
    candidates.map((candidate) => judge(candidate, wish, facts, rule)),
    wish,
    rule,
  );
}

/** Sorts and allocates what was judged: just now, or long ago and judged anew. */
export function choose(
  judged: readonly Verdict[],
  wish: Pick<RouteWish, 'lines' | 'notBefore' | 'selling' | 'splitAgreed'>,
  rule: RoutingRule,
): Route {
  const ranked = judged
    .filter((each) => each.code === 'possible')
    .sort((a, b) => compare(a, b, rule, wish));
  const { node, version } = rule;
  const finish = (allocations: readonly Allocation[], outcome: Route['outcome']): Route => ({
    rule: { node, version },
    verdicts: verdictsOf(judged, ranked, allocations),
    outcome,
    allocations,
  });
  const [best] = ranked;
  if (best !== undefined) return finish([allocationOf(best, wish, rule)], 'allocated');
  const parts = rule.allowSplit && wish.splitAgreed ? splitOver(judged, wish, rule) : null;
  return parts === null ? finish([], 'parked') : finish(parts, 'split');
}

function judge(
  candidate: Candidate,
  wish: RouteWish,
  facts: RouteFacts,
  rule: RoutingRule,
): Verdict {
  const distanceM = metresBetween(wish.place, candidate.place);
  // Most of those around are out of reach: what they could promise is never asked.
  const reaches = candidate.id === wish.selling || serves(candidate, distanceM, wish, rule);
  const promisedAt =
    candidate.paused || !reaches ? null : promiseOf(candidate, wish.way, distanceM, wish.notBefore);
  const day = promisedAt === null ? null : dayOf(promisedAt);
  const taken = day === null ? 0 : (facts.taken.get(candidate.id)?.get(day) ?? 0);
  const safety = candidate.id === wish.selling ? 0 : rule.safetyStock;
  const free = facts.free.get(candidate.id);
  const needed = Map.groupBy(wish.lines, ({ sku }) => sku);
  const sellable: Record<SkuId, number> = {};
  const missing: SkuId[] = [];
  for (const [sku, lines] of needed) {
    sellable[sku] = Math.max(0, (free?.get(sku) ?? 0) - safety);
    if (sellable[sku] < lines.reduce((pieces, line) => pieces + line.quantity, 0))
      missing.push(sku);
  }
  const verdict = {
    outlet: candidate.id,
    name: candidate.name,
    distanceM,
    rank: null,
    sellable,
    missing,
    promisedAt,
    day,
    taken,
    capacity: candidate.dailyCapacity,
  };
  return { ...verdict, code: dropOf(candidate, verdict, wish, facts, rule) };
}

/** The first reason to drop it, in the order in which the rule reads. */
function dropOf(
  candidate: Candidate,
  found: Omit<Verdict, 'code'>,
  wish: RouteWish,
  facts: RouteFacts,
  rule: RoutingRule,
): VerdictCode {
  const own = candidate.id === wish.selling;
  if (!candidate.holdsStock) return 'holds_no_stock';
  if (!own && candidate.sellsFor === 'itself') return 'stock_of_dealer';
  if (wish.refusedBy.has(candidate.id)) return 'handed_back';
  if (candidate.paused) return 'paused';
  if (!own && !serves(candidate, found.distanceM, wish, rule)) return 'outside_area';
  if (wish.way === 'delivery' && !candidate.delivers) return 'no_delivery';
  if (wish.lines.some(({ sku }) => !facts.carries(candidate.id, sku))) return 'not_sold_here';
  if (found.missing.length > 0) {
    return found.missing.length < Object.keys(found.sellable).length ? 'part_stock' : 'no_stock';
  }
  if (!isInSight(found.promisedAt, wish.notBefore)) return 'no_opening';
  if (found.capacity !== null && found.taken >= found.capacity) return 'capacity_full';
  return 'possible';
}

export const isInSight = (promisedAt: Instant | null, from: Instant): promisedAt is Instant =>
  promisedAt !== null && between(from, promisedAt) <= PROMISE_WITHIN;

/** A drawn area says it all; without one the radius of the rule holds. */
const serves = (
  { area }: Candidate,
  distanceM: number,
  { place }: RouteWish,
  { useArea, radiusM }: RoutingRule,
): boolean => distanceM <= radiusM || (useArea && area !== null && isInside(place, area));

type Sorted = Pick<RouteWish, 'lines'>;
type Compare = (a: Verdict, b: Verdict, wish: Sorted, rule: RoutingRule) => number;
const SORTS: Readonly<Record<Sort, Compare>> = {
  // In steps of half an hour: two minutes are no reason to walk a mile.
  promise: (a, b, _wish, rule) => stepOf(a, rule) - stepOf(b, rule),
  distance: (a, b) => a.distanceM - b.distanceM,
  capacity: (a, b) => spareShare(b) - spareShare(a),
  balance: (a, b, wish) => leftOver(b, wish) - leftOver(a, wish),
};
const stepOf = ({ promisedAt }: Verdict, { promiseStepMinutes }: RoutingRule): number =>
  promisedAt === null ? Infinity : Math.floor(epochOf(promisedAt) / minutes(promiseStepMinutes));
/** Spare parcels of a hundred, so that a big outlet and a small one compare. */
const spareShare = ({ capacity, taken }: Verdict): number =>
  capacity === null || capacity === 0 ? 100 : Math.floor(((capacity - taken) * 100) / capacity);
/** Pieces that stay behind of the scarcest thing. */
const leftOver = ({ sellable }: Verdict, { lines }: Sorted): number =>
  Math.min(...lines.map(({ sku, quantity }) => (sellable[sku] ?? 0) - quantity));

function compare(a: Verdict, b: Verdict, rule: RoutingRule, wish: Sorted): number {
  for (const sort of rule.sorts) {
    const order = SORTS[sort](a, b, wish, rule);
    if (order > 0 || order < 0) return order;
  }
  return a.outlet < b.outlet ? -1 : 1;
}

const allocationOf = (
  { outlet, distanceM, promisedAt, day, capacity }: Verdict,
  wish: Pick<RouteWish, 'lines' | 'selling'>,
  rule: RoutingRule,
  lineNos = wish.lines.map(({ no }) => no),
): Allocation => ({
  outlet,
  lineNos,
  distanceM,
  promisedAt: promisedAt!,
  day: day!,
  capacity,
  safety: outlet === wish.selling ? 0 : rule.safetyStock,
});

/**
 * By whole lines: the outlet that covers most of what is left goes next, ties by the rule's sorts.
 * Greedy set cover; with at most a handful of parcels it is as good as exact in practice.
 */
function splitOver(
  judged: readonly Verdict[],
  wish: Pick<RouteWish, 'lines' | 'notBefore' | 'selling'>,
  rule: RoutingRule,
): Allocation[] | null {
  const open = judged.filter(({ code }) => code === 'part_stock').filter(hasRoom(wish));
  const parts: Allocation[] = [];
  let left = [...wish.lines];
  while (left.length > 0 && parts.length < rule.maxParcels) {
    const options = open
      .filter(({ outlet }) => parts.every((part) => part.outlet !== outlet))
      .map((verdict) => ({ verdict, covered: coveredBy(verdict, left) }))
      .filter(({ covered }) => covered.length > 0)
      .sort(
        (a, b) => b.covered.length - a.covered.length || compare(a.verdict, b.verdict, rule, wish),
      );
    const [best] = options;
    if (best === undefined) return null;
    parts.push(allocationOf(best.verdict, wish, rule, best.covered));
    left = left.filter(({ no }) => !best.covered.includes(no));
  }
  return left.length === 0 ? parts : null;
}

const hasRoom =
  (wish: Pick<RouteWish, 'notBefore'>) =>
  ({ promisedAt, capacity, taken }: Verdict): boolean =>
    isInSight(promisedAt, wish.notBefore) && (capacity === null || taken < capacity);

function coveredBy({ sellable }: Verdict, lines: RouteWish['lines']): number[] {
  const left = new Map(Object.entries(sellable) as [SkuId, number][]);
  return lines.flatMap(({ no, sku, quantity }) => {
    const pieces = left.get(sku) ?? 0;
    if (pieces < quantity) return [];
    left.set(sku, pieces - quantity);
    return [no];
  });
}

/** Chosen first, then the possible by rank, then the dropped by distance. */
function verdictsOf(
  judged: readonly Verdict[],
  ranked: readonly Verdict[],
  allocations: readonly Allocation[],
): Verdict[] {
  const chosen = new Set<OutletId>(allocations.map(({ outlet }) => outlet));
  const ranks = new Map(ranked.map(({ outlet }, i) => [outlet, i + 1]));
  const whole = allocations.length === 1 && ranked.length > 0;
  return judged
    .map((verdict): Verdict => {
      const rank = ranks.get(verdict.outlet) ?? null;
      if (!chosen.has(verdict.outlet)) return { ...verdict, rank };
      return { ...verdict, rank: rank ?? 1, code: whole ? 'chosen' : 'split' };
    })
    .sort(
      (a, b) =>
        (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
        a.distanceM - b.distanceM ||
        (a.outlet < b.outlet ? -1 : 1),
    );
}
