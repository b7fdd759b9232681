/** bar-6: one product at one outlet, who would prepare it and when, against the floor's row. */
import type { Figure } from './figure.ts';
import { any, compare, oneOf, onStage } from './stage.ts';

const PRODUCTS = 1_000;
const SHOPPERS = 32;

export const run = (): Promise<Figure> =>
  onStage(PRODUCTS, async (stage) => {
    const { outlets, products } = stage.town;
    const { value, raw } = await compare(stage, SHOPPERS, {
      floor: () => ({ path: `/q/${1 + any(1_000)}` }),
      subject: () => {
        // The first products are left out of some outlets, and "not sold here" is another page.
        const product = products[50 + any(PRODUCTS - 50)]!.id;
        return { path: `/api/shop/products/${product}?outlet=${oneOf(outlets)}` };
      },
    });
    return { id: 'bar-6', value, must: 0.5, aim: 0.8, unit: '× floor', raw };
  });
