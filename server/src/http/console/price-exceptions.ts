/** A price outside the band for some days: asked by a store or a dealer, decided by head office. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { askException, decideException } from '../../flows/price-exceptions.ts';
import type { House } from '../../house.ts';
import type { NodeId, SkuId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import type { ExceptionId } from '../../modules/catalog/catalog.ts';
import { findExceptions } from '../../views/price-exceptions.ts';
import { answerOnce, IdempotencyKey } from '../idempotency.ts';
import { Body, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { deedOf, reach } from '../staff-session.ts';

const tags = ['offers'];
const ASK = { permission: 'offers.write' } as const;
const DECIDE = { permission: 'goods.write' } as const;
const State = Type.Enum(['asked', 'granted', 'refused', 'ended']);
const Row = Type.Object({
  id: Uuid(),
  scopeId: Uuid(),
  scopeName: Type.String(),
  skuId: Uuid(),
  title: Type.String(),
  titleEn: Type.String(),
  spec: Type.String(),
  priceFen: Fen,
  days: Type.Integer(),
  why: Type.String(),
  state: State,
  askedByName: Type.String(),
  askedAt: Instant,
  decidedByName: Nullable(Type.String()),
  decidedAt: Nullable(Instant),
  words: Type.String(),
  until: Nullable(Instant),
});

export const priceExceptionRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/price-exceptions',
      {
        config: ASK,
        schema: {
          tags,
          summary: 'Prices outside the band, newest first',
          querystring: Query({ ...page, state: Type.Optional(State) }),
          response: { 200: PageOf(Row), ...problems },
        },
      },
      (request) => {
        const { state = null, after = null, count } = request.query;
        const wish = { reach: reach(request, 'offers.write'), state, after, count };
        return db.reading(request.merchant, (reader) => findExceptions(reader, wish));
      },
    );

    app.post(
      '/price-exceptions',
      {
        config: ASK,
        schema: {
          tags,
          summary: 'Ask head office for a price outside the band; the caller makes the id',
          body: Body({
            id: Uuid<ExceptionId>(),
            scopeId: Uuid<NodeId>(),
            skuId: Uuid<SkuId>(),
            priceFen: Type.Integer({ minimum: 1, maximum: 1_000_000_00 }),
            days: Type.Integer({ minimum: 1, maximum: 90 }),
            why: Type.String({ minLength: 1, maxLength: 200 }),
          }),
          response: { 201: Type.Object({ id: Uuid() }), ...problems },
        },
      },
      async (request, reply) => {
        const { scopeId: scope, skuId: sku, priceFen, ...rest } = request.body;
        const wish = { ...rest, scope, sku, priceFen: fen(priceFen) };
        await askException(db, { ...deedOf(request, 'offers.write'), ...wish });
        return reply.code(201).send({ id: rest.id });
      },
    );

    app.post(
      '/price-exceptions/:id/decision',
      {
        config: DECIDE,
        schema: {
          tags,
          summary: 'Grant it from now on for the days asked, or refuse it',
          headers: IdempotencyKey,
          params: Type.Object({ id: Uuid<ExceptionId>() }),
          body: Body({
            granted: Type.Boolean(),
            words: Type.String({ maxLength: 200, default: '' }),
          }),
          response: { 200: Type.Object({ until: Nullable(Instant) }), ...problems },
        },
      },
      (request, reply) => {
        const { id } = request.params;
        const { granted, words = '' } = request.body;
        const wish = { ...deedOf(request, 'goods.write'), id, granted, words };
        return answerOnce(db, request, reply, (within) => decideException(within, wish));
      },
    );
  };
