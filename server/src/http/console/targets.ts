/** Targets of a month: who has which goal, how far it is, handed down until the parts make it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { setTargets } from '../../flows/set-targets.ts';
import type { House } from '../../house.ts';
import type { NodeId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { addDays, addMonths, type Day } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as incentives from '../../modules/incentives/incentives.ts';
import type { Reader } from '../../platform/db.ts';
import { findOutletScores, findStaffScores, measured } from '../../views/scores.ts';
import { daysOf, firstOf, Measure, Month, Progress } from '../incentive-shapes.ts';
import { Body, Nullable, problems, Query, Uuid } from '../schema.ts';
import { deedOf, reach, staffOf } from '../staff-session.ts';

const tags = ['incentives'];
const Kind = Type.Enum(['node', 'staff']);
const Subject = Type.Object({
  kind: Kind,
  id: Uuid(),
  name: Type.String(),
  level: Type.Enum(['hq', 'dealer', 'outlet', 'guide']),
  parentId: Nullable(Uuid()),
  score: Type.Integer(),
  target: Nullable(Progress),
  below: Type.Integer({ description: 'What the goals right below add up to' }),
});
const asked = { month: Month, measure: Measure };

/** Everybody of these branches with her score: nodes down to guides. */
async function subjectsOf(
  reader: Reader,
  branches: readonly NodeId[],
  month: Day,
  measure: incentives.Measure,
) {
  const days = { fromDay: month, untilDay: addDays(addMonths(month, 1), -1) };
  const directory = await chain.directory(reader);
  const [outlets, guides, targets] = await Promise.all([
    findOutletScores(reader, days),
    findStaffScores(reader, directory.root.id, days),
    incentives.targetsOf(reader, month),
  ]);
  const byNode = new Map<NodeId, number>();
  for (const row of outlets)
    for (const node of directory.outlet(row.outlet)?.path ?? [])
      byNode.set(node, (byNode.get(node) ?? 0) + measured(row, measure));
  const nodes = [...directory.nodes.values()]
    .filter(({ path }) => chain.reaches(branches, path))
    .map(({ id, name, kind, parent }) => ({
      kind: 'node' as const,
      id: id as string,
      name: directory.outlet(id)?.shortName ?? name,
      level: kind,
      parentId: parent as string | null,
      score: byNode.get(id) ?? 0,
    }));
  const people = guides
    .filter(({ outlet }) => chain.reaches(branches, directory.nodes.get(outlet)?.path ?? []))
    .map((row) => ({
      kind: 'staff' as const,
      id: row.staff as string,
      name: row.name,
      level: 'guide' as const,
      parentId: row.outlet as string | null,
      score: measured(row, measure),
    }));
  const goals = new Map(
    targets.filter((each) => each.measure === measure).map((each) => [each.subjectId, each.goal]),
  );
  return { subjects: [...nodes, ...people], goals };
}
type Subjects = Awaited<ReturnType<typeof subjectsOf>>;
const below = ({ subjects, goals }: Subjects, id: string): number =>
  subjects
    .filter(({ parentId }) => parentId === id)
    .reduce((total, each) => total + (goals.get(each.id) ?? 0), 0);

export const targetRoutes =
  ({ db }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const write = { permission: 'incentives.write' };
    const done = { 204: Type.Null(), ...problems };
    const who = (request: FastifyRequest) => ({
      ...deedOf(request, write.permission),
      by: staffOf(request).id,
    });

    app.get(
      '/targets',
      {
        config: { permission: 'incentives.read' },
        schema: {
          tags,
          summary: 'Goals of a month from head office down to guides, with pace and sum check.',
          querystring: Query(asked),
          response: {
            200: Type.Object({
              day: Type.Integer(),
              days: Type.Integer(),
              items: Type.Array(Subject),
            }),
            ...problems,
          },
        },
      },
      async (request) => {
        const { month, measure } = request.query;
        const branches = reach(request, 'incentives.read');
        return db.reading(request.merchant, async (reader) => {
          const found = await subjectsOf(reader, branches, firstOf(month), measure);
          const { day, days } = daysOf(firstOf(month), reader.now);
          const items = found.subjects.map((each) => {
            const goal = found.goals.get(each.id) ?? null;
            const progress = goal === null ? null : incentives.paceOf(goal, each.score, day, days);
            const target =
              progress === null ? null : { goal: goal!, score: each.score, ...progress };
            return { ...each, target, below: below(found, each.id) };
          });
          return { day, days, items };
        });
      },
    );
    app.put(
      '/targets',
      {
        config: write,
        schema: {
          tags,
          summary: 'Set goals, all or none; a goal of 0 takes one away.',
          body: Body({
            ...asked,
            items: Type.Array(
              Body({
                kind: Kind,
                id: Uuid(),
                goal: Type.Integer({ minimum: 0, maximum: 100_000_000_000 }),
              }),
              { minItems: 1, maxItems: 2_000 },
            ),
          }),
          response: done,
        },
      },
      async (request, reply) => {
        const { month, measure, items } = request.body;
        const targets = items.map(({ kind, id, goal }) => ({
          measure,
          subjectKind: kind as 'node' | 'staff',
          subjectId: id,
          goal,
        }));
        await setTargets(db, { ...who(request), month: firstOf(month), targets });
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/targets/hand-down',
      {
        config: write,
        schema: {
          tags,
          summary: 'Split a goal over those right below by what they brought the month before.',
          body: Body({ ...asked, node: Uuid<NodeId>() }),
          response: done,
        },
      },
      async (request, reply) => {
        const { month, measure, node } = request.body;
        const deed = who(request);
        const first = firstOf(month);
        const targets = await db.reading(request.merchant, async (reader) => {
          const [now, before] = await Promise.all([
            subjectsOf(reader, deed.branches, first, measure),
            subjectsOf(reader, deed.branches, addMonths(first, -1), measure),
          ]);
          const goal = now.goals.get(node);
          const parts = now.subjects.filter(({ parentId }) => parentId === node);
          if (goal === undefined) throw new Refusal('conflict', 'incentives.no_goal_here');
          if (parts.length === 0) throw new Refusal('conflict', 'incentives.nobody_below');
          const past = new Map(before.subjects.map(({ id, score }) => [id, score]));
          const weights = parts.map(({ id }) => Math.max(0, past.get(id) ?? 0));
          const shares = incentives.shareOut(goal, weights);
          return parts.map(({ kind, id }, i) => {
            return { measure, subjectKind: kind, subjectId: id, goal: shares[i]! };
          });
        });
        await setTargets(db, { ...deed, month: first, targets });
        return reply.code(204).send(null);
      },
    );
  };
