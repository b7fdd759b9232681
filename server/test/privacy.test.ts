/**
 * One member whose every word is marked lives through the house; then she takes her data away, and
 * then she is forgotten: no mark is left in any table, file or line of the log.
 */
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import type { MemberId } from '../src/kernel/id.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { runDue } from '../src/run-due.ts';
import { dumpOf, filesOf, hits, unsealed, unzip } from './dump.ts';
import {
  buy,
  IMPORTED,
  type Life,
  live,
  MARKS,
  must,
  OTHER_PHONE,
  PHONE,
  staffDoes,
} from './marked-member.ts';
import { openShop, type Shop } from './shop.ts';
import { Shopper } from './shopper.ts';

const DAY_MS = 86_400_000;

let shop: Shop;
let app: FastifyInstance;
let who: Shopper;
let member: MemberId;
let masked: string;
const log: string[] = [];
const life = (): Life => ({ shop, app, who, member });
const keyHashes = () => shop.house.vault.blindIndex(`phone::${PHONE}`);

const newId = () => newUuid(shop.house.clock.now());

beforeAll(async () => {
  shop = await openShop({ stock: { hupan: { milk: 50 }, wener: { milk: 50 } } });
  const logTo = { write: (line: string) => void log.push(line) };
  app = await buildApp(shop.house, { logLevel: 'debug', requestsPerMinute: 0, logTo });
  who = new Shopper(app, shop.cast.host);
  member = await who.enter(PHONE, { name: MARKS.name, outletId: shop.outlet('hupan') });
  masked = (await who.send({ url: '/api/shop/me' })).json().phoneMasked;
});
afterAll(async () => {
  await app.close();
  await shop.close();
});

/** Business ends: the rows say so as the store's own steps would in a fortnight. */
const settleAll = () =>
  shop.house.owner.query(
    `with o as (update orders.order set state = 'settled', settled_at = placed_at
       where member_id = $1 and state <> 'cancelled'),
     r as (update orders.refund set state = 'succeeded')
     update orders.aftersales set state = 'rejected', decided_at = asked_at, decision_words = $2`,
    [member, MARKS.decision],
  );
const prove = async () => {
  shop.house.clock.set(shop.house.clock.now() + 61_000);
  await must(who.post('/api/shop/me/proof'), 202);
  return who.codeSentTo(PHONE);
};
const everywhere = async () => [
  ...(await dumpOf(shop.house.owner)).map((piece) => unsealed(piece, shop.house.vault)),
  ...filesOf(shop.house.dataDir),
  { where: 'log', text: log.join('') },
];

test('[D11] a purpose is agreed to company by company, and taken back with one tap', async () => {
  const privacy = async () => (await who.send({ url: '/api/shop/me/privacy' })).json().controllers;
  const [hq, dealer] = await privacy();
  expect([hq.kind, dealer.kind]).toEqual(['hq', 'dealer']);
  expect(hq.offers.map((each: any) => each.purpose)).toContain('share_dealer');
  expect(dealer.base.map((each: any) => each.purpose)).toEqual(['privacy']);
  const url = '/api/shop/me/consents/marketing_sms';
  const textVersion = dealer.offers[1].version;
  await must(
    who.send({ method: 'PUT', url, payload: { textVersion, controller: dealer.id } }),
    204,
  );
  const standing = async () =>
    (await privacy()).map(
      ({ offers }: any) => offers.find((o: any) => o.purpose === 'marketing_sms').standing !== null,
    );
  expect(await standing()).toEqual([false, true]);
  await must(
    staffDoes(life(), 'lin-guodong', '/api/console/privacy/texts', {
      purpose: 'marketing_sms',
      version: '2',
      zh: '用短信收到新品',
      en: 'News by text message',
    }),
  );
  const old = await who.send({ method: 'PUT', url, payload: { textVersion } });
  expect([old.statusCode, old.json().code]).toEqual([409, 'members.text_changed']);
  expect(await standing()).toEqual([false, true]); // what she read stands
  await must(who.send({ method: 'DELETE', url: `${url}?controller=${dealer.id}` }), 204);
  expect(await standing()).toEqual([false, false]);
  const { rows } = await shop.house.owner.query(
    `select text_version, channel, withdrawn_by, withdrawn_at is not null as withdrawn
     from members.consent where purpose = 'marketing_sms'`,
  );
  expect(rows).toEqual([
    { text_version: textVersion, channel: 'me', withdrawn_by: 'me', withdrawn: true },
  ]);
  const place = await who.send({
    method: 'PUT',
    url: '/api/shop/me/consents/place',
    payload: { textVersion: '1', controller: dealer.id },
  });
  expect(place.json().code).toBe('members.not_asked_for');
});

test('[D11] a dealer whom she never met does not see her number until she agrees', async () => {
  const { house, cast } = shop;
  const path = `/api/console/members/${member}/phone`;
  const see = () => staffDoes(life(), 'wang', path, { reason: 'delivery' });
  expect((await see()).json()).toEqual({ phone: PHONE });
  await house.owner.query(
    `update members.consent set withdrawn_at = given_at, withdrawn_by = 'test'
     where member_id = $1 and purpose = 'privacy' and controller <> $2`,
    [member, cast.hq],
  );
  expect((await see()).json().code).toBe('members.no_consent');
  expect((await staffDoes(life(), 'lin-guodong', path, { reason: 'complaint' })).statusCode).toBe(
    200,
  );
  const url = '/api/shop/me/consents/share_dealer';
  await must(who.send({ method: 'PUT', url, payload: { textVersion: '1' } }), 204);
  expect((await see()).json()).toEqual({ phone: PHONE });
});

