/**
 * A past order under another rule, from the verdicts that were stored with it: what was found then
 * is not asked again, so the answer is about the rule alone. Pure.
 */
import { between, minutes, type Instant } from '../../kernel/time.ts';
import type { OutletId, SkuId } from '../../kernel/id.ts';
import { isInSight } from './promise-rules.ts';
import { choose, neededOf, shortOf } from './rules.ts';
import type { Route, RouteLine, RoutingRule, Verdict, VerdictCode } from './types.ts';

export interface PastRoute {
  readonly selling: OutletId;
  readonly notBefore: Instant;
  readonly splitAgreed: boolean;
  readonly lines: readonly RouteLine[];
  readonly verdicts: readonly Verdict[];
  /** Outlets whose drawn area has the place in it. */
  readonly around: ReadonlySet<OutletId>;
}

/** True whatever the rule says. */
const STANDING: readonly VerdictCode[] = [
  'holds_no_stock',
  'stock_of_dealer',
  'handed_back',
  'paused',
];
/** Found after the area was looked at, and true whatever the rule says. */
const SETTLED: readonly VerdictCode[] = ['no_delivery', 'not_sold_here'];

/** @returns what the draft would have decided for the order that `past` stored under `former`. */
export function replay(
  past: PastRoute,
  former: Pick<RoutingRule, 'safetyStock'>,
  draft: RoutingRule,
): Route {
  const judged = past.verdicts.map((verdict): Verdict => {
    const found = { ...verdict, ...stockOf(verdict, past, former, draft), rank: null };
    return { ...found, code: codeOf(found, past, draft) };
  });
  return choose(judged, past, draft);
}

/** Another safety stock leaves more or less. What was 0 stays 0: how much was hidden is unknown. */
function stockOf(
  { outlet, sellable }: Verdict,
  { selling, lines }: PastRoute,
  former: Pick<RoutingRule, 'safetyStock'>,
  draft: Pick<RoutingRule, 'safetyStock'>,
): Pick<Verdict, 'sellable' | 'missing'> {
  const less = outlet === selling ? 0 : draft.safetyStock - former.safetyStock;
  const left: Record<SkuId, number> = {};
  const missing: SkuId[] = [];
  for (const [sku, pieces] of neededOf(lines)) {
    const then = sellable[sku] ?? 0;
    left[sku] = then === 0 ? 0 : Math.max(0, then - less);
    if (left[sku] < pieces) missing.push(sku);
  }
  return { sellable: left, missing };
}

function codeOf(
  { outlet, code, distanceM, missing, sellable, promisedAt, taken, capacity }: Verdict,
  { selling, notBefore, around }: PastRoute,
  { radiusM, useArea }: RoutingRule,
): VerdictCode {
  if (STANDING.includes(code)) return code;
  const serves = distanceM <= radiusM || (useArea && around.has(outlet));
  if (outlet !== selling && !serves) return 'outside_area';
  if (SETTLED.includes(code)) return code;
  const short = shortOf(missing.length, Object.keys(sellable).length);
  if (short !== null) return short;
  if (!isInSight(promisedAt, notBefore)) return 'no_opening';
  return capacity !== null && taken >= capacity ? 'capacity_full' : 'possible';
}

export interface Told {
  readonly outlets: readonly OutletId[];
  /** Of the parcel that is had last; null where nobody prepares. */
  readonly promisedAt: Instant | null;
  readonly distanceM: number | null;
}

/** What was chosen then, read from the stored verdicts. */
export const toldOf = (verdicts: readonly Verdict[]): Told => {
  const chosen = verdicts.filter(({ code }) => code === 'chosen' || code === 'split');
  const [last] = chosen.map(({ promisedAt }) => promisedAt!).sort((a, b) => (a < b ? 1 : -1));
  return {
    outlets: chosen.map(({ outlet }) => outlet),
    promisedAt: last ?? null,
    distanceM: chosen.length === 0 ? null : Math.max(...chosen.map((each) => each.distanceM)),
  };
};

export interface Replayed {
  readonly before: Told;
  readonly after: Told;
}
const key = ({ outlets }: Told): string => outlets.toSorted().join();
export const hasMoved = ({ before, after: now }: Replayed): boolean => key(before) !== key(now);

/** Together: how many move, who prepares more and less, how much earlier, how far. */
export function sumReplayed(all: readonly Replayed[]) {
  const delta = new Map<OutletId, number>();
  const count = (outlets: readonly OutletId[], by: number): void => {
    for (const outlet of outlets) delta.set(outlet, (delta.get(outlet) ?? 0) + by);
  };
  for (const { before, after: now } of all) {
    count(before.outlets, -1);
    count(now.outlets, 1);
  }
  const both = all.filter(({ before, after: now }) => before.promisedAt && now.promisedAt);
  const moved = all.filter(hasMoved);
  const earlier = moved.flatMap(({ before, after: now }) =>
    before.promisedAt === null || now.promisedAt === null
      ? []
      : [between(now.promisedAt, before.promisedAt) / minutes(1)],
  );
  return {
    moved: moved.length,
    parkedBefore: all.filter(({ before }) => before.outlets.length === 0).length,
    parkedAfter: all.filter(({ after: now }) => now.outlets.length === 0).length,
    earlierMinutes: meanOf(earlier),
    distanceBeforeM: meanOf(both.map(({ before }) => before.distanceM!)),
    distanceAfterM: meanOf(both.map(({ after: now }) => now.distanceM!)),
    delta,
  };
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.round(values.reduce((a, b) => a + b, 0) / values.length);
