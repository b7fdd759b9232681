import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { Block, Offer, ProductRole, ScopeId, Terms, WholesaleStep } from './types.ts';

const scope = col.id() as col.Column<ScopeId>;
const role = col.text<ProductRole>();

export const offerColumns = {
  listed: col.maybe(col.bool),
  withdrawn: col.bool,
  priceFen: col.maybe(col.fen),
  bandMinFen: col.maybe(col.fen),
  bandMaxFen: col.maybe(col.fen),
  role: col.maybe(role),
  ownPriceFen: col.maybe(col.fen),
  wholesale: col.json<readonly WholesaleStep[]>(),
  exceptionFen: col.maybe(col.fen),
};
const OFFER = `listed, withdrawn, price_fen as "priceFen", band_min_fen as "bandMinFen",
  band_max_fen as "bandMaxFen", role, own_price_fen as "ownPriceFen", wholesale,
  exception_fen as "exceptionFen"`;

export const findArticles = statement(
  'catalog.find_articles',
  {},
  `select s.id as sku, p.id as product, p.title, p.title_en as "titleEn", s.spec,
     s.spec_en as "specEn", s.barcode, p.category_id as category, p.role as "productRole",
     p.origin, p.story, p.shelf as place, s.weight_g as "weightG", s.position,
     s.supply_price_fen as "supplyPriceFen", p.terms, p.search_text as spelling
   from catalog.sku s
   join catalog.product p on p.merchant_id = s.merchant_id and p.id = s.product_id
   where s.merchant_id = :merchant and p.retired_at is null
   order by p.id, s.position, s.id`,
  {
    sku: col.id<'sku'>(),
    product: col.id<'product'>(),
    title: col.text(),
    titleEn: col.text(),
    spec: col.text(),
    specEn: col.text(),
    barcode: col.text(),
    category: col.id<'category'>(),
    productRole: role,
    origin: col.text(),
    story: col.text(),
    place: col.text(),
    weightG: col.int,
    position: col.int,
    supplyPriceFen: col.maybe(col.fen),
    terms: col.maybe(col.json<Terms>()),
    spelling: col.text(),
  },
);

/** Retired or not: an old order still shows what was bought. */
export const findName = statement(
  'catalog.find_name',
  { product: col.id<'product'>() },
  `select p.title, c.name as category from catalog.product p
   join catalog.category c on c.merchant_id = p.merchant_id and c.id = p.category_id
   where p.merchant_id = :merchant and p.id = :product`,
  { title: col.text(), category: col.text() },
);

export const findCategories = statement(
  'catalog.find_categories',
  {},
  `select id, name, name_en as "nameEn", picture, position from catalog.category
   where merchant_id = :merchant order by position, id`,
  {
    id: col.id<'category'>(),
    name: col.text(),
    nameEn: col.text(),
    picture: col.text(),
    position: col.int,
  },
);

export const findOffers = statement(
  'catalog.find_offers',
  { scopes: col.list(scope) },
  `select scope_id as scope, sku_id as sku, ${OFFER} from catalog.offer
   where merchant_id = :merchant and scope_id = any(:scopes)`,
  { scope, sku: col.id<'sku'>(), ...offerColumns },
);

export const findOffersOf = statement(
  'catalog.find_offers_of',
  { scope, skus: col.list(col.id<'sku'>()) },
  `select sku_id as sku, ${OFFER} from catalog.offer
   where merchant_id = :merchant and scope_id = :scope
     and sku_id in (select unnest(cast(:skus as uuid[])))`,
  { sku: col.id<'sku'>(), ...offerColumns },
);

/** The offers of some scopes for some skus, held until the transaction ends. */
export const lockOffers = statement(
  'catalog.lock_offers',
  { scopes: col.list(scope), skus: col.list(col.id<'sku'>()) },
  `select scope_id as scope, sku_id as sku, ${OFFER} from catalog.offer
   where merchant_id = :merchant and scope_id = any(:scopes)
     and sku_id in (select unnest(cast(:skus as uuid[])))
   order by scope_id, sku_id for update`,
  { scope, sku: col.id<'sku'>(), ...offerColumns },
);

export const findChanges = statement(
  'catalog.find_changes',
  { scopes: col.list(scope), since: col.instant },
  `select scope_id as scope, sku_id as sku, before, after, at from catalog.offer_history
   where merchant_id = :merchant and scope_id = any(:scopes) and at > :since
   order by at desc, id desc`,
  {
    scope,
    sku: col.id<'sku'>(),
    before: col.maybe(col.json<Offer>()),
    after: col.maybe(col.json<Offer>()),
    at: col.instant,
  },
);

export const findHomePages = statement(
  'catalog.find_home_pages',
  { scopes: col.list(scope) },
  `select scope_id as scope, blocks from catalog.home_page
   where merchant_id = :merchant and scope_id = any(:scopes)`,
  { scope, blocks: col.json<readonly Block[]>() },
);

/** What head office pays a dealer for a piece of his own; goods without one he keeps to himself. */
export const findSupplyPrices = statement(
  'catalog.find_supply_prices',
  { skus: col.list(col.id<'sku'>()) },
  `select id as sku, supply_price_fen as "supplyFen" from catalog.sku
   where merchant_id = :merchant and id = any(:skus) and supply_price_fen is not null`,
  { sku: col.id<'sku'>(), supplyFen: col.fen },
);
