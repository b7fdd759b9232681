/** The second factor of staff: enrolment, codes that open once, grace, reset, and proving again. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { TOTP } from 'otpauth';
import { HOST, PASSWORD, seatChain, type ChainCast, type PersonKey } from '../../test/cast.ts';
import { NOW, openHouse, type House } from '../../test/house.ts';
import { buildApp } from '../app.ts';
import { newUuid } from '../platform/uuid.ts';

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
beforeEach(() => house.clock.set(NOW));

const signIn = (login: string, more: object = {}, headers = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/console/session',
    headers: { host: HOST, ...headers },
    payload: { login, password: PASSWORD, keep: 'token', ...more },
  });
const bearer = (token: string) => ({ host: HOST, authorization: `Bearer ${token}` });
const ask = (
  token: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
) =>
  app.inject({
    method,
    url: `/api/console${url}`,
    headers: bearer(token),
    ...(body && { payload: body }),
  });
const codeOf = (secret: string): string =>
  new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: house.clock.now() });

/** Turns it on for her; the session stays. */
async function enrol(person: PersonKey) {
  const { token } = (await signIn(person)).json();
  const { secret, uri, qr } = (await ask(token, 'POST', '/session/factor')).json();
  const confirmed = await ask(token, 'POST', '/session/factor/confirm', { code: codeOf(secret) });
  expect(confirmed.statusCode).toBe(201);
  return { token, secret, uri, qr, codes: confirmed.json().codes as string[] };
}

