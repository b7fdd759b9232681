/** What a guide has earned: waiting, available, taken out, order by order. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { withdraw } from '../../flows/withdraw.ts';
import type { House, Neighbours } from '../../house.ts';
import { fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findIncome } from '../../views/income.ts';
import { Income, WithdrawalIn, WithdrawalOut, withdrawalOut } from '../income-shapes.ts';
import { page, problems, Query } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

export const incomeRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/income',
      {
        config: { permission: 'income.read' },
        schema: {
          tags: ['work'],
          summary: 'My income: each part with its order, and what is available',
          querystring: Query(page),
          response: { 200: Income, ...problems },
        },
      },
      async (request) => {
        const party = { kind: 'staff', id: staffOf(request).id } as const;
        return house.db.reading(request.merchant, (reader) =>
          findIncome(reader, party, request.query),
        );
      },
    );

    app.post(
      '/withdrawals',
      {
        config: { permission: 'income.read', fresh: true },
        schema: {
          tags: ['work'],
          summary: 'Take out what is available; the caller makes the id',
          body: WithdrawalIn,
          response: { 201: WithdrawalOut, ...problems },
        },
      },
      async (request, reply) => {
        const party = { kind: 'staff', id: staffOf(request).id } as const;
        const channel = house.payments.standard?.name;
        if (channel === undefined) throw new Refusal('conflict', 'payments.no_such_channel');
        const { id, amountFen } = request.body;
        const wish = { merchant: request.merchant, id, party, amount: fen(amountFen), channel };
        return reply.code(201).send(withdrawalOut(await withdraw(house.db, wish)));
      },
    );
  };
