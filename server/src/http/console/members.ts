/** One member in the console: her page, her story, and moving her to another guide or outlet. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { REVEAL_REASONS, revealPhone } from '../../flows/reveal-phone.ts';
import { transferMember } from '../../flows/transfer-member.ts';
import type { House } from '../../house.ts';
import type { MemberId, NodeId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as members from '../../modules/members/members.ts';
import type { Reader } from '../../platform/db.ts';
import { findBonds, findMemberPage } from '../../views/member-page.ts';
import { findTimeline } from '../../views/member-timeline.ts';
import { Body, Fen, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { deedOf, reach, staffOf } from '../staff-session.ts';

const One = Body({ id: Uuid<MemberId>() });
const Member = Type.Object({
  id: Uuid(),
  name: Type.String(),
  madeAt: Instant,
  erasedAt: Nullable(Instant),
  lastSeenAt: Nullable(Instant),
  complexName: Nullable(Type.String()),
  phoneMasked: Nullable(Type.String()),
  hasWechat: Type.Boolean(),
  mergedCount: Type.Integer(),
  homeOutletId: Nullable(Uuid()),
  homeOutletName: Nullable(Type.String()),
  homeGuideId: Nullable(Uuid()),
  homeGuideName: Nullable(Type.String()),
  boundAt: Nullable(Instant),
  protectedUntil: Nullable(Instant),
  renewedAt: Nullable(Instant),
  orders: Type.Integer(),
  spentFen: Fen,
  lastOrderAt: Nullable(Instant),
  links: Type.Integer(),
  visits: Type.Integer(),
  brought: Type.Integer(),
  consents: Type.Array(
    Type.Object({
      purpose: Type.String(),
      controller: Type.String(),
      textVersion: Type.String(),
      channel: Type.String(),
      givenAt: Instant,
      withdrawnAt: Nullable(Instant),
    }),
  ),
  bonds: Type.Array(
    Type.Object({
      id: Uuid(),
      kind: Type.Enum(['outlet', 'guide']),
      verb: Type.String(),
      source: Type.String(),
      reason: Type.String(),
      policyVersion: Type.Integer(),
      at: Instant,
      fromName: Nullable(Type.String()),
      toName: Nullable(Type.String()),
      actorName: Nullable(Type.String()),
    }),
  ),
});
const Happening = Type.Object(
  { id: Uuid(), at: Instant, kind: Type.Enum(['visit', 'share', 'order', 'brought', 'note']) },
  { additionalProperties: true },
);

async function mustFind(reader: Reader, id: MemberId, branches: readonly NodeId[]) {
  const found = await findMemberPage(reader, id, branches);
  if (found === null) throw new Refusal('not_found', 'members.no_such_member');
  return found;
}

export const memberRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = house;
    const config = { permission: 'members.read' };
    const tags = ['Console members'];
    app.get(
      '/members/:id',
      {
        config,
        schema: {
          tags,
          summary: 'A member: identity, belonging with its history, consents, figures',
          params: One,
          response: { 200: Member, ...problems },
        },
      },
      async (request) =>
        db.reading(request.merchant, async (reader) => {
          const found = await mustFind(reader, request.params.id, reach(request, 'members.read'));
          const [bonds, { consents }] = await Promise.all([
            findBonds(reader, found.id),
            members.profileOf(reader, found.id),
          ]);
          return { ...found, consents: [...consents], bonds };
        }),
    );

    app.get(
      '/members/:id/timeline',
      {
        config,
        schema: {
          tags,
          summary: 'Her story: visits, shares, orders, whom she brought, notes',
          params: One,
          querystring: Query({ ...page }),
          response: { 200: PageOf(Happening), ...problems },
        },
      },
      async (request) =>
        db.reading(request.merchant, async (reader) => {
          const found = await mustFind(reader, request.params.id, reach(request, 'members.read'));
          const { after = null, count } = request.query;
          return findTimeline(reader, { member: found.id, staff: null, after, count });
        }),
    );

    app.post(
      '/members/:id/phone',
      {
        config: { permission: 'members.reveal' },
        schema: {
          tags,
          summary: 'See her whole phone number, for a reason; each look is on the trail',
          params: One,
          body: Body({ reason: Type.Enum([...REVEAL_REASONS]) }),
          response: { 200: Type.Object({ phone: Nullable(Type.String()) }), ...problems },
        },
      },
      (request) =>
        revealPhone(house, {
          ...deedOf(request, 'members.reveal'),
          by: staffOf(request).id,
          member: request.params.id,
          ...request.body,
        }),
    );

    app.post(
      '/members/:id/transfer',
      {
        config: { permission: 'belonging.write' },
        schema: {
          tags,
          summary: 'Move her to another guide or outlet, with a reason',
          params: One,
          body: Body({
            kind: Type.Enum(['outlet', 'guide']),
            to: Uuid(),
            reason: Type.String({ minLength: 2, maxLength: 200 }),
          }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const { id: by } = staffOf(request);
        await transferMember(db, {
          merchant,
          actor: { kind: 'staff', id: by, requestId: request.id },
          by,
          branches: reach(request, 'belonging.write'),
          member: params.id,
          ...body,
        });
        return reply.code(204).send(null);
      },
    );
  };
