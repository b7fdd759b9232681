/** Goods and what each scope says of them, for the people who keep the range. */
import type { CategoryId, ProductId, SkuId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { AFTER, byName, byNumber, bySort, pageOf, placeOf, sortsOf } from '../platform/keyset.ts';
import { statement } from '../platform/statement.ts';

export interface SkuRow {
  readonly id: SkuId;
  readonly spec: string;
  readonly specEn: string;
  readonly barcode: string;
  readonly weightG: number;
  readonly position: number;
  readonly costFen: number;
}
const productColumns = {
  id: col.id<'product'>(),
  title: col.text(),
  titleEn: col.text(),
  categoryId: col.id<'category'>(),
  categoryName: col.text(),
  role: col.text(),
  origin: col.text(),
  story: col.text(),
  shelf: col.text(),
  externalId: col.maybe(col.text()),
  retiredAt: col.maybe(col.instant),
  skus: col.json<readonly SkuRow[]>(),
};
const PRODUCT = (more = '') => `select p.id, p.title, p.title_en as "titleEn",
   p.category_id as "categoryId", c.name as "categoryName", p.role, p.origin, p.story, p.shelf,
   p.external_id as "externalId", p.retired_at as "retiredAt",
   coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'spec', k.spec, 'specEn', k.spec_en,
      'barcode', k.barcode, 'weightG', k.weight_g, 'position', k.position, 'costFen', k.cost_fen)
      order by k.position, k.id)
    from catalog.sku k where k.merchant_id = :merchant and k.product_id = p.id), '[]') as skus
   ${more}
 from catalog.product p
 join catalog.category c on c.merchant_id = p.merchant_id and c.id = p.category_id`;

/** Of the first variant, which is the one that the list shows; within the band that it may keep. */
const PRICE = `coalesce((select
     least(greatest(o.price_fen, coalesce(o.band_min_fen, o.price_fen)),
       coalesce(o.band_max_fen, o.price_fen))
   from catalog.sku k
   left join catalog.offer o on o.merchant_id = :merchant and o.sku_id = k.id and o.scope_id = (
     select n.id from chain.node n where n.merchant_id = :merchant and n.kind = 'hq')
   where k.merchant_id = :merchant and k.product_id = p.id order by k.position, k.id limit 1), 0)`;
const SORTS = {
  title: byName('p.title'),
  categoryName: byName('c.name'),
  priceFen: byNumber(PRICE),
  shelf: byName('p.shelf'),
  origin: byName('p.origin'),
};
export const PRODUCT_SORTS = sortsOf(SORTS);
export type ProductSort = (typeof PRODUCT_SORTS)[number];

const products = bySort('views.products', SORTS, ['p.id'], (name, { behind, order, cursor }) =>
  statement(
    name,
    {
      q: col.text(),
      category: col.maybe(col.id<'category'>()),
      role: col.maybe(col.text()),
      retired: col.bool,
      count: col.int,
      ...AFTER,
    },
    `${PRODUCT(`, ${cursor} as cursor`)}
     where p.merchant_id = :merchant and (p.retired_at is not null) = :retired
       and (cast(:category as uuid) is null or p.category_id = :category)
       and (cast(:role as text) is null or p.role = :role)
       and (:q = '' or strpos(lower(p.search_text), :q) > 0 or p.id in (
         select product_id from catalog.sku where merchant_id = :merchant and barcode = :q))
       and ${behind}
     order by ${order} limit :count::integer`,
    { ...productColumns, cursor: col.text() },
  ),
);
export interface ProductFilter {
  /** Folded. */
  readonly q: string;
  readonly category: CategoryId | null;
  readonly role: string | null;
  readonly retired: boolean;
  readonly after: string | null;
  readonly count: number;
}
export async function findProducts(
  reader: Reader,
  { after, count, ...filter }: ProductFilter,
  sort: ProductSort | null = null,
) {
  const wish = { ...filter, ...placeOf(after), count: count + 1 };
  return pageOf(await reader.ask(products(sort), wish), count);
}

const product = statement(
  'views.product',
  { id: col.id<'product'>() },
  `${PRODUCT()} where p.merchant_id = :merchant and p.id = :id`,
  productColumns,
);
export async function findProduct(reader: Reader, id: ProductId) {
  const [found] = await reader.ask(product, { id });
  return found ?? null;
}

/** What one scope says of one sku, by whom and why. */
export interface Said {
  readonly scope: string;
  readonly listed: boolean | null;
  readonly withdrawn: boolean;
  readonly priceFen: number | null;
  readonly bandMinFen: number | null;
  readonly bandMaxFen: number | null;
  readonly role: string | null;
  readonly ownPriceFen: number | null;
  readonly wholesale: readonly { readonly from: number; readonly priceFen: number }[];
  readonly exceptionFen: number | null;
  readonly actorName: string | null;
  readonly why: string;
  readonly at: string;
}
const assortment = statement(
  'views.assortment',
  {
    scopes: col.list(col.id()),
    own: col.id(),
    all: col.bool,
    q: col.text(),
    after: col.maybe(col.id<'sku'>()),
    count: col.int,
  },
  `select k.id as sku, p.id as product, p.title, p.title_en as "titleEn", k.spec, p.role,
     coalesce((select jsonb_agg(jsonb_build_object('scope', o.scope_id, 'listed', o.listed,
        'withdrawn', o.withdrawn, 'priceFen', o.price_fen, 'bandMinFen', o.band_min_fen,
        'bandMaxFen', o.band_max_fen, 'role', o.role, 'ownPriceFen', o.own_price_fen,
        'wholesale', o.wholesale, 'exceptionFen', o.exception_fen, 'why', o.why, 'at', o.at,
        'actorName', (select name
          from chain.staff f where f.merchant_id = :merchant and f.id = o.actor_id)))
      from catalog.offer o where o.merchant_id = :merchant and o.sku_id = k.id
        and o.scope_id = any(:scopes)), '[]') as said
   from catalog.sku k
   join catalog.product p on p.merchant_id = k.merchant_id and p.id = k.product_id
     and p.retired_at is null
   where k.merchant_id = :merchant
     and (:all or exists (select 1 from catalog.offer o where o.merchant_id = :merchant
       and o.scope_id = :own and o.sku_id = k.id))
     and (:q = '' or strpos(lower(p.search_text), :q) > 0 or k.barcode = :q)
     and (cast(:after as uuid) is null or k.id > :after)
   order by k.id limit :count::integer`,
  {
    sku: col.id<'sku'>(),
    product: col.id<'product'>(),
    title: col.text(),
    titleEn: col.text(),
    spec: col.text(),
    role: col.text(),
    said: col.json<readonly Said[]>(),
  },
);
export const findAssortment = (
  reader: Reader,
  filter: {
    readonly scopes: readonly string[];
    readonly own: string;
    readonly all: boolean;
    readonly q: string;
    readonly after: SkuId | null;
    readonly count: number;
  },
) =>
  reader.ask(assortment, {
    ...filter,
    scopes: filter.scopes as never,
    own: filter.own as never,
  });

const overrides = statement(
  'views.override_counts',
  { scopes: col.list(col.id()) },
  `select scope_id as scope, count(*)::integer as count from catalog.offer
   where merchant_id = :merchant and scope_id = any(:scopes) group by scope_id`,
  { scope: col.id(), count: col.int },
);
export async function countOverrides(reader: Reader, scopes: readonly string[]) {
  const rows = await reader.ask(overrides, { scopes: scopes as never });
  return new Map<string, number>(rows.map(({ scope, count }) => [scope, count]));
}

const profile = statement(
  'views.profile_of_scope',
  { id: col.id() },
  'select name from chain.profile where merchant_id = :merchant and id = :id',
  { name: col.text() },
);
export async function findProfileName(reader: Reader, id: string): Promise<string | null> {
  const [found] = await reader.ask(profile, { id: id as never });
  return found?.name ?? null;
}

const history = statement(
  'views.offer_history',
  {
    scopes: col.list(col.id()),
    sku: col.maybe(col.id<'sku'>()),
    after: col.maybe(col.id()),
    count: col.int,
  },
  `select h.id, h.scope_id as "scopeId", h.sku_id as "skuId", p.title, k.spec, h.before, h.after,
     h.why, h.at, (select name from chain.staff f
       where f.merchant_id = :merchant and f.id = h.actor_id) as "actorName"
   from catalog.offer_history h
   join catalog.sku k on k.merchant_id = h.merchant_id and k.id = h.sku_id
   join catalog.product p on p.merchant_id = k.merchant_id and p.id = k.product_id
   where h.merchant_id = :merchant and h.scope_id = any(:scopes)
     and (cast(:sku as uuid) is null or h.sku_id = :sku)
     and (cast(:after as uuid) is null or h.id < :after)
   order by h.id desc limit :count::integer`,
  {
    id: col.id(),
    scopeId: col.id(),
    skuId: col.id<'sku'>(),
    title: col.text(),
    spec: col.text(),
    before: col.maybe(col.json<object>()),
    after: col.maybe(col.json<object>()),
    why: col.text(),
    at: col.instant,
    actorName: col.maybe(col.text()),
  },
);
export const findOfferHistory = (
  reader: Reader,
  scopes: readonly string[],
  sku: SkuId | null,
  after: string | null,
  count: number,
) => reader.ask(history, { scopes: scopes as never, sku, after: after as never, count });
