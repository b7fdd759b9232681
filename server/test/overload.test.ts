/**
 * fault-11, in its short form: a locked table and a pool that is used up. Whoever looks is told to
 * come back, a notice of a payment is heard, nothing answers 500, and afterwards all is as before.
 */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { say } from './drill-says.ts';
import { findViolations } from './invariants.ts';
import { playOverload } from './overload-open.ts';
import { openShop, place, readyToOrder, type Shop } from './shop.ts';

let shop: Shop;
let app: FastifyInstance;
const TOKEN = 'a-token-for-tests';
const log: string[] = [];
beforeAll(async () => {
  shop = await openShop({ shoppers: 2, house: { poolSize: 2 } });
  app = await buildApp(shop.house, {
    requestsPerMinute: 0,
    metricsToken: TOKEN,
    // the machine of a test may be late for reasons of its own
    bounds: {
      looks: { lagMs: Number.POSITIVE_INFINITY, waiting: 60, underWay: 1_000 },
      deeds: { lagMs: Number.POSITIVE_INFINITY, waiting: 200, underWay: 1_000 },
    },
    logLevel: 'info',
    logTo: { write: (line) => void log.push(line) },
  });
});
afterAll(async () => {
  await app.close();
  await shop.close();
});

const look = (): Promise<LightMyRequestResponse> =>
  app.inject({ url: '/api/shop/orders', headers: shop.shoppers[0]!.headers });
const notice = (): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url: '/api/callbacks/sandbox',
    headers: { host: shop.cast.host, 'content-type': 'application/json' },
    payload: '{}',
  });
const ready = async () => (await app.inject({ url: '/readyz' })).json();
const statuses = (answers: readonly LightMyRequestResponse[]): number[] =>
  [...new Set(answers.map(({ statusCode }) => statusCode))].sort();

test('[G6] fault-11 a locked table and a used-up pool: 503 with a time to come back, then as before', async () => {
  const { owner } = shop.house;
  const goods = [{ sku: shop.goods.skus.milk, quantity: 1 }];
  const cart = await readyToOrder(
    { app, house: shop.house },
    shop.shoppers[1]!,
    shop.outlet('hupan'),
    goods,
  );
  await owner.query('begin; lock table orders.order in access exclusive mode');
  const held = Array.from({ length: 90 }, look);
  while (shop.house.db.load().waiting < 61) await new Promise((next) => setImmediate(next));
  const turned = await Promise.all(Array.from({ length: 40 }, look));
  expect(statuses(turned)).toEqual([503]);
  for (const { headers, json } of turned) {
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(json()).toMatchObject({ code: 'http.overloaded' });
  }
  const heard = notice(); // waits its turn, and is not turned away
  await owner.query('commit');
  expect((await heard).statusCode).not.toBe(503);
  expect(
    statuses(await Promise.all(held)).filter((status) => status >= 500 && status !== 503),
  ).toEqual([]);
  expect((await look()).statusCode).toBe(200);
  expect((await place({ app }, shop.shoppers[1]!, cart)).statusCode).toBe(201);
  expect(await findViolations(owner)).toEqual([]);
});

test('[G6] alive and ready, each by its own address', async () => {
  expect((await app.inject({ url: '/livez' })).statusCode).toBe(200);
  expect(await ready()).toEqual({ ready: true, against: [] });
});

