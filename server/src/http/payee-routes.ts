/** Where my money goes, and under which terms: the same for members and for staff. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { setPayee } from '../flows/set-payee.ts';
import { quoteOf, withdrawalTermsOf } from '../flows/steps/withdrawal-terms.ts';
import type { House, Neighbours } from '../house.ts';
import type { Id } from '../kernel/id.ts';
import { fen } from '../kernel/money.ts';
import * as payouts from '../modules/payouts/payouts.ts';
import { Body, Fen, Instant, Nullable, problems, Uuid } from './schema.ts';

const Payee = Type.Object({
  id: Uuid(),
  kind: Type.String(),
  nameMasked: Type.String(),
  idNoMasked: Type.String(),
  accountMasked: Type.String(),
  bankName: Type.String(),
  madeAt: Instant,
});
const Terms = Type.Object({
  minFen: Fen,
  maxFen: Fen,
  feeFen: Fen,
  feeBps: Type.Integer(),
  perDay: Type.Integer(),
  perDayFen: Fen,
  perMonthFen: Fen,
  /** Withheld by us, or by the merchant's own agent. */
  tax: Type.Enum(['labour', 'cumulative', 'agent']),
  /** Nothing can be taken out before. */
  from: Instant,
  payee: Nullable(Payee),
  /** What would arrive of the sum that was asked about, were it paid today. */
  quote: Nullable(Type.Object({ amountFen: Fen, feeFen: Fen, withheldFen: Fen, netFen: Fen })),
});
const PayeeIn = Body({
  id: Uuid<Id<'payee'>>(),
  kind: Type.Enum(['wechat', 'bank']),
  name: Type.String({ minLength: 2, maxLength: 40 }),
  idNo: Type.String({ minLength: 18, maxLength: 18 }),
  cardNo: Type.String({ maxLength: 30, default: '' }),
  bankName: Type.String({ maxLength: 60, default: '' }),
});

export const payeeRoutes =
  (
    house: House & Pick<Neighbours, 'payments'>,
    tag: 'me' | 'work',
    personOf: (request: FastifyRequest) => payouts.Person,
  ): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = tag === 'work' ? { permission: 'income.read' } : {};
    app.get(
      '/withdrawal-terms',
      {
        config,
        schema: {
          tags: [tag],
          summary: 'Under which terms I can take money out, and where it goes',
          querystring: Type.Object({
            amountFen: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
          }),
          response: { 200: Terms, ...problems },
        },
      },
      async (request) => {
        const person = personOf(request);
        return house.db.reading(request.merchant, async (reader) => {
          const { terms, standing } = await withdrawalTermsOf(reader, person);
          const tax = payouts.methodFor(person, terms);
          const from = payouts.coolUntil(standing, terms);
          const { amountFen } = request.query;
          const quote =
            amountFen === undefined ? null : await quoteOf(reader, person, fen(amountFen));
          return { ...terms, tax, from, payee: standing.payee, quote };
        });
      },
    );

    app.put(
      '/payee',
      {
        config: tag === 'work' ? { ...config, fresh: true } : config,
        schema: {
          tags: [tag],
          summary: 'Where my money goes from now on; a change cools down',
          body: PayeeIn,
          response: { 200: Payee, ...problems },
        },
      },
      async (request) => {
        const { merchant, body: payee } = request;
        const needsOpenid = house.payments.standard?.name !== 'sandbox';
        const person = personOf(request);
        return setPayee({ ...house, needsOpenid }, { merchant, person, payee });
      },
    );
  };
