/**
 * What is for sale, where, and at which price. An offer is what one scope says; what an outlet
 * sells follows from the words above it and is never copied. Knows nothing of stock and of buyers.
 */
import type { ProductId } from '../../kernel/id.ts';
import type { Reader } from '../../platform/db.ts';
import { findHomePages, findName } from './store.ts';
import type { Block, ScopeId } from './types.ts';

export { lastKnownShelf, rangeOf, shelfAt, shelfOf } from './books.ts';
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
  GuidePick,
  NewProduct,
  NewSku,
  Offer,
  OfferChange,
  OutletPath,
  ProductRole,
  ScopeId,
  ShelfItem,
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
