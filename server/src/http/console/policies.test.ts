/** Policies over HTTP: versions that are never edited, narrowing on the way down, drafts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { buildApp } from '../../app.ts';
import type { NodeId } from '../../kernel/id.ts';
import { instantAt } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import { newUuid } from '../../platform/uuid.ts';

let house: House;
let cast: ChainCast;
let app: FastifyInstance;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
const ask = (person: PersonKey, method: Method, url: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/console/policies${url}`,
    headers: cast.as(person),
    ...(payload === undefined ? {} : { payload }),
  });
const { routing } = chain.FIRST_POLICIES;
const publish = (person: PersonKey, node: NodeId, body: object, more = {}) =>
  ask(person, 'POST', '', { kind: 'routing', node, body, why: '试试', ...more });
const inForce = async (key: string, at = house.clock.now()) => {
  const standing = await house.db.reading(cast.merchant, chain.directory);
  const { path } = standing.outlet(cast.outlets.get(key)!)!;
  return chain.policyInForce(standing, 'routing', path, instantAt(at));
};
const { bounds: _, ...plain } = routing;

test('[A1] at the start every kind is in force with the figures of the domain', async () => {
  const { items } = (await ask('wang', 'GET', '/in-force')).json();
  expect(items.map((each: { kind: string }) => each.kind)).toEqual([...chain.POLICY_KINDS]);
  expect(items[0]).toMatchObject({ nodeName: '邻里鲜总部', version: 1, body: plain });
  expect(items[3].body.bps).toEqual({
    guide: 500,
    sharer1: 200,
    sharer2: 0,
    selling: 300,
    fulfilling: 400,
    dealer: 600,
  });
});

test('[A1] a dealer narrows within head office’s bounds, and is told the field where not', async () => {
  const { west } = cast.dealers;
  for (const [wish, field] of [
    [{ ...plain, radiusM: 9_000 }, 'radiusM'],
    [{ ...plain, acceptMinutes: 90 }, 'acceptMinutes'],
    [{ ...plain, useArea: false }, 'useArea'],
    [{ ...plain, sorts: ['distance', 'balance'] }, 'sorts'],
    [{ ...plain, bounds: { radiusM: [500, 3_000] } }, 'radiusM'],
  ] as const) {
    const answer = await publish('he', west, wish);
    expect([answer.statusCode, answer.json().code, answer.json().facts]).toEqual([
      422,
      'policy.wider_than_parent',
      { field },
    ]);
  }
  for (const [wish, code] of [
    [{ ...plain, radiusM: 5_000.5 }, 'policy.bad_value'],
    [{ ...plain, radiusM: '5000' }, 'policy.bad_value'],
    [{ ...plain, sorts: [] }, 'policy.bad_value'],
    [{ ...plain, free: true }, 'policy.unknown_field'],
    [{ radiusM: 5_000 }, 'policy.bad_value'],
  ] as const)
    expect((await publish('he', west, wish)).json().code).toBe(code);
  expect((await publish('he', west, { ...plain, radiusM: 3_000 })).json()).toEqual({ version: 2 });
  expect(await inForce('hupan')).toMatchObject({ node: west, version: 2, body: { radiusM: 3000 } });
  expect((await inForce('jiangnan')).body.radiusM).toBe(5_000);
});

test('[A1] when head office narrows later, the level below is clamped on read', async () => {
  house.clock.advance(1_000);
  const narrower = { ...routing, bounds: { radiusM: [4_000, 6_000] }, allowSplit: false };
  expect((await publish('zhao', cast.hq, narrower)).statusCode).toBe(201);
  expect((await inForce('hupan')).body).toMatchObject({ radiusM: 4_000, allowSplit: false });
});

test('[A1] a version holds from its instant on, and never from before', async () => {
  const later = house.clock.now() + 86_400_000;
  const from = (ms: number) => ({ validFrom: instantAt(ms) });
  const wish = { ...routing, radiusM: 6_000 };
  const past = await publish('zhao', cast.hq, wish, from(house.clock.now() - 1));
  expect([past.statusCode, past.json().code]).toEqual([422, 'policy.backdated']);
  expect((await publish('zhao', cast.hq, wish, from(later))).statusCode).toBe(201);
  expect((await inForce('jiangnan')).body.radiusM).toBe(5_000);
  expect((await inForce('jiangnan', later - 1)).body.radiusM).toBe(5_000);
  expect((await inForce('jiangnan', later)).body.radiusM).toBe(6_000);
});

test('[A1] who may not write or is elsewhere in the tree cannot publish', async () => {
  expect((await publish('wang', cast.outlets.get('hupan')!, plain)).statusCode).toBe(403);
  for (const node of [cast.hq, cast.dealers.south, cast.rival.hq])
    expect((await publish('he', node, plain)).json().code).toBe('chain.no_such_node');
});

test('[A1] twenty versions published at once are twenty versions, counted up one by one', async () => {
  const crowd = await Promise.all(
    Array.from({ length: 20 }, (_each, i) =>
      ask('zhao', 'POST', '', {
        kind: 'credit',
        node: cast.hq,
        body: { windowDays: 7 + (i % 5) },
        why: `第 ${i} 次`,
      }),
    ),
  );
  const versions = crowd.map((each) => each.json().version).sort((a, b) => a - b);
  expect(versions).toEqual(Array.from({ length: 20 }, (_each, i) => i + 2));
});

test('[A1] the history says who changed what, why, from when, and what is in force', async () => {
  const { items, next } = (await ask('zhao', 'GET', '?kind=routing&count=2')).json();
  expect(next).toBe('3');
  expect(items[1]).toMatchObject({ version: 3, actorName: '赵一诺', why: '试试', isInForce: true });
  expect(items[1].changes).toContainEqual({ field: 'allowSplit', before: 'true', after: 'false' });
  const older = (await ask('zhao', 'GET', `?kind=routing&count=2&after=${next}`)).json();
  expect(older.items.map((each: { version: number }) => each.version)).toEqual([2, 1]);
  const seen = (await ask('shao', 'GET', '?kind=routing')).json().items;
  expect(seen.map((each: { nodeName: string }) => each.nodeName)).not.toContain('城西鲜达');
});

test('[A1] a published version cannot be edited or deleted, not even by SQL of the application', async () => {
  for (const sql of ['update chain.policy set why = why', 'delete from chain.policy']) {
    const edit = house.owner.query(`begin; set local role quandian_app; ${sql}`);
    await expect(edit).rejects.toThrow(/permission denied/);
    await house.owner.query('rollback');
  }
});

test('[A1] a draft is kept, changed, published once, and then closed', async () => {
  const id = newUuid(NOW);
  const draft = { kind: 'aftersales', node: cast.hq, why: '放宽' };
  const body = { ...chain.FIRST_POLICIES.aftersales, windowDays: 9 };
  const save = (windowDays: number) =>
    ask('zhao', 'PUT', `/drafts/${id}`, { ...draft, body: { ...body, windowDays } });
  expect((await save(8)).statusCode).toBe(204);
  expect((await save(9)).statusCode).toBe(204);
  expect((await save(0)).json().code).toBe('policy.bad_value');
  const kept = (await ask('zhao', 'GET', '/drafts?kind=aftersales')).json().items;
  expect(kept).toMatchObject([{ id, body, madeByName: '赵一诺' }]);
  expect((await ask('he', 'GET', '/drafts')).json().items).toEqual([]);
  const crowd = await Promise.all(
    Array.from({ length: 10 }, () =>
      ask('zhao', 'POST', `/drafts/${id}/publish`, { why: '放宽到 9 天' }),
    ),
  );
  expect(crowd.filter((each) => each.statusCode === 201)).toHaveLength(1);
  const { rows } = await house.owner.query(
    `select count(*)::int as made from chain.policy where merchant_id = $1 and kind = 'aftersales'`,
    [cast.merchant],
  );
  expect(rows[0].made).toBe(2);
  expect((await save(10)).json().code).toBe('policy.draft_published');
  expect((await ask('zhao', 'DELETE', `/drafts/${id}`)).json().code).toBe('policy.draft_published');
});

test('[A1] the audit log tells what was done, to those who may read it', async () => {
  const url = '/api/console/audit?verb=chain.policy&count=3';
  const log = await app.inject({ url, headers: cast.as('zhao') });
  expect(log.json().items).toHaveLength(3);
  expect(log.json().items[0]).toMatchObject({
    actorName: '赵一诺',
    verb: 'chain.policy_published',
    objectKind: 'policy',
  });
  const seen = new Set<string>();
  for (let next: string | null = ''; next !== null; ) {
    const more = next === '' ? '' : `&after=${next}`;
    const page: { items: { id: string }[]; next: string | null } = (
      await app.inject({ url: url + more, headers: cast.as('zhao') })
    ).json();
    for (const { id } of page.items) expect(seen.has(id)).toBe(false);
    for (const { id } of page.items) seen.add(id);
    next = page.next;
  }
  const { rows } = await house.owner.query(
    `select count(*)::int as n from platform.audit where merchant_id = $1 and verb like 'chain.policy%'`,
    [cast.merchant],
  );
  expect(seen.size).toBe(rows[0].n);
  for (const person of ['wang', 'he'] as const)
    expect((await app.inject({ url, headers: cast.as(person) })).statusCode).toBe(403);
});
