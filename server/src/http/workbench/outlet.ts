/** The store that one works in: its hours and its pause. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { House } from '../../house.ts';
import { closesAt, isOpenAt, opensAt } from '../../kernel/hours.ts';
import type { OutletId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { dayOf, instantAt } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findExceptions } from '../../views/outlet-figures.ts';
import { hoursRoutes } from '../outlet-hours.ts';
import { weeklyOf } from '../outlet-state.ts';
import { Day, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { reach, staffOf } from '../staff-session.ts';

const Spans = Type.Array(Type.Array(Type.Integer()));
const State = Type.Object({
  now: Instant,
  id: Uuid<OutletId>(),
  name: Type.String(),
  address: Type.String(),
  pausedAt: Nullable(Instant),
  pausedReason: Nullable(Type.String()),
  isOpen: Type.Boolean(),
  opensAt: Nullable(Instant),
  closesAt: Nullable(Instant),
  weekly: Type.Array(Type.Object({ weekday: Type.Integer(), spans: Spans })),
  exceptions: Type.Array(Type.Object({ day: Day, spans: Spans, reason: Type.String() })),
});

export const workbenchOutletRoutes =
  (house: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock } = house;
    await app.register(hoursRoutes(house, 'outlets.hours'));
    app.get(
      '/outlet',
      {
        config: { permission: 'outlets.read' },
        schema: {
          tags: ['outlets'],
          summary: 'One’s own outlet: open or not, hours, exceptions, pause.',
          response: { 200: State, ...problems },
        },
      },
      async (request) => {
        const { outlet: own } = staffOf(request);
        if (own === null) throw new Refusal('not_found', 'chain.no_such_outlet');
        const now = instantAt(clock.now());
        return db.reading(request.merchant, async (reader) => {
          const standing = await chain.directory(reader);
          const outlet = chain.outletWithin(standing, own, reach(request, 'outlets.read'));
          const exceptions = await findExceptions(reader, own, dayOf(now));
          const { id, name, address, pausedAt, pausedReason, hours } = outlet;
          return {
            now,
            ...{ id, name, address, pausedAt, pausedReason },
            isOpen: isOpenAt(hours, now),
            opensAt: opensAt(hours, now),
            closesAt: closesAt(hours, now),
            weekly: weeklyOf(outlet),
            exceptions: exceptions.map((each) => ({
              ...each,
              spans: each.spans.map((s) => [...s]),
            })),
          };
        });
      },
    );
  };
