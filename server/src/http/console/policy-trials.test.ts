/** A draft tried on past orders over HTTP: who would have prepared them, who would have earned. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonKey } from '../../../test/cast.ts';
import { paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop } from '../../../test/shop.ts';
import type { NodeId } from '../../kernel/id.ts';
import * as chain from '../../modules/chain/chain.ts';

const EVENING = Date.UTC(2026, 2, 14, 14, 40); // Saturday, 22:40 in Shanghai

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2, house: { at: EVENING } });
  const { goods, shoppers, outlet } = shop;
  await paidOrder(shop, shoppers[0]!, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 1 },
  ]);
  await paidOrder(shop, shoppers[1]!, outlet('hupan'), [{ sku: goods.skus.milk, quantity: 2 }]);
});
afterAll(() => shop?.close());

const { routing, commission } = chain.FIRST_POLICIES;
const attempt = (person: PersonKey, kind: string, body: object, nodeId: NodeId = shop.cast.hq) =>
  shop.app.inject({
    method: 'POST',
    url: '/api/console/policies/simulate',
    headers: shop.cast.as(person),
    payload: { kind, nodeId, body },
  });

test('[B9] the rule in force decides stored orders as it decided them then', async () => {
  const answer = await attempt('zhao', 'routing', routing);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    orders: 2,
    limits: [],
    routing: { moved: 0, parkedBefore: 0, parkedAfter: 0, outlets: [], samples: [] },
    commission: null,
  });
});

test('[B9] a draft moves the order that another store prepares, and names who gains', async () => {
  const narrow = { ...routing, radiusM: 500, useArea: false };
  delete (narrow as { bounds?: unknown }).bounds;
  const { routing: tried } = (await attempt('zhao', 'routing', narrow)).json();
  expect(tried).toMatchObject({ moved: 1, parkedBefore: 0, parkedAfter: 1 });
  expect(tried.outlets).toEqual([
    { outletId: shop.outlet('wener'), outletName: '文二西路店', delta: -1 },
  ]);
  expect(tried.samples).toMatchObject([{ before: '文二西路店', after: null }]);
  // 20 boxes less a safety stock of 20 are none; the next store had no more of them.
  const { bounds: _bounds, ...plain } = routing;
  const careful = (await attempt('zhao', 'routing', { ...plain, safetyStock: 20 })).json();
  expect(careful.routing).toMatchObject({ moved: 1, parkedAfter: 1 });
});

test('[B9] what the stored candidates cannot tell is said, not guessed', async () => {
  const { bounds: _bounds, ...plain } = routing;
  const wide = { ...plain, radiusM: 9_000, safetyStock: 0 };
  const { limits } = (await attempt('zhao', 'routing', wide)).json();
  expect(limits).toEqual(['stored_candidates', 'hidden_stock']);
});

test('[G2] a commission draft divides the same nets anew, to the fen', async () => {
  const same = (await attempt('zhao', 'commission', commission)).json().commission;
  expect(same.roles.map((each: { beforeFen: number }) => each.beforeFen)).toEqual(
    same.roles.map((each: { afterFen: number }) => each.afterFen),
  );
  const bps = { ...commission.bps, selling: commission.bps.selling + 100 };
  const { commission: more } = (await attempt('zhao', 'commission', { ...commission, bps })).json();
  const role = (key: string) => more.roles.find((each: { role: string }) => each.role === key);
  const { rows } = await shop.house.owner.query(
    `select sum(net_fen * $1 / 10000)::int as selling, sum(net_fen)::int as net
     from commission.portion where line_no > 0`,
    [bps.selling],
  );
  expect(role('selling').afterFen).toBe(rows[0].selling);
  expect(role('selling').beforeFen - role('selling').afterFen).toBe(
    role('hq').afterFen - role('hq').beforeFen,
  );
  const total = more.roles.reduce((n: number, each: { afterFen: number }) => n + each.afterFen, 0);
  expect([total, more.netFen]).toEqual([rows[0].net, rows[0].net]);
  const hupan = more.outlets.find(
    (each: { outletId: string }) => each.outletId === shop.outlet('hupan'),
  );
  expect(hupan.afterFen - hupan.beforeFen).toBe(
    role('selling').afterFen - role('selling').beforeFen,
  );
});

test('[A1] other kinds are not tried; a wrong draft and a foreign branch are refused', async () => {
  expect((await attempt('zhao', 'credit', { windowDays: 9 })).json()).toMatchObject({
    orders: 0,
    routing: null,
    commission: null,
  });
  const wrong = await attempt('zhao', 'routing', { ...routing, radiusM: 1 });
  expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'policy.bad_value']);
  const away = await attempt('he', 'routing', routing, shop.cast.hq);
  expect(away.json().code).toBe('chain.no_such_node');
  const south = await attempt('shao', 'routing', plainOf(), shop.cast.dealers.south);
  expect(south.json()).toMatchObject({ orders: 0 });
  const { rows } = await shop.house.owner.query('select count(*)::int as n from chain.policy');
  expect(rows[0].n % chain.POLICY_KINDS.length).toBe(0);
});

const plainOf = () => {
  const { bounds: _bounds, ...plain } = routing;
  return plain;
};
