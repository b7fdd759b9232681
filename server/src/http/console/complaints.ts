/** Complaints of buyers at a provider, by account: read there, answered there. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { answerComplaint, readComplaints } from '../../flows/answer-complaints.ts';
import type { House, Neighbours } from '../../house.ts';
import { type AccountId, orderOfTrade } from '../../modules/payments/payments.ts';
import { Body, Fen, Nullable, problems, Uuid } from '../schema.ts';
import { deedOf } from '../staff-session.ts';

const tags = ['payment accounts'];
const config = { permission: 'accounts.write' } as const;
const id = Uuid<AccountId>();
const complaint = Type.String({ pattern: '^[0-9A-Za-z]{6,64}$' });
const Row = Type.Object({
  id: Type.String(),
  at: Type.String(),
  words: Type.String(),
  state: Type.Enum(['PENDING', 'PROCESSING', 'PROCESSED']),
  waits: Type.Boolean(),
  wantsRefundFen: Nullable(Fen),
  trades: Type.Array(
    Type.Object({ outTradeNo: Type.String(), order: Nullable(Uuid()), amountFen: Fen }),
  ),
});
const Done = { 204: Type.Null(), ...problems };

export const complaintRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/payment-accounts/:id/complaints',
      {
        config,
        schema: {
          tags,
          summary: 'What buyers complained of in the last thirty days, those that wait first',
          params: Type.Object({ id }),
          response: { 200: Type.Object({ items: Type.Array(Row) }), ...problems },
        },
      },
      async (request) => {
        const deed = deedOf(request, config.permission);
        const items = await readComplaints(house, deed, request.params.id);
        return {
          items: items.map(({ trades, ...each }) => ({
            ...each,
            trades: trades.map((trade) => ({ ...trade, order: orderOfTrade(trade.outTradeNo) })),
          })),
        };
      },
    );

    app.post(
      '/payment-accounts/:id/complaints/:complaint/answer',
      {
        config,
        schema: {
          tags,
          summary: 'Answer a buyer, or (no words) end the complaint after an answer',
          params: Type.Object({ id, complaint }),
          body: Body({ words: Nullable(Type.String({ minLength: 1, maxLength: 200 })) }),
          response: Done,
        },
      },
      async (request, reply) => {
        const deed = deedOf(request, config.permission);
        const { id: account, complaint: of } = request.params;
        const answer = { complaint: of, words: request.body.words };
        await answerComplaint(house, deed, account, answer);
        return reply.code(204).send(null);
      },
    );
  };
