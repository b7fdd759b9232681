/** What a product promises beyond the law, and what the law excepts; new orders keep it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { changeTerms } from '../../flows/change-goods.ts';
import type { House } from '../../house.ts';
import type { ProductId } from '../../kernel/id.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import { Terms } from '../case-shapes.ts';
import { actorOf } from '../staff-session.ts';
import { Body, Nullable, problems, Uuid } from '../schema.ts';

const One = Type.Object({ id: Uuid<ProductId>() });
const Happy = Body({
  days: Type.Integer({ minimum: 1, maximum: 365 }),
  opened: Type.Boolean(),
  freight: Type.Enum(['store', 'member']),
  evidence: Type.Boolean(),
});

export const productTermRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/products/:id/terms',
      {
        config: { permission: 'goods.read' },
        schema: {
          tags: ['goods'],
          summary: 'What is promised of a product after the sale',
          params: One,
          response: { 200: Terms, ...problems },
        },
      },
      ({ merchant, params }) => db.reading(merchant, (r) => catalog.termsOf(r, params.id)),
    );
    app.put(
      '/products/:id/terms',
      {
        config: { permission: 'goods.write' },
        schema: {
          tags: ['goods'],
          summary: 'Promise it: orders of before keep what they were placed under',
          params: One,
          body: Body({
            except: Nullable(Type.Enum(['fresh', 'custom', 'unsealed', 'press'])),
            happy: Nullable(Happy),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const deed = { merchant: request.merchant, actor: actorOf(request) };
        await changeTerms(db, deed, request.params.id, request.body);
        return reply.code(204).send(null);
      },
    );
  };
