/** Where people live: complexes to choose from, so that an address has a place on the map. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import { findComplexes } from '../../views/shop-complexes.ts';
import { problems, Query, Uuid } from '../schema.ts';

const Complex = Type.Object({
  id: Uuid(),
  name: Type.String(),
  district: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
});

export function complexRoutes({ db }: House): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/complexes',
      {
        schema: {
          tags: ['shop'],
          summary: 'Residential complexes whose name holds these characters',
          querystring: Query({ q: Type.String({ maxLength: 40, default: '' }) }),
          response: { 200: Type.Object({ items: Type.Array(Complex) }), ...problems },
        },
      },
      async (request) => ({
        items: await db.reading(request.merchant, (reader) =>
          findComplexes(reader, request.query.q.trim()),
        ),
      }),
    );
  };
}
