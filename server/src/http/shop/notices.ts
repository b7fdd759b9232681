/** What the shop told a member: of her orders, her money, her bonds. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { readNotices } from '../../flows/tell-of-oneself.ts';
import type { House } from '../../house.ts';
import { findMyNotices } from '../../views/shop-notices.ts';
import { signedIn } from '../member-session.ts';
import { Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';

const Notice = Type.Object({
  id: Uuid(),
  kind: Type.String({ description: 'orders.ready, orders.refunded…' }),
  ref: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  at: Instant,
  readAt: Nullable(Instant),
  about: Nullable(
    Type.Object({
      title: Type.String({ description: 'of the first goods of the order' }),
      productId: Nullable(Uuid()),
      lines: Type.Integer(),
    }),
  ),
});

export const noticeRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/me/notices',
      {
        schema: {
          tags: ['me'],
          summary: 'What I was told, newest first',
          querystring: Query(page),
          response: { 200: PageOf(Notice), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { after = null, count } = request.query;
        return db.reading(request.merchant, (r) => findMyNotices(r, { member, after, count }));
      },
    );

    app.post(
      '/me/notices/read',
      {
        schema: {
          tags: ['me'],
          summary: 'I have read them all',
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        await readNotices(db, { merchant: request.merchant, member });
        return reply.code(204).send(null);
      },
    );
  };
