/** The landing page says that it was opened. A preview or a scanner only GETs, and says nothing. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { visitDesk } from '../../flows/record-visits.ts';
import type { House } from '../../house.ts';
import type { LinkCode, OutletId, VisitId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as sharing from '../../modules/sharing/sharing.ts';
import { deviceOf, ipClassOf } from '../device.ts';
import { Body, Nullable, problems, Uuid } from '../schema.ts';

const Visit = Body({
  id: Uuid<VisitId>(),
  code: Type.Optional(Type.String({ minLength: 13, maxLength: 13 })),
  entry: Type.Optional(Type.Enum(['scan', 'direct', 'search', 'map', 'advert'])),
  outletId: Type.Optional(Uuid<OutletId>()),
});
const Recorded = Type.Object({
  id: Uuid(),
  outletId: Uuid(),
  target: Nullable(Type.Object({ kind: Type.Enum(['product', 'shop', 'outlet']), id: Uuid() })),
});

export const visitRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const desk = visitDesk(house.db);
    app.post(
      '/visits',
      {
        schema: {
          tags: ['sharing'],
          summary: 'Record that a link, or a shop without a link, was opened',
          body: Visit,
          response: { 201: Recorded, ...problems },
        },
      },
      async (request, reply) => {
        const { id, code, entry = 'direct', outletId = null } = request.body;
        const link = code === undefined ? null : sharing.readCode(code);
        if (code !== undefined && link === null)
          throw new Refusal('not_found', 'sharing.no_such_link');
        if (link === null && outletId === null)
          throw new Refusal('invalid', 'sharing.outlet_needed');
        const newDevice = request.device === null;
        const { outlet, targetKind, target } = await desk(request.merchant, {
          id,
          code: link as LinkCode | null,
          entry: link === null ? entry : 'link',
          domain: sharing.domainOf(entry, request.member !== null),
          outlet: outletId,
          device: deviceOf(request, reply),
          newDevice,
          member: request.member,
          ipClass: ipClassOf(request.ip),
        });
        const at = targetKind === null ? null : { kind: targetKind, id: target! };
        return reply.code(201).send({ id, outletId: outlet!, target: at });
      },
    );
  };
