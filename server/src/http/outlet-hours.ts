/** Hours, exceptions and pause of an outlet: the same routes in the console and the workbench. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  changeHours,
  dropHoursException,
  pauseOutlet,
  resumeOutlet,
  setHoursException,
} from '../flows/change-outlet.ts';
import type { House } from '../house.ts';
import type { OutletId } from '../kernel/id.ts';
import type { Day as DayText } from '../kernel/time.ts';
import { ExceptionWish, HoursWish, PauseWish, weekOfWish } from './outlet-state.ts';
import { Body, Day, problems, Uuid } from './schema.ts';
import { deedOf } from './staff-session.ts';

const Outlet = Body({ id: Uuid<OutletId>() });

export const hoursRoutes =
  ({ db }: House, permission: string): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission };
    const schema = {
      tags: ['outlets'],
      params: Outlet,
      response: { 204: Type.Null(), ...problems },
    };
    app.put(
      '/outlets/:id/hours',
      { config, schema: { ...schema, summary: 'Set the week.', body: HoursWish } },
      async (request, reply) => {
        const week = weekOfWish(request.body.weekly);
        const deed = deedOf(request, permission);
        await changeHours(db, { ...deed, outlet: request.params.id, week });
        return reply.code(204).send(null);
      },
    );
    app.put(
      '/outlets/:id/exceptions',
      { config, schema: { ...schema, summary: 'Set one date apart.', body: ExceptionWish } },
      async (request, reply) => {
        const { day, spans, reason } = request.body;
        const exception = { on: day as DayText, intervals: spans, reason };
        const deed = deedOf(request, permission);
        await setHoursException(db, { ...deed, outlet: request.params.id, exception });
        return reply.code(204).send(null);
      },
    );
    app.delete(
      '/outlets/:id/exceptions/:day',
      {
        config,
        schema: {
          ...schema,
          summary: 'Let one date be as its weekday again.',
          params: Body({ id: Uuid<OutletId>(), day: Day }),
        },
      },
      async (request, reply) => {
        const { id: outlet, day } = request.params;
        const deed = deedOf(request, permission);
        await dropHoursException(db, { ...deed, outlet, on: day as DayText });
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/outlets/:id/pause',
      { config, schema: { ...schema, summary: 'Take no orders for now.', body: PauseWish } },
      async (request, reply) => {
        const deed = deedOf(request, permission);
        await pauseOutlet(db, { ...deed, outlet: request.params.id, ...request.body });
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/outlets/:id/resume',
      { config, schema: { ...schema, summary: 'Take orders again.' } },
      async (request, reply) => {
        const deed = deedOf(request, permission);
        await resumeOutlet(db, { ...deed, outlet: request.params.id });
        return reply.code(204).send(null);
      },
    );
  };
