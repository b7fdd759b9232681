/** What the town knows of its shops: who works there, what sells, what has run out. */
import type { ProductId, SkuId, StaffId } from '../../server/src/kernel/id.ts';
import { isOpenAt, opensAt } from '../../server/src/kernel/hours.ts';
import { epochOf } from '../../server/src/kernel/time.ts';
import { shelfOfOutlet } from '../../server/src/flows/steps/shelf.ts';
import * as chain from '../../server/src/modules/chain/chain.ts';
import * as inventory from '../../server/src/modules/inventory/inventory.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import type { Dice } from '../world/dice.ts';
import type { SettledChain } from '../world/settle.ts';
import { iso, type Town } from './town.ts';

export interface Article {
  readonly sku: SkuId;
  readonly product: ProductId;
  readonly title: string;
  readonly weight: number;
}
export interface Shop {
  readonly key: string;
  readonly outlet: chain.Outlet;
  readonly staff: readonly StaffId[];
  readonly guides: readonly StaffId[];
  readonly articles: readonly Article[];
  /** Never restocked: who wants it here is served from elsewhere. */
  readonly gone: readonly Article[];
}

const WEIGHT: Readonly<Record<string, number>> = {
  traffic: 6,
  everyday: 3,
  benefit: 2,
  spread: 4,
  profit: 1,
};

export async function shopsOf(town: Town, settled: SettledChain): Promise<Shop[]> {
  const { house, merchant } = town;
  return house.db.reading(merchant, async (reader) => {
    const directory = await chain.directory(reader);
    const shops: Shop[] = [];
    for (const [key, id] of settled.outlets) {
      const outlet = directory.outlet(id)!;
      const shelf = await shelfOfOutlet(reader, outlet);
      const sold = [...shelf.values()].filter(({ listed }) => listed);
      const rows = await inventory.stockAt(
        reader,
        [id],
        sold.map(({ sku }) => sku),
      );
      const empty = new Set(rows.filter(({ onHand }) => onHand === 0).map(({ sku }) => sku));
      const articles = sold.map(({ sku, product, title, role }) => ({
        sku,
        product,
        title,
        weight: WEIGHT[role] ?? 1,
      }));
      const people = [...settled.staff.values()].filter((each) => each.outlet === id);
      const of = (...roles: readonly string[]) =>
        people.filter((each) => each.roles.some((role) => roles.includes(role))).map((s) => s.id);
      shops.push({
        key,
        outlet,
        staff: of('store_manager', 'clerk', 'guide'),
        guides: of('guide', 'creator'),
        articles:
          outlet.kind === 'store' ? articles.filter(({ sku }) => !empty.has(sku)) : articles,
        gone: articles.filter(({ sku }) => empty.has(sku)),
      });
    }
    return shops;
  });
}

export function popular(shop: Shop, roll: Dice): Article {
  const total = shop.articles.reduce((sum, { weight }) => sum + weight, 0);
  let at = roll.next() * total;
  for (const article of shop.articles) {
    at -= article.weight;
    if (at < 0) return article;
  }
  return shop.articles[0]!;
}

/** The van comes at half past six and fills what is low, except what the chain cannot get. */
export async function restock(town: Town, shop: Shop): Promise<void> {
  if (shop.outlet.kind !== 'store') return;
  const { house, merchant } = town;
  const skus = shop.articles.map(({ sku }) => sku);
  await house.db.transaction(merchant, async (tx) => {
    const rows = await inventory.stockAt(tx, [shop.outlet.id], skus);
    const arrivals = rows
      .filter(({ onHand, held }) => onHand - held < 14)
      .map(({ sku }) => ({ sku, quantity: 40, unitCostFen: null }));
    if (arrivals.length === 0) return;
    const work = {
      id: newUuid(town.nowMs) as never,
      outlet: shop.outlet.id,
      actor: shop.staff[0]!,
    };
    await inventory.receive(tx, work, arrivals);
  });
}

export const isOpen = ({ outlet }: Shop, epochMs: number): boolean =>
  isOpenAt(outlet.hours, iso(epochMs));
/** Now while open, else when it opens next. */
export const nextOpen = ({ outlet }: Shop, epochMs: number): number => {
  const at = opensAt(outlet.hours, iso(epochMs));
  return at === null ? epochMs + 86_400_000 : epochOf(at);
};
