/** Lays past decisions beside those of a draft; what a rule says is the rooms' business. */
import { isInside } from '../../kernel/geo.ts';
import type { NodeId, OutletId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import type { findPastRoutes } from '../../views/past-orders.ts';

/** Newest orders that a draft is tried on. */
export const TRIED_MOST = 2_000;
const SAMPLES = 12;

export interface Draft {
  readonly node: NodeId;
  readonly body: unknown;
}
export type Limit =
  | 'newest_only'
  | 'stored_candidates'
  | 'hidden_stock'
  | 'loads_as_then'
  | 'reward_kept'
  | 'categories_of_today'
  | 'a_month_of_30_days';
type PastRoute = Awaited<ReturnType<typeof findPastRoutes>>[number];

export function tryRouting(
  directory: chain.Directory,
  rule: Draft,
  now: Instant,
  past: readonly PastRoute[],
  unmet: readonly PastRoute[],
) {
  const limits = new Set<Limit>(past.length === TRIED_MOST ? ['newest_only'] : []);
  const name = (id: OutletId): string => directory.outlet(id)?.shortName ?? '';
  const names = ({ outlets }: fulfilment.Told): string | null =>
    outlets.length === 0 ? null : outlets.map(name).join(' + ');
  const tried = past.map((each) => {
    const { draft, former, verdicts, route } = replayed(directory, rule, now, each);
    if (draft.radiusM > former.radiusM) limits.add('stored_candidates');
    if (draft.safetyStock < former.safetyStock) limits.add('hidden_stock');
    const [told, after] = [fulfilment.toldOf(verdicts), fulfilment.toldOf(route.verdicts)];
    return { orderId: each.order, number: each.number, before: told, after };
  });
  const moved = tried.filter(fulfilment.hasMoved);
  if (moved.length > 0) limits.add('loads_as_then');
  const { delta, ...sums } = fulfilment.sumReplayed(tried);
  return {
    orders: past.length,
    limits: [...limits],
    routing: {
      ...sums,
      unmet: unmetBy(unmet.map((each) => replayed(directory, rule, now, each))),
      outlets: [...delta]
        .filter(([, by]) => by !== 0)
        .map(([outletId, by]) => ({ outletId, outletName: name(outletId), delta: by })),
      samples: moved.slice(0, SAMPLES).map(({ orderId, number, before, after }) => {
        return { orderId, number, before: names(before), after: names(after) };
      }),
    },
    commission: null,
  };
}

function replayed(
  directory: chain.Directory,
  { node, body }: Draft,
  now: Instant,
  { selling, at: notBefore, splitAgreed, ...past }: PastRoute,
) {
  const { path } = directory.outlet(selling)!;
  const draft = chain.bodyWithDraft(directory, { kind: 'routing', node, body }, path, now);
  const former = chain.policyInForce(directory, 'routing', path, notBefore).body;
  const verdicts = past.verdicts as readonly fulfilment.Verdict[];
  // Of an order in several parcels, only the lines that were looked at again.
  const lines = past.lines.filter(({ sku }) => verdicts[0] && sku in verdicts[0].sellable);
  const outlets = around(directory, verdicts, past);
  const route = fulfilment.replay(
    { selling, notBefore, splitAgreed, lines, verdicts, around: outlets },
    former,
    { node, version: 0, ...draft },
  );
  return { draft, former, verdicts, route };
}

/** Paid orders that nobody could fulfil any more: who is found by the draft, waits, is refunded. */
function unmetBy(all: readonly ReturnType<typeof replayed>[]) {
  const left = all.filter(({ route }) => route.outcome === 'parked');
  const refunded = left.filter(({ draft }) => draft.onNone === 'refund').length;
  return {
    orders: all.length,
    found: all.length - left.length,
    parked: left.length - refunded,
    refunded,
  };
}

/** Areas are of today: a drawn one is not stored with the verdict. */
const around = (
  directory: chain.Directory,
  verdicts: readonly fulfilment.Verdict[],
  place: { readonly lat: number; readonly lng: number },
): ReadonlySet<OutletId> =>
  new Set(
    verdicts
      .map(({ outlet }) => directory.outlet(outlet))
      .filter((outlet) => outlet?.area && isInside(place, outlet.area))
      .map((outlet) => outlet!.id),
  );
