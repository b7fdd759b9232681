/** What payment providers and other platforms tell us. Each route proves the sender by itself. */
import type { FastifyInstance } from 'fastify';
import type { House, Neighbours } from '../house.ts';
import { sandboxRoutes } from './callbacks/sandbox.ts';

export function callbackRoutes(house: House, neighbours: Neighbours) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(sandboxRoutes(house, neighbours));
  };
}
