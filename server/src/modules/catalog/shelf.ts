/** One outlet's shelf: what it sells at which price, worked out when asked and never copied. */
import type { CategoryId, ProductId, SkuId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { lowestSince, type PricePoint, shelve, struckPrice } from './rules.ts';
import type { Haystack } from './search.ts';
import type { Article, Block, Category, Offer, ShelfItem } from './types.ts';

export type ScopeOffers = ReadonlyMap<SkuId, Offer>;

/** What every outlet of a merchant shares. */
export interface Range {
  readonly articles: ReadonlyMap<SkuId, Article>;
  readonly products: ReadonlyMap<ProductId, readonly Article[]>;
  /** Places of the haystack are places of this list. */
  readonly order: readonly ProductId[];
  readonly haystack: Haystack;
  readonly categories: readonly Category[];
  readonly byBarcode: ReadonlyMap<string, Article>;
}

export class Shelf {
  /** Grows with each change; equal versions have equal shelves. */
  readonly version: number;
  readonly range: Range;
  readonly blocks: readonly Block[];
  readonly #levels: readonly ScopeOffers[];
  readonly #points: (sku: SkuId) => readonly PricePoint[];
  readonly #lists = new Map<CategoryId | 'all', readonly ProductId[]>();

  constructor(
    version: number,
    range: Range,
    levels: readonly ScopeOffers[],
    points: (sku: SkuId) => readonly PricePoint[],
    blocks: readonly Block[],
  ) {
    this.version = version;
    this.range = range;
    this.#levels = levels;
    this.#points = points;
    this.blocks = blocks;
  }

  /** What this outlet says of an sku; undefined when it is unknown, retired or without a price. */
  get(sku: SkuId): ShelfItem | undefined {
    const article = this.range.articles.get(sku);
    if (article === undefined) return undefined;
    const offers = this.#levels.map((level) => level.get(sku));
    return shelve(article, offers) ?? undefined;
  }

  has(sku: SkuId): boolean {
    return this.get(sku) !== undefined;
  }

  *values(): Generator<ShelfItem> {
    for (const sku of this.range.articles.keys()) {
      const item = this.get(sku);
      if (item !== undefined) yield item;
    }
  }

  *[Symbol.iterator](): Generator<[SkuId, ShelfItem]> {
    for (const item of this.values()) yield [item.sku, item];
  }

  /** The skus of a product that are sold here, in their order. */
  skusOf(product: ProductId): ShelfItem[] {
    const items: ShelfItem[] = [];
    for (const { sku } of this.range.products.get(product) ?? []) {
      const item = this.get(sku);
      if (item?.listed === true) items.push(item);
    }
    return items;
  }

  sells(product: ProductId): boolean {
    return (this.range.products.get(product) ?? []).some(({ sku }) => this.get(sku)?.listed);
  }

  /** The products sold here, of one category or all, in the order of the range. */
  list(category: CategoryId | null): readonly ProductId[] {
    const key = category ?? 'all';
    let list = this.#lists.get(key);
    if (list === undefined) {
      list = this.range.order.filter(
        (product) =>
          (category === null || this.range.products.get(product)![0]!.category === category) &&
          this.sells(product),
      );
      this.#lists.set(key, list);
    }
    return list;
  }

  /** Whose names hold every word, sold here, best first. Words must be folded. */
  search(words: readonly string[], limit: number, from = 0): ProductId[] {
    const found: ProductId[] = [];
    let skip = from;
    for (const at of this.range.haystack.find(words)) {
      const product = this.range.order[at]!;
      if (!this.sells(product)) continue;
      if (skip > 0) skip -= 1;
      else found.push(product);
      if (found.length === limit) break;
    }
    return found;
  }

  /** The price that may be struck through beside the present one (rules.struckPrice). */
  struckFen(sku: SkuId, now: Instant): Fen | null {
    const points = this.#points(sku);
    return points.length > 1 ? struckPrice(points, now) : null;
  }

  /** The lowest price asked here at any moment since then, within the days that are known. */
  lowestFen(sku: SkuId, since: Instant, wish: { readonly exceptions: boolean }): Fen | null {
    return lowestSince(this.#points(sku), since, wish);
  }
}
