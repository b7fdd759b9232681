/** Outlets over HTTP: who sees and changes which, hours, areas, and opening one from a template. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { buildApp } from '../../app.ts';
import type { OutletId } from '../../kernel/id.ts';
import { dayOf, instantAt } from '../../kernel/time.ts';
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

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const ask = (person: PersonKey, method: Method, url: string, payload?: object, at = 'console') =>
  app.inject({
    method,
    url: `/api/${at}${url}`,
    headers: cast.as(person, at === 'work' ? 'workbench' : 'console'),
    ...(payload === undefined ? {} : { payload }),
  });
const outlet = (key: string): OutletId => cast.outlets.get(key)!;
const names = async (person: PersonKey, query = ''): Promise<string[]> => {
  const answer = await ask(person, 'GET', `/outlets${query}`);
  return answer.json().items.map((each: { name: string }) => each.name);
};

test('[A1] each sees the outlets of the own branch', async () => {
  expect(await names('zhao')).toHaveLength(5);
  expect((await names('he')).sort()).toEqual(['五常合作店', '古墩店', '文二西路店', '湖畔店']);
  expect(await names('shao')).toEqual(['江南店']);
  expect(await names('wang')).toEqual(['湖畔店']);
});

test('[A2] the list tells open from shut, filters, and pages without gap or repeat', async () => {
  const { items } = (await ask('zhao', 'GET', '/outlets?text=湖畔')).json();
  expect(items[0]).toMatchObject({
    name: '湖畔店',
    dealerName: '城西鲜达',
    isOpen: true,
    closesAt: '2026-03-14T14:00:00.000Z',
    today: [[420, 1320]],
    dailyCapacity: 140,
    takenToday: 0,
  });
  expect(await names('zhao', '?state=paused')).toEqual([]);
  await house.owner.query(`insert into fulfilment.day_load values ($1, $2, '2026-03-14', 120)`, [
    cast.merchant,
    outlet('gudun'),
  ]);
  expect(await names('zhao', '?state=full')).toEqual(['古墩店']);
  expect(await names('zhao', '?kind=partner')).toEqual(['五常合作店']);
  expect(await names('zhao', `?node=${cast.dealers.south}`)).toEqual(['江南店']);
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query: string = `?count=2${after === '' ? '' : `&after=${after}`}`;
    const answer: { items: { id: string }[]; next: string | null } = (
      await ask('zhao', 'GET', `/outlets${query}`)
    ).json();
    seen.push(...answer.items.map((each: { id: string }) => each.id));
    after = answer.next;
  }
  expect(seen.sort()).toEqual([...cast.outlets.values()].sort());
});

test('[A2] one outlet whole: hours, exceptions, delivery, complexes around', async () => {
  const whole = (await ask('wang', 'GET', `/outlets/${outlet('hupan')}`)).json();
  expect(whole.weekly).toHaveLength(7);
  expect(whole.exceptions).toContainEqual({
    day: '2026-03-23',
    spans: [[420, 1140]],
    reason: '盘点，晚上 7 点关门',
  });
  expect(whole.deliveryBands.map((band: { feeFen: number }) => band.feeFen)).toEqual([
    300, 500, 800,
  ]);
  expect(whole.complexes[0]).toMatchObject({ name: '湖畔花园' });
  const [garden] = whole.complexes;
  expect(garden.distanceM).toBeGreaterThan(390);
  expect(garden.houseTypes).toHaveLength(3);
});

test('[A2] attack-46: another store’s outlet cannot be read, paused or changed, nor a rival’s', async () => {
  const foreign = [outlet('wener'), cast.rival.outlets.get('hupan')!, newUuid(NOW)];
  for (const id of foreign)
    for (const [method, url, payload] of [
      ['GET', `/outlets/${id}`, undefined],
      ['POST', `/outlets/${id}/pause`, { reason: '我想停' }],
      ['POST', `/outlets/${id}/resume`, undefined],
      ['PUT', `/outlets/${id}/hours`, { weekly: [] }],
      ['DELETE', `/outlets/${id}/exceptions/2026-03-23`, undefined],
    ] as const) {
      const answer = await ask('wang', method, url, payload);
      const { ref, ...said } = answer.json();
      expect([answer.statusCode, said.code], `${method} ${url}`).toEqual([
        404,
        'chain.no_such_outlet',
      ]);
    }
});

test('[A2] a store manager pauses and resumes her own store, with a reason, once', async () => {
  const at = `/outlets/${outlet('hupan')}`;
  const pause = (person: PersonKey, where = 'work') =>
    ask(person, 'POST', `${at}/pause`, { reason: '停水' }, where);
  expect((await pause('lin')).json().code).toBe('chain.not_allowed');
  expect((await pause('wang')).statusCode).toBe(204);
  expect((await pause('wang')).json().code).toBe('chain.already_paused');
  const own = (await ask('lin', 'GET', '/outlet', undefined, 'work')).json();
  expect(own).toMatchObject({ name: '湖畔店', isOpen: true, pausedReason: '停水' });
  expect(await names('zhao', '?state=paused')).toEqual(['湖畔店']);
  expect((await ask('wang', 'POST', `${at}/resume`, {}, 'work')).statusCode).toBe(204);
});

test('[A2] of twenty who pause at once, one does', async () => {
  const at = `/outlets/${outlet('gudun')}`;
  for (let round = 0; round < 3; round += 1) {
    const crowd = await Promise.all(
      Array.from({ length: 20 }, (_, i) => ask('he', 'POST', `${at}/pause`, { reason: `${i}` })),
    );
    const statuses = crowd.map((each) => each.statusCode);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
    await ask('he', 'POST', `${at}/resume`);
  }
});

test('[A2] new hours hold at once; two forms at the same time never mix', async () => {
  const id = outlet('wener');
  const week = (opens: number) => ({
    weekly: [1, 2, 3].map((weekday) => ({ weekday, spans: [[opens, 1320]] })),
  });
  const forms = await Promise.all(
    [360, 370, 380, 390].map((opens) => ask('tang', 'PUT', `/outlets/${id}/hours`, week(opens))),
  );
  expect(forms.map((each) => each.statusCode)).toEqual([204, 204, 204, 204]);
  const standing = await house.db.reading(cast.merchant, chain.directory);
  const { weekly } = standing.outlet(id)!.hours;
  expect(Object.keys(weekly)).toEqual(['1', '2', '3']);
  const opens = Object.values(weekly).map((spans) => spans[0]![0]);
  expect(new Set(opens).size).toBe(1);
});

test.each([
  ['backwards', [[1320, 420]], 'chain.hours_backwards'],
  [
    'overlapping',
    [
      [420, 800],
      [700, 1320],
    ],
    'chain.hours_overlap',
  ],
])('[A2] hours that are %s are refused and change nothing', async (_, spans, code) => {
  const id = outlet('gudun');
  const before = (await ask('he', 'GET', `/outlets/${id}`)).json().weekly;
  const answer = await ask('he', 'PUT', `/outlets/${id}/hours`, {
    weekly: [{ weekday: 1, spans }],
  });
  expect([answer.statusCode, answer.json().code]).toEqual([422, code]);
  expect((await ask('he', 'GET', `/outlets/${id}`)).json().weekly).toEqual(before);
});

test('[A2] a date set apart replaces that day, and is taken back', async () => {
  const id = outlet('gudun');
  const day = dayOf(instantAt(NOW));
  const apart = await ask('he', 'PUT', `/outlets/${id}/exceptions`, {
    day,
    spans: [],
    reason: '停电检修',
  });
  expect(apart.statusCode).toBe(204);
  expect(await names('he', '?state=closed')).toContain('古墩店');
  expect((await ask('he', 'DELETE', `/outlets/${id}/exceptions/${day}`)).statusCode).toBe(204);
  expect(await names('he', '?state=closed')).not.toContain('古墩店');
  const again = await ask('he', 'DELETE', `/outlets/${id}/exceptions/${day}`);
  expect(again.json().code).toBe('chain.no_such_exception');
});

test('[A2] an outlet opens from a template with four fields: hours, area and delivery come along', async () => {
  const id = newUuid(NOW);
  const wish = {
    id,
    template: outlet('hupan'),
    parent: cast.dealers.west,
    name: '留下店',
    address: '留和路 128 号',
    lat: 30.2436,
    lng: 120.0504,
  };
  expect((await ask('wang', 'POST', '/outlets', wish)).statusCode).toBe(403);
  const abroad = await ask('he', 'POST', '/outlets', { ...wish, parent: cast.dealers.south });
  expect(abroad.json().code).toBe('chain.no_such_node');
  await house.owner.query(
    `insert into catalog.home_page values ($1, $2, '[{"kind":"notice","text":"夜里也能下单"}]', null, now())`,
    [cast.merchant, outlet('hupan')],
  );
  expect((await ask('he', 'POST', '/outlets', wish)).statusCode).toBe(201);
  const { rows } = await house.owner.query(
    'select blocks from catalog.home_page where merchant_id = $1 and scope_id = $2',
    [cast.merchant, id],
  );
  expect(rows).toEqual([{ blocks: [{ kind: 'notice', text: '夜里也能下单' }] }]);
  const [made, model] = await Promise.all(
    [id, outlet('hupan')].map((each) =>
      ask('he', 'GET', `/outlets/${each}`).then((answer) => answer.json()),
    ),
  );
  expect(made).toMatchObject({ name: '留下店', dealerName: '城西鲜达', lat: 30.2436 });
  for (const same of ['weekly', 'deliveryBands', 'dailyCapacity', 'prepareMinutes', 'radiusM'])
    expect(made[same], same).toEqual(model[same]);
  expect(made.area).toHaveLength(model.area.length);
  expect(made.area[0][0] - made.lng).toBeCloseTo(model.area[0][0] - model.lng, 6);
  const other = await ask('he', 'POST', '/outlets', { ...wish, id: outlet('wener') });
  expect([other.statusCode, other.json().code]).toEqual([422, 'chain.id_taken']);
});

test('[A2] the same outlet opened by twenty at once, and again later, is one outlet', async () => {
  const id = newUuid(NOW);
  const wish = {
    id,
    template: outlet('wener'),
    parent: cast.dealers.west,
    name: '转塘店',
    address: '象山路 1 号',
    lat: 30.16,
    lng: 120.08,
  };
  const crowd = await Promise.all(
    Array.from({ length: 20 }, () => ask('he', 'POST', '/outlets', wish)),
  );
  expect(crowd.map((each) => each.statusCode)).toEqual(Array(20).fill(201));
  expect((await ask('he', 'POST', '/outlets', wish)).json()).toEqual({ id });
  expect(await names('he', '?text=转塘')).toEqual(['转塘店']);
});

test('[A2] a service area, delivery and capacity are edited; a field that is not ours is refused', async () => {
  const id = outlet('wener');
  const area = [
    [120.08, 30.27],
    [120.1, 30.27],
    [120.1, 30.29],
  ];
  const change = { area, dailyCapacity: 12, delivers: false, notice: '今天少送' };
  expect((await ask('he', 'PATCH', `/outlets/${id}`, change)).statusCode).toBe(204);
  const whole = (await ask('he', 'GET', `/outlets/${id}`)).json();
  expect(whole).toMatchObject({ ...change, name: '文二西路店', radiusM: 5000 });
  for (const more of [{ stockOwner: 'dealer' }, { merchantId: id }, { __proto__x: 1 }, {}])
    expect((await ask('he', 'PATCH', `/outlets/${id}`, more)).statusCode).toBe(400);
});
