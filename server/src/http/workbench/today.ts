/** The first page: the day in figures, what is due, whom to talk to. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { bondLife } from '../../flows/steps/bond-terms.ts';
import type { House } from '../../house.ts';
import { minuteOfDay } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { findTasks, TASK_KINDS, type TaskKind } from '../../views/work-tasks.ts';
import { findDay } from '../../views/work-today.ts';
import { Fen, Instant, Nullable, problems, Uuid } from '../schema.ts';
import { staffOf } from '../staff-session.ts';

/** Nobody is written to between nine in the evening and half past eight. */
const QUIET_FROM_MIN = 21 * 60;
const QUIET_TO_MIN = 8 * 60 + 30;
const SELLERS = new Set<chain.Role>(['guide', 'creator']);

const Task = Type.Object({
  kind: Type.Unsafe<TaskKind>(Type.Enum([...TASK_KINDS])),
  memberId: Uuid(),
  name: Type.String(),
  product: Nullable(Type.String()),
  days: Nullable(Type.Integer()),
  everyDays: Nullable(Type.Integer()),
  otherName: Nullable(Type.String()),
  sumFen: Nullable(Fen),
});
const Today = Type.Object({
  now: Instant,
  isGuide: Type.Boolean(),
  salesFen: Fen,
  usualFen: Nullable(Fen),
  nightOrders: Type.Integer(),
  nightFen: Fen,
  visits: Type.Integer(),
  newcomers: Type.Integer(),
  commissionFen: Fen,
  toPick: Type.Integer(),
  pickBy: Nullable(Instant),
  isQuiet: Type.Boolean(),
  talkedTo: Type.Integer(),
  tasks: Type.Array(Task),
});

export const todayRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/today',
      {
        config: { permission: 'outlets.read' },
        schema: {
          tags: ['Workbench'],
          summary: 'The day in figures, what is due, whom to talk to',
          response: { 200: Today, ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        const isGuide = staff.grants.some(({ role }) => SELLERS.has(role));
        return db.reading(request.merchant, async (reader) => {
          const { expireDays } = await bondLife(reader);
          const [figures, { items, talkedTo }] = await Promise.all([
            findDay(reader, {
              staff: staff.id,
              guide: isGuide,
              sells: chain.reachOf(staff, 'orders.read'),
              picks: chain.reachOf(staff, 'orders.work'),
            }),
            findTasks(reader, staff.id, expireDays),
          ]);
          const minute = minuteOfDay(reader.now);
          const isQuiet = minute >= QUIET_FROM_MIN || minute < QUIET_TO_MIN;
          return { now: reader.now, isGuide, ...figures, isQuiet, talkedTo, tasks: items };
        });
      },
    );
  };
