/** A colleague leaves: who would get her customers, and the deed. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { seeLeaving, staffLeaves } from '../../flows/staff-leaves.ts';
import type { House } from '../../house.ts';
import type { StaffId } from '../../kernel/id.ts';
import { Body, Nullable, problems, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

const One = Body({ id: Uuid<StaffId>() });
const Leaving = Type.Object({
  name: Type.String(),
  rule: Type.Enum(['outlet_manager', 'round_robin', 'outlet_only']),
  policyVersion: Type.Integer(),
  customers: Type.Integer(),
  shares: Type.Array(
    Type.Object({
      heir: Nullable(Type.Object({ id: Uuid(), name: Type.String() })),
      customers: Type.Integer(),
    }),
  ),
});

export const leaverRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'staff.write' };
    const tags = ['Console staff'];
    app.get(
      '/staff/:id/leaving',
      {
        config,
        schema: {
          tags,
          summary: 'Who would get her customers if she left now, and by which rule',
          params: One,
          response: { 200: Leaving, ...problems },
        },
      },
      async (request) => {
        const { merchant, params } = request;
        const { shares, ...rest } = await seeLeaving(db, {
          merchant,
          by: staffOf(request),
          staff: params.id,
        });
        return { ...rest, shares: [...shares] };
      },
    );

    app.post(
      '/staff/:id/leaving',
      {
        config,
        schema: {
          tags,
          summary:
            'She leaves: customers pass on by the rule, sessions end, links count for her heir',
          params: One,
          body: Body({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
          response: { 200: Type.Object({ customers: Type.Integer() }), ...problems },
        },
      },
      async (request) => {
        const { merchant, params, body } = request;
        const by = staffOf(request);
        const actor = { kind: 'staff', id: by.id, requestId: request.id } as const;
        return staffLeaves(db, { merchant, actor, by, staff: params.id, reason: body.reason });
      },
    );
  };
