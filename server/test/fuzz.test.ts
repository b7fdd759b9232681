/**
 * attack-73: every route of the API document, asked with values made from its own schemas: no
 * fault of ours, each answer as documented, no door open without sign-in, nothing that the schema
 * forbids let in. `FUZZ_CASES` a route and `FUZZ_SEED` play it longer, or again.
 */
import fc from 'fast-check';
import Schema from 'typebox/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf } from '../src/platform/secret.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { API_SCOPES } from '../src/modules/chain/types.ts';
import { say } from './drill-says.ts';
import { resolved, spoiled, valueOf, type Json } from './fuzz-arbitrary.ts';
import { NOW } from './house.ts';
import { paidOrder } from './paid-order.ts';
import { openShop, type Shop } from './shop.ts';

const CASES = Number(process.env.FUZZ_CASES ?? 2);
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_314);
const AUDIENCE = /^\/api\/(console|work|shop|open|callbacks)\//;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly audience: string;
  readonly parameters: Json[];
  readonly body: Json | null;
  readonly responses: Json;
}

let shop: Shop;
let operations: Operation[];
let codes: Set<string>;
let pool: string[];
let key: string;
beforeAll(async () => {
  shop = await openShop({ shoppers: 4 });
  const { cast, goods, shoppers, outlet, app } = shop;
  const order = await paidOrder(shop, shoppers[0]!, outlet('hupan'), [
    { sku: goods.skus.milk, quantity: 2 },
  ]);
  key = await openKey();
  pool = [
    ...[order, cast.hq, outlet('hupan'), outlet('wener'), shoppers[0]!.id, shoppers[3]!.id],
    ...[cast.person('lin'), cast.person('mi'), ...Object.values(goods.skus)],
  ];
  const document = app.swagger() as unknown as Json;
  codes = new Set(document.components.schemas.RefusalCode.enum);
  operations = operationsOf(document);
  sitDown = sittingDown();
});
afterAll(() => shop.close());

async function openKey(): Promise<string> {
  const { app, cast } = shop;
  const payload = { id: newUuid(NOW), name: 'fuzz', scopes: API_SCOPES, nodeId: cast.hq };
  const url = '/api/console/api-keys';
  const made = await app.inject({ method: 'POST', url, headers: cast.as('lin-guodong'), payload });
  return made.json().key;
}

const operationsOf = (document: Json): Operation[] =>
  Object.entries(document.paths as Json).flatMap(([path, methods]) => {
    const audience = AUDIENCE.exec(path)?.[1];
    if (audience === undefined || path.endsWith('/stream')) return []; // that one never ends
    return Object.entries(methods as Json).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      audience,
      parameters: resolved(operation.parameters ?? [], document) as unknown as Json[],
      body: resolved(
        operation.requestBody?.content?.['application/json']?.schema ?? null,
        document,
      ),
      responses: resolved(operation.responses, document),
    }));
  });

/** Whoever may do most of this audience; a shopper is used until she is erased. */
let turn = 0;
function who(audience: string): Record<string, string> {
  const { cast, shoppers } = shop;
  if (audience === 'console') return cast.as('lin-guodong');
  if (audience === 'work') return cast.as(turn++ % 2 === 0 ? 'wang' : 'lin', 'workbench');
  if (audience === 'open') return { host: cast.host, authorization: `Bearer ${key}` };
  if (audience === 'shop') return shoppers[1 + (turn++ % 3)]!.headers;
  return { host: cast.host };
}

