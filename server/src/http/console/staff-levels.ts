/** What kind of guide a colleague is, for the plan: her levels, and store or online only. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { setGuideKind, setGuideLevel } from '../../flows/manage-staff.ts';
import type { House } from '../../house.ts';
import type { StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { instantAt } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findStaffOne } from '../../views/staff-list.ts';
import { Body, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { actorOf, reach, staffOf } from '../staff-session.ts';

const tags = ['staff'];
const Level = Type.Enum([...chain.GUIDE_LEVELS]);
const Staff = Body({ id: Uuid<StaffId>() });
const Levels = Type.Object({
  items: Type.Array(
    Type.Object({
      level: Level,
      from: Instant,
      why: Type.String(),
      byName: Nullable(Type.String()),
      setAt: Instant,
    }),
  ),
});

export const staffLevelRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const write = { permission: 'staff.write' };
    const done = { 204: Type.Null(), ...problems };

    app.get(
      '/staff/:id/levels',
      {
        config: { permission: 'staff.read' },
        schema: {
          tags,
          summary: 'Levels of a guide, the newest first.',
          params: Staff,
          response: { 200: Levels, ...problems },
        },
      },
      async (request) => {
        const { id } = request.params;
        const branches = reach(request, 'staff.read');
        return db.reading(request.merchant, async (reader) => {
          const [one, items] = await Promise.all([
            findStaffOne(reader, branches, id),
            chain.levelsOf(reader, id),
          ]);
          if (one === null) throw new Refusal('not_found', 'chain.no_such_staff');
          return { items };
        });
      },
    );
    app.post(
      '/staff/:id/levels',
      {
        config: write,
        schema: {
          tags,
          summary: 'Set a guide’s level from now, or from a later instant.',
          params: Staff,
          body: Body({
            level: Level,
            from: Type.Optional(Instant),
            why: Type.String({ minLength: 1, maxLength: 200 }),
          }),
          response: done,
        },
      },
      async (request, reply) => {
        const { level, from, why } = request.body;
        await setGuideLevel(db, {
          merchant: request.merchant,
          actor: actorOf(request),
          by: staffOf(request),
          staff: request.params.id,
          level: level as chain.GuideLevel,
          from: from === undefined ? null : instantAt(Date.parse(from)),
          why,
        });
        return reply.code(204).send(null);
      },
    );
    app.put(
      '/staff/:id/online-only',
      {
        config: write,
        schema: {
          tags,
          summary:
            'Whether she serves online only: the plan may pay such guides by rows of their own.',
          params: Staff,
          body: Body({ onlineOnly: Type.Boolean() }),
          response: done,
        },
      },
      async (request, reply) => {
        await setGuideKind(db, {
          merchant: request.merchant,
          actor: actorOf(request),
          by: staffOf(request),
          staff: request.params.id,
          onlineOnly: request.body.onlineOnly,
        });
        return reply.code(204).send(null);
      },
    );
  };
