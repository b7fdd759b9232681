/**
 * Attacks on everything that lists, asked of every such route at once: the routes are the API
 * document's own, so a new one is attacked on the day when it is made.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LightMyRequestResponse } from 'fastify';
import { dayOf, instantAt } from '../src/kernel/time.ts';
import * as col from '../src/platform/column.ts';
import { statement } from '../src/platform/statement.ts';
import { openShop, place, readyToOrder, type Shop } from './shop.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly type?: string; readonly format?: string; readonly enum?: string[] };
}
interface Route {
  readonly path: string;
  readonly query: readonly Parameter[];
}
type Query = Readonly<Record<string, string>>;

let shop: Shop;
let routes: Route[];

beforeAll(async () => {
  shop = await openShop({ shoppers: 2, house: { poolSize: 2 } });
  const { goods, shoppers, outlet, app } = shop;
  const lines = [{ sku: goods.skus.milk, quantity: 1 }];
  for (const shopper of shoppers) {
    const wish = await readyToOrder(shop, shopper, outlet('hupan'), lines);
    expect((await place(shop, shopper, wish)).statusCode).toBe(201);
  }
  const { paths = {} } = app.swagger() as {
    paths?: Record<string, { get?: { parameters?: Parameter[] } }>;
  };
  routes = Object.entries(paths)
    .filter(([path, { get }]) => get !== undefined && /^\/api\/(shop|work|console)\//.test(path))
    .filter(([path]) => !path.includes('{'))
    .map(([path, { get }]) => ({
      path,
      query: (get!.parameters ?? []).filter((each) => each.in === 'query'),
    }));
});
afterAll(() => shop.close());

/** What a route cannot do without. */
function needed({ query }: Route): Query {
  const today = dayOf(instantAt(shop.house.clock.now()));
  const plain = ({ name, schema }: Parameter): string => {
    if (schema.enum !== undefined) return schema.enum[0]!;
    if (schema.format === 'date') return today;
    if (name === 'node' || name === 'scope') return shop.cast.hq;
    if (name === 'outlet') return shop.outlet('hupan');
    if (schema.type === 'number' || schema.type === 'integer') return '30';
    return 'a';
  };
  return Object.fromEntries(
    query.filter(({ required }) => required === true).map((each) => [each.name, plain(each)]),
  );
}

function ask(path: string, query: Query) {
  const app = path.startsWith('/api/work/') ? 'workbench' : 'console';
  const person = app === 'workbench' ? 'wang' : 'lin-guodong';
  const headers = path.startsWith('/api/shop/')
    ? shop.shoppers[0]!.headers
    : shop.cast.as(person, app);
  return shop.app.inject({ path, query: { ...query }, headers });
}
const told = ({ statusCode, body }: LightMyRequestResponse): string =>
  `${statusCode} ${body.slice(0, 160)}`;

const WORDS = [
  `'; drop table chain.node; --`,
  `' or 1=1 --`,
  `%_\\`,
  `\u0000`,
  `"}]}`,
  `${'('.repeat(300)}${'a*'.repeat(300)}$`,
  `＝HYPERLINK("http://x")`,
  `constructor`,
  'x'.repeat(9_000),
];

test('attack-69: no word in any list’s question is more than a word, or a fault of ours', async () => {
  const wrong: string[] = [];
  for (const route of routes)
    for (const { name, schema } of route.query)
      for (const word of schema.type === 'string' || schema.enum !== undefined ? WORDS : []) {
        const answer = await ask(route.path, { ...needed(route), [name]: word });
        if (answer.statusCode >= 500) wrong.push(`${route.path} ${name} ${told(answer)}`);
      }
  expect(routes.length).toBeGreaterThan(40);
  expect(wrong).toEqual([]);
  const { rows } = await shop.house.owner.query('select count(*)::int as n from chain.node');
  expect(rows[0].n).toBeGreaterThan(5);
});

test('attack-71: a page has an end, however large the wish', async () => {
  const paged = routes.filter(({ query }) => query.some(({ name }) => name === 'count'));
  expect(paged.length).toBeGreaterThan(15);
  for (const route of paged)
    for (const count of ['1000000000', '101', '0', '-1', '1e9'])
      expect((await ask(route.path, { ...needed(route), count })).statusCode, route.path).toBe(400);
});

const sees = statement(
  'test.sees_merchants',
  {},
  'select distinct merchant_id as id from chain.node',
  { id: col.id<'merchant'>() },
);

test('attack-53: two connections, turns of ours and theirs, every third broken off: no foreign row', async () => {
  const { db } = shop.house;
  const { merchant, rival } = shop.cast;
  const seen = new Set<string>();
  const turn = async (i: number): Promise<void> => {
    const who = i % 2 === 0 ? merchant : rival.merchant;
    const work = db.transaction(who, async (tx) => {
      const found = await tx.ask(sees, {});
      if (i % 3 === 0) throw new Error('broken off');
      return found;
    });
    const found = await work.catch(() => db.reading(who, (reader) => reader.ask(sees, {})));
    seen.add(found.map(({ id }) => (id === who ? 'own' : 'foreign')).join());
  };
  for (let i = 0; i < 600; i += 6)
    await Promise.all(Array.from({ length: 6 }, (_, n) => turn(i + n)));
  expect([...seen]).toEqual(['own']);
});
