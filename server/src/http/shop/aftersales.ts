/** What a member asks back of an order, and what became of it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { askAftersales } from '../../flows/ask-aftersales.ts';
import type { House } from '../../house.ts';
import type { CaseId, OrderId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMyCases } from '../../views/aftersales.ts';
import { signedIn } from '../member-session.ts';
import { Body, Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';

const Line = Body({
  no: Type.Integer({ minimum: 0, maximum: 50 }),
  pieces: Type.Integer({ minimum: 0, maximum: 999 }),
  amountFen: Nullable(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
});
const KINDS = ['refund_only', 'return_and_refund', 'amount', 'cancel'] as const;
const Ask = Body({
  id: Uuid<CaseId>(),
  kind: Type.Enum(KINDS),
  reason: Type.String({ minLength: 1, maxLength: 60 }),
  words: Type.String({ maxLength: 500, default: '' }),
  photos: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 6, default: [] }),
  lines: Type.Array(Line, { maxItems: 50 }),
});
export const CaseOut = Type.Object({
  id: Uuid(),
  kind: Type.String(),
  reason: Type.String(),
  words: Type.String(),
  lines: Type.Array(
    Type.Object({ no: Type.Integer(), pieces: Type.Integer(), amountFen: Nullable(Fen) }),
  ),
  state: Type.String(),
  askedAt: Instant,
  decidedAt: Nullable(Instant),
  decisionWords: Type.String(),
  refundFen: Nullable(Fen),
  refundState: Nullable(Type.String()),
});

export const aftersalesRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/orders/:id/aftersales',
      {
        schema: {
          tags: ['shop'],
          summary: 'Ask something back; the caller makes the id',
          params: Type.Object({ id: Uuid<OrderId>() }),
          body: Ask,
          response: { 201: Type.Object({ id: Uuid(), state: Type.String() }), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { merchant, params, body: ask } = request;
        const made = await askAftersales(house.db, { merchant, order: params.id, member, ask });
        return reply.code(201).send({ id: made.id, state: made.state });
      },
    );

    app.get(
      '/orders/:id/aftersales',
      {
        schema: {
          tags: ['shop'],
          summary: 'My cases of this order',
          params: Type.Object({ id: Uuid<OrderId>() }),
          response: { 200: Type.Object({ items: Type.Array(CaseOut) }), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { id } = request.params;
        const items = await house.db.reading(request.merchant, (reader) =>
          findMyCases(reader, member, id),
        );
        if (items === null) throw new Refusal('not_found', 'orders.no_such_order');
        return { items };
      },
    );
  };
