/** What the console reads across rooms: overview, orders, outlets' board, people, shares. */
import type { FastifyInstance } from 'fastify';
import type { House } from '../../house.ts';
import { dashboard } from './dashboard.ts';
import { orderList } from './order-list.ts';
import { outletBoard } from './outlet-board.ts';
import { memberList } from './member-list.ts';
import { shareTrees } from './share-trees.ts';

export const readingRoutes = (house: House) => async (app: FastifyInstance) => {
  for (const room of [dashboard, orderList, outletBoard, memberList, shareTrees])
    await app.register(room(house));
};
