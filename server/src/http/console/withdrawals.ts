/** Finance lets withdrawals go: each is paid once, whoever presses. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { payOut, releaseWithdrawal } from '../../flows/pay-out.ts';
import type { House, Neighbours } from '../../house.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findWithdrawals } from '../../views/withdrawals.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

const Row = Type.Object({
  id: Uuid(),
  kind: Type.String(),
  name: Type.String(),
  amountFen: Fen,
  state: Type.String(),
  askedAt: Instant,
  doneAt: Nullable(Instant),
});

export const withdrawalRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/withdrawals',
      {
        config: { permission: 'money.write' },
        schema: {
          tags: ['money'],
          summary: 'Withdrawals, those that wait first',
          querystring: Query(page),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      async (request) => {
        const { after = null, count } = request.query;
        return house.db.reading(request.merchant, (reader) =>
          findWithdrawals(reader, { after, count }),
        );
      },
    );

    app.post(
      '/withdrawals/:id/release',
      {
        config: { permission: 'money.write' },
        schema: {
          tags: ['money'],
          summary: 'Let it go; the channel pays its number once',
          headers: IdempotencyKey,
          params: Type.Object({ id: Uuid() }),
          response: { 200: Type.Object({ id: Uuid(), state: Type.String() }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params } = request;
        const channel = house.payments.standard;
        if (channel === null) throw new Refusal('conflict', 'payments.no_such_channel');
        const wish = { merchant, id: params.id, staff: staffOf(request).id };
        const released = await answerOnce(house.db, request, reply, (db) =>
          releaseWithdrawal(db, wish),
        );
        // A channel that is away leaves the timer, which asks again with the same number.
        await payOut(house.db, channel, merchant, params.id).catch((error) =>
          request.log.warn(error),
        );
        return released;
      },
    );
  };
