/** What a sign-in demands of whom; a colleague's second factor reset, her sessions ended. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { changeSignInRule } from '../../flows/change-sign-in-rule.ts';
import { endSessionsOf, resetSecondFactor } from '../../flows/manage-staff.ts';
import type { House } from '../../house.ts';
import type { StaffId } from '../../kernel/id.ts';
import * as chain from '../../modules/chain/chain.ts';
import { Body, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { actorOf, staffOf } from '../staff-session.ts';

const tags = ['staff'];
const Role = Type.Enum([...chain.ROLES]);
const PERMISSIONS = [...new Set(chain.ROLES.flatMap(chain.permissionsOf))].sort();
const fields = {
  roles: Type.Array(Role, { maxItems: 20, uniqueItems: true }),
  permissions: Type.Array(Type.Enum(PERMISSIONS), { maxItems: 60, uniqueItems: true }),
  graceDays: Type.Integer({ minimum: 0, maximum: 90 }),
  exportNeedsCode: Type.Boolean(),
};
const Rule = Type.Object({ ...fields, since: Nullable(Instant) });
const Because = Body({ reason: Type.String({ minLength: 4, maxLength: 200, pattern: '\\S' }) });
const Staff = Body({ id: Uuid<StaffId>() });

export const signInRuleRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const done = { 204: Type.Null(), ...problems };
    app.get(
      '/sign-in-rule',
      {
        config: { permission: 'staff.read' },
        schema: {
          tags,
          summary: 'Of whom a second factor is asked, and how long they may wait with it.',
          response: { 200: Rule, ...problems },
        },
      },
      async ({ merchant }) => {
        const rule = await db.reading(merchant, chain.signInRule);
        const { roles, permissions, ...rest } = rule ?? { ...chain.NO_RULE, since: null };
        return { ...rest, roles: [...roles], permissions: [...permissions] };
      },
    );
    app.put(
      '/sign-in-rule',
      {
        config: { permission: 'keys.write', fresh: true },
        schema: {
          tags,
          summary: 'Change it; whoever is newly asked has the days of grace.',
          body: Body(fields),
          response: done,
        },
      },
      async (request, reply) => {
        const { merchant, body } = request;
        const roles = body.roles as chain.Role[];
        await changeSignInRule(db, { merchant, actor: actorOf(request), ...body, roles });
        return reply.code(204).send(null);
      },
    );
    for (const [path, summary, flow] of [
      [
        '/staff/:id/second-factor/reset',
        'Take away a second factor that is lost; every session ends.',
        resetSecondFactor,
      ],
      ['/staff/:id/sessions/end', 'Sign a colleague out everywhere.', endSessionsOf],
    ] as const)
      app.post(
        path,
        {
          config: { permission: 'staff.write', fresh: true },
          schema: { tags, summary, params: Staff, body: Because, response: done },
        },
        async (request, reply) => {
          const { merchant, params, body } = request;
          const by = staffOf(request);
          await flow(db, { merchant, actor: actorOf(request), by, staff: params.id, ...body });
          return reply.code(204).send(null);
        },
      );
  };
