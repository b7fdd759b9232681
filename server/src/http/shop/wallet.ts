/** My wallet: what I keep with the shop, putting money in, taking it back, paying with it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { askCash } from '../../flows/cash-out.ts';
import { payByWallet, walletOfferFor } from '../../flows/pay-by-wallet.ts';
import { seeWallet } from '../../flows/see-wallet.ts';
import { goToTopUp, openTopUp, TERMS } from '../../flows/top-up.ts';
import type { House, Neighbours } from '../../house.ts';
import type { OrderId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import type { CashAskId, PlanId, TopUpId } from '../../modules/wallet/wallet.ts';
import { findWallet, findWalletBook } from '../../views/wallet.ts';
import { signedIn } from '../member-session.ts';
import { sceneOf } from '../pay-scene.ts';
import { Body, Fen, Nullable, page, problems, Query, Uuid } from '../schema.ts';
import { shownOf } from './pay.ts';
import { BookPage, Has, Parts, Plan, WalletOut } from '../wallet-shapes.ts';

const OUR_PAGE = '^/(?![/\\\\])[\\w\\-./?=&%#]*$';
const Amount = Type.Integer({ minimum: 1, maximum: 100_000_000 });
const tags = ['me'];

export const walletRoutes =
  (house: House & Pick<Neighbours, 'payments'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/wallet',
      {
        schema: {
          tags,
          summary: 'What I keep with the shop: stored value, points, what ends when',
          response: {
            200: Type.Intersect([
              WalletOut,
              Type.Object({
                plans: Type.Array(Plan),
                leastFen: Fen,
                capFen: Fen,
                namedCapFen: Fen,
                holder: Nullable(Type.String()),
                terms: Type.String(),
              }),
            ]),
            ...problems,
          },
        },
      },
      async (request) => {
        const member = signedIn(request);
        return house.db.reading(request.merchant, async (reader) => {
          const [seen, more] = await Promise.all([
            seeWallet(reader, member),
            findWallet(reader, member),
          ]);
          const { stored, points, plans, holder, has, capFen } = seen;
          return {
            ...more,
            has,
            plans: [...plans],
            holder,
            capFen,
            storedOn: stored.enabled,
            pointsOn: points.enabled,
            pointsPerYuan: points.pointsPerYuan,
            perYuan: points.perYuan,
            leastFen: stored.leastFen,
            namedCapFen: stored.namedCapFen,
            terms: TERMS,
          };
        });
      },
    );

    app.get(
      '/wallet/book',
      {
        schema: {
          tags,
          summary: 'Every movement of my balance or of my points, the newest first',
          querystring: Query({ ...page, what: Type.Enum(['balance', 'points']) }),
          response: { 200: BookPage, ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        return house.db.reading(request.merchant, (reader) =>
          findWalletBook(reader, member, request.query),
        );
      },
    );

    app.get(
      '/wallet/offer',
      {
        schema: {
          tags,
          summary: 'What my wallet would pay of so much',
          querystring: Query({ payableFen: Amount }),
          response: {
            200: Type.Object({ has: Has, both: Parts, balance: Parts, points: Parts }),
            ...problems,
          },
        },
      },
      async (request) => {
        const member = signedIn(request);
        return house.db.reading(request.merchant, (reader) =>
          walletOfferFor(reader, member, fen(request.query.payableFen)),
        );
      },
    );

    app.put(
      '/orders/:id/wallet',
      {
        schema: {
          tags: ['shop'],
          summary: 'Let my wallet pay all or a part of this order, exactly as I saw it',
          params: Type.Object({ id: Uuid<OrderId>() }),
          body: Body({ balance: Type.Boolean(), points: Type.Boolean(), seen: Parts }),
          response: {
            200: Type.Object({ state: Type.Enum(['paid', 'held']), restFen: Fen }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { merchant, params, body } = request;
        const { balance, points, seen } = body;
        return payByWallet(house, {
          merchant,
          order: params.id,
          member: signedIn(request),
          use: { balance, points },
          seen: {
            principal: fen(seen.principal),
            bonus: fen(seen.bonus),
            points: seen.points,
            pointsFen: fen(seen.pointsFen),
          },
        });
      },
    );

    app.post(
      '/wallet/top-ups',
      {
        schema: {
          tags,
          summary: 'Put money into my wallet: a plan or an amount of my own',
          body: Body({
            id: Uuid<TopUpId>(),
            planId: Nullable(Uuid<PlanId>()),
            amountFen: Amount,
            /** Which text of the terms I agreed to. */
            terms: Type.String({ maxLength: 20 }),
            name: Nullable(Type.String({ minLength: 2, maxLength: 40 })),
          }),
          response: {
            201: Type.Object({ id: Uuid(), amountFen: Fen, bonusFen: Fen }),
            ...problems,
          },
        },
      },
      async (request, reply) => {
        const { id, planId, amountFen, terms, name } = request.body;
        const { merchant } = request;
        const wish = { merchant, id, plan: planId, amount: fen(amountFen), terms, name };
        const made = await openTopUp(house, { ...wish, member: signedIn(request) });
        return reply.code(201).send(made);
      },
    );

    app.post(
      '/wallet/top-ups/:id/pay',
      {
        schema: {
          tags,
          summary: 'Go to the cashier with a top-up; pressing it again is the same payment',
          params: Type.Object({ id: Uuid<TopUpId>() }),
          body: Body({
            back: Type.String({ pattern: OUR_PAGE, maxLength: 200, default: '/' }),
          }),
          response: {
            200: Type.Object({
              payUrl: Nullable(Type.String()),
              call: Nullable(Type.Record(Type.String(), Type.String())),
              code: Nullable(Type.String()),
              amountFen: Fen,
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { merchant, hostname: host, ip: address, params, body } = request;
        const scene = sceneOf(request.headers['user-agent']);
        const from = { host, back: body.back, address, scene };
        const wish = { merchant, id: params.id, member: signedIn(request), from };
        const { checkout, amountFen } = await goToTopUp(house, wish);
        return { ...(await shownOf(checkout)), amountFen };
      },
    );

    app.post(
      '/wallet/cash-asks',
      {
        schema: {
          tags,
          summary: 'Ask for my principal back in money; a second person looks at it',
          body: Body({
            id: Uuid<CashAskId>(),
            amountFen: Amount,
            reason: Type.String({ minLength: 1, maxLength: 200 }),
          }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { id, amountFen, reason } = request.body;
        const { merchant } = request;
        const wish = { merchant, id, amount: fen(amountFen), reason, by: null };
        await askCash(house.db, { ...wish, member: signedIn(request) });
        return reply.code(201).send({ id });
      },
    );
  };
