/** Head office and dealers: cases, refunds without a case, portions under review, cancelling. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { cancelOrder } from '../../flows/cancel-order.ts';
import { decideReview } from '../../flows/decide-review.ts';
import { refundOrderLines } from '../../flows/refund-order-lines.ts';
import type { House } from '../../house.ts';
import type { OrderId, RefundId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { caseRoutes } from '../case-routes.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Body, Fen, Nullable, problems, Uuid } from '../schema.ts';
import { reach, staffOf } from '../staff-session.ts';

const One = Type.Object({ id: Uuid<OrderId>() });
const Line = Body({
  no: Type.Integer({ minimum: 0, maximum: 50 }),
  pieces: Type.Integer({ minimum: 0, maximum: 999 }),
  amountFen: Nullable(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
});

export const refundRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(caseRoutes(house));

    app.post(
      '/orders/:id/refunds',
      {
        config: { permission: 'orders.refund' },
        schema: {
          tags: ['orders'],
          summary: 'Give money back: pieces, an amount, or (no lines) all that is left',
          params: One,
          body: Body({
            id: Uuid<RefundId>(),
            lines: Type.Array(Line, { maxItems: 50 }),
            reason: Type.String({ minLength: 1, maxLength: 200 }),
            sellable: Type.Array(Type.Integer({ minimum: 1, maximum: 50 }), { default: [] }),
          }),
          response: {
            201: Type.Object({ id: Uuid(), amountFen: Fen, cancelled: Type.Boolean() }),
            ...problems,
          },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const { lines, ...rest } = body;
        const asks = lines.map(({ no, pieces, amountFen }) => ({
          no,
          pieces,
          amount: amountFen === null ? null : fen(amountFen),
        }));
        const made = await refundOrderLines(house.db, {
          ...rest,
          merchant,
          order: params.id,
          asks: asks.length === 0 ? 'all' : asks,
          staff: staffOf(request).id,
          reach: reach(request, 'orders.refund'),
        });
        return reply.code(201).send(made);
      },
    );

    app.post(
      '/orders/:id/review',
      {
        config: { permission: 'money.write' },
        schema: {
          tags: ['orders'],
          summary: 'Portions under review: pay them as promised, or leave them with head office',
          headers: IdempotencyKey,
          params: One,
          body: Body({
            accepted: Type.Boolean(),
            words: Type.String({ minLength: 1, maxLength: 500 }),
          }),
          response: { 200: Type.Object({ decided: Type.Integer() }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const who = { staff: staffOf(request).id, reach: reach(request, 'money.write') };
        return answerOnce(house.db, request, reply, (db) =>
          decideReview(db, { merchant, order: params.id, ...body, ...who }),
        );
      },
    );

    app.post(
      '/orders/:id/cancel',
      {
        config: { permission: 'orders.refund' },
        schema: {
          tags: ['orders'],
          summary: 'Cancel before hand-over; all that is left goes back',
          headers: IdempotencyKey,
          params: One,
          body: Body({ reason: Type.String({ minLength: 1, maxLength: 200 }) }),
          response: { 200: Type.Object({ order: Uuid(), refundedFen: Fen }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const actor = { kind: 'staff', id: staffOf(request).id } as const;
        const near = reach(request, 'orders.refund');
        const wish = { merchant, order: params.id, actor, ...body, owner: null, reach: near };
        return answerOnce(house.db, request, reply, (db) => cancelOrder(db, wish));
      },
    );
  };
