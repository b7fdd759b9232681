/**
 * bar-4: two hundred buyers at once and fifty pieces, nothing elsewhere: fifty are sold and nobody
 * meets a fault, through one server process and through two.
 */
import type { Figure } from './figure.ts';
import { askAll } from './load.ts';
import { growOrders, openTills } from './order-town.ts';
import { onBase, ROUNDS } from './stage.ts';

const BUYERS = 200;
const PIECES = 50;

export const run = (): Promise<Figure[]> =>
  onBase(growOrders, async ({ town, owner, shop, another }) => {
    const second = await another();
    const figures: Figure[] = [];
    for (const [id, urls] of [
      ['bar-4 sold by one', [shop.url]],
      ['bar-4 sold by two', [shop.url, second.url]],
    ] as const) {
      const raw: Crowd[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const sku = town.skus[100 + figures.length * 10 + round]!;
        await owner.query('update inventory.stock set on_hand = 0 where sku_id = $1', [sku]);
        await owner.query(
          'update inventory.stock set on_hand = $3 where outlet_id = $1 and sku_id = $2',
          [town.outlets[0], sku, PIECES],
        );
        const wanted = { outlet: town.outlets[0]!, sku };
        const tills = openTills(owner, town, await town.promise([wanted]));
        await owner.query('delete from orders.cart where consumed_by is null');
        await tills.fill();
        raw.push(await crowd(urls, tills.next));
      }
      const faults = raw.reduce((sum, each) => sum + each.faults, 0);
      const worst = raw.toSorted((a, b) => Math.abs(a.sold - PIECES) - Math.abs(b.sold - PIECES));
      const value = faults > 0 ? -faults : worst.at(-1)!.sold;
      figures.push({ id, value, unit: 'sold', must: PIECES, aim: PIECES, bound: 'exactly', raw });
    }
    return figures;
  });

interface Crowd {
  readonly sold: number;
  readonly refused: number;
  readonly faults: number;
}

async function crowd(urls: readonly string[], next: Parameters<typeof askAll>[1]): Promise<Crowd> {
  const statuses = await askAll(
    Array.from({ length: BUYERS }, (_, i) => urls[i % urls.length]!),
    next,
  );
  const count = (of: (status: number) => boolean): number => statuses.filter(of).length;
  return {
    sold: count((status) => status === 201),
    refused: count((status) => status === 409),
    faults: count((status) => status !== 201 && status !== 409),
  };
}
