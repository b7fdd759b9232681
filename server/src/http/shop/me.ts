/** The member herself: who she is to us, what she agreed to, who serves her, what she was told. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { addPhone, addWechat } from '../../flows/add-identity.ts';
import { rename } from '../../flows/tell-of-oneself.ts';
import { ownersNow } from '../../flows/steps/bond-terms.ts';
import type { House } from '../../house.ts';
import type { ComplexId } from '../../kernel/id.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as members from '../../modules/members/members.ts';
import { signedIn } from '../member-session.ts';
import { Body, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { Code, Phone } from './session.ts';

const Me = Type.Object({
  id: Uuid(),
  name: Type.String(),
  complexId: Nullable(Uuid()),
  madeAt: Instant,
  showsName: Type.Boolean(),
  phoneMasked: Nullable(Type.String()),
  hasWechat: Type.Boolean(),
  unread: Type.Integer({ description: 'of what I was told' }),
  homeOutlet: Nullable(Type.Object({ id: Uuid(), name: Type.String() })),
  homeGuide: Nullable(
    Type.Object({ id: Uuid(), name: Type.String(), boundAt: Instant, expiresAt: Instant }),
  ),
  consents: Type.Array(
    Type.Object({
      purpose: Type.String(),
      controller: Type.String(),
      controllerName: Type.String(),
      textVersion: Type.String(),
      givenAt: Instant,
      withdrawnAt: Nullable(Instant),
    }),
  ),
});
const Survivor = Type.Object({ memberId: Uuid() });
export const meRoutes =
  (house: House & { readonly wechat: members.WechatPort }): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = house;
    app.get(
      '/me',
      {
        schema: {
          tags: ['me'],
          summary: 'My profile, consents, home store and guide',
          response: { 200: Me, ...problems },
        },
      },
      async (request) => {
        const member = signedIn(request);
        return db.reading(request.merchant, async (reader) => {
          const [profile, unread, owners, directory] = await Promise.all([
            members.profileOf(reader, member),
            members.unreadOf(reader, member),
            ownersNow(reader, member),
            chain.directory(reader),
          ]);
          const { homeOutlet, homeGuide } = owners;
          const guide = homeGuide === null ? null : await chain.standInFor(reader, homeGuide.id);
          const { complex, consents, ...rest } = profile;
          return {
            ...rest,
            unread,
            complexId: complex,
            homeOutlet:
              homeOutlet === null
                ? null
                : { id: homeOutlet.id, name: directory.outlet(homeOutlet.id)?.shortName ?? '' },
            homeGuide:
              homeGuide === null || guide === null
                ? null
                : {
                    id: guide.id,
                    name: guide.name,
                    boundAt: homeGuide.boundAt,
                    expiresAt: homeGuide.expiresAt,
                  },
            consents: consents.map(({ id: _, channel: __, ...consent }) => ({
              ...consent,
              controllerName: directory.nodes.get(consent.controller as never)?.name ?? '',
            })),
          };
        });
      },
    );

    app.patch(
      '/me',
      {
        schema: {
          tags: ['me'],
          summary: 'Change my name and my complex',
          body: Body({
            name: Type.String({ minLength: 1, maxLength: 40 }),
            complexId: Nullable(Uuid<ComplexId>()),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, body } = request;
        const { name, complexId: complex } = body;
        await rename(db, { merchant, member: signedIn(request), name, complex });
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/me/phone',
      {
        schema: {
          tags: ['me'],
          summary: 'Add a phone number; if another member had it, the two become one',
          body: Body({ phone: Phone, code: Code }),
          response: { 200: Survivor, ...problems },
        },
      },
      async (request) => {
        const { merchant, body } = request;
        const memberId = await addPhone(house, { merchant, member: signedIn(request), ...body });
        return { memberId };
      },
    );

    app.post(
      '/me/wechat',
      {
        schema: {
          tags: ['me'],
          summary: 'Add a WeChat account; if another member had it, the two become one',
          body: Body({ code: Type.String({ minLength: 8, maxLength: 64 }) }),
          response: { 200: Survivor, ...problems },
        },
      },
      async (request) => {
        const { merchant, body } = request;
        const memberId = await addWechat(house, { merchant, member: signedIn(request), ...body });
        return { memberId };
      },
    );
  };
