/**
 * Which outlet fulfils: drop, sort, allocate. Pure; every candidate leaves with a verdict and its
 * reason, so that the choice can be shown, argued with and simulated on past orders.
 */
import { isInside, metresBetween } from '../../kernel/geo.ts';
import type { OutletId, SkuId } from '../../kernel/id.ts';
import { dayNumberOf, dayOfNumber, epochOf, instantAt, minutes } from '../../kernel/time.ts';
import { isInSight, PROMISE_WITHIN, promiseMs } from './promise-rules.ts';
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

/** @source drop–sort–act as order routing rules of OMS systems state them; ties end at the id. */
export function routeOf(
  candidates: readonly Candidate[],
  wish: RouteWish,
  facts: RouteFacts,
  rule: RoutingRule,
): Route {
  const asked = { fromMs: epochOf(wish.notBefore), needed: neededOf(wish.lines) };
  return choose(
    candidates.map((candidate) => judge(candidate, wish, asked, facts, rule)),
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
  const order = orderOf(rule, wish);
  const ranked = judged.filter((each) => each.code === 'possible').sort(order);
  const { node, version } = rule;
  const finish = (allocations: readonly Allocation[], outcome: Route['outcome']): Route => ({
    rule: { node, version },
    verdicts: verdictsOf(judged, ranked, allocations),
    outcome,
    allocations,
  });
  const [best] = ranked;
  if (best !== undefined) return finish([allocationOf(best, wish, rule)], 'allocated');
  const parts = rule.allowSplit && wish.splitAgreed ? splitOver(judged, wish, rule, order) : null;
  return parts === null ? finish([], 'parked') : finish(parts, 'split');
}

/** Of the wish, counted once. */
interface Asked {
  readonly fromMs: number;
  readonly needed: readonly (readonly [sku: SkuId, pieces: number])[];
}

export const neededOf = (lines: RouteWish['lines']): Asked['needed'] =>
  [...Map.groupBy(lines, ({ sku }) => sku)].map(([sku, of]) => [
    sku,
    of.reduce((pieces, line) => pieces + line.quantity, 0),
  ]);

function judge(
  candidate: Candidate,
  wish: RouteWish,
  { fromMs, needed }: Asked,
  facts: RouteFacts,
  rule: RoutingRule,
): Verdict {
  const distanceM = metresBetween(wish.place, candidate.place);
  const own = candidate.id === wish.selling;
  // Most of those around are out of reach: what they could promise is never asked.
  const reaches = own || serves(candidate, distanceM, wish, rule);
  const promisedMs =
    candidate.paused || !reaches ? null : promiseMs(candidate, wish.way, distanceM, fromMs);
  const day = promisedMs === null ? null : dayOfNumber(dayNumberOf(promisedMs));
  const free = facts.free.get(candidate.id);
  const sellable: Record<SkuId, number> = {};
  const missing: SkuId[] = [];
  for (const [sku, pieces] of needed) {
    const left = Math.max(0, (free?.get(sku) ?? 0) - (own ? 0 : rule.safetyStock));
    sellable[sku] = left;
    if (left < pieces) missing.push(sku);
  }
  const taken = day === null ? 0 : (facts.taken.get(candidate.id)?.get(day) ?? 0);
  const isFull = candidate.dailyCapacity !== null && taken >= candidate.dailyCapacity;
  const inSight = promisedMs !== null && promisedMs - fromMs <= PROMISE_WITHIN;
  const code =
    dropOf(candidate, wish, facts, reaches) ??
    shortOf(missing.length, needed.length) ??
    (!inSight ? 'no_opening' : isFull ? 'capacity_full' : 'possible');
  return {
    outlet: candidate.id,
    name: candidate.name,
    distanceM,
    code,
    rank: null,
    sellable,
    missing,
    promisedAt: promisedMs === null ? null : instantAt(promisedMs),
    day,
    taken,
    capacity: candidate.dailyCapacity,
  };
}

/** The first reason to drop it whatever it has, in the order in which the rule reads. */
function dropOf(
  candidate: Candidate,
  wish: RouteWish,
  facts: RouteFacts,
  reaches: boolean,
): VerdictCode | null {
  if (!candidate.holdsStock) return 'holds_no_stock';
  if (candidate.id !== wish.selling && candidate.sellsFor === 'itself') return 'stock_of_dealer';
  if (wish.refusedBy.has(candidate.id)) return 'handed_back';
  if (candidate.paused) return 'paused';
  if (!reaches) return 'outside_area';
  if (wish.way === 'delivery' && !candidate.delivers) return 'no_delivery';
  if (wish.lines.some(({ sku }) => !facts.carries(candidate.id, sku))) return 'not_sold_here';
  return null;
}

export const shortOf = (missing: number, of: number): VerdictCode | null =>
  missing === 0 ? null : missing < of ? 'part_stock' : 'no_stock';

/** A drawn area says it all; without one the radius of the rule holds. */
const serves = (
  { area }: Candidate,
  distanceM: number,
  { place }: RouteWish,
  { useArea, radiusM }: RoutingRule,
): boolean => distanceM <= radiusM || (useArea && area !== null && isInside(place, area));

type Sorted = Pick<RouteWish, 'lines'>;
/** What a sort goes by: less is better. */
const KEYS: Readonly<Record<Sort, (verdict: Verdict, wish: Sorted, rule: RoutingRule) => number>> =
  {
    // In steps of half an hour: two minutes are no reason to walk a mile.
    promise: ({ promisedAt }, _wish, { promiseStepMinutes }) =>
      promisedAt === null
        ? Infinity
        : Math.floor(epochOf(promisedAt) / minutes(promiseStepMinutes)),
    distance: ({ distanceM }) => distanceM,
    capacity: (verdict) => -spareShare(verdict),
    balance: (verdict, wish) => -leftOver(verdict, wish),
  };
/** Spare parcels of a hundred, so that a big outlet and a small one compare. */
const spareShare = ({ capacity, taken }: Verdict): number =>
  capacity === null || capacity === 0 ? 100 : Math.floor(((capacity - taken) * 100) / capacity);
/** Pieces that stay behind of the scarcest thing. */
const leftOver = ({ sellable }: Verdict, { lines }: Sorted): number =>
  Math.min(...lines.map(({ sku, quantity }) => (sellable[sku] ?? 0) - quantity));

type Order = (a: Verdict, b: Verdict) => number;
/** By the rule's sorts, ties by the id. Each verdict's keys are counted once. */
function orderOf(rule: RoutingRule, wish: Sorted): Order {
  const known = new Map<Verdict, readonly number[]>();
  const keysOf = (verdict: Verdict): readonly number[] => {
    const keys = known.get(verdict) ?? rule.sorts.map((sort) => KEYS[sort](verdict, wish, rule));
    known.set(verdict, keys);
    return keys;
  };
  return (a, b) => {
    const [one, other] = [keysOf(a), keysOf(b)];
    const at = one.findIndex((key, i) => key !== other[i]);
    if (at >= 0) return one[at]! < other[at]! ? -1 : 1;
    return a.outlet < b.outlet ? -1 : 1;
  };
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
  order: Order,
): Allocation[] | null {
  const open = judged.filter(({ code }) => code === 'part_stock').filter(hasRoom(wish));
  const parts: Allocation[] = [];
  let left = [...wish.lines];
  while (left.length > 0 && parts.length < rule.maxParcels) {
    const options = open
      .filter(({ outlet }) => parts.every((part) => part.outlet !== outlet))
      .map((verdict) => ({ verdict, covered: coveredBy(verdict, left) }))
      .filter(({ covered }) => covered.length > 0)
      .sort((a, b) => b.covered.length - a.covered.length || order(a.verdict, b.verdict));
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
      if (!chosen.has(verdict.outlet)) return rank === null ? verdict : { ...verdict, rank };
      return { ...verdict, rank: rank ?? 1, code: whole ? 'chosen' : 'split' };
    })
    .sort(
      (a, b) =>
        (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
        a.distanceM - b.distanceM ||
        (a.outlet < b.outlet ? -1 : 1),
    );
}