test('[G6] figures in OpenMetrics for whoever has the token, and for nobody else', async () => {
  const ask = (authorization: string) =>
    app.inject({ url: '/metrics', headers: { authorization } });
  expect((await ask('')).statusCode).toBe(401);
  expect((await ask('Bearer another')).statusCode).toBe(401);
  const { body, headers } = await ask(`Bearer ${TOKEN}`);
  expect(headers['content-type']).toContain('openmetrics-text');
  for (const name of [
    'quandian_http_requests_total{method="GET",route="/api/shop/orders",status="503"} ',
    'quandian_http_seconds_bucket{method="GET",route="/api/shop/orders",le="+Inf"} ',
    'quandian_shed_total{by="database"} ',
    'quandian_pool_connections{state="idle"} ',
    'quandian_loop_lag_seconds{} ',
    'quandian_outbox_lag_seconds{merchant="',
    'quandian_timers_late{merchant="',
    'quandian_rollup_lag_seconds{merchant="',
  ])
    expect(body).toContain(name);
  expect(body.endsWith('# EOF\n')).toBe(true);
  // each name is declared once, as the format wants it
  const declared = body.match(/^# TYPE \S+/gm)!;
  expect(new Set(declared).size).toBe(declared.length);
  const off = await shop.app.inject({ url: '/metrics', headers: { host: shop.cast.host } });
  expect(off.body).not.toContain('# EOF'); // the shop's own page, as for any other address
});

test('[G6] a request keeps the number that it came with, in answer, problem and log', async () => {
  const answer = await app.inject({
    url: '/api/shop/orders',
    headers: { host: shop.cast.host, 'x-request-id': 'edge-0042-abc' },
  });
  expect(answer.headers['request-id']).toBe('edge-0042-abc');
  expect(answer.json()).toMatchObject({ ref: 'edge-0042-abc' });
  expect(log.some((line) => JSON.parse(line).reqId === 'edge-0042-abc')).toBe(true);
  const forged = await app.inject({
    url: '/api/shop/orders',
    headers: { host: shop.cast.host, 'x-request-id': 'a b\tc{"x":1}' },
  });
  expect(forged.headers['request-id']).toMatch(/^[0-9a-f]{12}$/);
});

test('[G6] head office sees failed jobs, tries them again or lets them go; nobody else does', async () => {
  const { owner } = shop.house;
  const fail = async (merchant: string): Promise<string> => {
    const { rows } = await owner.query(
      `select id from graphile_worker.add_job('react', json_build_object('merchant', $1::text,
         'name', 'orders.paid', 'facts', '{}'::json))`,
      [merchant],
    );
    await owner.query(
      `update graphile_worker._private_jobs set attempts = max_attempts,
         last_error = 'no answer from 13812345678' where id = $1`,
      [rows[0].id],
    );
    return rows[0].id;
  };
  const [ours, other, theirs] = [
    await fail(shop.cast.merchant),
    await fail(shop.cast.merchant),
    await fail(shop.cast.rival.merchant),
  ];
  const headers = shop.cast.as('lin-guodong');
  const seen = (await app.inject({ url: '/api/console/operations', headers })).json();
  expect(seen).toMatchObject({ givenUp: 2, disk: { freeBytes: expect.any(Number) } });
  expect(seen.failing.map(({ id }: { id: number }) => id)).toEqual([Number(other), Number(ours)]);
  expect(seen.failing[0].error).toBe('no answer from 1**********');
  const tend = (id: string, way: string, who = headers) =>
    app.inject({ method: 'POST', url: `/api/console/operations/jobs/${id}/${way}`, headers: who });
  expect((await tend(ours, 'retry')).statusCode).toBe(204);
  expect((await tend(other, 'give-up')).statusCode).toBe(204);
  expect((await tend(other, 'give-up')).statusCode).toBe(404);
  expect((await tend(theirs, 'retry')).statusCode).toBe(404);
  expect((await tend(ours, 'retry', shop.cast.as('zhao'))).statusCode).toBe(403);
  const { rows } = await owner.query(
    'select id::text, attempts::integer from graphile_worker._private_jobs order by id',
  );
  expect(rows.filter(({ id }) => id !== theirs)).toEqual([{ id: ours, attempts: 0 }]);
});

/** The long form, with a server of its own: only the drill has the minutes. */
const LONG_S = Number(process.env.OVERLOAD_S ?? 0);
if (LONG_S > 0)
  test(
    '[G6] fault-11 promise-18: twice what it can do is answered or turned away, and then over',
    async () => {
      const seen = await playOverload(LONG_S);
      const { capacity, offered, statuses, p99Ms, recoveredMs } = seen;
      say(
        `capacity ${capacity}/s, offered ${offered}/s for ${LONG_S} s: ${JSON.stringify(statuses)}, ` +
          `p99 ${p99Ms} ms, itself again after ${recoveredMs} ms`,
      );
      const others = Object.keys(statuses).filter((status) => !/^(200|429|503)$/.test(status));
      expect(others).toEqual([]);
      expect(seen.withoutHint).toBe(0);
      expect(statuses['200']).toBeGreaterThan(0);
      expect(recoveredMs).toBeLessThan(30_000);
      expect(seen.violations).toEqual([]);
    },
    LONG_S * 1_000 + 240_000,
  );
