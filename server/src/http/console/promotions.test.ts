import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { buildApp } from '../../app.ts';
import * as chain from '../../modules/chain/chain.ts';
import { newUuid } from '../../platform/uuid.ts';

let house: House;
let cast: ChainCast;
let app: FastifyInstance;
let directory: chain.Directory;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { requestsPerMinute: 0 });
  directory = await house.db.reading(cast.merchant, (r) => chain.directory(r));
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const call = async (person: PersonKey, path: string, payload?: object) => {
  const wish = { url: `/api/console/promotions${path}`, headers: cast.as(person) };
  const answer = await app.inject(
    payload === undefined ? wish : { ...wish, method: 'POST', payload },
  );
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
};

test('[C6] a manager starts and stops her own store’s promotion and sees those from above', async () => {
  const hupan = directory.outlets.find(({ name }) => name.includes('湖畔'))!;
  const wish = (nodeId: string, more = {}) => ({
    id: newUuid(NOW),
    nodeId,
    name: '满 59 减 6',
    thresholdFen: 5_900,
    offFen: 600,
    startsAt: new Date(NOW).toISOString(),
    endsAt: new Date(NOW + 86_400_000).toISOString(),
    costOwner: 'outlet',
    ...more,
  });
  const own = wish(hupan.id);
  expect((await call('wang', '', own)).status).toBe(201);
  expect((await call('wang', '', wish(directory.root.id))).body.code).toBe('catalog.scope_unknown');
  expect((await call('wang', '', wish(hupan.id, { offFen: 5_900 }))).status).toBe(422);
  expect((await call('lin', '', wish(hupan.id))).status).toBe(403);
  const above = wish(directory.root.id, { costOwner: 'hq' });
  expect((await call('zhao', '', above)).status).toBe(201);
  const listed = (await call('wang', '')).body.items;
  expect(listed).toMatchObject([
    { id: above.id, mayStop: false, state: 'running' },
    { id: own.id, mayStop: true, state: 'running', offFen: 600 },
  ]);
  expect((await call('wang', `/${above.id}/stop`, {})).status).toBe(404);
  expect((await call('wang', `/${own.id}/stop`, {})).status).toBe(204);
  expect((await call('wang', `/${own.id}/stop`, {})).status).toBe(404);
  expect((await call('wang', '')).body.items[1].state).toBe('stopped');
});
