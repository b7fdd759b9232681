/** Finance lets withdrawals go, or not: each is paid once, whoever presses. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { payOut, refuseWithdrawal, releaseWithdrawal } from '../../flows/pay-out.ts';
import type { House, Neighbours } from '../../house.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findWithdrawals } from '../../views/withdrawals.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Body, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

const Row = Type.Object({
  id: Uuid(),
  kind: Type.String(),
  name: Type.String(),
  amountFen: Fen,
  feeFen: Fen,
  withheldFen: Fen,
  netFen: Fen,
  way: Type.String(),
  payeeKind: Type.String(),
  payeeName: Type.String(),
  payeeAccount: Type.String(),
  bankName: Type.String(),
  /** So many other people are paid to the same account. */
  sharedWith: Type.Integer(),
  needsSecond: Type.Boolean(),
  approvedBy: Type.String(),
  approvedById: Nullable(Uuid()),
  reason: Type.String(),
  batchId: Nullable(Uuid()),
  state: Type.String(),
  askedAt: Instant,
  releasedAt: Nullable(Instant),
  doneAt: Nullable(Instant),
});
const State = Type.Enum(['asked', 'approved', 'under_way', 'paid', 'failed', 'refused']);
const Params = Type.Object({ id: Uuid() });
const Decided = Type.Object({ id: Uuid(), state: Type.String() });

export const withdrawalRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/withdrawals',
      {
        config: { permission: 'money.write' },
        schema: {
          tags: ['money'],
          summary: 'Withdrawals, those that wait first; payees are masked',
          querystring: Query({ ...page, state: Type.Optional(State) }),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      async (request) => {
        const { after = null, count, state = null } = request.query;
        return house.db.reading(request.merchant, (reader) =>
          findWithdrawals(reader, { after, count, state }),
        );
      },
    );

    app.post(
      '/withdrawals/:id/release',
      {
        config: { permission: 'money.write', fresh: true },
        schema: {
          tags: ['money'],
          summary: 'Let it go; above the threshold two people do. The channel pays its number once',
          headers: IdempotencyKey,
          params: Params,
          response: { 200: Decided, ...problems },
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
        if (released.state === 'under_way' && released.way === 'transfer')
          await payOut(house.db, channel, merchant, params.id).catch((error) =>
            request.log.warn(error),
          );
        return { id: released.id, state: released.state };
      },
    );

    app.post(
      '/withdrawals/:id/refusal',
      {
        config: { permission: 'money.write' },
        schema: {
          tags: ['money'],
          summary: 'Not let go: the money is theirs again, and they read the reason',
          headers: IdempotencyKey,
          params: Params,
          body: Body({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
          response: { 200: Decided, ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const wish = { merchant, id: params.id, staff: staffOf(request).id, reason: body.reason };
        return answerOnce(house.db, request, reply, (db) => refuseWithdrawal(db, wish));
      },
    );
  };
