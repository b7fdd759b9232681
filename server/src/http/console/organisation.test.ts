/** The tree over HTTP: branches, moves, and two people who change it at the same time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { buildApp } from '../../app.ts';
import type { NodeId } from '../../kernel/id.ts';
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

const ask = (person: PersonKey, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/console${url}`,
    headers: cast.as(person),
    ...(payload === undefined ? {} : { payload }),
  });
const move = (node: NodeId, to: NodeId, person: PersonKey = 'zhao') =>
  ask(person, 'POST', `/organisation/${node}/move`, { to, why: '划区' });
const standing = () => house.db.reading(cast.merchant, chain.directory);
const pathOf = async (id: NodeId) => (await standing()).nodes.get(id)!.path;
const addDealer = async (name: string, parent: NodeId): Promise<NodeId> => {
  const id = newUuid(NOW) as NodeId;
  const answer = await ask('zhao', 'POST', '/organisation/dealers', { id, parent, name });
  expect(answer.statusCode).toBe(201);
  return id;
};

test('[A1] each sees the own branch of the tree, and nothing above or beside it', async () => {
  const seen = async (person: PersonKey) =>
    (await ask(person, 'GET', '/organisation')).json().nodes.map((n: { name: string }) => n.name);
  expect(await seen('zhao')).toHaveLength(8);
  expect((await seen('he')).sort()).toEqual(
    ['城西鲜达', '五常合作店', '古墩店', '文二西路店', '湖畔店'].sort(),
  );
  expect(await seen('wang')).toEqual(['湖畔店']);
});

test('[A1] a branch moves with all below it, to any depth, as a dated row with a reason', async () => {
  const north = await addDealer('城北大区', cast.hq);
  const deep = await addDealer('城北一部', north);
  expect((await move(cast.dealers.west, deep)).statusCode).toBe(204);
  const hupan = cast.outlets.get('hupan')!;
  expect(await pathOf(hupan)).toEqual([cast.hq, north, deep, cast.dealers.west, hupan]);
  expect((await standing()).outlet(hupan)!.dealer).toBe(cast.dealers.west);
  expect((await move(hupan, deep)).statusCode).toBe(204);
  expect((await standing()).outlet(hupan)!.dealer).toBe(deep);
  const moves = (await ask('zhao', 'GET', `/organisation/${hupan}/moves`)).json().items;
  expect(moves).toEqual([
    {
      at: new Date(NOW).toISOString(),
      fromName: '城西鲜达',
      toName: '城北一部',
      why: '划区',
      actorName: '赵一诺',
    },
  ]);
  house.clock.advance(60_000);
  await move(hupan, cast.dealers.west);
  await move(cast.dealers.west, cast.hq);
  expect(await pathOf(hupan)).toEqual([cast.hq, cast.dealers.west, hupan]);
});

test('[A1] moves of one instant keep their order, and one too many is refused', async () => {
  const [node, under] = [await addDealer('丙', cast.hq), await addDealer('丁', cast.hq)];
  const codes = [];
  for (const to of [under, under, cast.hq, cast.hq, under])
    codes.push((await move(node, to)).statusCode);
  expect(codes).toEqual([204, 409, 204, 409, 204]);
  const moves = (await ask('zhao', 'GET', `/organisation/${node}/moves`)).json().items;
  const ends = moves.map(({ toName }: { toName: string }) => toName);
  expect(ends).toEqual(['丁', '邻里鲜总部', '丁']);
});

test('[A1] a branch that moved is another’s from the next request on', async () => {
  house.clock.advance(60_000);
  const jiangnan = cast.outlets.get('jiangnan')!;
  const read = (person: PersonKey) => ask(person, 'GET', `/outlets/${jiangnan}`);
  expect((await read('he')).statusCode).toBe(404);
  await move(jiangnan, cast.dealers.west);
  expect((await read('he')).statusCode).toBe(200);
  expect((await read('shao')).statusCode).toBe(404);
  house.clock.advance(60_000);
  await move(jiangnan, cast.dealers.south);
});

test('[A1] nobody moves below herself, below an outlet, or out of her own branch', async () => {
  const { west, south } = cast.dealers;
  const hupan = cast.outlets.get('hupan')!;
  const below = await addDealer('城西分部', west);
  for (const [node, to, code] of [
    [west, below, 'chain.cannot_move_there'],
    [west, west, 'chain.cannot_move_there'],
    [west, cast.hq, 'chain.cannot_move_there'],
    [south, hupan, 'chain.cannot_move_there'],
    [cast.hq, west, 'chain.cannot_move_there'],
    [west, cast.rival.hq, 'chain.no_such_node'],
    [cast.rival.dealers.west, west, 'chain.no_such_node'],
  ] as const)
    expect((await move(node, to)).json().code).toBe(code);
  expect((await move(hupan, below, 'he')).statusCode).toBe(403);
});

test('[A1] two moves at once never make a ring: the second waits, and is refused', async () => {
  const [a, b] = [await addDealer('甲', cast.hq), await addDealer('乙', cast.hq)];
  const deed = { actor: null, why: '并到一起' };
  let second: Promise<string> | undefined;
  await house.db.transaction(cast.merchant, async (tx) => {
    chain.move(tx, { node: a, to: b, ...deed });
    await chain.staffRow(tx, cast.person('lin')); // what was told has left, nothing is committed
    second = house.db
      .transaction(cast.merchant, async (other) => chain.move(other, { node: b, to: a, ...deed }))
      .then(
        () => 'moved',
        (error: Error) => error.message,
      );
    await new Promise((go) => setTimeout(go, 150)); // time enough for it to slip through
  });
  expect(await second).toBe('chain.cannot_move_there');
  const { nodes } = await standing();
  for (const { id, path, parent } of nodes.values())
    expect(path).toEqual(parent === null ? [id] : [...nodes.get(parent)!.path, id]);
});

test('[A1] an outlet that opens while its branch moves still hangs below it', async () => {
  const at = await addDealer('搬家中', cast.hq);
  const to = await addDealer('新家', cast.hq);
  const template = cast.outlets.get('wener')!;
  const place = { address: '路 1 号', lat: 30.2, lng: 120.1, template, parent: at };
  const ids = Array.from({ length: 8 }, () => newUuid(NOW) as NodeId);
  const open = (id: NodeId, i: number) =>
    ask('zhao', 'POST', '/outlets', { id, name: `新店 ${i}`, ...place });
  const all = await Promise.all([
    ...ids.slice(0, 4).map(open),
    move(at, to),
    ...ids.slice(4).map(open),
  ]);
  for (const { statusCode, body } of all) expect(statusCode, body).toBeLessThan(300);
  const { nodes } = await standing();
  for (const id of ids) expect(nodes.get(id)!.path).toEqual([cast.hq, to, at, id]);
});
