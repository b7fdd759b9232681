/**
 * Signs of life for whoever watches from outside: alive, ready to be sent requests, and figures in
 * OpenMetrics for whoever has the token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';
import { before, epochOf, minutes } from '../kernel/time.ts';
import { findMerchants } from '../platform/merchant.ts';
import { count, openMetrics, timed, type Gauge, type LoopWatch } from '../platform/vitals.ts';
import { findOperations } from '../views/operations.ts';

const hidden = { config: { anyMerchant: true }, schema: { hide: true } } as const;
/** So many waiting for a connection: the next would wait for seconds. */
const FULL = 200;
const ASKED_WITHIN_MS = 2_000;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export function vitalSigns(
  app: FastifyInstance,
  house: House,
  loop: LoopWatch,
  metricsToken: string | undefined,
): void {
  let leaving = false;
  app.addHook('preClose', async () => {
    leaving = true;
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { url: route = 'none' } = request.routeOptions;
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    count('quandian_http_requests', labels);
    timed('quandian_http_seconds', { method: request.method, route }, reply.elapsedTime / 1_000);
    done();
  });
  app.get('/livez', hidden, async () => ({ alive: true }));
  app.get('/readyz', hidden, async (_request, reply) => {
    const against = [
      leaving && 'leaving',
      house.db.load().waiting > FULL && 'pool_exhausted',
      !(await answers(house)) && 'database',
    ].filter((each) => each !== false);
    return reply
      .code(against.length === 0 ? 200 : 503)
      .send({ ready: against.length === 0, against });
  });
  if (metricsToken === undefined) return;
  const wanted = digest(`Bearer ${metricsToken}`);
  app.get('/metrics', hidden, async (request, reply) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), wanted))
      return reply.code(401).send();
    return reply
      .type('application/openmetrics-text; version=1.0.0; charset=utf-8')
      .send(openMetrics(await gauges(house, loop)));
  });
}

async function answers({ db }: House): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => {
    setTimeout(resolve, ASKED_WITHIN_MS, false).unref();
  });
  const asked = findMerchants(db).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}

async function gauges({ db }: House, loop: LoopWatch): Promise<Gauge[]> {
  const { size, idle, waiting } = db.load();
  const { heapUsed, rss } = process.memoryUsage();
  const merchants = await findMerchants(db);
  const found = await Promise.all(
    merchants.map(({ id }) =>
      db.reading(id, async (reader) => ({
        labels: { merchant: id as string },
        nowMs: epochOf(reader.now),
        ...(await findOperations(reader, before(reader.now, minutes(1)))),
      })),
    ),
  );
  const since = (now: number, at: string | null): number =>
    at === null ? 0 : Math.max(0, (now - Date.parse(at)) / 1_000);
  const each = (
    name: string,
    help: string,
    of: (one: (typeof found)[number]) => number,
  ): Gauge => ({
    name,
    help,
    values: found.map((one) => [one.labels, of(one)]),
  });
  return [
    {
      name: 'quandian_pool_connections',
      help: 'connections to the database',
      values: [
        [{ state: 'busy' }, size - idle],
        [{ state: 'idle' }, idle],
        [{ state: 'waited_for' }, waiting],
      ],
    },
    {
      name: 'quandian_loop_lag_seconds',
      help: 'of the last second',
      values: [[{}, loop.lagMs / 1e3]],
    },
    {
      name: 'quandian_memory_bytes',
      help: 'of this process',
      values: [
        [{ kind: 'heap' }, heapUsed],
        [{ kind: 'rss' }, rss],
      ],
    },
    each('quandian_jobs_waiting', 'reactions that wait', ({ jobs }) => jobs),
    each('quandian_jobs_given_up', 'reactions that failed for good', ({ givenUp }) => givenUp),
    each('quandian_outbox_events', 'events not told yet', ({ outbox }) => outbox),
    each('quandian_outbox_lag_seconds', 'age of the oldest of them', ({ nowMs, outboxSince }) =>
      since(nowMs, outboxSince),
    ),
    each('quandian_timers_late', 'timers a minute late', ({ lateTimers }) => lateTimers),
    each('quandian_rollup_lag_seconds', 'since sums were rolled up', ({ nowMs, rolledUpAt }) =>
      since(nowMs, rolledUpAt),
    ),
  ];
}
