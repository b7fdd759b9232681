/**
 * Every route of the console and the workbench × everyone who may knock: nobody, a colleague
 * without a role, each role, staff of another merchant. The list of routes is the API document's
 * own.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import { permissionsOf, type App, type Role } from '../src/modules/chain/chain.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { HOST, seatChain, type ChainCast, type PersonKey } from './cast.ts';
import { NOW, openHouse, type House } from './house.ts';

interface Knock {
  readonly app: App;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
}
const PREFIX = { console: '/api/console', workbench: '/api/work' } as const;
const PEOPLE: Readonly<Record<Role, PersonKey>> = {
  hq_admin: 'lin-guodong',
  hq_operator: 'zhao',
  finance: 'sun-hui',
  dealer: 'he',
  store_manager: 'wang',
  clerk: 'chen-gang',
  guide: 'lin',
  creator: 'mi',
};
const IN_APP: Readonly<Record<App, readonly Role[]>> = {
  console: ['hq_admin', 'hq_operator', 'finance', 'dealer', 'store_manager'],
  workbench: ['store_manager', 'clerk', 'guide', 'creator'],
};
/** Whoever is signed in, or wants to be, may use these; nothing else is open. */
const OPEN = /\/(session|sessions)(\/|$)/;

let house: House;
let cast: ChainCast;
let app: FastifyInstance;
let knocks: Knock[];
/** By route: the permission that it asks for, as a colleague without any role is told. */
const asked = new Map<string, string>();

const knock = ({ method, path }: Knock, headers: Record<string, string>) =>
  app.inject({
    method,
    url: path.replace(/\{day\}/g, '2026-01-01').replace(/\{\w+\}/g, newUuid(NOW)),
    headers,
  });
const nameOf = ({ method, path }: Knock): string => `${method} ${path}`;

beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
  const { paths = {} } = app.swagger() as { paths?: Record<string, object> };
  knocks = Object.entries(paths).flatMap(([path, methods]) =>
    (['console', 'workbench'] as const)
      .filter((each) => path.startsWith(`${PREFIX[each]}/`) && !OPEN.test(path))
      .flatMap((each) =>
        Object.keys(methods)
          .filter((method) => method !== 'head')
          .map((method) => ({
            app: each,
            method: method.toUpperCase() as Knock['method'],
            path,
          })),
      ),
  );
  await house.owner.query('delete from chain.staff_grant where staff_id = $1', [
    cast.person('wei'),
  ]);
  for (const each of knocks) {
    const { code, facts } = (await knock(each, cast.as('wei', each.app))).json();
    expect(code, nameOf(each)).toBe('chain.not_allowed');
    asked.set(nameOf(each), facts.permission);
  }
});
afterAll(async () => {
  await app.close();
  await house.close();
});

test('[D1] the document knows the routes of both apps, and each asks for a permission that exists', () => {
  expect(knocks.length).toBeGreaterThan(40);
  const held = new Set(Object.keys(PEOPLE).flatMap((role) => permissionsOf(role as Role)));
  const unheld = [...asked].filter(([, permission]) => !held.has(permission));
  expect(unheld).toEqual([]);
});

test('[D1] attack-42: nobody, and staff of another merchant, get nothing but 401', async () => {
  const { authorization } = cast.rival.as('lin-guodong');
  for (const each of knocks)
    for (const headers of [{ host: HOST }, { host: HOST, authorization: authorization! }])
      expect((await knock(each, headers)).statusCode, nameOf(each)).toBe(401);
});

test.each(Object.keys(PEOPLE) as Role[])(
  '[D1] attack-46: %s may knock where the table says',
  async (role) => {
    const wrong: string[] = [];
    for (const each of knocks) {
      const answer = await knock(each, cast.as(PEOPLE[role], each.app));
      const isRefused = answer.statusCode === 403 && answer.json().code === 'chain.not_allowed';
      const may =
        IN_APP[each.app].includes(role) && permissionsOf(role).includes(asked.get(nameOf(each))!);
      if (may === isRefused || answer.statusCode === 401 || answer.statusCode >= 500)
        wrong.push(`${nameOf(each)} ${answer.statusCode} ${answer.body.slice(0, 120)}`);
    }
    expect(wrong).toEqual([]);
  },
);
