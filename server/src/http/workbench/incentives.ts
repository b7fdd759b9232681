/** What is expected of a guide, and what follows: targets, contests, penalties, her pay slip. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { hideOwnName } from '../../flows/hide-name.ts';
import { appealPenalty } from '../../flows/penalties.ts';
import type { House } from '../../house.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { addDays, addMonths, dayOf, monthOf, startOf } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as incentives from '../../modules/incentives/incentives.ts';
import { findContests, findPenalties, isNameHidden } from '../../views/incentives.ts';
import { findPaySlips } from '../../views/pay-slips.ts';
import { findStaffScores, measured } from '../../views/scores.ts';
import {
  ContestRow,
  daysOf,
  firstOf,
  Measure,
  Month,
  PaySlip,
  PenaltyRow,
  Place,
  Progress,
} from '../incentive-shapes.ts';
import { placesFor, rankingOf } from '../ranking.ts';
import { Body, problems, Query, Uuid } from '../schema.ts';
import { actorOf, reach, staffOf } from '../staff-session.ts';

const tags = ['work'];
const mine = { permission: 'income.read' };
const Incentives = Type.Object({
  month: Type.String(),
  day: Type.Integer(),
  days: Type.Integer(),
  targets: Type.Array(Type.Object({ measure: Measure, ...Progress.properties })),
  contests: Type.Array(Type.Object({ ...ContestRow.properties, places: Type.Array(Place) })),
  penalties: Type.Array(PenaltyRow),
  nameHidden: Type.Boolean(),
});
const RECENT_DAYS = 14;

export const workIncentiveRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/incentives',
      {
        config: mine,
        schema: {
          tags,
          summary: 'My targets with their pace, contests I am in, penalties.',
          response: { 200: Incentives, ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        const branches = reach(request, mine.permission);
        return db.reading(request.merchant, async (reader) => {
          const today = dayOf(reader.now);
          const month = monthOf(today);
          const span = { fromDay: month, untilDay: addDays(addMonths(month, 1), -1) };
          const directory = await chain.directory(reader);
          const node = staff.outlet ?? directory.root.id;
          const [scores, targets, contests, penalties, nameHidden] = await Promise.all([
            findStaffScores(reader, node, span),
            incentives.targetsOf(reader, month),
            findContests(reader, branches),
            findPenalties(reader, [], staff.id),
            isNameHidden(reader, staff.id),
          ]);
          const own = scores.find((each) => each.staff === staff.id);
          const { day, days } = daysOf(month, reader.now);
          const since = addDays(today, -RECENT_DAYS);
          const shown = contests.filter(
            ({ state, nodeId, untilDay, fromDay }) =>
              state !== 'cancelled' &&
              (directory.nodes.get(node)?.path ?? []).includes(nodeId) &&
              untilDay >= since &&
              fromDay <= today,
          );
          const ranked = await Promise.all(shown.map((each) => rankingOf(reader, each)));
          return {
            month: month.slice(0, 7),
            day,
            days,
            targets: targets
              .filter(({ subjectId }) => subjectId === staff.id)
              .map(({ measure, goal }) => {
                const score = own === undefined ? 0 : measured(own, measure);
                return { measure, goal, score, ...incentives.paceOf(goal, score, day, days) };
              }),
            contests: shown.map((each, i) => ({
              ...each,
              prizes: [...each.prizes],
              places: placesFor(staff.id, each.shown, ranked[i]!),
            })),
            penalties,
            nameHidden,
          };
        });
      },
    );
    app.post(
      '/penalties/:id/appeal',
      {
        config: mine,
        schema: {
          tags,
          summary: 'Appeal against a penalty, once, within its days.',
          params: Body({ id: Uuid<incentives.PenaltyId>() }),
          body: Body({ text: Type.String({ minLength: 4, maxLength: 1_000 }) }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, params, body } = request;
        const staff = staffOf(request).id;
        const wish = { merchant, actor: actorOf(request), staff, id: params.id, text: body.text };
        await appealPenalty(db, wish);
        return reply.code(204).send(null);
      },
    );
    app.put(
      '/ranking-name',
      {
        config: mine,
        schema: {
          tags,
          summary: 'Keep my name out of rankings, or show it again.',
          body: Body({ hidden: Type.Boolean() }),
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const { merchant, body } = request;
        await hideOwnName(db, { merchant, staff: staffOf(request).id, hidden: body.hidden });
        return reply.code(204).send(null);
      },
    );
    app.get(
      '/pay-slip',
      {
        config: mine,
        schema: {
          tags,
          summary: 'My month: what I had, got and took out, by kind.',
          querystring: Query({ month: Month }),
          response: { 200: PaySlip, ...problems },
        },
      },
      async (request) => {
        const staff = staffOf(request);
        const month = firstOf(request.query.month);
        return db.reading(request.merchant, async (reader) => {
          if (startOf(month) > reader.now) throw new Refusal('invalid', 'incentives.month_to_come');
          const { id, name, outlet } = staff;
          const directory = await chain.directory(reader);
          const wish = { reach: [directory.root.id], staff: id, month };
          const [slip] = await findPaySlips(reader, wish);
          const outletName = outlet === null ? '' : (directory.outlet(outlet)?.name ?? '');
          const none = { openingFen: 0, lines: [], earnedFen: 0, closingFen: 0 };
          const found = slip ?? { staffId: id, name, outletName, ...none };
          return { ...found, lines: [...found.lines] };
        });
      },
    );
  };
