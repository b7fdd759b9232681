/**
 * A product as a card of a list: price at this outlet and whether it can be had. What only a change
 * of prices alters is spelt once per shelf; a list whose stock is as it was is sent as it was.
 */
import { Type } from 'typebox';
import type { Sight } from '../../flows/see-shelf.ts';
import type { ProductId, SkuId } from '../../kernel/id.ts';
import type { Shelf, ShelfItem } from '../../modules/catalog/catalog.ts';
import { Lru } from '../../platform/lru.ts';
import { Fen, Uuid } from '../schema.ts';

export const GoodsCard = Type.Object({
  productId: Uuid(),
  skuId: Uuid(),
  title: Type.String(),
  titleEn: Type.String(),
  spec: Type.String(),
  specEn: Type.String(),
  priceFen: Fen,
  picture: Type.String(),
  skus: Type.Integer({ description: 'Specifications sold here; the card shows the first.' }),
  here: Type.Integer({ description: 'Free pieces in this outlet, 99 and more as 99.' }),
  sellable: Type.Integer({
    description: 'Pieces to be had, from here or prepared by an outlet near by; 0 is sold out.',
  }),
});

const MANY = 99;
export const pictureOf = (product: ProductId): string => `/pictures/product/${product}.svg`;

export function sellableOf(sight: Sight, sku: SkuId): { here: number; sellable: number } {
  const here = Math.max(0, Math.min(MANY, sight.here(sku)));
  if (here > 0) return { here, sellable: here };
  const spare = Math.max(0, ...sight.near(sku).map(({ pieces }) => pieces));
  return { here, sellable: Math.min(MANY, spare) };
}

/** Products of one page with the sku that stands for each. */
export interface CardPage {
  readonly products: readonly ProductId[];
  readonly skus: readonly SkuId[];
  readonly next: string | null;
}

export function pageOf(
  shelf: Shelf,
  products: readonly ProductId[],
  next: string | null,
): CardPage {
  const shown = products.flatMap((product) => {
    const [first] = shelf.skusOf(product);
    return first === undefined ? [] : [{ product, sku: first.sku }];
  });
  return {
    products: shown.map(({ product }) => product),
    skus: shown.map(({ sku }) => sku),
    next,
  };
}

const faceOf = (item: ShelfItem, skus: number) => ({
  productId: item.product,
  skuId: item.sku,
  title: item.title,
  titleEn: item.titleEn,
  spec: item.spec,
  specEn: item.specEn,
  priceFen: item.priceFen,
  picture: pictureOf(item.product),
  skus,
});

export const cardOf = (sight: Sight, product: ProductId) => {
  const items = sight.shelf.skusOf(product);
  const [first] = items;
  if (first === undefined) return null;
  return { ...faceOf(first, items.length), ...sellableOf(sight, first.sku) };
};

interface Printed {
  readonly stock: string;
  /** As bytes: spelling nine kilobytes of Chinese anew cost a fifth of the request. */
  readonly body: Buffer;
}
interface Press {
  /** A card without its stock and its closing brace. */
  readonly faces: Map<ProductId, string>;
  readonly pages: Lru<string, CardPage>;
  readonly printed: Lru<string, Printed>;
}
const PAGES = 500;
const presses = new WeakMap<Shelf, Press>();

function pressOf(shelf: Shelf): Press {
  let press = presses.get(shelf);
  if (press === undefined) {
    press = { faces: new Map(), pages: new Lru(PAGES), printed: new Lru(PAGES) };
    presses.set(shelf, press);
  }
  return press;
}

/** The page of that name; made once per shelf. */
export function keptPage(shelf: Shelf, name: string, make: () => CardPage): CardPage {
  const { pages } = pressOf(shelf);
  let page = pages.get(name);
  if (page === undefined) {
    page = make();
    pages.set(name, page);
  }
  return page;
}

/** The answer's text: `{ items, next }`. */
export function print(sight: Sight, name: string, page: CardPage): Buffer {
  const { faces, printed } = pressOf(sight.shelf);
  const stock = page.skus.map((sku) => {
    const { here, sellable } = sellableOf(sight, sku);
    return `,"here":${here},"sellable":${sellable}}`;
  });
  const state = stock.join();
  const known = printed.get(name);
  if (known?.stock === state) return known.body;
  const cards = page.products.map((product, i) => {
    let face = faces.get(product);
    if (face === undefined) {
      const items = sight.shelf.skusOf(product);
      face = JSON.stringify(faceOf(items[0]!, items.length)).slice(0, -1);
      faces.set(product, face);
    }
    return face + stock[i]!;
  });
  const text = `{"items":[${cards.join()}],"next":${JSON.stringify(page.next)}}`;
  const body = Buffer.from(text);
  printed.set(name, { stock: state, body });
  return body;
}
