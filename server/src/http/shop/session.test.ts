/** Who a member is, over HTTP: codes, WeChat, sessions, consents, two members that are one. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HOST, seatChain, type ChainCast } from '../../../test/cast.ts';
import { openHouse, type House } from '../../../test/house.ts';
import { AGREED, Shopper } from '../../../test/shopper.ts';
import { buildApp } from '../../app.ts';
import { runDue } from '../../run-due.ts';
import { newUuid } from '../../platform/uuid.ts';

const DAY = 86_400_000;
let house: House;
let cast: ChainCast;
let app: FastifyInstance;
let nextPhone = 13_800_000_000;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
});
afterAll(async () => {
  await app.close();
  await house.close();
});
beforeEach(() => house.clock.advance(DAY));

const shopper = () => new Shopper(app, HOST);
const phone = () => String((nextPhone += 1));
const rows = async (sql: string, ...args: unknown[]) => (await house.owner.query(sql, args)).rows;
const signIn = (who: Shopper, number: string, code: string) =>
  who.post('/api/shop/session/phone', { phone: number, code, agreement: AGREED });
const wechatCode = async (who: Shopper, persona: string) => {
  const { headers } = await who.send({
    url: `/sim/wechat?back=/&persona=${encodeURIComponent(persona)}`,
  });
  return new URL(headers.location as string, 'http://x').searchParams.get('wechatCode')!;
};
const said = (answer: { statusCode: number; json: () => { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
];

test('[D1] a stranger signs up by phone code: member, consents, home, session', async () => {
  const wu = shopper();
  const number = phone();
  const member = await wu.enter(number, { name: '吴桐' });
  const me = (await wu.send({ url: '/api/shop/me' })).json();
  expect(me).toMatchObject({
    id: member,
    name: '吴桐',
    phoneMasked: `${number.slice(0, 3)}****${number.slice(7)}`,
    hasWechat: false,
  });
  expect(me.homeOutlet.name).not.toBe('');
  const consents = me.consents.map((each: { purpose: string }) => each.purpose).sort();
  expect(consents).toEqual(['privacy', 'privacy', 'show_name', 'terms']);
  const [row] = await rows(
    'select value_enc, value_hash from members.identity where member_id = $1',
    member,
  );
  expect(JSON.stringify(row)).not.toContain(number);
  expect(house.vault.open(row.value_enc)).toBe(number);
  house.clock.advance(60_000);
  expect(await shopper().enter(number)).toBe(member); // the same person on another phone
});

test('[D1] without terms and privacy nobody is signed up, and the code is still good', async () => {
  const who = shopper();
  const number = phone();
  await who.post('/api/shop/codes', { phone: number });
  const code = await who.codeSentTo(number);
  const without = await who.post('/api/shop/session/phone', { phone: number, code });
  expect(said(without)).toEqual([422, 'members.agree_first']);
  expect((await signIn(who, number, code)).statusCode).toBe(201);
});

test('attack-57: a code is good once, for its phone and purpose, ten minutes, five tries', async () => {
  const who = shopper();
  const [mine, other] = [phone(), phone()];
  await who.post('/api/shop/codes', { phone: mine });
  const code = await who.codeSentTo(mine);
  expect(said(await signIn(who, other, code))).toEqual([409, 'members.code_over']);
  const twins = await Promise.all(Array.from({ length: 5 }, () => signIn(shopper(), mine, code)));
  expect(twins.filter((each) => each.statusCode === 201)).toHaveLength(1);
  expect(said(await signIn(who, mine, code))).toEqual([409, 'members.code_over']);

  await who.enter(other);
  const added = phone();
  await who.post('/api/shop/codes', { phone: added, purpose: 'change_phone' });
  const purposed = await who.codeSentTo(added);
  expect(said(await signIn(shopper(), added, purposed))).toEqual([409, 'members.code_over']);

  const late = phone();
  await who.post('/api/shop/codes', { phone: late });
  const lateCode = await who.codeSentTo(late);
  house.clock.advance(11 * 60_000);
  expect(said(await signIn(who, late, lateCode))).toEqual([409, 'members.code_over']);

  const forced = phone();
  await who.post('/api/shop/codes', { phone: forced });
  const right = await who.codeSentTo(forced);
  const wrong = right === '000000' ? '000001' : '000000';
  const tries = await Promise.all(Array.from({ length: 20 }, () => signIn(who, forced, wrong)));
  const codes = tries.map((each) => each.json().code);
  expect(codes.filter((each) => each === 'members.code_wrong')).toHaveLength(5);
  expect(said(await signIn(who, forced, right))).toEqual([409, 'members.code_over']);
});

test('attack-57 attack-59: codes are capped by phone whatever X-Forwarded-For says', async () => {
  const known = phone();
  await shopper().enter(known);
  house.clock.advance(60_000);
  const [a, b] = [
    await shopper().post('/api/shop/codes', { phone: known }),
    await shopper().post('/api/shop/codes', { phone: phone() }),
  ];
  expect([a.statusCode, a.body]).toEqual([b.statusCode, b.body]);
  const answers = [];
  for (let i = 0; i < 3; i += 1)
    answers.push(
      await shopper().send({
        method: 'POST',
        url: '/api/shop/codes',
        payload: { phone: known },
        headers: { 'x-forwarded-for': `9.9.9.${i}` },
      }),
    );
  expect(answers.map((each) => each.statusCode)).toEqual([429, 429, 429]);
  const day = [];
  for (let i = 0; i < 10; i += 1) {
    house.clock.advance(60_000);
    day.push((await shopper().post('/api/shop/codes', { phone: known })).statusCode);
  }
  expect(day.filter((status) => status === 429).length).toBeGreaterThan(0);
});

test('attack-58: WeChat’s code is good once; an openid from the client is refused', async () => {
  const who = shopper();
  const code = await wechatCode(who, '陈静');
  const first = await who.post('/api/shop/session/wechat', { code, agreement: AGREED });
  expect(first.statusCode).toBe(201);
  const replayed = await shopper().post('/api/shop/session/wechat', { code, agreement: AGREED });
  expect(said(replayed)).toEqual([422, 'members.wechat_code_refused']);
  const forged = await shopper().post('/api/shop/session/wechat', {
    code: await wechatCode(who, '陈静'),
    agreement: AGREED,
    openid: 'oSomebodyElse',
  });
  expect(forged.statusCode).toBe(400);
  const again = await shopper().post('/api/shop/session/wechat', {
    code: await wechatCode(who, '陈静'),
  });
  expect(again.json()).toMatchObject({ memberId: first.json().memberId, isNew: false });
});

test('attack-55 attack-56: any JWT is 401; after sign-out the old token is nobody’s at once', async () => {
  const who = shopper();
  await who.enter(phone());
  const token = who.cookies.get('qd_member')!;
  const bearer = (value: string) =>
    app.inject({
      url: '/api/shop/me',
      headers: { host: HOST, authorization: `Bearer ${value}` },
    });
  expect((await bearer(token)).statusCode).toBe(200);
  const jwt = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"1"}')}.`;
  for (const forged of [jwt, jwt.replaceAll('=', ''), 'x', token.slice(1)])
    expect((await bearer(forged)).statusCode).toBe(401);
  expect((await who.send({ method: 'DELETE', url: '/api/shop/session' })).statusCode).toBe(204);
  expect((await bearer(token)).statusCode).toBe(401);
});

test('[D1] signing in again on a device gives a new token and ends the one before', async () => {
  const who = shopper();
  const number = phone();
  await who.enter(number);
  const before = who.cookies.get('qd_member')!;
  house.clock.advance(120_000);
  await who.enter(number);
  expect(who.cookies.get('qd_member')).not.toBe(before);
  const old = await app.inject({
    url: '/api/shop/me',
    headers: { host: HOST, authorization: `Bearer ${before}` },
  });
  expect(old.statusCode).toBe(401);
});

test('[D1] a phone that is another member’s makes the two one: the older sign-up survives', async () => {
  const [older, younger] = [shopper(), shopper()];
  const number = phone();
  const survivor = await older.enter(number);
  const address = newUuid(house.clock.now());
  await older.send({
    method: 'PUT',
    url: `/api/shop/addresses/${address}`,
    payload: {
      name: '吴桐',
      phone: number,
      detail: '3 幢 502',
      district: '西湖区',
      complexId: null,
      lat: 30.28,
      lng: 120.1,
      isDefault: true,
    },
  });
  house.clock.advance(DAY);
  const code = await wechatCode(younger, '孙悦');
  const other = (await younger.post('/api/shop/session/wechat', { code, agreement: AGREED })).json()
    .memberId;
  await younger.post('/api/shop/codes', { phone: number, purpose: 'change_phone' });
  const sent = await younger.codeSentTo(number);
  const merged = await younger.post('/api/shop/me/phone', { phone: number, code: sent });
  expect(merged.json()).toEqual({ memberId: survivor });
  const me = (await younger.send({ url: '/api/shop/me' })).json(); // her session goes on
  expect(me).toMatchObject({ id: survivor, hasWechat: true });
  const { items } = (await younger.send({ url: '/api/shop/addresses' })).json();
  expect(items).toMatchObject([{ id: address, detail: '3 幢 502' }]);
  const open = await rows(
    'select member_id, kind from belonging.period where member_id = any($1) and upper_inf(during)',
    [survivor, other],
  );
  expect(open).toEqual([{ member_id: survivor, kind: 'outlet' }]);
  const [row] = await rows('select merged_into from members.member where id = $1', other);
  expect(row.merged_into).toBe(survivor);
});

test('[D1] the rival chain next door knows nobody of ours', async () => {
  const number = phone();
  const ours = await shopper().enter(number);
  house.clock.advance(120_000);
  const there = new Shopper(app, cast.rival.host);
  expect(await there.enter(number)).not.toBe(ours);
});

test('[D1] a visit that nobody joined within a month loses its device', async () => {
  const who = shopper();
  await who.enter(phone());
  const device = 'x'.repeat(43);
  const id = newUuid(house.clock.now());
  const [{ id: outlet }] = await rows(
    'select id from chain.outlet where merchant_id = $1 limit 1',
    cast.merchant,
  );
  const other = new Shopper(app, HOST);
  other.cookies.set('qd_device', device);
  await other.post('/api/shop/visits', { id, entry: 'direct', outletId: outlet });
  house.clock.advance(31 * DAY);
  await runDue(house);
  const [row] = await rows('select device_hash from sharing.visit where id = $1', id);
  expect(row.device_hash).toBeNull();
});
