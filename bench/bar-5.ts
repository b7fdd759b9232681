/**
 * bar-5: a page of 24 cards with the price of this outlet and what is free in it, against the
 * floor's 24 rows. Prices and stock are those committed when the request came.
 */
import type { Figure } from './figure.ts';
import { any, compare, oneOf, onStage } from './stage.ts';

const PRODUCTS = 1_000;
const SHOPPERS = 32;

export const run = (): Promise<Figure> =>
  onStage(PRODUCTS, async (stage) => {
    const { outlets, products } = stage.town;
    const pages = Array.from({ length: 20 }, (_, i) => products[i * 24]!.id);
    const { value, raw } = await compare(stage, SHOPPERS, {
      floor: () => ({ path: `/list/${any(900)}` }),
      subject: () => {
        const after = any(4) === 0 ? '' : `&after=${oneOf(pages)}`;
        return { path: `/api/shop/goods?outlet=${oneOf(outlets)}${after}` };
      },
    });
    return { id: 'bar-5', value, must: 0.5, aim: 1, unit: '× floor', raw };
  });
