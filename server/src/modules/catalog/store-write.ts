import type { SkuId } from '../../kernel/id.ts';
import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type {
  Block,
  Category,
  NewProduct,
  NewSku,
  Offer,
  ProductRole,
  ScopeId,
  Terms,
} from './types.ts';

const scope = col.id() as col.Column<ScopeId>;

export const upsertCategories = statement(
  'catalog.upsert_categories',
  { rows: col.json<readonly Category[]>() },
  `insert into catalog.category (merchant_id, id, name, name_en, picture, position)
   select :merchant, id, name, "nameEn", picture, position
   from jsonb_to_recordset(:rows)
     as r(id uuid, name text, "nameEn" text, picture text, position integer)
   on conflict (merchant_id, id) do update set name = excluded.name, name_en = excluded.name_en,
     picture = excluded.picture, position = excluded.position`,
);

export interface ProductRow extends NewProduct {
  readonly spelling: string;
}
export const upsertProducts = statement(
  'catalog.upsert_products',
  { rows: col.json<readonly ProductRow[]>() },
  `insert into catalog.product (merchant_id, id, title, title_en, category_id, role, origin, story,
     shelf, search_text, external_id, made_at)
   select :merchant, id, title, "titleEn", category, role, origin, story, shelf, spelling,
     "externalId", :now
   from jsonb_to_recordset(:rows) as r(id uuid, title text, "titleEn" text, category uuid,
     role text, origin text, story text, shelf text, spelling text, "externalId" text)
   on conflict (merchant_id, id) do update set title = excluded.title,
     title_en = excluded.title_en, category_id = excluded.category_id, role = excluded.role,
     origin = excluded.origin, story = excluded.story, shelf = excluded.shelf,
     search_text = excluded.search_text, external_id = excluded.external_id, retired_at = null`,
);
export const upsertSkus = statement(
  'catalog.upsert_skus',
  { rows: col.json<readonly NewSku[]>() },
  `insert into catalog.sku (merchant_id, id, product_id, spec, spec_en, barcode, weight_g,
     position, cost_fen, supply_price_fen)
   select :merchant, id, product, spec, "specEn", barcode, "weightG", position, "costFen",
     "supplyPriceFen"
   from jsonb_to_recordset(:rows) as r(id uuid, product uuid, spec text, "specEn" text,
     barcode text, "weightG" integer, position integer, "costFen" bigint, "supplyPriceFen" bigint)
   on conflict (merchant_id, id) do update set spec = excluded.spec, spec_en = excluded.spec_en,
     barcode = excluded.barcode, weight_g = excluded.weight_g, position = excluded.position,
     supply_price_fen = coalesce(excluded.supply_price_fen, sku.supply_price_fen)`,
);
export const updateTerms = guard(
  'catalog.update_terms',
  { product: col.id<'product'>(), terms: col.maybe(col.json<Terms>()) },
  `update catalog.product set terms = :terms where merchant_id = :merchant and id = :product`,
);
export const findTerms = statement(
  'catalog.find_terms',
  { product: col.id<'product'>() },
  `select terms from catalog.product where merchant_id = :merchant and id = :product`,
  { terms: col.maybe(col.json<Terms>()) },
);
export const findTaxes = statement(
  'catalog.find_taxes',
  { products: col.list(col.id<'product'>()) },
  `select id as product, tax_code as "taxCode", tax_bps as "taxBps" from catalog.product
   where merchant_id = :merchant and id = any(:products)`,
  { product: col.id<'product'>(), taxCode: col.text(), taxBps: col.int },
);
export const updateTax = guard(
  'catalog.update_tax',
  { product: col.id<'product'>(), taxCode: col.text(), taxBps: col.int },
  `update catalog.product set tax_code = :taxCode, tax_bps = :taxBps
   where merchant_id = :merchant and id = :product`,
);
export const retireProduct = guard(
  'catalog.retire_product',
  { product: col.id<'product'>() },
  `update catalog.product set retired_at = :now
   where merchant_id = :merchant and id = :product and retired_at is null`,
);

/**
 * By what an import knows a product: its own number or one of its barcodes. Not `= any(…)`: with a
 * thousand in the list and a plan made while the table was small, that compared each with each
 * (4 s for a thousand rows of 50,000, joined 15 ms).
 */
export const findKnown = statement(
  'catalog.find_known',
  { barcodes: col.list(col.text()), externals: col.list(col.text()) },
  `select p.id as product, p.external_id as external, p.title, p.title_en as "titleEn",
     p.category_id as category, p.role, p.origin, p.story, p.shelf, s.id as sku, s.barcode,
     s.spec, s.spec_en as "specEn", s.weight_g as "weightG", s.position
   from catalog.product p
   left join catalog.sku s on s.merchant_id = p.merchant_id and s.product_id = p.id
   where p.merchant_id = :merchant and p.id in (
     select k.product_id from catalog.sku k
     where k.merchant_id = :merchant and k.barcode in (select unnest(cast(:barcodes as text[])))
     union
     select e.id from catalog.product e
     where e.merchant_id = :merchant and e.external_id in (
       select unnest(cast(:externals as text[]))))`,
  {
    product: col.id<'product'>(),
    external: col.maybe(col.text()),
    title: col.text(),
    titleEn: col.text(),
    category: col.id<'category'>(),
    role: col.text<ProductRole>(),
    origin: col.text(),
    story: col.text(),
    shelf: col.text(),
    sku: col.maybe(col.id<'sku'>()),
    barcode: col.maybe(col.text()),
    spec: col.maybe(col.text()),
    specEn: col.maybe(col.text()),
    weightG: col.maybe(col.int),
    position: col.maybe(col.int),
  },
);

