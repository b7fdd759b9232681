/** Where a staff member is signed in, and on which devices: seen and ended by herself. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  endOtherSessions,
  endStaffSession,
  forgetStaffDevice,
  knowStaffDevices,
} from '../flows/end-sessions.ts';
import type { House } from '../house.ts';
import type { Id } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import { Body, Instant, Nullable, problems, Uuid } from './schema.ts';
import { staffOf } from './staff-session.ts';

const Sessions = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      app: Type.Enum(['console', 'workbench']),
      deviceLabel: Type.String(),
      ipClass: Type.String({ examples: ['203.0.113.0/24'] }),
      madeAt: Instant,
      seenAt: Instant,
      endsAt: Instant,
      isThis: Type.Boolean(),
    }),
  ),
  devices: Type.Array(
    Type.Object({
      id: Uuid<Id<string>>(),
      label: Type.String(),
      ipClass: Type.String(),
      firstSeenAt: Instant,
      seenAt: Instant,
      trustedUntil: Nullable(Instant),
      isNews: Type.Boolean({ description: 'She has not said yet that it is hers.' }),
      isThis: Type.Boolean(),
    }),
  ),
});
const open = { permission: 'none', whileMustChange: true } as const;

export const staffDevices =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (routes) => {
    const tags = ['staff session'];
    const done = { tags, response: { 204: Type.Null(), ...problems } };

    routes.get(
      '/sessions',
      {
        config: open,
        schema: {
          tags,
          summary: 'Where one is signed in, and the devices one is known by.',
          response: { 200: Sessions, ...problems },
        },
      },
      async (request) => {
        const { id, device } = staffOf(request);
        const [sessions, devices] = await db.reading(request.merchant, async (r) =>
          Promise.all([chain.sessionsOf(r, id), chain.staffDevices(r, id)]),
        );
        const isThis = (each: string): boolean => request.staffSession!.startsWith(each);
        return {
          items: sessions.map((each) => ({ ...each, isThis: isThis(each.id) })),
          devices: devices.map((each) => ({ ...each, isThis: each.id === device })),
        };
      },
    );
    routes.delete(
      '/sessions/:id',
      {
        config: open,
        schema: {
          ...done,
          summary: 'End one of one’s own sessions.',
          params: Body({ id: Type.String({ minLength: 16, maxLength: 16 }) }),
        },
      },
      async (request, reply) => {
        const { merchant, params } = request;
        await endStaffSession(db, { merchant, staff: staffOf(request).id, id: params.id });
        return reply.code(204).send(null);
      },
    );
    routes.post(
      '/sessions/end-others',
      { config: open, schema: { ...done, summary: 'End every other session of one’s own.' } },
      async (request, reply) => {
        const { merchant, staffSession } = request;
        const { id: staff } = staffOf(request);
        await endOtherSessions(db, { merchant, staff, session: staffSession! });
        return reply.code(204).send(null);
      },
    );
    routes.post(
      '/sessions/known',
      { config: open, schema: { ...done, summary: 'Say that every new device is one’s own.' } },
      async (request, reply) => {
        await knowStaffDevices(db, { merchant: request.merchant, staff: staffOf(request).id });
        return reply.code(204).send(null);
      },
    );
    routes.delete(
      '/sessions/devices/:id',
      {
        config: open,
        schema: {
          ...done,
          summary: 'Forget a device: its sessions end, and it is trusted no more.',
          params: Body({ id: Uuid<Id<string>>() }),
        },
      },
      async (request, reply) => {
        const { merchant, params } = request;
        await forgetStaffDevice(db, { merchant, staff: staffOf(request).id, id: params.id });
        return reply.code(204).send(null);
      },
    );
  };
