/** Plans over HTTP: an order is paid by the most specific row of the version it was placed under. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonKey } from '../../../test/cast.ts';
import { findViolations } from '../../../test/invariants.ts';
import { openLinkOf, paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop } from '../../../test/shop.ts';
import * as chain from '../../modules/chain/chain.ts';
import { newUuid } from '../../platform/uuid.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 3 });
  for (const shopper of shop.shoppers)
    await openLinkOf(shop, shop.cast.person('lin'), shop.outlet('hupan'), shopper);
});
afterAll(() => shop?.close());

const plan = chain.FIRST_POLICIES.commission;
const ask = (person: PersonKey, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
  shop.app.inject({
    method,
    url: `/api/console${url}`,
    headers: shop.cast.as(person),
    ...(payload === undefined ? {} : { payload }),
  });
const publish = (person: PersonKey, body: object) =>
  ask(person, 'POST', '/policies', { kind: 'commission', node: shop.cast.hq, body, why: '试' });
const guideOf = async (order: string) => {
  const { rows } = await shop.house.owner.query(
    `select sum(guide_fen)::int as guide, sum(net_fen)::int as net, max(policy_version) as version
     from commission.portion where order_id = $1 and line_no > 0`,
    [order],
  );
  return rows[0] as { guide: number; net: number; version: number };
};
const buy = (n: number, quantity = 2) =>
  paidOrder(shop, shop.shoppers[n]!, shop.outlet('hupan'), [
    { sku: shop.goods.skus.milk, quantity },
  ]);
const guideRow = (id: string, when: object, pay: object) => ({
  id,
  name: id,
  role: 'guide',
  when,
  pay,
});

test('[A6] the guide’s level and the version at placement pay, and later changes do not', async () => {
  const first = await buy(0);
  const before = await guideOf(first);
  expect(before).toMatchObject({ guide: Math.floor((before.net * 500) / 10_000), version: 1 });

  const rules = [
    guideRow('senior', { levels: ['senior'] }, { kind: 'piece', fen: 7 }),
    guideRow('online', { kinds: ['online'] }, { kind: 'rate', bps: 100 }),
  ];
  expect((await publish('zhao', { ...plan, rules })).statusCode).toBe(201);
  expect((await guideOf(await buy(0))).guide).toBe(before.guide); // no level yet: the rate
  const lin = shop.cast.person('lin');
  const set = (more: object) =>
    ask('wang', 'POST', `/staff/${lin}/levels`, { level: 'senior', why: '转资深', ...more });
  const past = new Date(shop.house.clock.now() - 1_000).toISOString();
  expect((await set({ from: past })).json().code).toBe('chain.level_backdated');
  expect((await set({})).statusCode).toBe(204);
  expect((await set({ level: 'lead' })).json().code).toBe('chain.level_after_this');
  shop.house.clock.advance(1_000);
  expect(await guideOf(await buy(1))).toMatchObject({ guide: 14, version: 2 });
  expect(await guideOf(first)).toEqual(before);

  const online = await ask('wang', 'PUT', `/staff/${lin}/online-only`, { onlineOnly: true });
  expect(online.statusCode).toBe(204);
  expect((await guideOf(await buy(2))).guide).toBe(14); // a level beats a kind of guide
  const { items } = (await ask('wang', 'GET', `/staff/${lin}/levels`)).json();
  expect(items).toMatchObject([{ level: 'senior', why: '转资深', byName: '王建国' }]);
  expect(await findViolations(shop.house.owner)).toEqual([]);
});

test('[A6] rows are checked: unknown roles, conditions, days and steps that fall are refused', async () => {
  for (const rules of [
    [guideRow('a', { moon: ['full'] }, { kind: 'rate', bps: 1 })],
    [{ ...guideRow('a', {}, { kind: 'rate', bps: 1 }), role: 'sharer3' }],
    [guideRow('a', { from: '2026-03-02', until: '2026-03-01' }, { kind: 'rate', bps: 1 })],
    [guideRow('a', {}, { kind: 'rate', bps: 10_001 })],
    [guideRow('a', {}, { kind: 'rate', bps: 1 }), guideRow('a', {}, { kind: 'rate', bps: 2 })],
  ])
    expect((await publish('zhao', { ...plan, rules })).json()).toMatchObject({
      code: 'policy.bad_value',
      facts: { field: 'rules' },
    });
  const steps = [
    { fromFen: 0, bps: 500 },
    { fromFen: 100, bps: 400 },
  ];
  const tiers = [{ id: 't', name: 't', when: {}, mode: 'whole', steps }];
  expect((await publish('zhao', { ...plan, tiers })).json().facts).toEqual({ field: 'tiers' });
});

test('[A6] a dearer plan shows who gains, and needs a second person, once', async () => {
  const body = { ...plan, bps: { ...plan.bps, guide: 1_500 } };
  const trial = (
    await ask('zhao', 'POST', '/policies/simulate', {
      kind: 'commission',
      nodeId: shop.cast.hq,
      body,
    })
  ).json().commission;
  expect(trial.riseBps).toBeGreaterThan(300);
  expect(trial.people[0]).toMatchObject({ name: '林小满', orders: 4 });
  expect(trial.people[0].afterFen).toBeGreaterThan(trial.people[0].beforeFen);
  expect((await publish('zhao', body)).json().code).toBe('policy.needs_second_person');
  const lifted = await publish('zhao', { ...plan, approveRiseBps: 9_000 });
  expect(lifted.json().code).toBe('policy.needs_second_person');

  const [draft, id] = [newUuid(0), newUuid(0)];
  const kept = { kind: 'commission', node: shop.cast.hq, body, why: '' };
  await ask('zhao', 'PUT', `/policies/drafts/${draft}`, kept);
  const wish = { id, draft, why: '春季激励' };
  expect((await ask('zhao', 'POST', '/plan-asks', wish)).statusCode).toBe(204);
  const twice = await ask('zhao', 'POST', '/plan-asks', { ...wish, id: newUuid(0) });
  expect(twice.json().code).toBe('policy.ask_waits');
  const decide = (person: PersonKey) =>
    ask(person, 'POST', `/plan-asks/${id}/decide`, { granted: true, words: '预算内' });
  expect((await decide('zhao')).json().code).toBe('chain.not_allowed');
  const answers = await Promise.all([decide('sun-hui'), decide('lin-guodong')]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const { items } = (await ask('sun-hui', 'GET', '/plan-asks')).json();
  expect(items).toMatchObject([{ state: 'granted', words: '预算内', why: '春季激励' }]);
  const versions = await shop.house.owner.query(
    `select version from chain.policy where kind = 'commission' and merchant_id = $1`,
    [shop.cast.merchant],
  );
  expect(versions.rows.length).toBe(3); // the plan of the domain, the rows, and this one, once
  shop.house.clock.advance(1_000);
  const { guide, net } = await guideOf(await buy(0));
  expect(guide).toBe(Math.floor((net * 1_500) / 10_000));
});

test('[A6] nobody grants what she asked for herself', async () => {
  const [draft, id] = [newUuid(0), newUuid(0)];
  const body = { ...plan, approveRiseBps: 9_000 };
  const kept = { kind: 'commission', node: shop.cast.hq, body, why: '' };
  await ask('lin-guodong', 'PUT', `/policies/drafts/${draft}`, kept);
  await ask('lin-guodong', 'POST', '/plan-asks', { id, draft, why: '放宽' });
  const own = await ask('lin-guodong', 'POST', `/plan-asks/${id}/decide`, { granted: true });
  expect([own.statusCode, own.json().code]).toEqual([409, 'policy.own_ask']);
  const no = await ask('sun-hui', 'POST', `/plan-asks/${id}/decide`, { granted: false });
  expect(no.json()).toEqual({ version: null });
});

test('[A6] a line is explained: the row that pays, and what kept the others out', async () => {
  const rules = [
    guideRow('profit', { productRoles: ['profit'] }, { kind: 'rate', bps: 900 }),
    guideRow('senior', { levels: ['senior'] }, { kind: 'rate', bps: 700 }),
    guideRow('all', {}, { kind: 'rate', bps: 600 }),
  ];
  const { rows } = await shop.house.owner.query(
    `select id from catalog.product where role = 'everyday' and merchant_id = $1 limit 1`,
    [shop.cast.merchant],
  );
  const sample = {
    nodeId: shop.cast.hq,
    body: { ...plan, rules },
    outletKind: 'store',
    promotion: null,
    guideLevel: 'senior',
    guideKind: 'store',
    hasSharer: true,
    product: rows[0].id,
    quantity: 1,
    netFen: 10_000,
  };
  const answer = await ask('zhao', 'POST', '/plans/explain', sample);
  expect(answer.statusCode).toBe(200);
  const guide = answer.json().parts.find(({ role }: { role: string }) => role === 'guide');
  expect(guide).toMatchObject({
    fen: 700,
    rows: [
      { id: 'profit', verdict: 'productRoles' },
      { id: 'senior', verdict: 'pays', conditions: ['levels'] },
      { id: 'all', verdict: 'less_specific', conditions: [] },
    ],
  });
});