export interface OfferRow extends Offer {
  readonly scope: ScopeId;
  readonly sku: SkuId;
  readonly actor: string | null;
  readonly why: string;
}
export const upsertOffers = statement(
  'catalog.upsert_offers',
  { rows: col.json<readonly OfferRow[]>() },
  `insert into catalog.offer (merchant_id, scope_id, sku_id, listed, withdrawn, price_fen,
     band_min_fen, band_max_fen, role, own_price_fen, wholesale, exception_fen, actor_id,
     why, at)
   select :merchant, scope, sku, listed, withdrawn, "priceFen", "bandMinFen", "bandMaxFen", role,
     "ownPriceFen", wholesale, "exceptionFen", actor, why, :now
   from jsonb_to_recordset(:rows) as r(scope uuid, sku uuid, listed boolean, withdrawn boolean,
     "priceFen" bigint, "bandMinFen" bigint, "bandMaxFen" bigint, role text, "ownPriceFen" bigint,
     wholesale jsonb, "exceptionFen" bigint, actor uuid, why text)
   on conflict (merchant_id, scope_id, sku_id) do update set listed = excluded.listed,
     withdrawn = excluded.withdrawn, price_fen = excluded.price_fen,
     band_min_fen = excluded.band_min_fen, band_max_fen = excluded.band_max_fen,
     role = excluded.role, own_price_fen = excluded.own_price_fen,
     wholesale = excluded.wholesale, exception_fen = excluded.exception_fen,
     actor_id = excluded.actor_id, why = excluded.why,
     at = excluded.at`,
);
export const deleteOffers = statement(
  'catalog.delete_offers',
  { scopes: col.list(scope), skus: col.list(col.id<'sku'>()) },
  `delete from catalog.offer using unnest(cast(:scopes as uuid[]), cast(:skus as uuid[])) as
     gone(scope, sku)
   where merchant_id = :merchant and scope_id = gone.scope and sku_id = gone.sku`,
);

export interface HistoryRow {
  readonly id: string;
  readonly scope: ScopeId;
  readonly sku: SkuId;
  readonly before: Offer | null;
  readonly after: Offer | null;
  readonly actor: string | null;
  readonly why: string;
}
export const insertHistory = statement(
  'catalog.insert_history',
  { rows: col.json<readonly HistoryRow[]>() },
  `insert into catalog.offer_history (merchant_id, id, scope_id, sku_id, before, after, actor_id,
     why, at)
   select :merchant, id, scope, sku, nullif(before, 'null'), nullif(after, 'null'), actor, why, :now
   from jsonb_to_recordset(:rows) as r(id uuid, scope uuid, sku uuid, before jsonb, after jsonb,
     actor uuid, why text)`,
);

export const upsertHomePage = statement(
  'catalog.upsert_home_page',
  { scope, blocks: col.json<readonly Block[]>(), actor: col.maybe(col.id<'staff'>()) },
  `insert into catalog.home_page (merchant_id, scope_id, blocks, actor_id, at)
   values (:merchant, :scope, :blocks, :actor, :now)
   on conflict (merchant_id, scope_id) do update set blocks = excluded.blocks,
     actor_id = excluded.actor_id, at = excluded.at`,
);
/** An outlet opened from a template begins with its first page, if that had one of its own. */
export const copyHomePage = statement(
  'catalog.copy_home_page',
  { from: scope, to: scope },
  `insert into catalog.home_page (merchant_id, scope_id, blocks, actor_id, at)
   select merchant_id, :to, blocks, actor_id, :now from catalog.home_page
   where merchant_id = :merchant and scope_id = :from on conflict do nothing`,
);
export const deleteHomePage = statement(
  'catalog.delete_home_page',
  { scope },
  'delete from catalog.home_page where merchant_id = :merchant and scope_id = :scope',
);

/** The average cost of an sku over what the outlets have, after an arrival. */
export const setCost = guard(
  'catalog.set_cost',
  { sku: col.id<'sku'>(), costFen: col.fen },
  `update catalog.sku set cost_fen = :costFen where merchant_id = :merchant and id = :sku`,
);

/** In id order and locked, so that two arrivals average one after the other. */
export const lockCosts = statement(
  'catalog.lock_costs',
  { skus: col.list(col.id<'sku'>()) },
  `select id as sku, cost_fen as "costFen" from catalog.sku
   where merchant_id = :merchant and id in (select unnest(cast(:skus as uuid[])))
   order by id for update`,
  { sku: col.id<'sku'>(), costFen: col.fen },
);
