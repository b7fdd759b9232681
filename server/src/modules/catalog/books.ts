/**
 * What the catalogue keeps in memory, and until when it is true. Everything hangs on the merchant's
 * offer version: it is read in the same round trip as its use, so a change committed anywhere is
 * seen by the next request. Older than its key nothing can be: the version is read before the rows.
 */
import type { MerchantId, ProductId, SkuId } from '../../kernel/id.ts';
import { before, days } from '../../kernel/time.ts';
import type { Reader } from '../../platform/db.ts';
import { Lru } from '../../platform/lru.ts';
import { findVersions } from '../../platform/version.ts';
import { type PricePoint, pricePoints } from './rules.ts';
import { Haystack, type Title } from './search.ts';
import { Shelf, type Range, type ScopeOffers } from './shelf.ts';
import * as store from './store.ts';
import type { Article, Block, Offer, OfferChange, OutletPath, ScopeId } from './types.ts';

/** What one scope says, and what it said in the last days. */
interface ScopeBook {
  readonly offers: ScopeOffers;
  readonly changes: readonly OfferChange[];
  readonly blocks: readonly Block[] | null;
}

interface Books {
  readonly version: number;
  range: Promise<Range> | null;
  readonly scopes: Lru<ScopeId, ScopeBook>;
  readonly shelves: Lru<string, Shelf>;
}

const MERCHANTS = 64;
const SCOPES = 4_000;
const SHELVES = 1_000;
/** Two windows of seven days (rules.struckPrice), and one for a process that lives on. */
const HISTORY = days(21);

const books = new Lru<MerchantId, Books>(MERCHANTS);

function booksOf(merchant: MerchantId, version: number): Books {
  const standing = books.get(merchant);
  if (standing?.version === version) return standing;
  const fresh: Books = {
    version,
    range: null,
    scopes: new Lru(SCOPES),
    shelves: new Lru(SHELVES),
  };
  // A slow reader with an old version must not throw out what a faster one has loaded since.
  // Without a version (a merchant in the making) nothing may be kept.
  if (version > 0 && (standing?.version ?? 0) < version) books.set(merchant, fresh);
  return fresh;
}

async function openBooks(reader: Reader): Promise<Books> {
  const { offer } = await findVersions(reader);
  return booksOf(reader.merchant, offer);
}

export async function rangeOf(reader: Reader): Promise<Range> {
  return rangeIn(reader, await openBooks(reader));
}

/** Loaded once a version, however many ask at once. */
function rangeIn(reader: Reader, opened: Books): Promise<Range> {
  opened.range ??= loadRange(reader).catch((error: unknown) => {
    opened.range = null;
    throw error;
  });
  return opened.range;
}

async function loadRange(reader: Reader): Promise<Range> {
  const [articles, categories] = await Promise.all([
    reader.ask(store.findArticles, {}),
    reader.ask(store.findCategories, {}),
  ]);
  const products = new Map<ProductId, Article[]>();
  const titles: Title[] = [];
  for (const { spelling, ...article } of articles) {
    const known = products.get(article.product);
    if (known !== undefined) {
      known.push(article);
      continue;
    }
    products.set(article.product, [article]);
    const [folded = '', spelt = '', english = ''] = spelling.split('\n');
    titles.push({ folded, spelt, english });
  }
  const all = [...products.values()].flat();
  return {
    articles: new Map(all.map((each) => [each.sku, each])),
    products,
    order: [...products.keys()],
    haystack: new Haystack(titles),
    categories,
    byBarcode: new Map(all.map((each) => [each.barcode, each])),
  };
}

const scopesOf = ({ outletId, profileId, dealerIds, hqId }: OutletPath): ScopeId[] =>
  profileId === null ? [outletId, ...dealerIds, hqId] : [outletId, profileId, ...dealerIds, hqId];

export async function shelfOf(reader: Reader, path: OutletPath): Promise<Shelf> {
  return shelfIn(reader, await openBooks(reader), path);
}

/** For callers that read the version in the same breath as their own questions. */
export const shelfAt = (reader: Reader, version: number, path: OutletPath): Promise<Shelf> =>
  shelfIn(reader, booksOf(reader.merchant, version), path);

async function shelfIn(reader: Reader, opened: Books, path: OutletPath): Promise<Shelf> {
  const scopes = scopesOf(path);
  const key = scopes.join();
  const standing = opened.shelves.get(key);
  if (standing !== undefined) return standing;
  const missing = scopes.filter((scope) => opened.scopes.get(scope) === undefined);
  const [range] = await Promise.all([
    rangeIn(reader, opened),
    missing.length > 0 ? loadScopes(reader, opened, missing) : null,
  ]);
  const levels = scopes.map((scope) => opened.scopes.get(scope)!);
  const shelf = new Shelf(
    opened.version,
    range,
    levels.map((level) => level.offers),
    (sku) => pointsAt(levels, scopes, sku),
    levels.find((level) => level.blocks !== null)?.blocks ?? [],
  );
  opened.shelves.set(key, shelf);
  return shelf;
}

/** What this process last knew: to ask about before the version is confirmed in the same breath. */
export const lastKnownShelf = (merchant: MerchantId, path: OutletPath): Shelf | null =>
  books.get(merchant)?.shelves.get(scopesOf(path).join()) ?? null;

async function loadScopes(reader: Reader, into: Books, scopes: ScopeId[]): Promise<void> {
  const [offers, changes, pages] = await Promise.all([
    reader.ask(store.findOffers, { scopes }),
    reader.ask(store.findChanges, { scopes, since: before(reader.now, HISTORY) }),
    reader.ask(store.findHomePages, { scopes }),
  ]);
  for (const scope of scopes) {
    const own = offers.filter((row) => row.scope === scope);
    into.scopes.set(scope, {
      offers: new Map(own.map(({ scope: _, sku, ...offer }) => [sku, offer as Offer])),
      changes: changes.filter((row) => row.scope === scope),
      blocks: pages.find((row) => row.scope === scope)?.blocks ?? null,
    });
  }
}

function pointsAt(levels: ScopeBook[], scopes: ScopeId[], sku: SkuId): PricePoint[] {
  const changes = levels
    .flatMap((level) => level.changes.filter((change) => change.sku === sku))
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  const present = levels.map((level) => level.offers.get(sku));
  return pricePoints(present, scopes, changes);
}