test('[G5] from the enrolment on a password alone does not open, and a code opens once', async () => {
  const before = (await signIn('zhao')).json().token;
  const { secret, uri, qr, token } = await enrol('zhao');
  expect(uri).toMatch(/^otpauth:\/\/totp\//);
  expect(qr).toContain('<svg');
  expect((await ask(before, 'GET', '/session')).statusCode).toBe(401); // opened without it
  expect((await ask(token, 'GET', '/session')).statusCode).toBe(200);
  const bare = await signIn('zhao');
  expect([bare.statusCode, bare.json().code]).toEqual([403, 'session.code_needed']);
  const used = await signIn('zhao', { code: codeOf(secret) }); // it confirmed the enrolment
  expect([used.statusCode, used.json().code]).toEqual([401, 'session.code_wrong']);
  house.clock.advance(30_000);
  const code = codeOf(secret);
  const twins = await Promise.all(Array.from({ length: 3 }, () => signIn('zhao', { code })));
  expect(twins.map((each) => each.statusCode).sort()).toEqual([201, 401, 401]);
  const { rows } = await house.owner.query(
    `select facts->>'by' as by from platform.audit
     where verb = 'chain.signed_in' and object_id = $1 order by at desc limit 1`,
    [cast.person('zhao')],
  );
  expect(rows[0].by).toBe('code');
  const kept = await house.owner.query('select secret_enc from chain.second_factor');
  expect(kept.rows[0].secret_enc).not.toContain(secret);
});

test('[G5] a recovery code opens once; new ones make the old worthless', async () => {
  const { codes, token } = await enrol('tang');
  expect(codes).toHaveLength(10);
  expect(codes[0]).toMatch(/^([0-9a-z]{4}-){5}[0-9a-z]{4}$/);
  expect((await signIn('tang', { code: codes[0] })).statusCode).toBe(201);
  expect((await signIn('tang', { code: codes[0] })).statusCode).toBe(401);
  expect((await ask(token, 'GET', '/session/factor')).json()).toMatchObject({ recoveryLeft: 9 });
  const renewed = (await ask(token, 'POST', '/session/factor/recovery')).json().codes;
  expect((await signIn('tang', { code: codes[1] })).statusCode).toBe(401);
  expect((await signIn('tang', { code: renewed[0] })).statusCode).toBe(201);
});

test('[G5] a trusted device needs no code for thirty days, until it is forgotten', async () => {
  const { secret } = await enrol('han');
  house.clock.advance(30_000);
  const first = await signIn('han', { code: codeOf(secret), trust: true });
  const cookie = [first.headers['set-cookie']].flat()[0]!.split(';')[0]!;
  const again = await signIn('han', {}, { cookie });
  expect(again.statusCode).toBe(201);
  // a device is trusted to spare the code, not to speak for her
  const grave = await ask(again.json().token, 'POST', '/session/factor/recovery');
  expect(grave.json()).toMatchObject({ code: 'session.prove_again', facts: { by: 'code' } });
  house.clock.advance(31 * 86_400_000);
  expect((await signIn('han', {}, { cookie })).json().code).toBe('session.code_needed');
  house.clock.set(NOW + 60_000);
  const { token } = (await signIn('han', {}, { cookie })).json();
  const { devices } = (await ask(token, 'GET', '/sessions')).json();
  const [trusted] = devices.filter((each: { isThis: boolean }) => each.isThis);
  expect(trusted.trustedUntil).not.toBe(null);
  await ask(token, 'DELETE', `/sessions/devices/${trusted.id}`);
  expect((await ask(token, 'GET', '/session')).statusCode).toBe(401);
  expect((await signIn('han', {}, { cookie })).json().code).toBe('session.code_needed');
});

test('[G5] the rule asks whom it names: a grace, then nothing else goes without', async () => {
  const admin = (await signIn('lin-guodong')).json().token;
  const rule = { roles: ['finance'], permissions: [], graceDays: 3, exportNeedsCode: false };
  expect((await ask(admin, 'PUT', '/sign-in-rule', rule)).statusCode).toBe(204);
  const { token } = (await signIn('sun-hui')).json();
  const session = async () => (await ask(token, 'GET', '/session')).json();
  expect((await session()).enrolment).toMatchObject({ state: 'asked' });
  expect((await ask(token, 'GET', '/staff')).statusCode).toBe(200);
  house.clock.advance(3 * 86_400_000);
  const late = (await signIn('sun-hui')).json().token;
  expect((await ask(late, 'GET', '/staff')).json().code).toBe('session.enrol_first');
  const { secret } = (await ask(late, 'POST', '/session/factor')).json();
  await ask(late, 'POST', '/session/factor/confirm', { code: codeOf(secret) });
  expect((await ask(late, 'GET', '/staff')).statusCode).toBe(200);
  expect((await ask(late, 'DELETE', '/session/factor')).json().code).toBe('session.factor_asked');
  // a rule that asks for nothing new does not begin the grace again
  const since = (await ask(late, 'GET', '/sign-in-rule')).json().since;
  const now = (await signIn('lin-guodong')).json().token;
  await ask(now, 'PUT', '/sign-in-rule', { ...rule, graceDays: 5 });
  expect((await ask(late, 'GET', '/sign-in-rule')).json().since).toBe(since);
  await ask(now, 'PUT', '/sign-in-rule', { ...rule, roles: [] });
  expect((await ask(late, 'DELETE', '/session/factor')).statusCode).toBe(204);
});

test('[G5] another administrator takes a lost second factor away, with a reason, on the trail', async () => {
  const { token, codes } = await enrol('wang');
  const reset = (by: string, reason: string) =>
    ask(by, 'POST', `/staff/${cast.person('wang')}/second-factor/reset`, { reason });
  expect((await reset(token, '手机丢了')).json().code).toBe('session.not_oneself');
  const elsewhere = cast.as('shao').authorization!.slice(7);
  expect((await reset(elsewhere, '手机丢了')).statusCode).toBe(404);
  const admin = (await signIn('lin-guodong')).json().token;
  expect((await reset(admin, '丢')).statusCode).toBe(400);
  expect((await reset(admin, '手机丢了，当面核对过')).statusCode).toBe(204);
  expect((await ask(token, 'GET', '/session')).statusCode).toBe(401);
  expect((await signIn('wang', { code: codes[1] })).statusCode).toBe(201); // only the password now
  const { rows } = await house.owner.query(
    `select facts from platform.audit where verb = 'chain.second_factor_reset'`,
  );
  expect(rows).toEqual([{ facts: { reason: '手机丢了，当面核对过' } }]);
});

test('[G5] sensitive acts ask again who sits there, five minutes after she showed it', async () => {
  const { token } = (await signIn('lin-guodong')).json();
  const key = (name: string) =>
    ask(token, 'POST', '/api-keys', {
      id: newUuid(NOW),
      name,
      scopes: ['goods.read'],
      nodeId: cast.hq,
    });
  expect((await key('first')).statusCode).toBe(201);
  house.clock.advance(301_000);
  const refused = await key('second');
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'session.prove_again']);
  expect(refused.json().facts).toEqual({ by: 'password' });
  const wrong = await ask(token, 'POST', '/session/proof', { password: 'wrong-basket' });
  expect(wrong.json().code).toBe('chain.wrong_sign_in');
  expect((await ask(token, 'POST', '/session/proof', { password: PASSWORD })).statusCode).toBe(204);
  expect((await key('second')).statusCode).toBe(201);
});

