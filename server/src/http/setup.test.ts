/** The set-up page opens once, for who holds the code, and then never again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, type House } from '../../test/house.ts';
import { buildApp } from '../app.ts';

let house: House;
let app: Awaited<ReturnType<typeof buildApp>>;
beforeEach(async () => {
  house = await openHouse({ mode: 'production' });
  app = await buildApp(house, { logLevel: 'silent', setUpCode: 'open-sesame' });
});
afterEach(async () => {
  await app.close();
  await house.close();
});

const WISH = {
  code: 'open-sesame',
  name: '青禾鲜生',
  adminName: '许蓝',
  login: 'xulan',
  password: 'quiet river 3 lanterns',
};
const setUp = (wish: object, headers: Record<string, string> = { 'x-quandian': '1' }) =>
  app.inject({ method: 'POST', url: '/api/setup', headers, payload: { ...WISH, ...wish } });
const told = async (answer: ReturnType<typeof setUp>) => {
  const { statusCode, body } = await answer;
  return [statusCode, statusCode < 300 ? '' : JSON.parse(body).code];
};
const merchants = async () =>
  (await house.owner.query('select name, production, demo_seed from platform.merchant')).rows;

test('[A1] before there is a chain the front door leads to the set-up page', async () => {
  const front = await app.inject('/');
  expect([front.statusCode, front.headers.location]).toEqual([302, '/setup']);
  const page = await app.inject('/setup');
  expect(page.headers['content-type']).toContain('text/html');
  for (const [, path] of page.body.matchAll(/(?:href|src)="(\/setup\/[^"]+)"/g)) {
    expect([path, (await app.inject(path!)).statusCode]).toEqual([path, 200]);
  }
});

test('[A1] it makes merchant, head office and first administrator, once', async () => {
  expect(await told(setUp({}))).toEqual([201, '']);
  expect(await merchants()).toEqual([{ name: '青禾鲜生', production: true, demo_seed: null }]);
  const { rows } = await house.owner.query(`select s.login, g.role, n.kind from chain.staff s
    join chain.staff_grant g on g.merchant_id = s.merchant_id and g.staff_id = s.id
    join chain.node n on n.merchant_id = g.merchant_id and n.id = g.node_id`);
  expect(rows).toEqual([{ login: 'xulan', role: 'hq_admin', kind: 'hq' }]);
  expect(await told(setUp({}))).toEqual([409, 'platform.already_set_up']);
  expect((await app.inject('/')).headers.location).not.toBe('/setup');
});

test('[A1] twenty at once make one chain', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => told(setUp({}))));
  expect(answers.filter(([status]) => status === 201)).toHaveLength(1);
  expect(await merchants()).toHaveLength(1);
});

test('[A1] not without the code, not with a weak password, not from a foreign page', async () => {
  expect(await told(setUp({ code: 'guess' }))).toEqual([403, 'platform.wrong_set_up_code']);
  expect(await told(setUp({ password: 'short' }))).toEqual([422, 'chain.password_short']);
  expect(await told(setUp({}, {}))).toEqual([403, 'http.foreign_page']);
  expect(await told(setUp({ name: ' ' }))).toEqual([400, 'http.bad_request']);
  expect(await merchants()).toEqual([]);
});
