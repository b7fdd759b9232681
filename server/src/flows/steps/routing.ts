/**
 * Routing's facts, fetched in one breath: candidates from memory, stock and loads from the rows.
 */
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import type { Point } from '../../kernel/geo.ts';
import type { OutletId, SkuId } from '../../kernel/id.ts';
import { dayOf, type Instant } from '../../kernel/time.ts';
import type { Reader } from '../../platform/db.ts';
import { ownGoodsOf, type OwnGoods } from './own-goods.ts';
import { pathOf } from './shelf.ts';

export type RoutingRule = fulfilment.RoutingRule & Pick<chain.RoutingBody, 'onNone'>;

/** The rule in force for a selling outlet. */
export function ruleFor(
  directory: chain.Directory,
  outlet: chain.Outlet,
  at: Instant,
): RoutingRule {
  const { node, version, body } = chain.policyInForce(directory, 'routing', outlet.path, at);
  return { node, version, ...body };
}

/** The selling outlet, and whoever may reach the place: rules drop the rest with a reason. */
export function candidatesFor(
  directory: chain.Directory,
  selling: chain.Outlet,
  place: Point,
  rule: RoutingRule,
): chain.Outlet[] {
  const around = [...directory.outletsAround(place, rule.radiusM)];
  return around.includes(selling) ? around : [selling, ...around];
}

export interface StockFacts {
  readonly stock: readonly inventory.StockRow[];
  readonly loads: Awaited<ReturnType<typeof fulfilment.loadsOf>>;
  readonly own: OwnGoods;
}

/** Two small questions; asked together with others they share the round trip. */
export async function stockFactsOf(
  reader: Reader,
  candidates: readonly chain.Outlet[],
  skus: readonly SkuId[],
): Promise<StockFacts> {
  const ids = candidates.map(({ id }) => id);
  const limited = candidates.filter(({ dailyCapacity }) => dailyCapacity !== null);
  const [stock, own, loads] = await Promise.all([
    inventory.stockAt(reader, ids, skus),
    ownGoodsOf(reader, candidates, skus),
    fulfilment.loadsOf(
      reader,
      limited.map(({ id }) => id),
      dayOf(reader.now),
    ),
  ]);
  return { stock, loads, own };
}

/** Decides with plain facts; the same call serves placement, re-routing and simulation. */
export function routeWith(
  candidates: readonly chain.Outlet[],
  wish: fulfilment.RouteWish,
  { stock, loads, own }: StockFacts,
  carries: catalog.Carries,
  rule: RoutingRule,
): fulfilment.Route {
  const free = new Map<OutletId, Map<SkuId, number>>();
  for (const { outlet, sku, onHand, held } of stock) {
    const shelf = free.get(outlet) ?? new Map<SkuId, number>();
    free.set(outlet, shelf.set(sku, onHand - held));
  }
  const byId = new Map(candidates.map((outlet) => [outlet.id, outlet]));
  const facts: fulfilment.RouteFacts = {
    free,
    taken: loads,
    carries: (outlet, sku) => carries(pathOf(byId.get(outlet)!), sku),
  };
  return fulfilment.routeOf(candidates.map(candidateOf(own)), wish, facts, rule);
}

const candidateOf =
  ({ ready }: OwnGoods) =>
  (outlet: chain.Outlet): fulfilment.Candidate => ({
    id: outlet.id,
    name: outlet.shortName,
    place: outlet.place,
    area: outlet.area,
    hours: outlet.hours,
    dailyCapacity: outlet.dailyCapacity,
    prepareMinutes: outlet.prepareMinutes,
    delivers: outlet.delivers,
    paused: outlet.pausedAt !== null,
    holdsStock: outlet.kind !== 'partner',
    sellsFor: outlet.stockOwner === 'dealer' && !ready.has(outlet.id) ? 'itself' : 'all',
  });