test('[G5] who has a second factor proves herself by it, not by the password; tries are counted', async () => {
  const { token, secret } = await enrol('shao');
  const prove = (body: object) => ask(token, 'POST', '/session/proof', body);
  expect((await prove({ password: PASSWORD })).json().code).toBe('session.code_needed');
  house.clock.advance(30_000);
  expect((await prove({ code: codeOf(secret) })).statusCode).toBe(204);
  expect((await prove({ code: codeOf(secret) })).json().code).toBe('session.code_wrong');
  const guesses = await Promise.all(Array.from({ length: 9 }, () => prove({ code: '000000' })));
  expect(guesses.filter((each) => each.statusCode === 429).length).toBeGreaterThan(3);
});

test('[G5] a new device is told until its owner says that it is hers', async () => {
  const chrome = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36' };
  const here = (await signIn('he', {}, chrome)).json().token;
  expect((await ask(here, 'GET', '/session')).json().newDevices).toBe(0); // her first is no news
  await signIn('he');
  expect((await ask(here, 'GET', '/session')).json().newDevices).toBe(1);
  const { items, devices } = (await ask(here, 'GET', '/sessions')).json();
  expect(items.find((each: { isThis: boolean }) => each.isThis)).toMatchObject({
    deviceLabel: 'Chrome · Windows',
    ipClass: '127.0.0.0/24',
  });
  expect(devices).toHaveLength(2);
  await ask(here, 'POST', '/sessions/known');
  expect((await ask(here, 'GET', '/session')).json().newDevices).toBe(0);
});

test('[G5] all other sessions at once, one’s own and, by an administrator, a colleague’s', async () => {
  const tokens = [];
  for (let i = 0; i < 3; i += 1) tokens.push((await signIn('he')).json().token);
  const [here, ...others] = tokens as [string, ...string[]];
  expect((await ask(here, 'POST', '/sessions/end-others')).statusCode).toBe(204);
  for (const each of others) expect((await ask(each, 'GET', '/session')).statusCode).toBe(401);
  expect((await ask(here, 'GET', '/session')).statusCode).toBe(200);
  const admin = (await signIn('lin-guodong')).json().token;
  const end = await ask(admin, 'POST', `/staff/${cast.person('he')}/sessions/end`, {
    reason: '电脑忘在车上了',
  });
  expect(end.statusCode).toBe(204);
  expect((await ask(here, 'GET', '/session')).statusCode).toBe(401);
});

test('[G5] one password tried on many logins rings an alarm, once an hour', async () => {
  for (let i = 0; i < 12; i += 1) await signIn(`someone${i}`, { password: 'summer-2026' });
  const { rows } = await house.owner.query(
    `select facts from platform.audit where verb = 'chain.passwords_sprayed'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].facts.ipClass).toBe('127.0.0.0/24');
});

test('[G5] a known device is not shut out by what strangers try', async () => {
  const answer = await signIn('wang');
  const cookie = [answer.headers['set-cookie']].flat()[0]!.split(';')[0]!;
  for (let i = 0; i < 6; i += 1) await signIn('wang', { password: 'wrong-basket' });
  expect((await signIn('wang')).statusCode).toBe(429);
  expect((await signIn('wang', {}, { cookie })).statusCode).toBe(201);
});
