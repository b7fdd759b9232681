/** Staff over HTTP: branches, ranks, invitations, and changes that hold at the next request. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { HOST, seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { buildApp } from '../../app.ts';
import type { NodeId } from '../../kernel/id.ts';
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

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
const ask = (person: PersonKey, method: Method, url: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/console${url}`,
    headers: cast.as(person),
    ...(payload === undefined ? {} : { payload }),
  });
const names = async (person: PersonKey, query = ''): Promise<string[]> => {
  const answer = await ask(person, 'GET', `/staff?count=100${query}`);
  return answer.json().items.map((each: { name: string }) => each.name);
};
const said = (answer: { statusCode: number; json(): { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
];
const hupan = (): NodeId => cast.outlets.get('hupan')!;

test('[D1] each sees the colleagues of the own branch', async () => {
  expect(await names('zhao')).toHaveLength(16);
  expect((await names('shao')).sort()).toEqual(['邵丽君', '雷雨桐', '韩雪']);
  expect((await names('wang')).sort()).toEqual(['周敏', '林小满', '王建国', '米粒妈妈', '陈刚']);
  expect(await names('zhao', '&role=guide&text=马')).toEqual(['马骏']);
  expect(await names('zhao', `&node=${cast.dealers.south}`)).toContain('雷雨桐');
});

test('[D1] no list and no page of a colleague tells hashes, tokens or a private account', async () => {
  const one = (await ask('wang', 'GET', `/staff/${cast.person('lin')}`)).json();
  expect(one).toMatchObject({ name: '林小满', title: '导购', state: 'working', customers: 0 });
  expect(one.grants).toEqual([{ nodeId: hupan(), nodeName: '湖畔店', role: 'guide' }]);
  const text = JSON.stringify([one, (await ask('zhao', 'GET', '/staff')).json()]);
  expect(text).not.toMatch(/argon2|hash|token|reset|memberId/i);
});

test('[D1] attacks 45 to 47: staff out of one’s branch are not there', async () => {
  const deeds: [PersonKey, PersonKey][] = [
    ['wang', 'majun'],
    ['shao', 'lin'],
    ['he', 'lei'],
  ];
  for (const [by, of] of deeds)
    for (const [method, url, payload] of [
      ['GET', '', undefined],
      ['POST', '/reset', undefined],
      ['POST', '/suspend', undefined],
      ['POST', '/grants', { node: hupan(), role: 'clerk' }],
    ] as const) {
      const answer = await ask(by, method, `/staff/${cast.person(of)}${url}`, payload);
      expect(said(answer), `${by} ${of} ${url}`).toEqual([404, 'chain.no_such_staff']);
    }
  const rival = cast.rival.person('lin');
  expect(said(await ask('lin-guodong', 'GET', `/staff/${rival}`))).toEqual([
    404,
    'chain.no_such_staff',
  ]);
});

test('[D1] nobody gives a role of the own rank or above, nor outside the own branch', async () => {
  const lin = `/staff/${cast.person('lin')}/grants`;
  const other = cast.outlets.get('wener')!;
  for (const [by, node, role, expected] of [
    ['wang', hupan(), 'store_manager', [403, 'chain.rank_too_high']],
    ['wang', other, 'guide', [403, 'chain.rank_too_high']],
    ['wang', cast.hq, 'hq_admin', [403, 'chain.rank_too_high']],
    ['he', cast.dealers.west, 'dealer', [403, 'chain.rank_too_high']],
    ['zhao', cast.hq, 'hq_operator', [403, 'chain.rank_too_high']],
    ['zhao', cast.hq, 'hq_admin', [403, 'chain.rank_too_high']],
    ['lin-guodong', hupan(), 'finance', [422, 'chain.role_not_here']],
    ['lin-guodong', cast.rival.hq, 'hq_admin', [404, 'chain.no_such_node']],
  ] as const)
    expect(said(await ask(by, 'POST', lin, { node, role })), `${by} ${role}`).toEqual(expected);
});

test('[D1] a store manager cannot reset or suspend someone who ranks above her', async () => {
  await ask('lin-guodong', 'POST', `/staff/${cast.person('zhao')}/grants`, {
    node: hupan(),
    role: 'store_manager',
  });
  const zhao = `/staff/${cast.person('zhao')}`;
  for (const deed of ['reset', 'suspend'])
    expect(said(await ask('wang', 'POST', `${zhao}/${deed}`))).toEqual([
      403,
      'chain.rank_too_high',
    ]);
});

test('[D1] attack-54: a role given or taken, a suspension: felt at the next request', async () => {
  const boss = `/staff/${cast.person('tang')}`;
  const wener = cast.outlets.get('wener')!;
  const reads = async () => (await ask('tang', 'GET', '/outlets')).statusCode;
  const took = await ask('he', 'DELETE', `${boss}/grants/${wener}/store_manager`);
  expect(took.statusCode).toBe(204);
  expect(await reads()).toBe(403);
  await ask('he', 'POST', `${boss}/grants`, { node: wener, role: 'store_manager' });
  expect(await reads()).toBe(200);
  expect((await ask('he', 'POST', `${boss}/suspend`)).statusCode).toBe(204);
  expect(await reads()).toBe(401);
  expect((await ask('he', 'POST', `${boss}/reinstate`)).statusCode).toBe(204);
  expect(await reads()).toBe(401); // the session ended with the suspension
});

test('[D1] attack-54: a suspended merchant is shut within a second', async () => {
  const reads = () => app.inject({ url: '/api/console/staff', headers: cast.rival.as('zhao') });
  expect((await reads()).statusCode).toBe(200);
  const set = (to: string) =>
    house.owner.query(`update platform.merchant set suspended_at = ${to} where id = $1`, [
      cast.rival.merchant,
    ]);
  await set('now()');
  app.forgetMerchants();
  expect(said(await reads())).toEqual([403, 'platform.shop_is_suspended']);
  await set('null');
  app.forgetMerchants();
});

test('[D1] head office never loses its last administrator, also when two go at once', async () => {
  const [lin, sun] = [cast.person('lin-guodong'), cast.person('sun-hui')];
  const role = (staff: string) => `/staff/${staff}/grants/${cast.hq}/hq_admin`;
  expect(said(await ask('lin-guodong', 'DELETE', role(lin)))).toEqual([409, 'chain.last_admin']);
  expect(said(await ask('lin-guodong', 'POST', `/staff/${lin}/suspend`))).toEqual([
    409,
    'chain.last_admin',
  ]);
  const grant = { node: cast.hq, role: 'hq_admin' };
  expect((await ask('lin-guodong', 'POST', `/staff/${sun}/grants`, grant)).statusCode).toBe(204);
  const both = await Promise.all([
    ask('sun-hui', 'DELETE', role(lin)),
    ask('lin-guodong', 'DELETE', role(sun)),
  ]);
  // The one who comes second is refused: as the last, or as someone who may not any more.
  const statuses = both.map((each) => each.statusCode);
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  const { rows } = await house.owner.query(
    `select count(*)::int as left from chain.staff_grant where merchant_id = $1
     and role = 'hq_admin'`,
    [cast.merchant],
  );
  expect(rows[0].left).toBe(1);
});

test('[D1] an invited colleague chooses her password; the code is shown once and replaced by a retry', async () => {
  const invitation = {
    id: newUuid(NOW),
    name: '阮小七',
    login: 'RuanXiaoqi',
    title: '导购',
    outlet: hupan(),
    grants: [{ node: hupan(), role: 'guide' }],
  };
  const invite = (more = {}) => ask('wang', 'POST', '/staff', { ...invitation, ...more });
  const first = (await invite()).json().code;
  const code = (await invite()).json().code;
  const choose = (by: string) =>
    app.inject({
      method: 'POST',
      url: '/api/work/session/password-by-code',
      headers: { host: HOST },
      payload: { login: 'ruanxiaoqi', code: by, to: 'three-bowls-no-hill' },
    });
  expect((await choose(first)).statusCode).toBe(401);
  expect((await choose(code)).statusCode).toBe(204);
  expect(said(await invite())).toEqual([409, 'chain.login_taken']);
  expect(said(await invite({ id: newUuid(NOW) }))).toEqual([409, 'chain.login_taken']);
  const { items } = (await ask('wang', 'GET', '/staff?text=ruan')).json();
  expect(items[0]).toMatchObject({ name: '阮小七', login: 'ruanxiaoqi', state: 'working' });
});

test('[D1] attack-49: a field that is not offered is refused, and nothing is written', async () => {
  const id = newUuid(NOW);
  const base = { id, name: '多事', login: 'duoshi', outlet: hupan(), grants: [] };
  for (const more of [
    { passwordHash: 'x' },
    { mustChange: false },
    { merchantId: id },
    { role: 1 },
  ])
    expect((await ask('wang', 'POST', '/staff', { ...base, ...more })).statusCode).toBe(400);
  expect(await names('zhao', '&text=duoshi')).toEqual([]);
});
