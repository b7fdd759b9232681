/** What payment providers and other platforms tell us. Each route proves the sender by itself. */
import type { FastifyInstance } from 'fastify';
import { captureDesk } from '../flows/capture-payment.ts';
import type { House, Neighbours } from '../house.ts';
import { fapiaoRoutes } from './callbacks/fapiao.ts';
import { noticeRoutes } from './callbacks/notices.ts';

export function callbackRoutes(house: House, neighbours: Neighbours) {
  return async (app: FastifyInstance): Promise<void> => {
    const desk = { ...neighbours, capture: captureDesk(house) };
    await app.register(fapiaoRoutes(house, neighbours));
    await app.register(noticeRoutes(house, desk, 'sandbox'));
    await app.register(noticeRoutes(house, desk, 'wechat-pay'));
    await app.register(noticeRoutes(house, desk, 'alipay'));
    await app.register(noticeRoutes(house, desk, 'stripe'));
  };
}
