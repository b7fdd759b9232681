/** Products and categories: made, changed, retired. */
import type { MerchantId, ProductId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
}

/**
 * New or changed, under the caller's ids.
 * @throws Refusal `catalog.category_unknown`, `catalog.sku_elsewhere`, `catalog.barcode_wrong`,
 * `catalog.barcode_taken`
 */
export function saveProduct(
  db: Db,
  deed: Deed,
  product: catalog.NewProduct,
  skus: readonly catalog.NewSku[],
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    const { categories, articles } = await catalog.rangeOf(tx);
    if (!categories.some(({ id }) => id === product.category))
      throw new Refusal('not_found', 'catalog.category_unknown');
    for (const { id } of skus)
      if ((articles.get(id)?.product ?? product.id) !== product.id)
        throw new Refusal('conflict', 'catalog.sku_elsewhere', { sku: id });
    await catalog.saveProducts(tx, [product], skus);
    const object = { kind: 'product', id: product.id };
    audit(tx, deed.actor, { verb: 'catalog.product_saved', object, facts: { skus: skus.length } });
  });
}

/** @throws Refusal `catalog.product_unknown` */
/** @throws Refusal `catalog.product_unknown` */
export function changeTax(
  db: Db,
  deed: Deed,
  product: ProductId,
  tax: { readonly taxCode: string; readonly taxBps: number },
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    catalog.saveTax(tx, product, tax);
    const object = { kind: 'product', id: product };
    audit(tx, deed.actor, { verb: 'catalog.tax_changed', object, facts: tax });
  });
}

/** @throws Refusal `catalog.product_unknown` */
export function changeTerms(
  db: Db,
  deed: Deed,
  product: ProductId,
  terms: catalog.Terms,
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    catalog.saveTerms(tx, product, terms);
    const object = { kind: 'product', id: product };
    audit(tx, deed.actor, { verb: 'catalog.terms_changed', object, facts: { ...terms } });
  });
}

export function retireProduct(db: Db, deed: Deed, product: ProductId): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    catalog.retire(tx, product);
    const object = { kind: 'product', id: product };
    audit(tx, deed.actor, { verb: 'catalog.product_retired', object });
  });
}

export function saveCategories(
  db: Db,
  deed: Deed,
  categories: readonly catalog.Category[],
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    catalog.saveCategories(tx, categories);
    const object = { kind: 'merchant', id: deed.merchant };
    audit(tx, deed.actor, { verb: 'catalog.categories_saved', object });
  });
}
