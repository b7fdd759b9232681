/** Staff come in, and go: sessions, passwords, codes, and what ends them at once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
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

const headers = { host: HOST };
const signIn = (login: string, password: string, at = 'console', more = {}) =>
  app.inject({
    method: 'POST',
    url: `/api/${at}/session`,
    headers,
    payload: { login, password, keep: 'token', ...more },
  });
const bearer = (token: string) => ({ host: HOST, authorization: `Bearer ${token}` });
const me = (token: string, at = 'console') =>
  app.inject({ url: `/api/${at}/session`, headers: bearer(token) });
const tokenOf = async (person: PersonKey, at = 'console'): Promise<string> =>
  (await signIn(person, PASSWORD, at)).json().token;

test('[D1] a sign-in says who she is, what she may do and where', async () => {
  const answer = await signIn('zhao', PASSWORD);
  expect(answer.statusCode).toBe(201);
  const session = (await me(answer.json().token)).json();
  expect(session).toMatchObject({
    staff: { name: '赵一诺', title: '总部运营', outlet: null },
    merchant: { name: '邻里鲜' },
    roles: ['hq_operator'],
    mustChange: false,
  });
  expect(session.permissions).toContain('policies.write');
  expect(session.permissions).not.toContain('keys.write');
  const lin = (await me(await tokenOf('lin', 'work'), 'work')).json();
  expect(lin.staff.outlet).toEqual({ id: cast.outlets.get('hupan'), name: '湖畔店' });
  expect(lin.nodes.map((node: { name: string }) => node.name)).toEqual(['湖畔店']);
});

test('[D1] the cookie is out of reach of scripts, and a write with it needs our header', async () => {
  const answer = await signIn('wang', PASSWORD, 'console', { keep: 'cookie' });
  expect(answer.json().token).toBe(null);
  const cookie = [answer.headers['set-cookie']]
    .flat()
    .find((each) => each!.startsWith('qd_console'))!;
  expect(cookie).toMatch(/^qd_console=[\w-]{43};.*HttpOnly.*SameSite=Lax/);
  const sent = { ...headers, cookie: cookie.split(';')[0]! };
  const write = (more: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: `/api/console/outlets/${cast.outlets.get('hupan')}/resume`,
      headers: { ...sent, ...more },
    });
  expect((await write({})).json()).toMatchObject({ status: 403, code: 'http.foreign_page' });
  expect((await write({ 'x-quandian': '1' })).json()).toMatchObject({ code: 'chain.not_paused' });
});

test('[D1] attack-57: unknown login, wrong password and suspended person: one answer', async () => {
  const admin = await tokenOf('lin-guodong');
  const suspend = await app.inject({
    method: 'POST',
    url: `/api/console/staff/${cast.person('bai')}/suspend`,
    headers: bearer(admin),
  });
  expect(suspend.statusCode).toBe(204);
  const answers = await Promise.all([
    signIn('nobody', PASSWORD, 'work'),
    signIn('lin', 'wrong-basket', 'work'),
    signIn('bai', PASSWORD, 'work'),
  ]);
  const seen = answers.map((each) => {
    const { ref, ...said } = each.json();
    return { status: each.statusCode, said };
  });
  expect(seen[0]).toMatchObject({ status: 401, said: { code: 'chain.wrong_sign_in' } });
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
  const { rows } = await house.owner.query(
    `select object_id, facts from platform.audit where verb = 'chain.sign_in_refused' order by 1`,
  );
  expect(rows.map((row) => row.object_id)).toEqual(
    [cast.person('lin'), 'unknown', 'unknown'].sort(),
  );
});

test('[D1] five wrong tries shut a login for a while, also in a crowd and for the right one; the wait grows', async () => {
  const tries = await Promise.all(
    Array.from({ length: 14 }, () => signIn('majun', 'wrong-basket', 'work')),
  );
  const statuses = tries.map((each) => each.statusCode);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(9);
  const right = await signIn('majun', PASSWORD, 'work');
  expect([right.statusCode, right.json().code]).toEqual([429, 'platform.too_many_tries']);
  expect(right.headers['retry-after']).toBe('30');
  for (const waitS of [30, 60, 120, 240, 480, 900, 900]) {
    house.clock.advance(waitS * 1_000);
    expect((await signIn('majun', 'wrong-basket', 'work')).statusCode).toBe(401);
    expect((await signIn('majun', PASSWORD, 'work')).statusCode).toBe(429);
  }
  house.clock.advance(900_000);
  expect((await signIn('majun', PASSWORD, 'work')).statusCode).toBe(201);
});

test('[D1] good sign-ins do not use up tries', async () => {
  for (let i = 0; i < 12; i += 1)
    expect((await signIn('tang', PASSWORD)).statusCode, String(i)).toBe(201);
});

test('[D1] a role opens its own app only', async () => {
  const guide = await signIn('lin', PASSWORD, 'console');
  expect([guide.statusCode, guide.json().code]).toEqual([403, 'chain.wrong_app']);
  const office = await signIn('zhao', PASSWORD, 'work');
  expect([office.statusCode, office.json().code]).toEqual([403, 'chain.wrong_app']);
});

test('[D1] attack-56: sign-out, and a new sign-in over the old, end the old token at once', async () => {
  const first = await tokenOf('han');
  const again = await app.inject({
    method: 'POST',
    url: '/api/console/session',
    headers: bearer(first),
    payload: { login: 'han', password: PASSWORD, keep: 'token' },
  });
  expect((await me(first)).statusCode).toBe(401);
  const { token } = again.json();
  expect((await me(token)).statusCode).toBe(200);
  await app.inject({ method: 'DELETE', url: '/api/console/session', headers: bearer(token) });
  expect((await me(token)).statusCode).toBe(401);
});

test('[D1] attack-56: a new password ends every other session and keeps this one', async () => {
  const [here, there] = [await tokenOf('he'), await tokenOf('he')];
  const change = (from: string, to: string) =>
    app.inject({
      method: 'POST',
      url: '/api/console/session/password',
      headers: bearer(here),
      payload: { from, to },
    });
  expect((await change('wrong-basket', 'nine-pears-on-it')).statusCode).toBe(401);
  expect((await change(PASSWORD, 'short')).json().code).toBe('chain.password_short');
  expect((await change(PASSWORD, '1234567890')).json().code).toBe('chain.password_common');
  expect((await change(PASSWORD, 'x'.repeat(129))).json().code).toBe('chain.password_long');
  expect((await change(PASSWORD, 'nine pears on it 梨')).statusCode).toBe(204);
  expect((await me(there)).statusCode).toBe(401);
  expect((await me(here)).statusCode).toBe(200);
  expect((await signIn('he', PASSWORD)).statusCode).toBe(401);
  expect((await signIn('he', 'nine pears on it 梨')).statusCode).toBe(201);
});

test('[D1] of five new passwords over one old, at once, one holds', async () => {
  const tokens = await Promise.all(Array.from({ length: 5 }, () => tokenOf('lei', 'work')));
  const wishes = tokens.map((token, i) => ({ token, to: `basket of pears no ${i}` }));
  const answers = await Promise.all(
    wishes.map(({ token, to }) =>
      app.inject({
        method: 'POST',
        url: '/api/work/session/password',
        headers: bearer(token),
        payload: { from: PASSWORD, to },
      }),
    ),
  );
  const won = wishes.filter((_wish, i) => answers[i]!.statusCode === 204);
  expect(won).toHaveLength(1);
  for (const { token, to } of wishes) {
    expect((await signIn('lei', to, 'work')).statusCode).toBe(to === won[0]!.to ? 201 : 401);
    expect((await me(token, 'work')).statusCode).toBe(to === won[0]!.to ? 200 : 401);
  }
});

test('[D1] attack-56: a reset ends the password and the sessions; its code works once, for a day', async () => {
  const guide = await tokenOf('zhou', 'work');
  const reset = async (): Promise<string> => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/console/staff/${cast.person('zhou')}/reset`,
      headers: bearer(await tokenOf('wang')),
    });
    expect(answer.statusCode).toBe(201);
    return answer.json().code;
  };
  const choose = (code: string, to: string) =>
    app.inject({
      method: 'POST',
      url: '/api/work/session/password-by-code',
      headers,
      payload: { login: 'zhou', code, to },
    });
  const old = await reset();
  expect((await me(guide, 'work')).statusCode).toBe(401);
  expect((await signIn('zhou', PASSWORD, 'work')).statusCode).toBe(401);
  house.clock.advance(25 * 3_600_000);
  expect((await choose(old, 'seven-melons')).statusCode).toBe(401);
  const code = await reset();
  const crowd = await Promise.all(
    ['seven-melons', 'eight-melons', 'nine-melons'].map((to) => choose(code, to)),
  );
  expect(crowd.map((each) => each.statusCode).sort()).toEqual([204, 401, 401]);
  expect((await choose(code, 'ten-melons-more')).statusCode).toBe(401);
});

test('[D1] a session ends when unused, and is kept alive by use', async () => {
  const token = await tokenOf('sun-hui');
  for (let hour = 0; hour < 30; hour += 10) {
    house.clock.set(NOW + hour * 3_600_000);
    expect((await me(token)).statusCode, `${hour} h`).toBe(200);
  }
  house.clock.advance(25 * 3_600_000);
  expect((await me(token)).statusCode).toBe(401);
});

test('[D1] one sees one’s own sessions and may end one of them', async () => {
  const [here, there] = [await tokenOf('shao'), await tokenOf('shao')];
  const list = () =>
    app.inject({ url: '/api/console/sessions', headers: bearer(here) }).then((each) => each.json());
  const other = (await list()).items.filter((each: { isThis: boolean }) => !each.isThis);
  const ids: string[] = other.map((each: { id: string }) => each.id);
  const end = (id: string) =>
    app.inject({ method: 'DELETE', url: `/api/console/sessions/${id}`, headers: bearer(here) });
  for (const id of ids) expect((await end(id)).statusCode).toBe(204);
  expect((await me(there)).statusCode).toBe(401);
  expect((await end('a'.repeat(16))).statusCode).toBe(404);
  expect((await list()).items).toHaveLength(1);
});

test('[D1] what is stored of a password and a token is of no use to whoever reads it', async () => {
  const token = await tokenOf('mi', 'work');
  const { rows } = await house.owner.query(
    'select string_agg(s::text, chr(10)) as all from chain.staff_session s',
  );
  expect(rows[0].all).not.toContain(token);
  const hashes = await house.owner.query('select password_hash from chain.staff where login = $1', [
    'he',
  ]);
  expect(hashes.rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('[D1] attack-55: a JWT, an empty or another app’s token is nobody', async () => {
  const guide = await tokenOf('lin', 'work');
  const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJsaW4tZ3VvZG9uZyJ9.';
  for (const token of [jwt, '', guide, newUuid(NOW)]) {
    const answer = await app.inject({ url: '/api/console/staff', headers: bearer(token) });
    expect(answer.statusCode, token).toBe(401);
  }
});

test('[D1] a first password has to be changed before anything else', async () => {
  await house.owner.query('update chain.staff set must_change = true where login = $1', [
    'chen-gang',
  ]);
  const token = await tokenOf('chen-gang', 'work');
  const outlet = () => app.inject({ url: '/api/work/outlet', headers: bearer(token) });
  expect((await outlet()).json().code).toBe('chain.change_password_first');
  expect((await me(token, 'work')).json().mustChange).toBe(true);
  const changed = await app.inject({
    method: 'POST',
    url: '/api/work/session/password',
    headers: bearer(token),
    payload: { from: PASSWORD, to: 'two-crates-of-plums' },
  });
  expect(changed.statusCode).toBe(204);
  expect((await outlet()).statusCode).toBe(200);
});
