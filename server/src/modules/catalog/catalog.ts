/**
 * What is for sale, where, and at which price. An offer is what one scope says; what an outlet
 * sells follows from the words above it and is never copied. Knows nothing of stock and of buyers.
 */
import type { ProductId, SkuId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Reader } from '../../platform/db.ts';
import { findCategories, findHomePages, findName, findOffersOf } from './store.ts';
import { findSupplyPrices } from './store.ts';
import type { Block, Category, Offer, ScopeId } from './types.ts';

export { lastKnownShelf, rangeOf, shelfAt, shelfOf } from './books.ts';
export {
  askException,
  decideException,
  endException,
  lockException,
  type ExceptionWish,
} from './exceptions.ts';
export { listingsAt, type Carries } from './listings.ts';
export { choosePicks, picksOf } from './picks.ts';
export { matches } from './search.ts';
export { bandOf, checkDigit, isBarcode, isWithin, lawfulPrice, resolve } from './rules.ts';
export { Shelf, type Range } from './shelf.ts';
export {
  findKnown,
  lockCosts,
  publishOffers,
  retire,
  saveTax,
  saveTerms,
  taxesOf,
  termsOf,
  saveCategories,
  copyHomePage,
  saveHomePage,
  saveProducts,
  setCost,
  type OfferEdit,
  type Refused,
} from './write.ts';
export type {
  Article,
  Band,
  Block,
  Category,
  ExceptionId,
  GuidePick,
  NewProduct,
  NewSku,
  Offer,
  OfferChange,
  OutletPath,
  PriceException,
  ProductRole,
  ScopeId,
  ShelfItem,
  Terms,
} from './types.ts';
export { ROLES, SILENCE } from './types.ts';

/** What a product is called, retired or not; null when it is unknown. */
export async function nameOf(
  reader: Reader,
  product: ProductId,
): Promise<{ readonly title: string; readonly category: string } | null> {
  const [found] = await reader.ask(findName, { product });
  return found ?? null;
}

/** The blocks that a scope has set itself; null while it inherits. */
export async function homePageOf(reader: Reader, scope: ScopeId): Promise<readonly Block[] | null> {
  const [found] = await reader.ask(findHomePages, { scopes: [scope] });
  return found?.blocks ?? null;
}

export const categoriesOf = (reader: Reader): Promise<Category[]> => reader.ask(findCategories, {});

/** What one scope says of some skus. */
export async function saidOf(
  reader: Reader,
  scope: ScopeId,
  skus: readonly SkuId[],
): Promise<ReadonlyMap<SkuId, Offer>> {
  const rows = await reader.ask(findOffersOf, { scope, skus });
  return new Map(rows.map(({ sku, ...offer }) => [sku, offer as Offer]));
}

/** Of those that have one. */
export const supplyPrices = (
  reader: Reader,
  skus: readonly SkuId[],
): Promise<{ readonly sku: SkuId; readonly supplyFen: Fen }[]> =>
  reader.ask(findSupplyPrices, { skus });
