/** A link and its visits, over HTTP: made once, carried on, opened safely, recorded once. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOST, seatChain, type ChainCast } from '../../../test/cast.ts';
import { openHouse, type House } from '../../../test/house.ts';
import { Shopper } from '../../../test/shopper.ts';
import { buildApp } from '../../app.ts';
import { openLink } from '../../flows/open-link.ts';
import type { OutletId } from '../../kernel/id.ts';
import { newUuid } from '../../platform/uuid.ts';

const DAY = 86_400_000;
let house: House;
let cast: ChainCast;
let app: FastifyInstance;
let hupan: OutletId;
let nextPhone = 13_900_000_000;
beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { logLevel: 'silent', requestsPerMinute: 0 });
  hupan = cast.outlets.get('hupan')!;
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const shopper = () => new Shopper(app, HOST);
const member = async () => {
  const who = shopper();
  return { who, id: await who.enter(String((nextPhone += 1))) };
};
const rows = async (sql: string, ...args: unknown[]) => (await house.owner.query(sql, args)).rows;
const target = () => ({ kind: 'outlet', id: hupan });
const share = (who: Shopper, more: object = {}) =>
  who.post('/api/shop/links', { outletId: hupan, target: target(), ...more });
const visit = (who: Shopper, code: string, id = newUuid(house.clock.now())) =>
  who.post('/api/shop/visits', { id, code });
const guideLink = async () => {
  const link = await openLink(house.db, {
    merchant: cast.merchant,
    sharer: { kind: 'staff', id: cast.person('lin') },
    outlet: hupan,
    targetKind: 'shop',
    target: cast.person('lin'),
    channel: 'wechat_group',
    group: null,
    opengid: null,
    domain: 'private',
    words: '今晚的草莓到了',
  });
  return link.code;
};

test('[C1] share is pressed: a child of what brought her, with all that the chain carries', async () => {
  const root = await guideLink();
  const chen = await member();
  await visit(chen.who, root);
  const child = (await share(chen.who)).json();
  expect(child).toMatchObject({ depth: 2, url: `http://${HOST}/s/${child.code}` });
  house.clock.advance(1000);
  const wu = shopper(); // nobody yet: her device joins when she signs up
  await visit(wu, child.code);
  const wuId = await wu.enter(String((nextPhone += 1)));
  const grandchild = (await share(wu)).json();
  const [link] = await rows('select * from sharing.link where code = $1', grandchild.code);
  expect(link).toMatchObject({
    sharer_kind: 'member',
    sharer_id: wuId,
    parent_code: child.code,
    root_code: root,
    depth: 3,
    guide_id: cast.person('lin'),
    sharer_1_id: wuId,
    sharer_2_id: chen.id,
    domain: 'private',
    outlet_id: hupan,
  });
  const me = (await wu.send({ url: '/api/shop/me' })).json();
  expect(me).toMatchObject({
    homeOutlet: { id: hupan },
    homeGuide: { id: cast.person('lin') },
  });
});

test('[C1] pressed again, and twenty times at once, it is the same link', async () => {
  const { who } = await member();
  const answers = await Promise.all(Array.from({ length: 20 }, () => share(who)));
  expect(answers.map((each) => each.statusCode)).toEqual(Array(20).fill(201));
  expect(new Set(answers.map((each) => each.json().code)).size).toBe(1);
  expect((await share(who)).json().code).toBe(answers[0]!.json().code);
});

test('[C1] GET /s/:code shows title, words and picture, and records nothing; HEAD too', async () => {
  const code = await guideLink();
  const count = async () => (await rows('select count(*)::int as n from sharing.visit'))[0].n;
  const before = await count();
  const page = await shopper().send({
    url: `/s/${code}`,
    headers: { 'user-agent': 'facebookexternalhit/1.1' },
  });
  expect(page.statusCode).toBe(200);
  expect(page.headers['set-cookie']).toBeUndefined();
  for (const name of ['og:title', 'og:description', 'og:image', 'og:url'])
    expect(page.body).toContain(`<meta property="${name}" content="`);
  expect(page.body).toContain('今晚的草莓到了');
  const head = await shopper().send({ method: 'HEAD', url: `/s/${code}` });
  expect(head.statusCode).toBe(200);
  expect(await count()).toBe(before);
});

test('[C1] a title is text: it cannot close the tag that holds it', async () => {
  const { who } = await member();
  const link = (await share(who, { words: '"><script>alert(1)</script>' })).json();
  const page = await shopper().send({ url: `/s/${link.code}` });
  expect(page.body).not.toContain('<script>alert');
  expect(page.body).toContain('&lt;script&gt;alert');
});

test('[C1] a visit is recorded once an id, however often it is sent; another wish is refused', async () => {
  const [code, other] = [await guideLink(), (await share((await member()).who)).json().code];
  const who = shopper();
  const id = newUuid(house.clock.now());
  const answers = await Promise.all(Array.from({ length: 20 }, () => visit(who, code, id)));
  expect(new Set(answers.map((each) => `${each.statusCode} ${each.body}`)).size).toBe(1);
  expect(answers[0]!.statusCode).toBe(201);
  expect(await rows('select link_code from sharing.visit where id = $1', id)).toEqual([
    { link_code: code },
  ]);
  const reused = await visit(who, other, id);
  expect([reused.statusCode, reused.json().code]).toEqual([422, 'sharing.id_reused']);
});

test('[C1] what was acknowledged is there: 300 visits in one breath, some to no link at all', async () => {
  const code = await guideLink();
  const ids = Array.from({ length: 300 }, () => newUuid(house.clock.now()));
  const answers = await Promise.all(
    ids.map((id, i) => visit(shopper(), i % 10 === 0 ? '0000000000000' : code, id)),
  );
  const [kept, lost] = [
    ids.filter((_, i) => answers[i]!.statusCode === 201),
    answers.filter((each) => each.statusCode === 404),
  ];
  expect([kept.length, lost.length]).toEqual([270, 30]);
  const [{ n }] = await rows('select count(*)::int as n from sharing.visit where id = any($1)', [
    kept,
  ]);
  expect(n).toBe(270);
});

test('attack-48: a share code that is guessed, short, or another merchant’s finds nothing', async () => {
  const code = await guideLink();
  for (const guess of ['0000000000000', '1', 'zzzzzzzzzzzzz', `${code.slice(0, 12)}u`])
    expect((await shopper().send({ url: `/api/shop/links/${guess}` })).statusCode).toBe(404);
  const rival = new Shopper(app, cast.rival.host);
  expect((await rival.send({ url: `/api/shop/links/${code}` })).statusCode).toBe(404);
  expect((await rival.send({ url: `/s/${code}` })).statusCode).toBe(404);
  expect((await visit(rival, code)).statusCode).toBe(404);
  const read = await shopper().send({ url: `/api/shop/links/${code.toUpperCase()}` });
  expect(read.json()).toMatchObject({ code, guide: { name: '林小满', isHeir: false } });
});

test('attack-44: a link to an outlet, guide or product of another merchant is not made', async () => {
  const { who } = await member();
  const theirs = cast.rival.outlets.get('hupan')!;
  expect((await share(who, { outletId: theirs })).json().code).toBe('chain.no_such_outlet');
  const shop = await share(who, { target: { kind: 'shop', id: cast.rival.person('lin') } });
  expect(shop.json().code).toBe('sharing.no_such_target');
  const goods = await share(who, { target: { kind: 'product', id: newUuid(0) } });
  expect(goods.json().code).toBe('sharing.no_such_target');
});

test('[D1] a device’s visits join who signs in, but not those from before another signed out', async () => {
  const code = await guideLink();
  const tablet = shopper();
  const first = await tablet.enter(String((nextPhone += 1)));
  await visit(tablet, code); // hers
  house.clock.advance(60_000);
  await tablet.send({ method: 'DELETE', url: '/api/shop/session' });
  house.clock.advance(60_000);
  const between = newUuid(house.clock.now());
  await visit(tablet, code, between);
  house.clock.advance(60_000);
  const second = await tablet.enter(String((nextPhone += 1)));
  const [row] = await rows('select member_id from sharing.visit where id = $1', between);
  expect(row.member_id).toBe(second);
  const hers = await rows('select 1 from sharing.visit where member_id = $1', first);
  expect(hers).toHaveLength(1);

  const other = shopper(); // visits while somebody else was signed in elsewhere stay apart
  const old = newUuid(house.clock.now());
  await visit(other, code, old);
  house.clock.advance(8 * DAY);
  const late = await other.enter(String((nextPhone += 1)));
  const [unjoined] = await rows('select member_id from sharing.visit where id = $1', old);
  expect([unjoined.member_id, late === second]).toEqual([null, false]); // older than seven days
});

test('[C1] a shop without a link: the entry says the domain', async () => {
  const who = shopper();
  const enter = (entry: string) => {
    const id = newUuid(house.clock.now());
    return who.post('/api/shop/visits', { id, entry, outletId: hupan }).then(() => id);
  };
  const ids = [await enter('scan'), await enter('map'), await enter('direct')];
  const found = await rows('select id, domain from sharing.visit where id = any($1)', [ids]);
  const domains = new Map(found.map((row) => [row.id, row.domain]));
  expect(ids.map((id) => domains.get(id))).toEqual(['onsite', 'public', 'wide']);
});
