/** A price outside the band, over HTTP: asked with a reason, decided by head office, ended by time. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleGoods, type SettledGoods } from '../../../../demo/world/settle-goods.ts';
import { seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { buildApp } from '../../app.ts';
import type { NodeId } from '../../kernel/id.ts';
import { newToken } from '../../platform/secret.ts';
import { newUuid } from '../../platform/uuid.ts';
import { runDue } from '../../run-due.ts';

const DAY = 86_400_000;
let house: House;
let cast: ChainCast;
let goods: SettledGoods;
let app: FastifyInstance;
let hupan: NodeId;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  goods = await settleGoods(house.db, { merchant: cast.merchant, seed: 1, now: NOW });
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
  hupan = cast.outlets.get('hupan')!;
});
afterAll(async () => {
  await app.close();
  await house.close();
});

async function call(person: PersonKey, method: 'GET' | 'POST', path: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `/api/console${path}`,
    headers: { ...cast.as(person), 'idempotency-key': newToken() },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}
const bread = () => goods.skus.get('全麦吐司 400g')!;
const wish = (priceFen: number, more = {}) => ({
  id: newUuid(house.clock.now()),
  scopeId: hupan,
  skuId: bread(),
  priceFen,
  days: 3,
  why: '临期两天，降价清掉',
  ...more,
});
const ask = (person: PersonKey, asked: object) => call(person, 'POST', '/price-exceptions', asked);
const decide = (person: PersonKey, id: string, granted: boolean) =>
  call(person, 'POST', `/price-exceptions/${id}/decision`, { granted, words: '看过了' });
/** What a shopper at the store sees. */
const priceAt = async (outlet: NodeId): Promise<number> => {
  const { body } = await call('zhao', 'GET', `/assortment?scope=${outlet}&q=qmts&all=true`);
  const row = body.items.find(({ skuId }: { skuId: string }) => skuId === bread());
  return row.now.priceFen;
};
/** Nobody's session falls asleep over it. */
async function pass(ms: number) {
  house.clock.advance(ms);
  await runDue(house);
  const now = house.clock.now();
  await house.owner.query('update chain.staff_session set seen_at = $1, ends_at = $2', [
    new Date(now),
    new Date(now + DAY),
  ]);
}
const publish = (priceFen: number) =>
  call('wang', 'POST', '/offers', {
    scopeId: hupan,
    changes: [{ skuId: bread(), priceFen, why: '试试' }],
  });

test('[A4] a store asks, head office grants: the price holds for its days, and then no more', async () => {
  const usual = await priceAt(hupan);
  expect((await publish(1200)).body.refused[0].code).toBe('catalog.price_outside_band');
  const asked = wish(1200);
  for (let i = 0; i < 2; i += 1) expect((await ask('wang', asked)).status).toBe(201);
  const twin = await ask('wang', wish(1100));
  expect([twin.status, twin.body.code]).toEqual([409, 'catalog.exception_open']);
  expect(await priceAt(hupan)).toBe(usual); // asked is not granted

  const own = await decide('wang', asked.id, true);
  expect([own.status, own.body.code]).toEqual([403, 'chain.not_allowed']);
  const until = new Date(house.clock.now() + 3 * DAY).toISOString();
  expect((await decide('zhao', asked.id, true)).body).toEqual({ until });
  expect([await priceAt(hupan), await priceAt(cast.outlets.get('wener')!)]).toEqual([1200, usual]);
  expect((await publish(1190)).body.refused[0].code).toBe('catalog.price_outside_band');
  expect((await publish(1250)).body).toEqual({ published: 1, refused: [] });
  const again = await decide('zhao', asked.id, false);
  expect([again.status, again.body.code]).toEqual([409, 'catalog.exception_decided']);

  await pass(3 * DAY - 1_000);
  expect(await priceAt(hupan)).toBe(1250);
  await pass(1_000);
  expect(await priceAt(hupan)).toBe(usual);
  const { body } = await call('zhao', 'GET', '/price-exceptions');
  expect(body.items).toMatchObject([
    { id: asked.id, state: 'ended', why: '临期两天，降价清掉', words: '看过了', until },
  ]);
  const trail = await call('zhao', 'GET', '/audit?verb=catalog.exception');
  expect(trail.body.items.map(({ verb }: { verb: string }) => verb)).toEqual([
    'catalog.exception_ended',
    'catalog.exception_granted',
    'catalog.exception_asked',
  ]);
});

test('[A4] refused it changes nothing; what needs none, lies elsewhere or is unknown is refused', async () => {
  const usual = await priceAt(hupan);
  const asked = wish(1000);
  expect((await ask('wang', asked)).status).toBe(201);
  expect((await decide('zhao', asked.id, false)).body).toEqual({ until: null });
  expect(await priceAt(hupan)).toBe(usual);
  expect((await ask('wang', wish(usual))).body.code).toBe('catalog.exception_not_needed');
  const elsewhere = await ask('shao', wish(1000));
  expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'catalog.scope_unknown']);
  const nothing = await decide('zhao', newUuid(0), true);
  expect([nothing.status, nothing.body.code]).toEqual([404, 'catalog.no_such_exception']);
  expect((await call('shao', 'GET', '/price-exceptions')).body.items).toEqual([]);
});
