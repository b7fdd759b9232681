/** A member's own shares: what was seen, who joined, who bought; names as each of them allows. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import type { LinkCode } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMyGuests, findMyShares } from '../../views/shop-shares.ts';
import { signedIn } from '../member-session.ts';
import { Body, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';

const Share = Type.Object({
  code: Type.String(),
  madeAt: Instant,
  title: Type.String(),
  titleEn: Nullable(Type.String()),
  productId: Nullable(Uuid()),
  visits: Type.Integer(),
  joined: Type.Integer(),
  orders: Type.Integer(),
});
const Guest = Type.Object({
  name: Type.String({ description: 'Masked; empty for somebody who shows no name' }),
  outcome: Type.Enum(['visited', 'joined', 'ordered']),
  sharedOn: Type.Integer({ description: 'Links of her own below: recorded, not paid' }),
});

export function shareRoutes({ db }: House): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/shares',
      {
        schema: {
          tags: ['sharing'],
          summary: 'My shares, newest first, with what came of each',
          querystring: Query(page),
          response: { 200: PageOf(Share), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const { after = null, count } = request.query;
        return db.reading(request.merchant, (reader) =>
          findMyShares(reader, { member, after, count }),
        );
      },
    );
    app.get(
      '/shares/:code/guests',
      {
        schema: {
          tags: ['sharing'],
          summary: 'Who opened one of my links, and what they did',
          params: Body({ code: Type.String({ minLength: 13, maxLength: 13 }) }),
          response: { 200: Type.Object({ items: Type.Array(Guest) }), ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        const code = request.params.code as LinkCode;
        const items = await db.reading(request.merchant, (reader) =>
          findMyGuests(reader, member, code),
        );
        if (items === null) throw new Refusal('not_found', 'sharing.no_such_link');
        return { items };
      },
    );
  };
}
