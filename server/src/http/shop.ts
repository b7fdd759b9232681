/**
 * Everything a shopper's phone may ask. A visitor is known by her device, a member by her session;
 * routes that need a member say so with `signedIn`.
 */
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';
import { knowMember } from './member-session.ts';

export function shopRoutes(house: House) {
  return async (app: FastifyInstance): Promise<void> => {
    knowMember(app, house);
  };
}
