/** Passing on: the link that share makes, and what a link shows to whom opens it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { openLink } from '../../flows/open-link.ts';
import type { House } from '../../house.ts';
import type { OutletId } from '../../kernel/id.ts';
import * as sharing from '../../modules/sharing/sharing.ts';
import { signedIn } from '../member-session.ts';
import { Body, Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { shareCard } from '../share-card.ts';

export const Target = Body({
  kind: Type.Enum(['product', 'shop', 'outlet']),
  id: Uuid(),
});
export const LinkOut = Type.Object({
  code: Type.String(),
  url: Type.String(),
  target: Type.Object({ kind: Type.String(), id: Uuid() }),
  outletId: Uuid(),
  depth: Type.Integer(),
  words: Type.String(),
  madeAt: Instant,
});
export const linkOut = (link: sharing.Link, origin: string) => ({
  code: link.code,
  url: `${origin}/s/${link.code}`,
  target: { kind: link.targetKind, id: link.target },
  outletId: link.outlet,
  depth: link.depth,
  words: link.words,
  madeAt: link.madeAt,
});

const Landing = Type.Object({
  code: Type.String(),
  target: Type.Object({ kind: Type.String(), id: Uuid() }),
  outlet: Type.Object({ id: Uuid(), name: Type.String() }),
  sharer: Type.Object({
    kind: Type.Enum(['staff', 'member']),
    name: Nullable(Type.String({ description: 'Null: a neighbour who shows no name.' })),
  }),
  isMine: Type.Boolean({ description: 'Who asks made this link herself; it earns her nothing.' }),
  words: Type.String(),
  complexName: Nullable(Type.String()),
  guide: Nullable(
    Type.Object({
      id: Uuid(),
      name: Type.String(),
      title: Type.String(),
      motto: Type.String(),
      isHeir: Type.Boolean(),
    }),
  ),
  product: Nullable(
    Type.Object({ id: Uuid(), title: Type.String(), titleEn: Type.String(), fromFen: Fen }),
  ),
  madeAt: Instant,
});

export const linkRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/links',
      {
        schema: {
          tags: ['sharing'],
          summary: 'Share: my link to this; pressed again it is the same link',
          body: Body({
            outletId: Uuid<OutletId>(),
            target: Target,
            channel: Type.Optional(Type.Enum([...sharing.CHANNELS])),
            opengid: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
            words: Type.Optional(Type.String({ maxLength: 140 })),
          }),
          response: { 201: LinkOut, ...problems },
        },
      },
      async (request, reply) => {
        const member = signedIn(request);
        const { outletId, target, channel = 'copy', opengid = null, words = '' } = request.body;
        const link = await openLink(house.db, {
          merchant: request.merchant,
          sharer: { kind: 'member', id: member },
          outlet: outletId,
          targetKind: target.kind,
          target: target.id,
          channel,
          group: null,
          opengid,
          domain: 'private',
          words,
        });
        return reply.code(201).send(linkOut(link, `${request.protocol}://${request.host}`));
      },
    );

    app.get(
      '/links/:code',
      {
        schema: {
          tags: ['sharing'],
          summary: 'What a link shows before anybody signs in; records nothing',
          params: Body({ code: Type.String({ maxLength: 40 }) }),
          response: { 200: Landing, ...problems },
        },
      },
      async (request) => {
        const { db } = house;
        const card = await db.reading(request.merchant, (r) => shareCard(r, request.params.code));
        const { link, outlet, guide, product } = card;
        return {
          code: link.code,
          target: { kind: link.targetKind, id: link.target },
          outlet: { id: outlet.id, name: outlet.shortName },
          sharer: {
            kind: link.sharerKind,
            name: link.sharerKind === 'staff' ? link.guideName : link.sharerName,
          },
          isMine: request.member !== null && link.sharerMember === request.member,
          words: link.words,
          complexName: link.complexName,
          guide:
            guide === null
              ? null
              : {
                  id: guide.id,
                  name: guide.name,
                  title: guide.isHeir ? '' : (link.guideTitle ?? ''),
                  motto: guide.isHeir ? '' : (link.guideMotto ?? ''),
                  isHeir: guide.isHeir,
                },
          product,
          madeAt: link.madeAt,
        };
      },
    );
  };
