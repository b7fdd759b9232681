/** How the machine stands, for whoever runs it: failed jobs, late timers, slow statements, disk. */
import { statfs } from 'node:fs/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { tendJob } from '../../flows/tend-jobs.ts';
import type { House } from '../../house.ts';
import { before, instantAt, minutes } from '../../kernel/time.ts';
import { failingJobs } from '../../platform/jobs.ts';
import { slowRoundTrips } from '../../platform/vitals.ts';
import { findOperations } from '../../views/operations.ts';
import { discreet } from '../logging.ts';
import { Body, Instant, Nullable, problems } from '../schema.ts';
import { actorOf } from '../staff-session.ts';

const Standing = Type.Object({
  outbox: Type.Integer(),
  outboxSince: Nullable(Instant),
  jobs: Type.Integer(),
  givenUp: Type.Integer(),
  timers: Type.Integer(),
  lateTimers: Type.Integer(),
  rolledUpAt: Nullable(Instant),
  late: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer(), dueAt: Instant })),
  failing: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      attempts: Type.Integer(),
      maxAttempts: Type.Integer(),
      error: Type.String(),
      madeAt: Instant,
      runAt: Instant,
      running: Type.Boolean(),
    }),
  ),
  slow: Type.Array(
    Type.Object({ statements: Type.Array(Type.String()), ms: Type.Integer(), at: Instant }),
  ),
  pool: Type.Object({ size: Type.Integer(), idle: Type.Integer(), waiting: Type.Integer() }),
  disk: Type.Object({ freeBytes: Type.Integer(), wholeBytes: Type.Integer() }),
});
const One = Body({ id: Type.String({ pattern: '^\\d{1,15}$' }) });
/** A timer that is a minute late has been missed by everybody who looks. */
const LATE = minutes(1);

export const operationsRoutes =
  ({ db, dataDir }: House): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { permission: 'operations.write' };
    const tags = ['operations'];
    app.get(
      '/operations',
      {
        config,
        schema: {
          tags,
          summary: 'What waits, what is late, what failed, what was slow, how full the disk is',
          response: { 200: Standing, ...problems },
        },
      },
      async ({ merchant }) => {
        const { bavail, blocks, bsize } = await statfs(dataDir);
        const disk = { freeBytes: bavail * bsize, wholeBytes: blocks * bsize };
        const slow = slowRoundTrips().map(({ statements, ms, at }) => ({
          statements: [...statements],
          ms,
          at: instantAt(at),
        }));
        return db.reading(merchant, async (reader) => {
          const [found, failing] = await Promise.all([
            findOperations(reader, before(reader.now, LATE)),
            failingJobs(reader, 100),
          ]);
          const told = failing.map((each) => ({ ...each, error: discreet(each.error) }));
          return { ...found, late: [...found.late], failing: told, slow, pool: db.load(), disk };
        });
      },
    );
    for (const [way, end, summary] of [
      ['retry', 'retried', 'Try a failed job again, at once and with all its tries'],
      ['give-up', 'given_up', 'Let a failed job go: what it would have done stays undone'],
    ] as const)
      app.post(
        `/operations/jobs/:id/${way}`,
        {
          config,
          schema: {
            tags,
            summary,
            params: One,
            response: { 204: Type.Null(), ...problems },
          },
        },
        async (request, reply) => {
          const { merchant, params } = request;
          const actor = actorOf(request);
          await tendJob(db, { merchant, actor, job: Number(params.id), end });
          return reply.code(204).send(null);
        },
      );
  };
