/**
 * bar-1a: the whole of `POST /api/shop/orders` (session, cart, price with a promotion, route over
 * the outlets around, credit, hold, order, portions, event, timer) against the floor's POST. Carts
 * and promised prices are made beforehand: they are requests of their own.
 */
import type { Figure } from './figure.ts';
import { anything, growOrders, openTills } from './order-town.ts';
import { compare, floorOrder, onBase } from './stage.ts';

const CROWDS = [8, 16];

export const run = (): Promise<Figure> =>
  onBase(growOrders, async (stage) => {
    const { owner, town } = stage;
    const tills = openTills(owner, town, await town.promise(anything(town)));
    const raw: object[] = [];
    const values: number[] = [];
    for (const shoppers of CROWDS) {
      const pair = { floor: () => floorOrder(), subject: tills.next, prepare: tills.fill };
      const seen = await compare(stage, shoppers, pair);
      values.push(seen.value);
      raw.push({ shoppers, ...seen });
    }
    const { rows } = await owner.query(
      `select count(*)::int as placed from orders.order where state = 'unpaid'`,
    );
    if (rows[0].placed !== tills.given()) throw new Error('an order was answered and not kept');
    const value = Math.min(...values);
    return { id: 'bar-1a', value, unit: '× floor', must: 0.3, aim: 0.5, raw };
  });
