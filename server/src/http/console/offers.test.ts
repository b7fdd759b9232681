import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleGoods, type SettledGoods } from '../../../../demo/world/settle-goods.ts';
import { seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { buildApp } from '../../app.ts';
import * as chain from '../../modules/chain/chain.ts';
import { newUuid } from '../../platform/uuid.ts';

let house: House;
let cast: ChainCast;
let goods: SettledGoods;
let app: FastifyInstance;
let directory: chain.Directory;

beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  goods = await settleGoods(house.db, { merchant: cast.merchant, seed: 1, now: NOW });
  app = await buildApp(house, { requestsPerMinute: 0 });
  directory = await house.db.reading(cast.merchant, (r) => chain.directory(r));
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const outlet = (part: string) => directory.outlets.find(({ name }) => name.includes(part))!;
async function call(
  person: PersonKey,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object,
) {
  const answer = await app.inject({
    method,
    url: `/api/console${path}`,
    headers: cast.as(person),
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}
const publish = (person: PersonKey, scopeId: string, ...changes: object[]) =>
  call(person, 'POST', '/offers', { scopeId, changes });
const milk = () => goods.skus.get('鲜牛奶 950ml')!;
const bread = () => goods.skus.get('全麦吐司 400g')!;

test('[A4] lawful changes are published, the rest comes back with the nearest lawful price', async () => {
  const { id } = outlet('湖畔');
  const { status, body } = await publish(
    'wang',
    id,
    { skuId: milk(), priceFen: 1590, why: '对面超市便宜' },
    { skuId: bread(), priceFen: 900, why: '清货' },
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ published: 1 });
  expect(body.refused).toEqual([
    {
      skuId: bread(),
      code: 'catalog.price_outside_band',
      facts: expect.objectContaining({ priceFen: 900, lawfulFen: 1340, minFen: 1340 }),
    },
  ]);
  const page = await call('wang', 'GET', `/assortment?scope=${id}&q=xnn`);
  expect(page.body.line.map(({ kind }: { kind: string }) => kind)).toEqual([
    'hq',
    'dealer',
    'profile',
    'outlet',
  ]);
  expect(page.body.items[0]).toMatchObject({
    inherited: { priceFen: 1680, listed: true },
    now: { priceFen: 1590, listed: true },
    own: { priceFen: 1590, why: '对面超市便宜', actorName: expect.any(String) },
    clamped: false,
  });
  const history = await call('wang', 'GET', `/offers/history?scope=${id}&sku=${milk()}`);
  expect(history.body.items[0]).toMatchObject({ after: { priceFen: 1590 } });
});

test('[A4] an override is taken back, and a parent that spoke since is pointed at', async () => {
  const { id } = outlet('湖畔');
  house.clock.set(house.clock.now() + 60_000);
  await publish('wang', id, { skuId: bread(), priceFen: 1400, why: '试试' });
  house.clock.set(house.clock.now() + 60_000);
  await publish('zhao', directory.root.id, { skuId: bread(), priceFen: 1450, why: '涨价' });
  const row = async () =>
    (await call('wang', 'GET', `/assortment?scope=${id}&all=true&q=全麦吐司`)).body.items.find(
      ({ skuId }: { skuId: string }) => skuId === bread(),
    );
  expect((await row()).parentChangedAt).not.toBeNull();
  await publish('wang', id, { skuId: bread(), inherit: true, why: '恢复' });
  expect(await row()).toMatchObject({ own: null, now: { priceFen: 1450 } });
});

test('attack-46: a manager changes her own store only, and a profile is head office’s', async () => {
  const change = { skuId: milk(), priceFen: 1600, why: 'x' };
  expect((await publish('wang', outlet('文二').id, change)).body.code).toBe(
    'catalog.scope_unknown',
  );
  expect((await publish('wang', directory.root.id, change)).status).toBe(404);
  expect((await publish('wang', outlet('湖畔').profile!, change)).status).toBe(404);
  expect((await publish('zhao', outlet('湖畔').profile!, change)).status).toBe(200);
  expect((await publish('lin', outlet('湖畔').id, change)).status).toBe(403);
  expect((await publish('zhao', cast.rival.merchant, change)).status).toBe(404);
});

test('[A4] the first page is set by the outlet, inherited again by null', async () => {
  const scopeId = outlet('古墩').id;
  const blocks = [{ kind: 'notice', words: '周三会员日', wordsEn: 'Members’ Wednesday' }];
  expect((await call('zhao', 'PUT', '/home-page', { scopeId, blocks })).status).toBe(204);
  const shown = async () =>
    (
      await app.inject({
        url: `/api/shop/home?outlet=${scopeId}`,
        headers: { host: cast.host },
      })
    ).json().blocks;
  expect((await shown()).map(({ title }: { title: string }) => title)).toEqual(['周三会员日']);
  expect((await call('zhao', 'GET', `/home-page?scope=${scopeId}`)).body.blocks).toEqual(blocks);
  await call('zhao', 'PUT', '/home-page', { scopeId, blocks: null });
  expect((await shown()).length).toBeGreaterThan(1);
});

test('[C10] a product is made, changed, found and retired; its barcode is checked', async () => {
  const id = newUuid(NOW);
  const form = {
    title: '临安笋干',
    categoryId: goods.categories.get('kitchen'),
    role: 'profit',
    skus: [{ id: newUuid(NOW), spec: '200g', barcode: '6900000000007', costFen: 900 }],
  };
  expect((await call('wang', 'PUT', `/products/${id}`, form)).status).toBe(403);
  const wrong = { ...form, skus: [{ ...form.skus[0], barcode: '6900000000001' }] };
  expect((await call('zhao', 'PUT', `/products/${id}`, wrong)).body.code).toBe(
    'catalog.barcode_wrong',
  );
  for (const title of ['临安笋干', '临安天目笋干'])
    expect((await call('zhao', 'PUT', `/products/${id}`, { ...form, title })).status).toBe(204);
  const found = await call('zhao', 'GET', '/products?q=tianmu');
  expect(found.body.items).toMatchObject([
    { id, title: '临安天目笋干', skus: [{ costFen: 900, priceFen: null, listed: false }] },
  ]);
  expect((await call('zhao', 'POST', `/products/${id}/retire`)).status).toBe(204);
  expect((await call('zhao', 'POST', `/products/${id}/retire`)).status).toBe(404);
  expect((await call('zhao', 'GET', '/products?q=tianmu')).body.items).toEqual([]);
});

test('the list of products pages through all 300', async () => {
  const seen = new Set<string>();
  let next: string | null = null;
  do {
    const after: string = next === null ? '' : `&after=${next}`;
    const { body } = await call('wang', 'GET', `/products?count=100${after}`);
    for (const { id } of body.items) seen.add(id);
    next = body.next;
  } while (next !== null);
  expect(seen.size).toBe(300);
});
