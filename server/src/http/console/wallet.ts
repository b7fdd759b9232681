/** Stored value and points for head office: plans, what is owed, wallets, wishes for cash. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { askCash, decideCash } from '../../flows/cash-out.ts';
import { seeWallet } from '../../flows/see-wallet.ts';
import { endPlan, makePlan } from '../../flows/top-up.ts';
import type { House } from '../../house.ts';
import type { MemberId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { addDays, startOf, type Day as DayOf } from '../../kernel/time.ts';
import type { CashAskId, PlanId } from '../../modules/wallet/wallet.ts';
import { findCashAsks, findLiability, findWallet, findWalletBook } from '../../views/wallet.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Body, Day, Fen, Instant, Nullable, page, problems, Query, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';
import { BookPage, Plan, WalletOut } from '../wallet-shapes.ts';

const Liability = Type.Object({
  principalFen: Fen,
  bonusFen: Fen,
  points: Type.Integer(),
  holders: Type.Integer(),
  toppedUpFen: Fen,
  bonusGivenFen: Fen,
  spentFen: Fen,
  givenBackFen: Fen,
  paidOutFen: Fen,
  bonusEndedFen: Fen,
  pointsEarned: Type.Integer(),
  pointsSpent: Type.Integer(),
  pointsEnded: Type.Integer(),
});
const Ask = Type.Object({
  id: Uuid(),
  memberId: Uuid(),
  name: Type.String(),
  amountFen: Fen,
  reason: Type.String(),
  askedBy: Type.String(),
  askedById: Nullable(Uuid()),
  madeAt: Instant,
});
const Amount = Type.Integer({ minimum: 1, maximum: 100_000_000 });
const config = { permission: 'money.write' };
const tags = ['money'];

export const walletRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/wallet',
      {
        config,
        schema: {
          tags,
          summary: 'What is owed to members, and what moved in these days',
          querystring: Query({ from: Day, to: Day }),
          response: {
            200: Type.Object({
              liability: Liability,
              plans: Type.Array(Plan),
              asks: Type.Array(Ask),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { from, to } = request.query;
        const span = { from: startOf(from as DayOf), until: startOf(addDays(to as DayOf, 1)) };
        return house.db.reading(request.merchant, async (reader) => {
          const [liability, asks, { plans }] = await Promise.all([
            findLiability(reader, span),
            findCashAsks(reader),
            seeWallet(reader, staffOf(request).id as string as MemberId),
          ]);
          return { liability, asks, plans: [...plans] };
        });
      },
    );

    app.post(
      '/top-up-plans',
      {
        config,
        schema: {
          tags,
          summary: 'A plan: pay so much, get so much on top',
          body: Body({
            id: Uuid<PlanId>(),
            payFen: Type.Integer({ minimum: 100, maximum: 500_000 }),
            bonusFen: Type.Integer({ minimum: 0, maximum: 500_000 }),
          }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { id, payFen, bonusFen } = request.body;
        const plan = { id, payFen: fen(payFen), bonusFen: fen(bonusFen) };
        const { merchant } = request;
        await makePlan(house.db, { merchant, staff: staffOf(request).id, plan });
        return reply.code(201).send({ id });
      },
    );

    app.delete(
      '/top-up-plans/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Offer this plan no more; what was bought stays',
          params: Type.Object({ id: Uuid<PlanId>() }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params } = request;
        await endPlan(house.db, { merchant, staff: staffOf(request).id, id: params.id });
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/members/:id/wallet',
      {
        config,
        schema: {
          tags,
          summary: 'A member’s wallet with its last movements',
          params: Type.Object({ id: Uuid<MemberId>() }),
          querystring: Query({
            ...page,
            what: Type.Optional(Type.Enum(['balance', 'points'])),
          }),
          response: {
            200: Type.Intersect([WalletOut, Type.Object({ book: BookPage })]),
            ...problems,
          },
        },
      },
      async (request) => {
        const { params, query } = request;
        return house.db.reading(request.merchant, async (reader) => {
          const [seen, more, book] = await Promise.all([
            seeWallet(reader, params.id),
            findWallet(reader, params.id),
            findWalletBook(reader, params.id, { ...query, what: query.what ?? 'balance' }),
          ]);
          const { stored, points, has } = seen;
          return {
            ...more,
            has,
            book,
            storedOn: stored.enabled,
            pointsOn: points.enabled,
            pointsPerYuan: points.pointsPerYuan,
            perYuan: points.perYuan,
          };
        });
      },
    );

    app.post(
      '/members/:id/cash-asks',
      {
        config,
        schema: {
          tags,
          summary: 'Enter a member’s wish for her principal in money; somebody else decides',
          params: Type.Object({ id: Uuid<MemberId>() }),
          body: Body({
            id: Uuid<CashAskId>(),
            amountFen: Amount,
            reason: Type.String({ minLength: 1, maxLength: 200 }),
          }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const by = staffOf(request).id;
        const { id, amountFen, reason } = body;
        const wish = { merchant, id, member: params.id, amount: fen(amountFen), reason, by };
        await askCash(house.db, wish);
        return reply.code(201).send({ id });
      },
    );

    app.post(
      '/cash-asks/:id/decision',
      {
        config,
        schema: {
          tags,
          summary: 'Pay principal back to where it came from, or say why not',
          headers: IdempotencyKey,
          params: Type.Object({ id: Uuid<CashAskId>() }),
          body: Body({
            accepted: Type.Boolean(),
            answer: Type.String({ maxLength: 200, default: '' }),
          }),
          response: { 200: Type.Object({ state: Type.String() }), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const wish = { merchant, id: params.id, staff: staffOf(request).id, ...body };
        return answerOnce(house.db, request, reply, (db) => decideCash(db, wish));
      },
    );
  };
