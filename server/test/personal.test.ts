/** The map of personal data is the schema's own, and what is personal is kept as the map says. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as members from '../src/modules/members/members.ts';
import { findings, isPersonal, MAP_FILE, readMap, wordyColumns } from './personal-map.ts';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

test('[D11] every column that could hold words says what it says of people', async () => {
  expect(findings(await wordyColumns(shop.house.owner), readMap())).toEqual([]);
  const lines = readFileSync(MAP_FILE, 'utf8').match(/^ {2}"[^"]+"/gm) ?? [];
  expect(lines).toEqual([...lines].sort());
});

test('[D11] a column that nobody has looked at is found, so is a line without its column', () => {
  expect(findings(['a.b.note'], {})).toEqual(['a.b.note is in no line of db/personal.json']);
  expect(findings([], { 'a.b.gone': 'none' })).toHaveLength(1);
  expect(findings(['a.b.c'], { 'a.b.c': 'plain: short → emptied' })).toHaveLength(1);
  expect(findings(['a.b.c'], { 'a.b.c': 'plain: a reason that says why' })).toHaveLength(1);
  expect(findings(['a.b.c_enc'], { 'a.b.c_enc': 'none' })).toHaveLength(1);
  expect(findings(['a.b.c'], { 'a.b.c': 'sealed → deleted' })).toHaveLength(1);
});

test('[D11] phones, names of addressees and addresses are nowhere in the clear', () => {
  const map = readMap();
  const open = Object.entries(map).filter(([, said]) => said.startsWith('plain'));
  const named = open.map(([name]) => name).filter((name) => /phone|detail|id_no|bank/.test(name));
  expect(named).toEqual([]);
  expect(Object.values(map).filter(isPersonal).length).toBeGreaterThan(20);
});

test('[D11] a whole number is seen for a reason, by whoever may, so many an hour, on record', async () => {
  const { app, cast, house } = shop;
  const phone = '13900007788';
  const member = shop.shoppers[0]!.id;
  await house.db.transaction(cast.merchant, async (tx) => {
    members.addIdentity(tx, house.vault, member, { kind: 'phone', app: '', value: phone });
  });
  const see = (person: 'lin-guodong' | 'sun-hui' | 'he', payload: object) =>
    app.inject({
      method: 'POST',
      url: `/api/console/members/${member}/phone`,
      headers: cast.as(person),
      payload,
    });
  const page = await app.inject({
    url: `/api/console/members/${member}`,
    headers: cast.as('lin-guodong'),
  });
  expect(page.body).not.toContain(phone);
  expect((await see('lin-guodong', {})).statusCode).toBe(400);
  expect((await see('lin-guodong', { reason: 'curious' })).statusCode).toBe(400);
  expect((await see('sun-hui', { reason: 'delivery' })).statusCode).toBe(403);
  expect((await see('he', { reason: 'delivery' })).statusCode).toBe(404); // not of his branch
  expect((await see('lin-guodong', { reason: 'complaint' })).json()).toEqual({ phone });
  const { rows } = await house.owner.query(
    `select actor_id, facts from platform.audit where verb = 'members.phone_revealed'`,
  );
  expect(rows).toEqual([{ actor_id: cast.person('lin-guodong'), facts: { reason: 'complaint' } }]);
  for (let i = 0; i < 19; i += 1)
    expect((await see('lin-guodong', { reason: 'complaint' })).statusCode).toBe(200);
  expect((await see('lin-guodong', { reason: 'complaint' })).statusCode).toBe(429);
});
