/** What lies in the outlets, what moved there and what is on the way between them. */
import type { NodeId, OutletId, SkuId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { AFTER, byName, byNumber, bySort, pageOf, placeOf, sortsOf } from '../platform/keyset.ts';
import { statement } from '../platform/statement.ts';

const REACH = 'join chain.node n on n.merchant_id = :merchant and n.id = s.outlet_id';
const WHAT = `join catalog.sku k on k.merchant_id = :merchant and k.id = s.sku_id
   join catalog.product p on p.merchant_id = :merchant and p.id = k.product_id`;

/** No index serves these: a sale moves `held`, and would have to write an index on it each time. */
const SORTS = {
  title: byName('p.title'),
  outletName: byName('n.name'),
  shelf: byName('p.shelf'),
  onHand: byNumber('s.on_hand'),
  held: byNumber('s.held'),
  sellable: byNumber('s.on_hand - s.held'),
  lowAt: byNumber('s.low_at'),
};
export const STOCK_SORTS = sortsOf(SORTS);
export type StockSort = (typeof STOCK_SORTS)[number];

const stock = bySort(
  'views.stock',
  SORTS,
  ['s.outlet_id', 's.sku_id'],
  (name, { behind, order, cursor }) =>
    statement(
      name,
      {
        branches: col.list(col.id<'node'>()),
        outlet: col.maybe(col.id<'node'>()),
        q: col.text(),
        low: col.bool,
        count: col.int,
        ...AFTER,
      },
      `select s.outlet_id as "outletId", n.name as "outletName", s.sku_id as "skuId",
         p.id as "productId", p.title, p.title_en as "titleEn", k.spec, k.barcode, p.shelf,
         s.on_hand as "onHand", s.held, s.low_at as "lowAt", k.cost_fen as "costFen",
         ${cursor} as cursor
       from inventory.stock s ${REACH} ${WHAT}
       where s.merchant_id = :merchant and n.path && :branches
         and (cast(:outlet as uuid) is null or s.outlet_id = :outlet)
         and (not :low or s.on_hand - s.held <= s.low_at)
         and (:q = '' or strpos(lower(p.search_text), :q) > 0 or k.barcode = :q)
         and ${behind}
       order by ${order} limit :count::integer`,
      {
        outletId: col.id<'node'>(),
        outletName: col.text(),
        skuId: col.id<'sku'>(),
        productId: col.id<'product'>(),
        title: col.text(),
        titleEn: col.text(),
        spec: col.text(),
        barcode: col.text(),
        shelf: col.text(),
        onHand: col.int,
        held: col.int,
        lowAt: col.int,
        costFen: col.fen,
        cursor: col.text(),
      },
    ),
);
export interface StockFilter {
  readonly branches: readonly NodeId[];
  readonly outlet: OutletId | null;
  /** Folded: characters, pinyin, initials are not spelt out here, only what `search_text` has. */
  readonly q: string;
  readonly low: boolean;
  readonly after: string | null;
  readonly count: number;
}
export async function findStock(
  reader: Reader,
  { after, count, ...filter }: StockFilter,
  sort: StockSort | null = null,
) {
  const wish = { ...filter, ...placeOf(after, 2), count: count + 1 };
  return pageOf(await reader.ask(stock(sort), wish), count);
}

const movements = statement(
  'views.stock_movements',
  {
    branches: col.list(col.id<'node'>()),
    outlet: col.maybe(col.id<'node'>()),
    sku: col.maybe(col.id<'sku'>()),
    after: col.maybe(col.id<'movement'>()),
    count: col.int,
  },
  `select s.id, s.outlet_id as "outletId", n.name as "outletName", s.sku_id as "skuId", p.title,
     k.spec, s.kind, s.delta, s.reason, s.ref, s.unit_cost_fen as "unitCostFen",
     (select name from chain.staff f where f.merchant_id = :merchant and f.id = s.actor_id)
       as "actorName", s.at
   from inventory.movement s ${REACH} ${WHAT}
   where s.merchant_id = :merchant and n.path && :branches
     and (cast(:outlet as uuid) is null or s.outlet_id = :outlet)
     and (cast(:sku as uuid) is null or s.sku_id = :sku)
     and (cast(:after as uuid) is null or s.id < :after)
   order by s.id desc limit :count::integer`,
  {
    id: col.id<'movement'>(),
    outletId: col.id<'node'>(),
    outletName: col.text(),
    skuId: col.id<'sku'>(),
    title: col.text(),
    spec: col.text(),
    kind: col.text(),
    delta: col.int,
    reason: col.text(),
    ref: col.text(),
    unitCostFen: col.maybe(col.fen),
    actorName: col.maybe(col.text()),
    at: col.instant,
  },
);
export async function findMovements(
  reader: Reader,
  filter: {
    readonly branches: readonly NodeId[];
    readonly outlet: OutletId | null;
    readonly sku: SkuId | null;
    readonly after: string | null;
    readonly count: number;
  },
) {
  const { count, after } = filter;
  const wish = { ...filter, after: after as never, count: count + 1 };
  const found = await reader.ask(movements, wish);
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}

const transfers = statement(
  'views.stock_transfers',
  { branches: col.list(col.id<'node'>()), outlet: col.maybe(col.id<'node'>()), count: col.int },
  `select t.id, t.from_outlet_id as "fromId", a.name as "fromName", t.to_outlet_id as "toId",
     b.name as "toName", t.state, t.sent_at as "sentAt", t.received_at as "receivedAt",
     (select jsonb_agg(jsonb_build_object('skuId', k.id, 'title', p.title, 'spec', k.spec,
        'quantity', (l->>'quantity')::integer, 'received', (l->>'received')::integer)
        order by k.id)
      from jsonb_array_elements(t.lines) l
      join catalog.sku k on k.merchant_id = :merchant and k.id = cast(l->>'sku' as uuid)
      join catalog.product p on p.merchant_id = :merchant and p.id = k.product_id) as lines
   from inventory.transfer t
   join chain.node a on a.merchant_id = t.merchant_id and a.id = t.from_outlet_id
   join chain.node b on b.merchant_id = t.merchant_id and b.id = t.to_outlet_id
   where t.merchant_id = :merchant and (a.path && :branches or b.path && :branches)
     and (cast(:outlet as uuid) is null or :outlet in (t.from_outlet_id, t.to_outlet_id))
   order by t.id desc limit :count::integer`,
  {
    id: col.id<'transfer'>(),
    fromId: col.id<'node'>(),
    fromName: col.text(),
    toId: col.id<'node'>(),
    toName: col.text(),
    state: col.text<'sent' | 'received' | 'cancelled'>(),
    sentAt: col.instant,
    receivedAt: col.maybe(col.instant),
    lines:
      col.json<
        readonly {
          readonly skuId: SkuId;
          readonly title: string;
          readonly spec: string;
          readonly quantity: number;
          readonly received: number | null;
        }[]
      >(),
  },
);
export const findTransfers = (
  reader: Reader,
  branches: readonly NodeId[],
  outlet: OutletId | null,
  count: number,
) => reader.ask(transfers, { branches, outlet, count });
