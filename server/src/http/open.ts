/** What a chain's own developer may ask with an API key. These routes are a promise: they stay. */
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';
import { knowKey } from './key-session.ts';
import { eventRoutes } from './open/events.ts';
import { goodsRoutes } from './open/goods.ts';
import { memberRoutes } from './open/members.ts';
import { moneyRoutes } from './open/money.ts';
import { orderRoutes } from './open/orders.ts';
import { outletRoutes } from './open/outlets.ts';
import { sharingRoutes } from './open/sharing.ts';
import { stockRoutes } from './open/stock.ts';

export function openRoutes(house: House) {
  return async (app: FastifyInstance): Promise<void> => {
    knowKey(app, house);
    await app.register(outletRoutes(house));
    await app.register(goodsRoutes(house));
    await app.register(stockRoutes(house));
    await app.register(orderRoutes(house));
    await app.register(memberRoutes(house));
    await app.register(sharingRoutes(house));
    await app.register(moneyRoutes(house));
    await app.register(eventRoutes(house));
  };
}
