/** Every leg of an order's money, for whoever may see the order. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { OrderId } from '../../kernel/id.ts';
import { findOrderMoney } from '../../views/order-money.ts';
import { Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { reach } from '../staff-session.ts';

const Leg = Type.Object({
  id: Uuid(),
  role: Type.String(),
  account: Type.String(),
  name: Type.String(),
  bps: Nullable(Type.Integer()),
  amountFen: Fen,
  takenBackFen: Fen,
  netFen: Fen,
  state: Type.String(),
});
export const Posting = Type.Object({
  id: Uuid(),
  at: Instant,
  from: Type.String(),
  to: Type.String(),
  fromName: Type.String(),
  toName: Type.String(),
  type: Type.String(),
  role: Type.String(),
  amountFen: Fen,
});
const Back = Type.Object({
  id: Uuid(),
  reason: Type.String(),
  amountFen: Fen,
  state: Type.String(),
  askedAt: Instant,
  doneAt: Nullable(Instant),
  lines: Type.Array(Type.Object({ no: Type.Integer(), pieces: Type.Integer(), amountFen: Fen })),
});
const Money = Type.Object({
  capturedFen: Fen,
  refundedFen: Fen,
  state: Type.String(),
  settlesAt: Nullable(Instant),
  planVersion: Nullable(Type.Integer()),
  /** The nets of all legs are what was captured and not refunded. */
  balanced: Type.Boolean(),
  legs: Type.Array(Leg),
  postings: Type.Array(Posting),
  refunds: Type.Array(Back),
});

export const orderMoneyRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/orders/:id/money',
      {
        config: { permission: 'orders.read' },
        schema: {
          tags: ['money'],
          summary: 'Who gets what of an order, what came back, and every posting',
          params: Type.Object({ id: Uuid<OrderId>() }),
          response: { 200: Money, ...problems },
        },
      },
      async (request) =>
        house.db.reading(request.merchant, (reader) =>
          findOrderMoney(reader, reach(request, 'orders.read'), request.params.id),
        ),
    );
  };
