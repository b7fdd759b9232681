/** Staff decide cases and give money back: the same routes in workbench and console. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { decideAftersales } from '../flows/decide-aftersales.ts';
import type { House } from '../house.ts';
import type { CaseId } from '../kernel/id.ts';
import { findCases } from '../views/aftersales.ts';
import { answerOnce, IdempotencyKey } from './idempotency.ts';
import { Body, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from './schema.ts';
import { reach, staffOf } from './staff-session.ts';

const CaseRow = Type.Object({
  id: Uuid(),
  orderId: Uuid(),
  orderNumber: Type.String(),
  buyer: Type.String(),
  outletName: Type.String(),
  kind: Type.String(),
  reason: Type.String(),
  words: Type.String(),
  lines: Type.Array(
    Type.Object({
      no: Type.Integer(),
      title: Type.String(),
      pieces: Type.Integer(),
      amountFen: Nullable(Fen),
    }),
  ),
  state: Type.String(),
  askedAt: Instant,
  refundFen: Nullable(Fen),
});

export const CASE_FILTERS = { state: Type.Optional(Type.Enum(['asked', 'decided'])) };

export const caseRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/aftersales',
      {
        config: { permission: 'orders.read' },
        schema: {
          tags: ['orders'],
          summary: 'Cases, those that wait first',
          querystring: Query({ ...page, ...CASE_FILTERS }),
          response: { 200: PageOf(CaseRow), ...problems },
        },
      },
      async (request) => {
        const { after = null, count, state = null } = request.query;
        const wish = { reach: reach(request, 'orders.read'), after, count, state };
        return house.db.reading(request.merchant, (reader) => findCases(reader, wish));
      },
    );

    app.post(
      '/aftersales/:id/decision',
      {
        config: { permission: 'orders.refund' },
        schema: {
          tags: ['orders'],
          summary: 'Accept or reject a case; accepting refunds in the same breath',
          headers: IdempotencyKey,
          params: Type.Object({ id: Uuid<CaseId>() }),
          body: Body({
            accepted: Type.Boolean(),
            words: Type.String({ maxLength: 500, default: '' }),
            sellable: Type.Array(Type.Integer({ minimum: 1, maximum: 50 }), { default: [] }),
          }),
          response: {
            200: Type.Object({ case: Uuid(), state: Type.String(), refundFen: Fen }),
            ...problems,
          },
        },
      },
      async (request, reply) => {
        const { merchant, body, params } = request;
        const staff = staffOf(request).id;
        const near = reach(request, 'orders.refund');
        return answerOnce(house.db, request, reply, (db) =>
          decideAftersales(db, { merchant, case: params.id, ...body, staff, reach: near }),
        );
      },
    );
  };
