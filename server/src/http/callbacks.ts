/** What payment providers and other platforms tell us. Each route proves the sender by itself. */
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';

export function callbackRoutes(_house: House) {
  return async (_app: FastifyInstance): Promise<void> => {};
}
