/** What a member has earned by passing on: waiting, available, taken out, by order. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { withdraw } from '../../flows/withdraw.ts';
import type { House, Neighbours } from '../../house.ts';
import { fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findIncome } from '../../views/income.ts';
import { Income, WithdrawalIn, WithdrawalOut, withdrawalOut } from '../income-shapes.ts';
import { signedIn } from '../member-session.ts';
import { page, problems, Query } from '../schema.ts';

export const rewardRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/rewards',
      {
        schema: {
          tags: ['me'],
          summary: 'My rewards: each one with its order, and what is available',
          querystring: Query(page),
          response: { 200: Income, ...problems },
        },
      },
      async (request) => {
        const party = { kind: 'member', id: signedIn(request) } as const;
        return house.db.reading(request.merchant, (reader) =>
          findIncome(reader, party, request.query),
        );
      },
    );

    app.post(
      '/withdrawals',
      {
        schema: {
          tags: ['me'],
          summary: 'Take out what is available; the caller makes the id',
          body: WithdrawalIn,
          response: { 201: WithdrawalOut, ...problems },
        },
      },
      async (request, reply) => {
        const party = { kind: 'member', id: signedIn(request) } as const;
        const channel = house.payments.standard?.name;
        if (channel === undefined) throw new Refusal('conflict', 'payments.no_such_channel');
        const { id, amountFen } = request.body;
        const wish = { merchant: request.merchant, id, party, amount: fen(amountFen), channel };
        return reply.code(201).send(withdrawalOut(await withdraw(house.db, wish)));
      },
    );
  };
