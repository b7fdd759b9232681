/** Spend-and-save of outlets, dealers and the whole chain. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { startPromotion, stopPromotion } from '../../flows/change-promotions.ts';
import type { House } from '../../house.ts';
import type { NodeId, PromotionId } from '../../kernel/id.ts';
import { costOf } from '../../modules/pricing/pricing.ts';
import { fen } from '../../kernel/money.ts';
import { instantAt } from '../../kernel/time.ts';
import { findPromotions } from '../../views/promotions.ts';
import {
  Body,
  closed,
  Fen,
  Instant,
  Nullable,
  page,
  PageOf,
  problems,
  Query,
  Uuid,
} from '../schema.ts';
import { deedOf, reach } from '../staff-session.ts';

const tags = ['promotions'];
const WRITE = { permission: 'promotions.write' } as const;
const Owner = Type.Enum(['hq', 'dealer', 'outlet']);
const amount = Type.Integer({ minimum: 1, maximum: 1_000_000_00 });

const Share = Type.Integer({ minimum: 0, maximum: 10_000 });

const Row = Type.Object({
  id: Uuid(),
  nodeId: Uuid(),
  nodeName: Type.String(),
  name: Type.String(),
  thresholdFen: Fen,
  offFen: Fen,
  startsAt: Instant,
  endsAt: Instant,
  costOwner: Owner,
  dealerBps: Share,
  outletBps: Share,
  stoppedAt: Nullable(Instant),
  mayStop: Type.Boolean(),
  state: Type.Enum(['running', 'planned', 'ended', 'stopped']),
  madeByName: Nullable(Type.String()),
});

export const promotionRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/promotions',
      {
        config: { permission: 'goods.read' },
        schema: {
          tags,
          summary: 'Promotions that hold for the branches you see, newest first',
          querystring: Query({ ...page, after: Type.Optional(Uuid<PromotionId>()) }),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      async (request) => {
        const { after = null, count } = request.query;
        return db.reading(request.merchant, (reader) =>
          findPromotions(reader, reach(request, 'goods.read'), after, count),
        );
      },
    );
    app.post(
      '/promotions',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Start a promotion; it is stopped, never edited',
          body: Body({
            id: Uuid<PromotionId>(),
            nodeId: Uuid<NodeId>(),
            name: Type.String({ minLength: 1, maxLength: 40 }),
            thresholdFen: amount,
            offFen: amount,
            startsAt: Instant,
            endsAt: Instant,
            costOwner: Owner,
            costShares: Type.Optional(
              Type.Object(
                { dealerBps: Share, outletBps: Share },
                { ...closed, description: 'Instead of one owner; the rest is head office’s' },
              ),
            ),
          }),
          response: { 201: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const {
          nodeId: node,
          thresholdFen,
          offFen,
          startsAt,
          endsAt,
          costShares,
          ...rest
        } = request.body;
        const { dealerBps: dealer, outletBps: outlet } = costShares ?? {
          dealerBps: costOf(rest.costOwner).dealer,
          outletBps: costOf(rest.costOwner).outlet,
        };
        await startPromotion(db, deedOf(request, 'promotions.write'), {
          ...rest,
          costBps: { dealer, outlet },
          node,
          thresholdFen: fen(thresholdFen),
          offFen: fen(offFen),
          startsAt: instantAt(Date.parse(startsAt)),
          endsAt: instantAt(Date.parse(endsAt)),
        });
        return reply.code(201).send(null);
      },
    );
    app.post(
      '/promotions/:id/stop',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'From now on no new order has it',
          params: Type.Object({ id: Uuid<PromotionId>() }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        await stopPromotion(db, deedOf(request, 'promotions.write'), request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
