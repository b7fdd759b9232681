/** A guide's customers over HTTP: hers and only hers, by her code, with notes, links and poster. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOST, seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { openHouse, type House } from '../../../test/house.ts';
import { Shopper } from '../../../test/shopper.ts';
import { buildApp } from '../../app.ts';
import type { MemberId } from '../../kernel/id.ts';
import { newUuid } from '../../platform/uuid.ts';

const DAY = 86_400_000;
let house: House;
let cast: ChainCast;
let app: FastifyInstance;
let nextPhone = 13_700_000_000;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const ask = (who: PersonKey, url: string, payload?: object) =>
  app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url: `/api/work${url}`,
    headers: cast.as(who, 'workbench'),
    ...(payload === undefined ? {} : { payload }),
  });
const posterOf = (code: string) =>
  app.inject({ url: `/posters/${code}.png`, headers: { host: HOST } });
/** Time passes; everybody stays signed in. */
const later = async (passed: number) => {
  house.clock.advance(passed * DAY);
  const now = new Date(house.clock.now());
  await house.owner.query('update chain.staff_session set seen_at = $1', [now]);
};
/** Scans the guide's code in the store and signs up. */
async function newCustomerOf(guide: PersonKey, name: string): Promise<[MemberId, Shopper]> {
  const { code } = (await ask(guide, '/customer-qr')).json();
  const who = new Shopper(app, HOST);
  await who.post('/api/shop/visits', { id: newUuid(house.clock.now()), code });
  return [await who.enter(String((nextPhone += 1)), { name }), who];
}

test('[D2] who scans the guide’s code and signs up is hers, in her list and with her story', async () => {
  const [chen] = await newCustomerOf('lin', '陈静');
  const [wu] = await newCustomerOf('lin', '吴桐');
  const list = (await ask('lin', '/customers')).json();
  expect(list.items.map((each: { name: string }) => each.name)).toEqual(['吴桐', '陈静']);
  const found = (await ask('lin', `/customers?q=${encodeURIComponent('陈')}`)).json();
  expect(found.items.map((each: { id: string }) => each.id)).toEqual([chen]);
  const one = (await ask('lin', `/customers/${wu}`)).json();
  expect(one).toMatchObject({ isMine: true, name: '吴桐', orders: 0, guideName: '林小满' });
  expect(one.phoneMasked).toMatch(/^137\*{4}\d{4}$/);
  const [visit] = (await ask('lin', `/customers/${wu}/timeline`)).json().items;
  expect(visit).toMatchObject({ kind: 'visit', mine: true });
});

test('attack-45: another guide sees a masked name and whose she is; after a transfer the first does', async () => {
  const [sun] = await newCustomerOf('lin', '孙悦');
  const stranger = (await ask('zhou', `/customers/${sun}`)).json();
  expect(stranger).toMatchObject({ name: '孙*', isMine: false, guideName: '林小满', orders: 0 });
  for (const url of [`/customers/${sun}/timeline`, `/customers/${newUuid(0)}`])
    expect((await ask('zhou', url)).statusCode).toBe(404);
  const note = { id: newUuid(house.clock.now()), words: '想抢' };
  expect((await ask('zhou', `/customers/${sun}/notes`, note)).statusCode).toBe(404);
  const moved = await app.inject({
    method: 'POST',
    url: `/api/console/members/${sun}/transfer`,
    headers: cast.as('zhao'),
    payload: { kind: 'guide', to: cast.person('zhou'), reason: '换了班' },
  });
  expect(moved.statusCode).toBe(204);
  expect((await ask('lin', `/customers/${sun}/timeline`)).statusCode).toBe(404);
  expect((await ask('zhou', `/customers/${sun}/timeline`)).statusCode).toBe(200);
});

test('[D2] a note is hers alone, written once an id, and keeps the bond alive', async () => {
  const [li] = await newCustomerOf('lin', '李建国');
  const note = { id: newUuid(house.clock.now()), words: '下周女儿回来，要草莓' };
  for (let i = 0; i < 2; i += 1)
    expect((await ask('lin', `/customers/${li}/notes`, note)).statusCode).toBe(201);
  const other = await ask('lin', `/customers/${li}/notes`, { ...note, words: '别的话' });
  expect([other.statusCode, other.json().code]).toEqual([422, 'members.id_reused']);
  const { items } = (await ask('lin', `/customers/${li}/timeline`)).json();
  expect(items.filter((each: { kind: string }) => each.kind === 'note')).toMatchObject([
    { words: note.words, mine: true, by: '林小满' },
  ]);
  await later(100);
  const again = { id: newUuid(house.clock.now()), words: '电话里聊过' };
  expect((await ask('lin', `/customers/${li}/notes`, again)).statusCode).toBe(201);
  await later(100);
  expect((await ask('lin', `/customers/${li}`)).json()).toMatchObject({ isMine: true });
  await later(81);
  expect((await ask('lin', `/customers/${li}`)).json()).toMatchObject({ isMine: false });
});

test('[C1] a poster is a PNG of 750 × 1200, drawn once; of no link there is none', async () => {
  const target = { kind: 'shop', id: cast.person('lin') };
  const made = (await ask('lin', '/links', { target, words: '来我的店看看' })).json();
  const poster = await posterOf(made.code);
  expect([poster.statusCode, poster.headers['content-type']]).toEqual([200, 'image/png']);
  const png = poster.rawPayload;
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([750, 1200]);
  const again = await posterOf(made.code);
  expect(again.rawPayload.equals(png)).toBe(true);
  expect((await posterOf('0000000000000')).statusCode).toBe(404);
});

test('[D2] a guide leaves: her customers pass on by the rule, seen before, done at once', async () => {
  const [wang] = await newCustomerOf('lin', '王芳');
  const leaving = (method: 'GET' | 'POST') =>
    app.inject({
      method,
      url: `/api/console/staff/${cast.person('lin')}/leaving`,
      headers: cast.as('lin-guodong'),
      ...(method === 'POST' ? { payload: { reason: '回老家' } } : {}),
    });
  const before = (await leaving('GET')).json();
  expect(before).toMatchObject({ name: '林小满', rule: 'outlet_manager' });
  expect(before.shares).toMatchObject([{ customers: before.customers }]);
  const done = await leaving('POST');
  expect([done.statusCode, done.json()]).toEqual([200, { customers: before.customers }]);
  expect((await ask('lin', '/customers')).statusCode).toBe(401); // her sessions ended with it
  const page = await app.inject({
    url: `/api/console/members/${wang}`,
    headers: cast.as('lin-guodong'),
  });
  expect(page.json()).toMatchObject({
    homeGuideId: before.shares[0].heir.id,
    phoneMasked: expect.stringMatching(/\*{4}/),
  });
  expect(page.json().bonds[0]).toMatchObject({ verb: 'inherit', fromName: '林小满' });
  const rival = await app.inject({
    url: `/api/console/members/${wang}`,
    headers: cast.rival.as('lin-guodong'),
  });
  expect(rival.statusCode).toBe(404);
});
