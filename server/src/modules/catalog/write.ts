/** Changing what is for sale. Each verb ends by making every cached shelf of the merchant void. */
import type { OutletId, ProductId, SkuId, StaffId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { fold, initialsOf, spell } from '../../platform/chinese.ts';
import { bump } from '../../platform/version.ts';
import { amended, bandOf, isBarcode, isSilent, isWithin, lawfulPrice } from './rules.ts';
import * as reading from './store.ts';
import * as store from './store-write.ts';
import type { Block, Category, NewProduct, NewSku, Offer, ScopeId, Terms } from './types.ts';

/** What a title is found by (search.ts): folded, spelt with capitals at the syllables, English. */
export const spellingOf = (title: string, titleEn: string): string => {
  const folded = fold(title);
  const english = titleEn
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const spelt = spell(folded);
  return `${folded}\n${spelt}\n${english}\n${initialsOf(spelt)}`;
};

export function saveCategories(tx: Tx, categories: readonly Category[]): void {
  if (new Set(categories.map(({ id }) => id)).size < categories.length)
    throw new Refusal('invalid', 'catalog.category_twice');
  tx.tell(store.upsertCategories, { rows: categories });
  bump(tx, 'offer');
}

/**
 * New or changed goods; ids are the caller's, so a retry is free. A cost price is kept only for a
 * new sku: afterwards arrivals decide it.
 * @throws Refusal `catalog.barcode_wrong`, `catalog.barcode_taken`, `catalog.number_taken`
 */
export async function saveProducts(
  tx: Tx,
  products: readonly NewProduct[],
  skus: readonly NewSku[],
): Promise<void> {
  for (const { barcode } of skus)
    if (!isBarcode(barcode)) throw new Refusal('invalid', 'catalog.barcode_wrong', { barcode });
  bump(tx, 'offer'); // first: its row lock lets one writer of this catalogue in at a time
  const known = await tx.ask(store.findKnown, {
    barcodes: skus.map((sku) => sku.barcode),
    externals: products.flatMap(({ externalId }) => externalId ?? []),
  });
  const owner = new Map(known.map((row) => [row.barcode, row.sku]));
  for (const { barcode, id } of skus)
    if ((owner.get(barcode) ?? id) !== id)
      throw new Refusal('conflict', 'catalog.barcode_taken', { barcode });
  const named = new Map(known.map((row) => [row.external, row.product]));
  for (const { externalId, id } of products)
    if (externalId !== null && (named.get(externalId) ?? id) !== id)
      throw new Refusal('conflict', 'catalog.number_taken', { number: externalId });
  const rows = products.map((each) => ({
    ...each,
    spelling: spellingOf(each.title, each.titleEn),
  }));
  if (rows.length > 0) tx.tell(store.upsertProducts, { rows });
  if (skus.length > 0) tx.tell(store.upsertSkus, { rows: skus });
}

/** @throws Refusal `catalog.product_unknown` */
export function retire(tx: Tx, product: ProductId): void {
  tx.guard(
    store.retireProduct,
    { product },
    () => new Refusal('not_found', 'catalog.product_unknown', { product }),
  );
  bump(tx, 'offer');
}

/** Of new orders; lines of before keep theirs. @throws Refusal `catalog.product_unknown` */
export function saveTerms(tx: Tx, product: ProductId, terms: Terms): void {
  const silent = terms.except === null && terms.happy === null;
  tx.guard(
    store.updateTerms,
    { product, terms: silent ? null : terms },
    () => new Refusal('not_found', 'catalog.product_unknown', { product }),
  );
  bump(tx, 'offer');
}
/** @throws Refusal `catalog.product_unknown` */
export async function termsOf(reader: Reader, product: ProductId): Promise<Terms> {
  const [found] = await reader.ask(store.findTerms, { product });
  if (found === undefined) throw new Refusal('not_found', 'catalog.product_unknown', { product });
  return found.terms ?? { except: null, happy: null };
}

/** By which category and rate products are invoiced. */
export const taxesOf = (reader: Reader, products: readonly ProductId[]) =>
  reader.ask(store.findTaxes, { products });
/** @throws Refusal `catalog.product_unknown` */
export const saveTax = (
  tx: Tx,
  product: ProductId,
  tax: { readonly taxCode: string; readonly taxBps: number },
): void =>
  tx.guard(
    store.updateTax,
    { product, ...tax },
    () => new Refusal('not_found', 'catalog.product_unknown', { product }),
  );

export interface OfferEdit {
  readonly scope: ScopeId;
  /** The scopes over it, nearest first. */
  readonly above: readonly ScopeId[];
  readonly sku: SkuId;
  /** Absent stays, null inherits. The word `inherit` takes the whole override back. */
  readonly change: Partial<Offer> | 'inherit';
  readonly actor: StaffId | null;
  readonly why: string;
}

export interface Refused {
  readonly edit: OfferEdit;
  readonly refusal: Refusal;
}

/**
 * Publishes what is lawful and gives back what is not, with the nearest lawful price as a way out.
 * A band that would widen the one above, and a price outside the band, are refused.
 */
export async function publishOffers(tx: Tx, edits: readonly OfferEdit[]): Promise<Refused[]> {
  if (edits.length === 0) return [];
  bump(tx, 'offer'); // first, as in saveProducts: what is read next stands still until the commit
  const scopes = [...new Set(edits.flatMap((edit) => [edit.scope, ...edit.above]))];
  const skus = [...new Set(edits.map((edit) => edit.sku))];
  const standing = new Map<string, Offer>();
  for (const { scope, sku, ...offer } of await tx.ask(reading.lockOffers, { scopes, skus }))
    standing.set(`${scope} ${sku}`, offer as Offer);

  const refused: Refused[] = [];
  const written: (OfferEdit & { before: Offer | null; after: Offer | null })[] = [];
  for (const edit of edits) {
    const key = `${edit.scope} ${edit.sku}`;
    const before = standing.get(key);
    const after = edit.change === 'inherit' ? amended(undefined, {}) : amended(before, edit.change);
    const above = edit.above.map((scope) => standing.get(`${scope} ${edit.sku}`));
    const refusal = objection(edit.sku, after, above);
    if (refusal !== null) refused.push({ edit, refusal });
    else if (JSON.stringify(before ?? amended(undefined, {})) !== JSON.stringify(after)) {
      written.push({ ...edit, before: before ?? null, after: isSilent(after) ? null : after });
      standing.set(key, after);
    }
  }
  writeOffers(tx, written);
  return refused;
}

function objection(sku: SkuId, after: Offer, above: readonly (Offer | undefined)[]) {
  const band = bandOf(above);
  for (const edge of [after.bandMinFen, after.bandMaxFen])
    if (edge !== null && !isWithin(edge, band))
      return new Refusal('conflict', 'catalog.band_widened', { sku, ...band });
  const { bandMinFen, bandMaxFen } = after;
  if (bandMinFen !== null && bandMaxFen !== null && bandMaxFen < bandMinFen)
    return new Refusal('invalid', 'catalog.band_upside_down', { bandMinFen, bandMaxFen });
  const own = bandOf([after, ...above]);
  if (after.priceFen !== null && !isWithin(after.priceFen, own))
    return new Refusal('conflict', 'catalog.price_outside_band', {
      sku,
      priceFen: after.priceFen,
      ...own,
      lawfulFen: lawfulPrice(after.priceFen, own),
    });
  return null;
}

function writeOffers(
  tx: Tx,
  written: readonly (OfferEdit & { before: Offer | null; after: Offer | null })[],
): void {
  const rows: store.OfferRow[] = [];
  const gone: (typeof written)[number][] = [];
  // Who edits the same offer twice in one go means the last word; the history has both.
  const last = new Map(written.map((each) => [`${each.scope} ${each.sku}`, each]));
  for (const each of last.values()) {
    const { scope, sku, after, actor, why } = each;
    if (after === null) gone.push(each);
    else rows.push({ ...after, scope, sku, actor, why });
  }
  if (rows.length > 0) tx.tell(store.upsertOffers, { rows });
  if (gone.length > 0)
    tx.tell(store.deleteOffers, {
      scopes: gone.map((each) => each.scope),
      skus: gone.map((each) => each.sku),
    });
  if (written.length > 0)
    tx.tell(store.insertHistory, {
      rows: written.map(({ scope, sku, before, after, actor, why }) => ({
        id: tx.newId(),
        scope,
        sku,
        before,
        after,
        actor,
        why,
      })),
    });
}

/** The first page's blocks of one scope; null inherits again. */
export function saveHomePage(
  tx: Tx,
  scope: ScopeId,
  blocks: readonly Block[] | null,
  actor: StaffId | null,
): void {
  if (blocks === null) tx.tell(store.deleteHomePage, { scope });
  else tx.tell(store.upsertHomePage, { scope, blocks, actor });
  bump(tx, 'offer');
}

/** For an outlet opened from a template: the first page that one has of its own. */
export function copyHomePage(tx: Tx, from: OutletId, to: OutletId): void {
  tx.tell(store.copyHomePage, { from, to });
  bump(tx, 'offer');
}

/** What a piece costs us on average, locked until the transaction ends. */
export async function lockCosts(tx: Tx, skus: readonly SkuId[]): Promise<Map<SkuId, Fen>> {
  const rows = await tx.ask(store.lockCosts, { skus });
  return new Map(rows.map(({ sku, costFen }) => [sku, costFen]));
}

/** What an sku costs us now. The caller has worked out the average. */
export function setCost(tx: Tx, sku: SkuId, costFen: Fen): void {
  tx.guard(
    store.setCost,
    { sku, costFen },
    () => new Refusal('not_found', 'catalog.sku_unknown', { sku }),
  );
}

/** Goods already known by barcode or by the chain's own number, for an import. */
export function findKnown(
  reader: Reader,
  barcodes: readonly string[],
  externals: readonly string[],
) {
  return reader.ask(store.findKnown, { barcodes, externals });
}
