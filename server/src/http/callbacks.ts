/** What payment providers and other platforms tell us. Each route proves the sender by itself. */
import type { FastifyInstance } from 'fastify';
import type { House, Neighbours } from '../house.ts';
import { noticeRoutes } from './callbacks/notices.ts';

export function callbackRoutes(house: House, neighbours: Neighbours) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(noticeRoutes(house, neighbours, 'sandbox'));
    await app.register(noticeRoutes(house, neighbours, 'wechat-pay'));
  };
}
