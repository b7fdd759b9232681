/** Contests, penalties and pay slips at the desk. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { cancelContest, openContest } from '../../flows/contests.ts';
import { decideAppeal, imposePenalty } from '../../flows/penalties.ts';
import type { House } from '../../house.ts';
import type { NodeId, StaffId } from '../../kernel/id.ts';
import { fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Day as DayText } from '../../kernel/time.ts';
import type * as incentives from '../../modules/incentives/incentives.ts';
import { findContests, findPenalties } from '../../views/incentives.ts';
import { findPaySlips } from '../../views/pay-slips.ts';
import {
  ContestRow,
  firstOf,
  Measure,
  Month,
  PaySlip,
  PenaltyRow,
  Place,
} from '../incentive-shapes.ts';
import { openPlaces, rankingOf } from '../ranking.ts';
import { Body, Day, problems, Query, Uuid } from '../schema.ts';
import { deedOf, reach, staffOf } from '../staff-session.ts';

const tags = ['incentives'];
const Contest = Body({ id: Uuid<incentives.ContestId>() });
const ContestForm = Body({
  id: Uuid<incentives.ContestId>(),
  name: Type.String({ minLength: 1, maxLength: 60 }),
  measure: Measure,
  node: Uuid<NodeId>(),
  fromDay: Day,
  untilDay: Day,
  prizeBy: Type.Enum(['rank', 'threshold']),
  prizes: Type.Array(
    Body({
      at: Type.Integer({ minimum: 1, maximum: 100_000_000_000 }),
      fen: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
    }),
    { minItems: 1, maxItems: 20 },
  ),
  least: Type.Integer({ minimum: 0, maximum: 100_000_000_000, default: 0 }),
  ties: Type.Enum(['split', 'each']),
  shown: Type.Enum(['names', 'masked', 'own']),
});
const PenaltyForm = Body({
  id: Uuid<incentives.PenaltyId>(),
  staff: Uuid<StaffId>(),
  rule: Type.String({ minLength: 1, maxLength: 100 }),
  amountFen: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
  points: Type.Integer({ minimum: 0, maximum: 1_000, default: 0 }),
  reason: Type.String({ minLength: 1, maxLength: 300 }),
  evidence: Type.String({ maxLength: 500, default: '' }),
  appealDays: Type.Integer({ minimum: 3, maximum: 30, default: 7 }),
});
const of = (permission: string) => (request: FastifyRequest) => ({
  ...deedOf(request, permission),
  by: staffOf(request).id,
});
const done = { 204: Type.Null(), ...problems };
const READ = { permission: 'incentives.read' };
const PRIZES = { permission: 'incentives.prizes' };
const WRITE = { permission: 'incentives.write' };

export const contestRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/contests',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Contests, those that run first.',
          response: { 200: Type.Object({ items: Type.Array(ContestRow) }), ...problems },
        },
      },
      async (request) => {
        const branches = reach(request, READ.permission);
        const items = await db.reading(request.merchant, (r) => findContests(r, branches));
        return { items: items.map((each) => ({ ...each, prizes: [...each.prizes] })) };
      },
    );
    app.get(
      '/contests/:id/places',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Where everybody stands: live, or frozen since it was closed.',
          params: Contest,
          response: { 200: Type.Object({ items: Type.Array(Place) }), ...problems },
        },
      },
      async (request) => {
        const branches = reach(request, READ.permission);
        return db.reading(request.merchant, async (reader) => {
          const found = await findContests(reader, branches);
          const contest = found.find(({ id }) => id === request.params.id);
          if (contest === undefined) throw new Refusal('not_found', 'incentives.no_such_contest');
          return { items: openPlaces(await rankingOf(reader, contest)) };
        });
      },
    );
    app.post(
      '/contests',
      {
        config: PRIZES,
        schema: {
          tags,
          summary: 'Open a contest; head office pays the prizes when it closes.',
          body: ContestForm,
          response: done,
        },
      },
      async (request, reply) => {
        const { fromDay, untilDay, ...form } = request.body;
        const days = { fromDay: fromDay as DayText, untilDay: untilDay as DayText };
        const contest = { ...form, ...days } as incentives.ContestForm;
        await openContest(db, { ...of(PRIZES.permission)(request), form: contest });
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/contests/:id/cancel',
      {
        config: PRIZES,
        schema: {
          tags,
          summary: 'Call a contest off: nobody is paid.',
          params: Contest,
          response: done,
        },
      },
      async (request, reply) => {
        await cancelContest(db, { ...of(PRIZES.permission)(request), id: request.params.id });
        return reply.code(204).send(null);
      },
    );
  };

export const penaltyRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/penalties',
      {
        config: READ,
        schema: {
          tags,
          summary: 'Penalties of one’s branch; appeals that wait come first.',
          response: { 200: Type.Object({ items: Type.Array(PenaltyRow) }), ...problems },
        },
      },
      async (request) => {
        const branches = reach(request, READ.permission);
        return {
          items: await db.reading(request.merchant, (r) => findPenalties(r, branches, null)),
        };
      },
    );
    app.post(
      '/penalties',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Impose a penalty: she is told, and may appeal within the days.',
          body: PenaltyForm,
          response: done,
        },
      },
      async (request, reply) => {
        const { appealDays, amountFen, ...form } = request.body;
        const penalty = { ...form, amountFen: fen(amountFen) };
        if (amountFen === 0 && form.points === 0)
          throw new Refusal('invalid', 'incentives.nothing_imposed');
        await imposePenalty(db, { ...of(WRITE.permission)(request), form: penalty, appealDays });
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/penalties/:id/decide',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Decide an appeal; never by the one who imposed it.',
          params: Body({ id: Uuid<incentives.PenaltyId>() }),
          body: Body({
            upheld: Type.Boolean(),
            words: Type.String({ minLength: 1, maxLength: 300 }),
          }),
          response: done,
        },
      },
      async (request, reply) => {
        const wish = { ...request.body, id: request.params.id };
        await decideAppeal(db, { ...of(WRITE.permission)(request), ...wish });
        return reply.code(204).send(null);
      },
    );
    app.get(
      '/pay-slips',
      {
        config: { permission: 'statements.read' },
        schema: {
          tags,
          summary: 'What each guide had, got and took out in a month, by kind.',
          querystring: Query({ month: Month }),
          response: { 200: Type.Object({ items: Type.Array(PaySlip) }), ...problems },
        },
      },
      async (request) => {
        const month = firstOf(request.query.month);
        const wish = { reach: reach(request, 'statements.read'), staff: null, month };
        const found = await db.reading(request.merchant, (r) => findPaySlips(r, wish));
        return { items: found.map((each) => ({ ...each, lines: [...each.lines] })) };
      },
    );
  };
