/** How a product is handed in, by a person in the console or by a program with a key. */
import { type Static, Type } from 'typebox';
import type { CategoryId, ProductId, SkuId } from '../kernel/id.ts';
import { fen } from '../kernel/money.ts';
import * as catalog from '../modules/catalog/catalog.ts';
import { Body, Nullable, Uuid } from './schema.ts';

export const ProductRole = Type.Enum([...catalog.ROLES]);
const short = (maxLength: number) => Type.String({ maxLength, default: '' });

const SkuForm = Body({
  id: Uuid<SkuId>(),
  spec: Type.String({ minLength: 1, maxLength: 40 }),
  specEn: short(60),
  barcode: Type.String({ pattern: '^\\d{4,13}$' }),
  weightG: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  costFen: Type.Integer({ minimum: 0, maximum: 1_000_000_00, default: 0 }),
});
export const ProductForm = Body({
  title: Type.String({ minLength: 1, maxLength: 60 }),
  titleEn: short(120),
  categoryId: Uuid<CategoryId>(),
  role: ProductRole,
  origin: short(40),
  story: short(200),
  shelf: short(20),
  externalId: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 40 }))),
  skus: Type.Array(SkuForm, { minItems: 1, maxItems: 50 }),
});

/** What the range keeps of a form; skus stand in the order in which they were handed in. */
export function productOf(
  id: ProductId,
  { skus, categoryId: category, externalId = null, ...words }: Static<typeof ProductForm>,
): { readonly product: catalog.NewProduct; readonly skus: readonly catalog.NewSku[] } {
  return {
    product: { ...words, id, category, externalId },
    skus: skus.map((sku, position) => ({
      ...sku,
      product: id,
      position,
      costFen: fen(sku.costFen),
      supplyPriceFen: null,
    })),
  };
}
