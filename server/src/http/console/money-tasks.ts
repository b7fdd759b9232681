/** What waits for a person with money in it: reviews of sharers, refunds that do not arrive. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { refundElsewhere } from '../../flows/refund-elsewhere.ts';
import { retryRefund } from '../../flows/retry-refund.ts';
import type { House, Neighbours } from '../../house.ts';
import type { RefundId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { reachOf } from '../../modules/chain/chain.ts';
import { countTasks, findFailedRefunds, findReviews } from '../../views/money-tasks.ts';
import { Body, Fen, Instant, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { actorOf, reach, staffOf } from '../staff-session.ts';

const order = {
  orderId: Uuid(),
  orderNumber: Type.String(),
  buyer: Type.String(),
  outletName: Type.String(),
};
const Review = Type.Object({
  ...order,
  heldFen: Fen,
  paidAt: Instant,
  reasons: Type.Array(
    Type.Object({
      code: Type.String({ description: 'same_device, same_payer, same_address, same_phone' }),
      who: Type.String(),
    }),
  ),
});
const Failed = Type.Object({
  id: Uuid(),
  ...order,
  amountFen: Fen,
  channel: Type.String(),
  tries: Type.Integer(),
  forOrder: Type.Boolean({ description: 'false: a late or doubled payment going back' }),
  failure: Type.String({ description: 'What the provider said; no_answer, refused' }),
  since: Instant,
  nextAt: Instant,
});
const Tasks = Type.Object({
  cases: Type.Integer(),
  reviews: Type.Integer(),
  failedRefunds: Type.Integer(),
  /** Of the last look through the books. */
  alarms: Type.Integer(),
});

export const moneyTaskRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = house;
    app.get(
      '/reviews',
      {
        config: { permission: 'money.write' },
        schema: {
          tags: ['orders'],
          summary: 'Orders whose sharers are close to the buyer: portions wait for a decision',
          querystring: Query(page),
          response: { 200: PageOf(Review), ...problems },
        },
      },
      async (request) => {
        const { after = null, count } = request.query;
        const wish = { reach: reach(request, 'money.write'), after, count };
        return db.reading(request.merchant, (reader) => findReviews(reader, wish));
      },
    );

    app.get(
      '/refunds/failed',
      {
        config: { permission: 'orders.refund' },
        schema: {
          tags: ['orders'],
          summary: 'Refunds that the provider would not send, or never answered',
          querystring: Query(page),
          response: { 200: PageOf(Failed), ...problems },
        },
      },
      async (request) => {
        const { after = null, count } = request.query;
        const wish = { reach: reach(request, 'orders.refund'), after, count };
        return db.reading(request.merchant, (reader) => findFailedRefunds(reader, wish));
      },
    );

    app.post(
      '/refunds/:id/retry',
      {
        config: { permission: 'orders.refund' },
        schema: {
          tags: ['orders'],
          summary: 'Ask the provider again now, by the same number: it is paid once',
          params: Type.Object({ id: Uuid<RefundId>() }),
          response: { 202: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params } = request;
        await retryRefund(db, {
          merchant,
          refund: params.id,
          actor: actorOf(request),
          reach: reach(request, 'orders.refund'),
        });
        return reply.code(202).send({ id: params.id });
      },
    );

    app.post(
      '/refunds/:id/elsewhere',
      {
        config: { permission: 'money.write' },
        schema: {
          tags: ['orders'],
          summary:
            'The buyer’s account takes nothing: her money goes to a card, or to the merchant',
          params: Type.Object({ id: Uuid<RefundId>() }),
          body: Body({
            to: Type.Enum(['card', 'merchant']),
            bank: Type.Optional(
              Type.String({ pattern: '^[A-Z_]{2,32}$', examples: ['ICBC_DEBIT'] }),
            ),
            number: Type.Optional(Type.String({ pattern: '^\\d{12,20}$' })),
            name: Type.Optional(Type.String({ minLength: 2, maxLength: 40 })),
          }),
          response: { 202: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const { to, bank, number, name } = body;
        const whole = bank !== undefined && number !== undefined && name !== undefined;
        if (to === 'card' && !whole) throw new Refusal('invalid', 'payments.card_not_whole');
        await refundElsewhere(house, {
          merchant,
          refund: params.id,
          actor: actorOf(request),
          reach: reach(request, 'money.write'),
          to: whole && to === 'card' ? { kind: to, bank, number, name } : { kind: 'merchant' },
        });
        return reply.code(202).send({ id: params.id });
      },
    );

    app.get(
      '/tasks',
      {
        config: { permission: 'orders.read' },
        schema: {
          tags: ['orders'],
          summary: 'How many cases, reviews and failed refunds wait for me',
          response: { 200: Tasks, ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        const near = {
          cases: reachOf(staff, 'orders.refund'),
          reviews: reachOf(staff, 'money.write'),
        };
        return db.reading(request.merchant, (reader) => countTasks(reader, near));
      },
    );
  };
