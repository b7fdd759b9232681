/**
 * The goods of the tests: strawberries X at 39.80 and tangerines Y at 25.90 of the worked example
 * (domain.md 5), milk and eggs beside them. The first story's outlet has run out of X and Y.
 */
import type {
  CategoryId,
  MerchantId,
  NodeId,
  OutletId,
  ProductId,
  SkuId,
} from '../src/kernel/id.ts';
import type { Fen } from '../src/kernel/money.ts';
import * as catalog from '../src/modules/catalog/catalog.ts';
import * as inventory from '../src/modules/inventory/inventory.ts';
import type { Db } from '../src/platform/db.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { NOW } from './house.ts';

export type GoodsKey = 'strawberries' | 'tangerines' | 'milk' | 'eggs';
const CAST = {
  strawberries: ['建德红颜草莓', 'Hongyan strawberries', '500g', 3980, '6972400000017', 'spread'],
  tangerines: ['涌泉蜜橘', 'Yongquan tangerines', '1kg', 2590, '6972400000024', 'everyday'],
  milk: ['鲜牛奶', 'Fresh milk', '950ml', 1680, '6972400000031', 'traffic'],
  eggs: ['土鸡蛋', 'Free-range eggs', '10枚', 1780, '6972400000048', 'everyday'],
} as const;
const KEYS = Object.keys(CAST) as GoodsKey[];

export interface CastGoods {
  readonly skus: Readonly<Record<GoodsKey, SkuId>>;
  readonly products: Readonly<Record<GoodsKey, ProductId>>;
  readonly category: CategoryId;
}
export interface SeatGoods {
  readonly merchant: MerchantId;
  readonly hq: NodeId;
  /** Pieces of each sku; a sku left out has none, an outlet left out has no row. */
  readonly stock?: ReadonlyMap<OutletId, Partial<Record<GoodsKey, number>>>;
}

export async function seatGoods(db: Db, { merchant, hq, stock }: SeatGoods): Promise<CastGoods> {
  const each = <T>(make: (key: GoodsKey) => T) =>
    Object.fromEntries(KEYS.map((key) => [key, make(key)])) as Record<GoodsKey, T>;
  const products = each(() => newUuid(NOW) as ProductId);
  const skus = each(() => newUuid(NOW) as SkuId);
  const category = newUuid(NOW) as CategoryId;
  const scene = { name: '时令水果', nameEn: 'In season', picture: '', position: 0 };
  await db.transaction(merchant, async (tx) => {
    catalog.saveCategories(tx, [{ ...scene, id: category }]);
  });
  await db.transaction(merchant, (tx) =>
    catalog.saveProducts(
      tx,
      KEYS.map((key) => ({
        id: products[key],
        title: CAST[key][0],
        titleEn: CAST[key][1],
        category,
        role: CAST[key][5],
        origin: '',
        story: '',
        shelf: 'B2',
        externalId: null,
      })),
      KEYS.map((key) => ({
        id: skus[key],
        product: products[key],
        spec: CAST[key][2],
        specEn: CAST[key][2],
        barcode: CAST[key][4],
        weightG: 500,
        position: 0,
        costFen: Math.round(CAST[key][3] * 0.7) as Fen,
        supplyPriceFen: null,
      })),
    ),
  );
  await db.transaction(merchant, (tx) =>
    catalog.publishOffers(
      tx,
      KEYS.map((key) => ({
        scope: hq,
        above: [],
        sku: skus[key],
        change: { listed: true, priceFen: CAST[key][3] as Fen },
        actor: null,
        why: 'cast',
      })),
    ),
  );
  for (const [outlet, pieces] of stock ?? [])
    await db.transaction(merchant, async (tx) =>
      inventory.open(
        tx,
        outlet,
        KEYS.map((key) => ({ sku: skus[key], quantity: pieces[key] ?? 0, lowAt: 3 })),
      ),
    );
  return { skus, products, category };
}
