/** What a chain's own developer may ask with an API key. */
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';

export function openRoutes(_house: House) {
  return async (_app: FastifyInstance): Promise<void> => {};
}
