/** Staff: the list, one colleague, inviting, roles, reset, suspension. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { inviteStaff } from '../../flows/invite-staff.ts';
import {
  grantRole,
  reinstateStaff,
  resetStaffPassword,
  revokeRole,
  suspendStaff,
  type StaffDeed,
} from '../../flows/manage-staff.ts';
import type { House } from '../../house.ts';
import type { NodeId, OutletId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as chain from '../../modules/chain/chain.ts';
import {
  findStaffList,
  findStaffOne,
  STAFF_SORTS,
  type StaffSort,
} from '../../views/staff-list.ts';
import { Body, Instant, Nullable, page, PageOf, problems, Query, Uuid } from '../schema.ts';
import { actorOf, reach, staffOf } from '../staff-session.ts';

const tags = ['staff'];
const Role = Type.Enum([...chain.ROLES]);
const Grant = Body({ node: Uuid<NodeId>(), role: Role });
const STATES = ['working', 'invited', 'suspended', 'left'];
const Row = {
  id: Uuid<StaffId>(),
  name: Type.String(),
  login: Type.String(),
  title: Type.String(),
  outletId: Nullable(Uuid<OutletId>()),
  outletName: Nullable(Type.String()),
  worksOnlineOnly: Type.Boolean(),
  state: Type.Enum(STATES),
  madeAt: Instant,
  lastSeenAt: Nullable(Instant),
  grants: Type.Array(
    Type.Object({ nodeId: Uuid<NodeId>(), nodeName: Type.String(), role: Type.String() }),
  ),
};
const One = Type.Object({
  ...Row,
  story: Type.String(),
  motto: Type.String(),
  wechat: Type.String(),
  phoneMasked: Type.String(),
  customers: Type.Integer(),
});
export const STAFF_FILTERS = {
  node: Type.Optional(Uuid<NodeId>()),
  role: Type.Optional(Role),
  state: Type.Optional(Type.Enum(STATES)),
  text: Type.Optional(Type.String({ maxLength: 60 })),
  sort: Type.Optional(Type.Enum(STAFF_SORTS)),
};
export const EVERYBODY = { node: null, role: null, state: null, text: null };
const Invitation = Body({
  id: Uuid<StaffId>(),
  name: Type.String({ minLength: 1, maxLength: 30 }),
  login: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$', examples: ['linxiaoman'] }),
  title: Type.Optional(Type.String({ maxLength: 20 })),
  motto: Type.Optional(Type.String({ maxLength: 60 })),
  story: Type.Optional(Type.String({ maxLength: 300 })),
  wechat: Type.Optional(Type.String({ maxLength: 60 })),
  outlet: Nullable(Uuid<OutletId>()),
  worksOnlineOnly: Type.Optional(Type.Boolean()),
  grants: Type.Array(Grant, { maxItems: 10 }),
});
const Code = Type.Object({
  code: Type.String({ description: 'One-time, good for a day. Shown here and nowhere else.' }),
});
const Roles = Type.Object({
  items: Type.Array(
    Type.Object({
      role: Type.String(),
      at: Type.Enum(['hq', 'dealer', 'outlet']),
      permissions: Type.Array(Type.String()),
    }),
  ),
});
const Staff = Body({ id: Uuid<StaffId>() });

export const staffRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const read = { permission: 'staff.read' };
    const write = { permission: 'staff.write' };
    const grave = { ...write, fresh: true } as const;
    const done = { 204: Type.Null(), ...problems };
    const deed = (request: FastifyRequest<{ Params: { id: StaffId } }>): StaffDeed => ({
      merchant: request.merchant,
      actor: actorOf(request),
      by: staffOf(request),
      staff: request.params.id,
    });

    app.get(
      '/staff',
      {
        config: read,
        schema: {
          tags,
          summary: 'Colleagues of one’s branch; those who left only when asked for.',
          querystring: Query({ ...page, ...STAFF_FILTERS }),
          response: { 200: PageOf(Type.Object(Row)), ...problems },
        },
      },
      async (request) => {
        const { after = null, count, sort = null, ...q } = request.query;
        const wish = { reach: reach(request, 'staff.read'), ...EVERYBODY, ...q, after, count };
        const { items, next } = await db.reading(request.merchant, (r) =>
          findStaffList(r, wish, sort as StaffSort | null),
        );
        return { items: items.map((each) => ({ ...each, grants: [...each.grants] })), next };
      },
    );
    app.get(
      '/staff/:id',
      {
        config: read,
        schema: {
          tags,
          summary: 'One colleague.',
          params: Staff,
          response: { 200: One, ...problems },
        },
      },
      async (request) => {
        const branches = reach(request, 'staff.read');
        const found = await db.reading(request.merchant, (r) =>
          findStaffOne(r, branches, request.params.id),
        );
        if (found === null) throw new Refusal('not_found', 'chain.no_such_staff');
        return { ...found, grants: [...found.grants] };
      },
    );
    app.get(
      '/roles',
      {
        config: read,
        schema: {
          tags,
          summary: 'What each role may do, and where it stands.',
          response: { 200: Roles, ...problems },
        },
      },
      async () => ({
        items: chain.ROLES.map((role) => ({
          role,
          at: chain.NODE_KIND_OF[role],
          permissions: [...chain.permissionsOf(role)],
        })),
      }),
    );
    app.post(
      '/staff',
      {
        config: write,
        schema: {
          tags,
          summary: 'Invite a colleague: she chooses her password with the code.',
          body: Invitation,
          response: { 201: Code, ...problems },
        },
      },
      async (request, reply) => {
        const { grants, ...form } = request.body;
        const { merchant } = request;
        const by = staffOf(request);
        const wish = { merchant, actor: actorOf(request), by, grants };
        const invited = await inviteStaff(db, { ...wish, form: { ...chain.NO_CARD, ...form } });
        return reply.code(201).send(invited);
      },
    );
    app.post(
      '/staff/:id/reset',
      {
        config: grave,
        schema: {
          tags,
          summary: 'Start a reset: the old password and every session end at once.',
          params: Staff,
          response: { 201: Code, ...problems },
        },
      },
      async (request, reply) => reply.code(201).send(await resetStaffPassword(db, deed(request))),
    );
    app.post(
      '/staff/:id/grants',
      {
        config: grave,
        schema: { tags, summary: 'Give a role.', params: Staff, body: Grant, response: done },
      },
      async (request, reply) => {
        await grantRole(db, { ...deed(request), grant: request.body });
        return reply.code(204).send(null);
      },
    );
    app.delete(
      '/staff/:id/grants/:node/:role',
      {
        config: grave,
        schema: {
          tags,
          summary: 'Take a role back; it is felt at the next request.',
          params: Body({ id: Uuid<StaffId>(), node: Uuid<NodeId>(), role: Role }),
          response: done,
        },
      },
      async (request, reply) => {
        const { node, role } = request.params;
        await revokeRole(db, { ...deed(request), grant: { node, role: role as chain.Role } });
        return reply.code(204).send(null);
      },
    );
    for (const [verb, summary, flow] of [
      ['suspend', 'Suspend: every session ends at once.', suspendStaff],
      ['reinstate', 'End a suspension.', reinstateStaff],
    ] as const)
      app.post(
        `/staff/:id/${verb}`,
        { config: write, schema: { tags, summary, params: Staff, response: done } },
        async (request, reply) => {
          await flow(db, deed(request as FastifyRequest<{ Params: { id: StaffId } }>));
          return reply.code(204).send(null);
        },
      );
  };
