/** bar-6: one product at one outlet, who would prepare it and when, against the floor's row. */
import { any, compare, onStage } from './shop-bench.ts';

const PRODUCTS = 1_000;
const SHOPPERS = 32;

export const run = (port = 8_150) =>
  onStage(PRODUCTS, port, async (stage) => {
    const { outlets, products } = stage.town;
    const { value, raw } = await compare(
      stage,
      SHOPPERS,
      () => ({ path: `/q/${1 + any(1_000)}` }),
      () => {
        // The first products are left out of some outlets, and "not sold here" is another page.
        const product = products[50 + any(PRODUCTS - 50)]!.id;
        return { path: `/api/shop/products/${product}?outlet=${outlets[any(12)]}` };
      },
    );
    return { id: 'bar-6', value, must: 0.5, aim: 0.8, unit: '× floor', raw };
  });

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 1));