test('[D11] her file holds every personal column of the map, and leaves only to her or on record', async () => {
  await live(life());
  await settleAll();
  expect((await who.post('/api/shop/me/export', { code: '000000' })).statusCode).toBeGreaterThan(
    399,
  );
  const mine = await must(who.post('/api/shop/me/export', { code: await prove() }), 200);
  const files = unzip(mine.rawPayload);
  const told = files.get('member.json')!;
  const missing = Object.values(MARKS)
    .filter((mark) => mark !== MARKS.imported)
    .filter((mark) => !told.includes(mark));
  expect(missing).toEqual([]);
  for (const number of [PHONE, OTHER_PHONE]) expect(told).toContain(number);
  expect(files.get('index.html')).toContain(MARKS.detail);
  expect(files.get('addresses.csv')).toContain(MARKS.addressee);
  const letter = await staffDoes(
    life(),
    'lin-guodong',
    `/api/console/members/${member}/export`,
    {},
  );
  expect(unzip(letter.rawPayload).get('member.json')).toContain(MARKS.detail);
  expect(
    (await staffDoes(life(), 'wang', `/api/console/members/${member}/export`, {})).statusCode,
  ).toBe(403);
  const { rows } = await shop.house.owner.query(
    "select actor_kind from platform.audit where verb = 'members.exported' order by id",
  );
  expect(rows.map(({ actor_kind: kind }) => kind)).toEqual(['member', 'staff']);
});

test('[D11] what is not at its end stands against leaving, and is told', async () => {
  const order = await buy(life(), { contact: { name: MARKS.contact, phone: OTHER_PHONE } });
  const asked = await who.post('/api/shop/me/erasure', { id: newId(), code: await prove() });
  expect([asked.statusCode, asked.json().code]).toEqual([409, 'members.not_yet']);
  expect(asked.json().facts).toMatchObject({ hinderedBy: 'orders', orders: 1 });
  const seen = (await who.send({ url: '/api/shop/me/erasure' })).json();
  expect(seen).toMatchObject({ hindrances: ['orders'], asked: null, coolOffDays: 15 });
  await settleAll();
  const first = { id: newId(), code: await prove() };
  await must(who.post('/api/shop/me/erasure', first));
  await must(who.send({ method: 'DELETE', url: '/api/shop/me/erasure' }), 204);
  expect((await who.send({ url: '/api/shop/me/erasure' })).json().asked).toBeNull();
  // asked again, with an order placed while she thinks it over: put off by a day, with the reason
  await must(who.post('/api/shop/me/erasure', { id: newId(), code: await prove() }));
  await shop.house.owner.query("update orders.order set state = 'paid' where id = $1", [order]);
  shop.house.clock.set(shop.house.clock.now() + 16 * DAY_MS);
  await runDue(shop.house);
  const { asked: waiting } = (await who.send({ url: '/api/shop/me/erasure' })).json();
  expect(waiting.hinderedBy).toEqual(['orders']);
  await settleAll();
});

test('[D11] erased: no mark in any table, file or log; the figures are what they were', async () => {
  const marks = [...Object.values(MARKS), PHONE, OTHER_PHONE, IMPORTED, masked, 'payer-biaoji'];
  const before = await everywhere();
  const seeded = [...Object.values(MARKS), IMPORTED, masked, keyHashes()];
  expect(seeded.filter((mark) => hits(before, [mark]).length === 0)).toEqual([]);
  const figures = () =>
    shop.house.owner.query(
      `select (select count(*) from orders.order) as orders,
         (select sum(payable_fen) from orders.order) as sold,
         (select sum(amount_fen) from ledger.transfer) as moved,
         (select count(*) from attribution.credit) as credits`,
    );
  const stood = (await figures()).rows;
  shop.house.clock.set(shop.house.clock.now() + 2 * DAY_MS);
  await runDue(shop.house);
  const left = hits(await everywhere(), [...marks, keyHashes()]);
  expect(left).toEqual([]);
  expect((await figures()).rows).toEqual(stood);
  expect((await who.send({ url: '/api/shop/me' })).statusCode).toBe(401);
  const { rows } = await shop.house.owner.query(
    `select name, erased_at is not null as erased, (select count(*)::integer from belonging.period
       where member_id = m.id and upper_inf(during)) as bonds
     from members.member m where id = $1`,
    [member],
  );
  expect(rows).toEqual([{ name: '', erased: true, bonds: 0 }]);
  // her phone is nobody's: the next who signs up with it is somebody new
  expect(await new Shopper(app, shop.cast.host).enter(PHONE)).not.toBe(member);
});

test('[D11] what may be emptied may not be rewritten by the application', async () => {
  const { house, cast } = shop;
  const asApp = new pg.Client({ connectionString: house.appUrl });
  await asApp.connect();
  await asApp.query("select set_config('platform.merchant', $1, false)", [cast.merchant]);
  await asApp.query("update belonging.event set reason = ''");
  const forged = [
    "update belonging.event set reason = 'another'",
    "update sharing.link set words = 'another'",
    'update orders.history set facts = facts || \'{"reason": "another"}\'',
    "update belonging.event set verb = 'bind'",
    "update platform.audit set facts = '{}'",
  ];
  for (const sql of forged)
    await expect(asApp.query(sql), sql).rejects.toThrow(/only|denied|polic|fewer/);
  await asApp.end();
});
