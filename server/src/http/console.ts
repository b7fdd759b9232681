/** Everything the console may ask. Each route names the permission that it needs. */
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';
import { knowStaff } from './staff-session.ts';

export function consoleRoutes(house: House) {
  return async (app: FastifyInstance): Promise<void> => {
    knowStaff(app, house, 'console');
  };
}