/** What a case has done to the people who ask: they sit down again, in one breath. */
const revive = (): Promise<unknown> => shop.house.owner.query(sitDown);
let sitDown: string;
function sittingDown(): string {
  const { cast, shoppers } = shop;
  const hashed = ({ authorization }: Record<string, string>) => hashOf(authorization!.slice(7));
  const at = `timestamptz '${new Date(NOW).toISOString()}'`;
  const staff = (
    [
      ['lin-guodong', 'console'],
      ['wang', 'workbench'],
      ['lin', 'workbench'],
    ] as const
  ).map(
    ([person, app]) =>
      `('${cast.merchant}'::uuid, '${hashed(cast.as(person, app))}', '${cast.person(person)}'::uuid,
        '${app}', ${at}, ${at}, ${at} + interval '300 days', ${at})`,
  );
  const members = shoppers.map(
    ({ id, headers }) => `('${cast.merchant}'::uuid, '${hashed(headers)}', '${id}'::uuid,
      ${at}, ${at} + interval '300 days')`,
  );
  return `delete from chain.sign_in_rule; delete from chain.recovery_code;
    delete from chain.second_factor; delete from platform.quota; delete from platform.throttle;
    update chain.staff set suspended_at = null, left_at = null, must_change = false
      where login in ('lin-guodong', 'wang', 'lin');
    update chain.api_key set revoked_at = null, ends_at = null, successor_id = null
      where name = 'fuzz';
    insert into chain.staff_session (merchant_id, token_hash, staff_id, app, made_at, seen_at,
      ends_at, proved_at) values ${staff.join()}
      on conflict (merchant_id, token_hash) do update set proved_at = excluded.proved_at;
    insert into members.session (merchant_id, token_hash, member_id, made_at, ends_at)
      values ${members.join()} on conflict do nothing`;
}

const named = (operation: Operation, place: string): readonly Json[] =>
  operation.parameters.filter((each) => each.in === place);
const valuesOf = (parameters: readonly Json[]): fc.Arbitrary<Json> =>
  fc.record(
    Object.fromEntries(parameters.map(({ name, schema }) => [name, valueOf(schema, pool)])),
    {
      requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name) as never,
    },
  );

interface Sent {
  readonly params: Json;
  readonly query: Json;
  readonly headers: Json;
  readonly body: Json | undefined;
  readonly bad: unknown;
}
const sentOf = (operation: Operation): fc.Arbitrary<Sent> =>
  fc
    .record({
      params: valuesOf(named(operation, 'path')),
      query: valuesOf(named(operation, 'query')),
      headers: valuesOf(named(operation, 'header')),
      body: operation.body === null ? fc.constant(undefined) : valueOf(operation.body, pool),
    })
    .chain((good) =>
      operation.body === null
        ? fc.constant({ ...good, bad: undefined } as Sent)
        : spoiled(operation.body, (good.body ?? {}) as Json).map(
            (bad) => ({ ...good, bad }) as Sent,
          ),
    );

