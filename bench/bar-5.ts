/**
 * bar-5: a page of 24 cards with the price of this outlet and what is free in it, against the
 * floor's 24 rows. Prices and stock are those committed when the request came.
 */
import { any, compare, onStage } from './shop-bench.ts';

const PRODUCTS = 1_000;
const SHOPPERS = 32;

export const run = (port = 8_150) =>
  onStage(PRODUCTS, port, async (stage) => {
    const { outlets, products } = stage.town;
    const pages = Array.from({ length: 20 }, (_, i) => products[i * 24]!.id);
    const { value, raw } = await compare(
      stage,
      SHOPPERS,
      () => ({ path: `/list/${any(900)}` }),
      () => {
        const after = any(4) === 0 ? '' : `&after=${pages[any(pages.length)]}`;
        return { path: `/api/shop/goods?outlet=${outlets[any(12)]}${after}` };
      },
    );
    return { id: 'bar-5', value, must: 0.5, aim: 1, unit: '× floor', raw };
  });

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 1));
