/** 隐私与授权: what a member agrees to, company by company, a switch each. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { giveConsent, offersOf, withdrawConsent } from '../../flows/agree.ts';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import * as members from '../../modules/members/members.ts';
import { signedIn } from '../member-session.ts';
import { Body, Instant, Nullable, problems, Query, Uuid } from '../schema.ts';

export const OFFERED = [...new Set(Object.values(members.OFFERED).flat())];
const Purpose = Body({ purpose: Type.Enum(OFFERED) });
/** One of my companies; without: every one that asks for it. */
const controller = Type.Optional(Uuid<NodeId>());
const Standing = Type.Object({
  purpose: Type.String(),
  textVersion: Type.String(),
  channel: Type.String(),
  givenAt: Instant,
});
const Privacy = Type.Object({
  controllers: Type.Array(
    Type.Object({
      id: Uuid(),
      kind: Type.Enum(['hq', 'dealer']),
      name: Type.String(),
      base: Type.Array(Standing),
      offers: Type.Array(
        Type.Object({
          purpose: Type.String(),
          version: Type.String(),
          zh: Type.String(),
          en: Type.String(),
          standing: Nullable(Standing),
        }),
      ),
    }),
  ),
});

export const privacyRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['me'];
    app.get(
      '/me/privacy',
      {
        schema: {
          tags,
          summary: 'What I may agree to, and to whom, with the words that stand now',
          response: { 200: Privacy, ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        return db.reading(request.merchant, async (reader) => ({
          controllers: await offersOf(reader, member),
        }));
      },
    );

    app.put(
      '/me/consents/:purpose',
      {
        schema: {
          tags,
          summary: 'Agree',
          params: Purpose,
          body: Body({ textVersion: Type.String({ minLength: 1, maxLength: 40 }), controller }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const member = signedIn(request);
        await giveConsent(db, { merchant, member, ...params, ...body, channel: 'me' });
        return reply.code(204).send(null);
      },
    );

    app.delete(
      '/me/consents/:purpose',
      {
        schema: {
          tags,
          summary: 'Withdraw, toward one company or every one at once',
          params: Purpose,
          querystring: Query({ controller }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, query } = request;
        const member = signedIn(request);
        await withdrawConsent(db, { merchant, member, ...params, ...query, by: 'me' });
        return reply.code(204).send(null);
      },
    );
  };