function ask(operation: Operation, sent: Sent, headers: Record<string, string>, body: unknown) {
  const { method, path } = operation;
  const url = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(sent.params[name]));
  const query = Object.fromEntries(
    Object.entries(sent.query).map(([name, value]) => [name, String(value)]),
  );
  const own = operation.parameters.some((each) => /idempotency-key/i.test(each.name))
    ? { 'idempotency-key': newUuid(NOW) }
    : {};
  return shop.app.inject({
    method: method as 'GET',
    url,
    query,
    headers: {
      ...headers,
      ...own,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
}
type Answer = Awaited<ReturnType<typeof ask>>;

const compiled = new Map<Json, { Check(value: unknown): boolean; Errors(value: unknown): any }>();
/** What is wrong with an answer, if anything is. */
function faultOf(operation: Operation, answer: Answer): string | null {
  const { statusCode: status } = answer;
  if (status >= 500) return `${status} ${answer.body.slice(0, 200)}`;
  if (status >= 400) {
    const problem = String(answer.headers['content-type']).startsWith('application/problem+json')
      ? answer.json()
      : {};
    const isSaid = codes.has(problem.code) && problem.status === status;
    return isSaid ? null : `${status} is no problem of the contract: ${answer.body.slice(0, 160)}`;
  }
  const said = operation.responses[String(status)];
  if (said === undefined) return `${status} is not documented`;
  const schema = said.content?.['application/json']?.schema;
  if (schema === undefined || schema.type === 'null') return null;
  if (!compiled.has(schema)) compiled.set(schema, Schema.Compile(schema));
  const check = compiled.get(schema)!;
  const value = answer.json();
  if (check.Check(value)) return null;
  return `${status} is not as documented: ${JSON.stringify(check.Errors(value)[1]).slice(0, 300)}`;
}

/** Doors that stand open by their nature. */
const OPEN = /\/(session|sessions|codes)(\/|$)|\/api\/callbacks\//;
const isOpen = ({ path, audience, method }: Operation): boolean =>
  OPEN.test(path) ||
  (audience === 'shop' && method === 'GET') ||
  SHOP_OPEN.has(`${method} ${path}`);
/** A stranger may fill a cart, ask for a quote and open a link. */
const SHOP_OPEN = new Set([
  'POST /api/shop/quote',
  'POST /api/shop/visits',
  'PUT /api/shop/cart',
  'POST /api/shop/cart/lines',
]);

async function play(operation: Operation, sent: Sent): Promise<string[]> {
  const faults: string[] = [];
  const note = (where: string, fault: string | null): void => {
    if (fault !== null) faults.push(`${operation.method} ${operation.path} ${where}: ${fault}`);
  };
  const answer = await ask(operation, sent, who(operation.audience), sent.body);
  note('asked well', faultOf(operation, answer));
  if (operation.body !== null) {
    const spoilt = await ask(operation, sent, who(operation.audience), sent.bad);
    note('spoilt', faultOf(operation, spoilt));
    if (spoilt.statusCode < 400) note('spoilt', `${spoilt.statusCode} lets it in`);
  }
  if (!isOpen(operation)) {
    const nobody = await ask(operation, sent, { host: shop.cast.host }, sent.body);
    note('by nobody', faultOf(operation, nobody));
    if (![401, 403].includes(nobody.statusCode))
      note('by nobody', `${nobody.statusCode} ${nobody.body.slice(0, 100)}`);
  }
  if (operation.method !== 'GET') await revive();
  return faults;
}

test('[G5] attack-73: a crowd of wishes made from the document itself finds no fault of ours', async () => {
  const found: string[] = [];
  let asked = 0;
  for (const operation of operations) {
    const sample = fc.sample(sentOf(operation), { numRuns: CASES, seed: SEED });
    for (const sent of sample) {
      const faults = await play(operation, sent);
      asked += 1;
      if (faults.length > 0) {
        found.push(...faults.map((each) => `${each}\n   ${JSON.stringify(sent).slice(0, 400)}`));
        break;
      }
    }
  }
  say(`${asked} cases on ${operations.length} routes, seed ${SEED}: ${found.length} faults`);
  expect(operations.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
}, 3_600_000);

test('[G5] attack-73: what was made is there, and once taken away it stays away', async () => {
  const { app, cast } = shop;
  await revive();
  const [buyer, admin] = [shop.shoppers[0]!.headers, cast.as('lin-guodong')];
  const call = async (method: string, url: string, headers: object, payload?: object) =>
    app.inject({
      method: method as 'GET',
      url,
      headers: headers as Record<string, string>,
      ...(payload && { payload }),
    });
  const address = newUuid(NOW);
  const at = `/api/shop/addresses/${address}`;
  const put = await call('PUT', at, buyer, {
    ...{ name: '吴敏', phone: '13800006021', detail: '湖畔花园 6 幢 502', district: '西湖区' },
    ...{ lat: 30.28, lng: 120.06, complexId: null, isDefault: true },
  });
  expect(put.statusCode, put.body).toBeLessThan(300);
  const listed = async () => (await call('GET', '/api/shop/addresses', buyer)).body;
  expect(await listed()).toContain(address);
  expect((await call('DELETE', at, buyer)).statusCode).toBe(204);
  expect(await listed()).not.toContain(address);
  expect((await call('DELETE', at, buyer)).statusCode).toBeGreaterThanOrEqual(204);
  const made = await call('POST', '/api/console/api-keys', admin, {
    ...{ id: newUuid(NOW), name: 'gone', scopes: ['outlets.read'], nodeId: cast.hq },
  });
  const { id, key: gone } = made.json();
  const use = () =>
    call('GET', '/api/open/v1/outlets', { host: cast.host, authorization: `Bearer ${gone}` });
  expect((await use()).statusCode).toBe(200);
  await call('POST', `/api/console/api-keys/${id}/revoke`, admin);
  expect((await use()).statusCode).toBe(401);
});
