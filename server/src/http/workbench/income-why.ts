/** Why she earned it: asked for the orders that her income page shows. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { OrderId } from '../../kernel/id.ts';
import { findWhy } from '../../views/work-income-why.ts';
import { Fen, Nullable, problems, Query, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

const MOST = 100;
const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export const incomeWhyRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/income/why',
      {
        config: { permission: 'income.read' },
        schema: {
          tags: ['Workbench income'],
          summary: 'Of how much, at which rate, through whom: for orders that she served',
          querystring: Query({
            orders: Type.String({ pattern: `^${UUID}(,${UUID}){0,${MOST - 1}}$` }),
          }),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  orderId: Uuid(),
                  from: Type.Enum(['link', 'home', 'none']),
                  via: Nullable(Type.String()),
                  baseFen: Fen,
                  rateBps: Nullable(Type.Integer()),
                }),
              ),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const orders = request.query.orders.split(',') as OrderId[];
        const { id } = staffOf(request);
        const items = await db.reading(request.merchant, (reader) => findWhy(reader, id, orders));
        return { items };
      },
    );
  };
