/**
 * Every writing route of staff, read from the API document: what it leaves on the trail, and which
 * of them ask again who sits there.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { AUDITED } from './audited.ts';
import { seatChain, type ChainCast } from './cast.ts';
import { NOW, openHouse, type House } from './house.ts';

const HOME = join(import.meta.dirname, '../..');
const read = (pattern: string): string =>
  globSync(pattern, { cwd: HOME })
    .filter((name) => !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(HOME, name), 'utf8'))
    .join('\n');
const source = read('server/src/{flows,http,platform}/**/*.ts');
const schema = readFileSync(join(HOME, 'db/schema.sql'), 'utf8');
const words = readFileSync(join(HOME, 'web/console/src/pages/audit/verbs.ts'), 'utf8');

const STAFF = /^\/api\/(console|work)(?=\/)/;
let house: House;
let cast: ChainCast;
let app: FastifyInstance;
let writing: { readonly method: string; readonly path: string }[];
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
  const { paths = {} } = app.swagger() as { paths?: Record<string, object> };
  writing = Object.entries(paths)
    .filter(([path]) => STAFF.test(path))
    .flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => !['get', 'head'].includes(method))
        .map((method) => ({ method: method.toUpperCase(), path })),
    );
});
afterAll(async () => {
  await app.close();
  await house.close();
});

test('[G5] every writing route of staff has its verb on the trail, a row that says who, or a reason', () => {
  const routes = new Set(writing.map(({ method, path }) => `${method} ${path.replace(STAFF, '')}`));
  expect(routes.size).toBeGreaterThan(90);
  expect([...routes].filter((route) => AUDITED[route] === undefined)).toEqual([]);
  expect(Object.keys(AUDITED).filter((route) => !routes.has(route))).toEqual([]);
});

/** `payments.${verb}` and 'account_made' make payments.account_made. */
const stems = [...source.matchAll(/verb:\s*`([a-z_.]+)\$\{/g)].map(([, stem]) => stem!);
const isWritten = (verb: string): boolean =>
  source.includes(`'${verb}'`) ||
  stems.some((stem) => verb.startsWith(stem) && source.includes(`'${verb.slice(stem.length)}'`));

test('[G5] each of these verbs is written by a flow and has words on the console’s page', () => {
  const said = [...new Set(Object.values(AUDITED))].filter((each) => !/^(row|none):/.test(each));
  expect(said.filter((verb) => !isWritten(verb))).toEqual([]);
  expect(said.filter((verb) => !words.includes(`'${verb}'`))).toEqual([]);
});

test('[G5] a row that stands for the trail is one of a table that is there', () => {
  const rows = Object.values(AUDITED).filter((each) => each.startsWith('row:'));
  const tables = rows.map((each) => /^row: (\S+) .{12,}/.exec(each)?.[1] ?? each);
  const isThere = (table: string): boolean => schema.includes(`create table ${table} (`);
  expect([...new Set(tables)].filter((table) => !isThere(table))).toEqual([]);
});

/** Acts that an unwatched screen must not be good for. */
const SENSITIVE = [
  'POST /api/console/api-keys',
  'POST /api/console/api-keys/{id}/rotate',
  'PUT /api/console/sign-in-rule',
  'POST /api/console/staff/{id}/grants',
  'DELETE /api/console/staff/{id}/grants/{node}/{role}',
  'POST /api/console/staff/{id}/reset',
  'POST /api/console/staff/{id}/second-factor/reset',
  'POST /api/console/staff/{id}/sessions/end',
  'POST /api/console/withdrawals/{id}/release',
  'POST /api/console/payment-accounts',
  'PUT /api/console/payment-accounts/{id}',
  'POST /api/console/payment-accounts/{id}/disable',
  'POST /api/console/payment-accounts/{id}/enable',
  'POST /api/console/payment-accounts/{id}/keys',
  'POST /api/console/payout-files',
  'POST /api/console/payout-files/{id}/file',
  'POST /api/console/tax-report/file',
  'POST /api/console/webhooks/{id}/secret',
  'POST /api/console/members/{id}/export',
  'POST /api/console/members/{id}/erasure',
  'GET /api/console/exports/members.csv',
  'GET /api/console/exports/orders.csv',
  'GET /api/console/exports/staff.csv',
  'PUT /api/work/payee',
  'POST /api/work/withdrawals',
  'POST /api/work/session/factor',
  'DELETE /api/work/session/factor',
  'POST /api/work/session/factor/recovery',
];

test('[G5] sensitive acts are refused until she has shown again who she is', async () => {
  await house.owner.query('update chain.staff_session set proved_at = $1', [
    new Date(NOW - 301_000),
  ]);
  const wrong: string[] = [];
  for (const each of SENSITIVE) {
    const [method, path] = each.split(' ') as ['GET', string];
    const app_ = path.startsWith('/api/work') ? 'workbench' : 'console';
    const who = cast.as(app_ === 'workbench' ? 'lin' : 'lin-guodong', app_);
    const url = path.replace(/\{\w+\}/g, newUuid(NOW));
    const answer = await app.inject({ method, url, headers: who });
    if (answer.json().code !== 'session.prove_again') wrong.push(`${each} ${answer.body}`);
  }
  expect(wrong).toEqual([]);
});
