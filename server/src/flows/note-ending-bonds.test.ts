/** A guide is told before a customer's bond ends: on the day of the rule, once, also after an outage. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOST, seatChain, type ChainCast } from '../../test/cast.ts';
import { openHouse, type House } from '../../test/house.ts';
import { Shopper } from '../../test/shopper.ts';
import { buildApp } from '../app.ts';
import type { MemberId } from '../kernel/id.ts';
import { FIRST_POLICIES } from '../modules/chain/chain.ts';
import { carry } from '../platform/outbox.ts';
import { newUuid } from '../platform/uuid.ts';
import { runDue } from '../run-due.ts';

const DAY = 86_400_000;
let house: House;
let cast: ChainCast;
let app: FastifyInstance;
let phone = 13_600_000_000;
beforeAll(async () => {
  house = await openHouse(); // Saturday noon
  cast = await seatChain(house);
  app = await buildApp(house, { logLevel: process.env.TEST_LOG ?? 'silent', requestsPerMinute: 0 });
  // A console session ends long before these tests do.
  const validFrom = new Date(house.clock.now() + 580 * DAY).toISOString();
  const body = { ...FIRST_POLICIES.belonging, expireDays: 60, noticeDays: 50 };
  const published = await app.inject({
    method: 'POST',
    url: '/api/console/policies',
    headers: cast.as('zhao'),
    payload: { kind: 'belonging', node: cast.hq, body, why: '两个月不来就放手', validFrom },
  });
  expect(published.statusCode, published.body).toBe(201);
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const ask = (url: string, payload?: object) =>
  app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url: `/api/work${url}`,
    headers: cast.as('lin', 'workbench'),
    ...(payload === undefined ? {} : { payload }),
  });
async function newCustomer(name: string): Promise<MemberId> {
  const { code } = (await ask('/customer-qr')).json();
  const who = new Shopper(app, HOST);
  await who.post('/api/shop/visits', { id: newUuid(house.clock.now()), code });
  return who.enter(String((phone += 1)), { name });
}
/** Time passes; everybody stays signed in. `asleep`: the server is away meanwhile. */
async function pass(days: number, asleep = false) {
  for (let day = 0; day < (asleep ? 1 : days); day += 1) {
    house.clock.advance((asleep ? days : 1) * DAY);
    await runDue(house);
  }
  const now = new Date(house.clock.now());
  await house.owner.query('update chain.staff_session set seen_at = $1, ends_at = $2', [
    now,
    new Date(house.clock.now() + DAY * 300),
  ]);
}
const told = async () => {
  const tasks: { kind: string; memberId: string; days: number }[] = (await ask('/today')).json()
    .tasks;
  return tasks
    .filter(({ kind }) => kind === 'ending')
    .map(({ memberId, days }) => [memberId, days]);
};
const listed = async () =>
  (await ask('/customers?filter=ending'))
    .json()
    .items.map((row: { id: string; endsAt: string }) => [row.id, row.endsAt]);
const heard = async () => {
  const events = await carry(house.db, cast.merchant);
  return events.filter(({ name }) => name === 'belonging.ending').map(({ facts }) => facts);
};

test('[D2] on day 173 her guide is told, once; a talk ends the matter and counts anew', async () => {
  const chen = await newCustomer('陈静');
  const boundAt = house.clock.now();
  await pass(172);
  expect([await told(), await listed()]).toEqual([[], []]);
  await pass(1);
  const endsAt = new Date(boundAt + 180 * DAY).toISOString();
  expect([await told(), await listed()]).toEqual([[[chen, 7]], [[chen, endsAt]]]);
  expect((await ask(`/customers/${chen}`)).json()).toMatchObject({ isMine: true, endsAt });
  await pass(2);
  expect(await told()).toEqual([[chen, 5]]);
  expect(await heard()).toEqual([{ member: chen, guide: cast.person('lin'), endsAt }]);

  const note = { id: newUuid(house.clock.now()), words: '聊了两句，下周要草莓' };
  expect((await ask(`/customers/${chen}/notes`, note)).statusCode).toBe(201);
  await pass(1);
  expect([await told(), await listed(), await heard()]).toEqual([[], [], []]);
  expect((await ask(`/customers/${chen}`)).json().endsAt).toBe(null);
  await pass(173);
  expect((await told()).map(([member]) => member)).toEqual([chen]);
});

test('[D2] what fell due while the server was away is told when it is back; what lapsed is not', async () => {
  await pass(30); // nobody is left of the test before
  await heard();
  const wu = await newCustomer('吴桐');
  await pass(10);
  const sun = await newCustomer('孙悦');
  await pass(175, true);
  expect((await told()).map(([member]) => member)).toEqual([sun]);
  expect((await listed()).map(([member]: string[]) => member)).toEqual([sun]);
  expect((await heard()).map(({ member }: { member?: string }) => member)).toEqual([sun]);
  expect((await ask(`/customers/${wu}`)).json().isMine).toBe(false);
});

test('[D2] the days are the rule’s: both the notice and the end of a bond', async () => {
  await pass(30);
  const li = await newCustomer('李建国');
  await pass(50);
  expect(await told()).toEqual([[li, 10]]);
  await pass(10);
  expect([await told(), (await ask(`/customers/${li}`)).json().isMine]).toEqual([[], false]);
});
