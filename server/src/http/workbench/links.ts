/** Links that staff make: to goods, to her own shop, and the code that makes a customer hers. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { Type } from 'typebox';
import { openLink } from '../../flows/open-link.ts';
import type { House } from '../../house.ts';
import type { GroupId, OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as sharing from '../../modules/sharing/sharing.ts';
import { Body, problems, Uuid } from '../schema.ts';
import { LinkOut, linkOut, Target } from '../shop/links.ts';
import { staffOf } from '../staff-session.ts';

const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

/** Somebody of head office shares from no outlet. */
function outletOf(request: FastifyRequest): OutletId {
  const { outlet } = staffOf(request);
  if (outlet === null) throw new Refusal('forbidden', 'sharing.outlet_needed');
  return outlet;
}

export const staffLinkRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'sharing.read' };
    const tags = ['Workbench sharing'];
    app.post(
      '/links',
      {
        config,
        schema: {
          tags,
          summary: 'My link to this, in this group; pressed again it is the same link',
          body: Body({
            target: Target,
            channel: Type.Optional(Type.Enum([...sharing.CHANNELS])),
            groupId: Type.Optional(Uuid<GroupId>()),
            words: Type.Optional(Type.String({ maxLength: 140 })),
          }),
          response: { 201: LinkOut, ...problems },
        },
      },
      async (request, reply) => {
        const { target, channel = 'copy', groupId = null, words = '' } = request.body;
        const link = await openLink(house.db, {
          merchant: request.merchant,
          sharer: { kind: 'staff', id: staffOf(request).id },
          outlet: outletOf(request),
          targetKind: target.kind,
          target: target.id,
          channel,
          group: groupId,
          opengid: null,
          domain: 'private',
          words,
        });
        return reply.code(201).send(linkOut(link, originOf(request)));
      },
    );

    app.get(
      '/links/:code/poster.png',
      {
        config,
        schema: {
          tags,
          summary: 'Where the poster of a link stands',
          params: Body({ code: Type.String({ pattern: '^[0-9A-Za-z]{13}$' }) }),
          response: { 302: Type.Null(), ...problems },
        },
      },
      async (request, reply) => reply.redirect(`/posters/${request.params.code}.png`),
    );

    app.get(
      '/customer-qr',
      {
        config: { permission: 'members.own' },
        schema: {
          tags: ['Workbench customers'],
          summary: 'The code a new customer scans in front of me: it makes her mine at sign-up',
          response: {
            200: Type.Object({ code: Type.String(), url: Type.String(), svg: Type.String() }),
            ...problems,
          },
        },
      },
      async (request) => {
        const outlet = outletOf(request);
        const link = await openLink(house.db, {
          merchant: request.merchant,
          sharer: { kind: 'staff', id: staffOf(request).id },
          outlet,
          targetKind: 'outlet',
          target: outlet,
          channel: 'customer_qr',
          group: null,
          opengid: null,
          domain: 'onsite',
          words: '',
        });
        const url = `${originOf(request)}/s/${link.code}`;
        const svg = await QRCode.toString(url, { type: 'svg', margin: 1 });
        return { code: link.code, url, svg };
      },
    );
  };
