import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatGoods, type CastGoods } from '../../test/cast-goods.ts';
import { seatChain, type ChainCast, type PersonKey } from '../../test/cast.ts';
import { openHouse, type House } from '../../test/house.ts';
import { buildApp } from '../app.ts';
import type { OutletId } from '../kernel/id.ts';
import { newUuid } from '../platform/uuid.ts';

let house: House;
let cast: ChainCast;
let goods: CastGoods;
let app: FastifyInstance;
let hupan: OutletId;
let wener: OutletId;
let partner: OutletId;

beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  app = await buildApp(house, { requestsPerMinute: 0 });
  const outlets = await house.owner.query(
    `select o.id, n.name, o.kind, n.path[1] as hq from chain.outlet o
     join chain.node n on n.id = o.id and n.merchant_id = o.merchant_id
     where o.merchant_id = $1`,
    [cast.merchant],
  );
  const named = (part: string) => outlets.rows.find(({ name }) => name.includes(part));
  [hupan, wener] = [named('湖畔').id, named('文二').id];
  partner = outlets.rows.find(({ kind }) => kind === 'partner').id;
  goods = await seatGoods(house.db, {
    merchant: cast.merchant,
    hq: named('湖畔').hq,
    stock: new Map([
      [hupan, { milk: 10, eggs: 5 }],
      [wener, { milk: 10, strawberries: 14 }],
    ]),
  });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const id = () => newUuid(house.clock.now());
async function send(
  person: PersonKey,
  path: string,
  body: object,
  method: 'POST' | 'PUT' = 'POST',
) {
  const desk = person === 'zhao' || person === 'lin-guodong'; // head office sits at the console
  const url = `/api/${desk ? 'console' : 'work'}/stock/${path}`;
  const headers = cast.as(person, desk ? 'console' : 'workbench');
  const answer = await app.inject({ method, url, headers, payload: body });
  return {
    status: answer.statusCode,
    code: answer.body === '' ? null : answer.json().code,
    answer,
  };
}
async function stockOf(outlet: string, sku: string) {
  const { rows } = await house.owner.query(
    'select on_hand, held from inventory.stock where outlet_id = $1 and sku_id = $2',
    [outlet, sku],
  );
  return rows[0] ?? { on_hand: 0, held: 0 };
}
/** S3: what is on hand is what was moved. */
async function booksBalance() {
  const { rows } = await house.owner.query(
    `select s.outlet_id, s.sku_id, s.on_hand, coalesce(sum(m.delta), 0)::int as moved
     from inventory.stock s left join inventory.movement m
       on (m.merchant_id, m.outlet_id, m.sku_id) = (s.merchant_id, s.outlet_id, s.sku_id)
     group by 1, 2, 3 having s.on_hand <> coalesce(sum(m.delta), 0)`,
  );
  expect(rows).toEqual([]);
}

test('[B] what arrives is added once, however often it is sent, and moves the average cost', async () => {
  const { eggs } = goods.skus;
  const before = await house.owner.query('select cost_fen from catalog.sku where id = $1', [eggs]);
  expect(before.rows[0].cost_fen).toBe('1246');
  const body = { id: id(), lines: [{ skuId: eggs, quantity: 15, unitCostFen: 1406 }] };
  for (let i = 0; i < 3; i += 1) expect((await send('wang', 'receive', body)).status).toBe(204);
  expect(await stockOf(hupan, eggs)).toEqual({ on_hand: 20, held: 0 });
  const { rows } = await house.owner.query('select cost_fen from catalog.sku where id = $1', [
    eggs,
  ]);
  expect(rows[0].cost_fen).toBe('1366'); // (5 × 12.46 + 15 × 14.06) ÷ 20
  const other = { ...body, lines: [{ skuId: eggs, quantity: 16 }] };
  expect(await send('wang', 'receive', other)).toMatchObject({
    status: 422,
    code: 'inventory.id_taken',
  });
  await booksBalance();
});

test('[B] twins of one arrival at the same moment count once', async () => {
  const body = { id: id(), lines: [{ skuId: goods.skus.tangerines, quantity: 7 }] };
  const answers = await Promise.all(Array.from({ length: 8 }, () => send('wang', 'receive', body)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(204));
  expect(await stockOf(hupan, goods.skus.tangerines)).toMatchObject({ on_hand: 7 });
  await booksBalance();
});

test('[B] a count or an adjustment below what is held is refused and names the orders', async () => {
  const { milk } = goods.skus;
  const order = id();
  await house.owner.query(
    `insert into inventory.hold (merchant_id, order_id, line_no, outlet_id, sku_id, quantity, at)
     values ($1, $2, 1, $3, $4, 4, now())`,
    [cast.merchant, order, hupan, milk],
  );
  await house.owner.query(
    'update inventory.stock set held = 4 where outlet_id = $1 and sku_id = $2',
    [hupan, milk],
  );
  const low = await send('wang', 'count', { id: id(), lines: [{ skuId: milk, counted: 3 }] });
  expect(low.answer.json()).toMatchObject({
    status: 409,
    code: 'inventory.held_for_orders',
    facts: { sku: milk, held: 4, wanted: 3, orders: order },
  });
  const taken = { id: id(), skuId: milk, delta: -7, reason: 'damaged' };
  expect((await send('wang', 'adjust', taken)).code).toBe('inventory.held_for_orders');
  expect((await send('wang', 'adjust', { ...taken, delta: -6 })).status).toBe(204);
  const counted = { id: id(), lines: [{ skuId: milk, counted: 9 }] };
  expect((await send('wang', 'count', counted)).status).toBe(204);
  expect(await stockOf(hupan, milk)).toEqual({ on_hand: 9, held: 4 });
  await booksBalance();
});

test('attack-11: transfers and sales fight for the last pieces, and none is made or lost', async () => {
  const sku = goods.skus.strawberries;
  const ids = Array.from({ length: 12 }, id);
  const sent = await Promise.all(
    ids.map((each, i) =>
      send(i % 2 === 0 ? 'zhao' : 'lin-guodong', 'transfers', {
        id: each,
        outletId: wener,
        toOutletId: hupan,
        lines: [{ skuId: sku, quantity: 3 }],
      }),
    ),
  );
  expect(sent.filter(({ status }) => status === 204)).toHaveLength(4); // 14 pieces
  expect(new Set(sent.map(({ code }) => code))).toEqual(new Set([null, 'inventory.not_enough']));
  expect(await stockOf(wener, sku)).toMatchObject({ on_hand: 2 });
  const under = ids.filter((_, i) => sent[i]!.status === 204);
  const ends = await Promise.all(
    under.flatMap((each, i) => [
      send('wang', `transfers/${each}/receive`, {}),
      i === 0
        ? send('zhao', `transfers/${each}/cancel`, { outletId: wener })
        : send('wang', `transfers/${each}/receive`, {}),
    ]),
  );
  expect(ends.every(({ status }) => status === 204 || status === 409)).toBe(true);
  const [a, b] = [await stockOf(wener, sku), await stockOf(hupan, sku)];
  expect(a.on_hand + b.on_hand).toBe(14);
  await booksBalance();
});

test('[B] what did not arrive goes back into the sender’s book', async () => {
  const sku = goods.skus.milk;
  const transfer = id();
  const lines = [{ skuId: sku, quantity: 5 }];
  const wish = { id: transfer, outletId: wener, toOutletId: hupan, lines };
  expect((await send('zhao', 'transfers', wish)).status).toBe(204);
  const before = (await stockOf(hupan, sku)).on_hand;
  const arrived = { lines: [{ skuId: sku, received: 3 }] };
  expect((await send('wang', `transfers/${transfer}/receive`, arrived)).status).toBe(204);
  expect((await stockOf(hupan, sku)).on_hand).toBe(before + 3);
  expect((await stockOf(wener, sku)).on_hand).toBe(7);
  const list = await app.inject({
    url: '/api/work/stock/transfers',
    headers: cast.as('wang', 'workbench'),
  });
  const shown = list.json().items.find((each: { id: string }) => each.id === transfer);
  expect(shown).toMatchObject({ state: 'received', toUs: true, lines: [{ received: 3 }] });
  await booksBalance();
});

test('attack-46: nobody works on the stock of another store, and a partner store keeps none', async () => {
  const lines = [{ skuId: goods.skus.milk, quantity: 1 }];
  const foreign = await send('wang', 'receive', { id: id(), outletId: wener, lines });
  expect(foreign).toMatchObject({ status: 404, code: 'chain.no_such_outlet' });
  const none = await send('zhao', 'receive', { id: id(), outletId: partner, lines });
  expect(none.code).toBe('inventory.keeps_no_stock');
  const unknown = await send('wang', 'receive', {
    id: id(),
    lines: [{ skuId: id(), quantity: 1 }],
  });
  expect(unknown.code).toBe('catalog.sku_unknown');
  const list = await app.inject({
    url: `/api/console/stock?outlet=${wener}`,
    headers: cast.as('wang'),
  });
  expect(list.json().items).toEqual([]);
});

test('[G7] costs are shown to whoever may see statements; low stock is a list of its own', async () => {
  const rows = async (person: PersonKey, query = '') => {
    const url = `/api/work/stock?outlet=${hupan}${query}`;
    const answer = await app.inject({ url, headers: cast.as(person, 'workbench') });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json().items as { costFen: number | null; low: boolean; title: string }[];
  };
  expect((await rows('wang')).every(({ costFen }) => costFen !== null)).toBe(true);
  expect((await rows('lin')).every(({ costFen }) => costFen === null)).toBe(true);
  const mark = { outletId: hupan, lines: [{ skuId: goods.skus.milk, lowAt: 9_000 }] };
  expect((await send('wang', 'low', mark, 'PUT')).status).toBe(204);
  const low = await rows('wang', '&low=true');
  expect(low.map(({ title }) => title)).toContain('鲜牛奶');
  expect(low.every((row) => row.low)).toBe(true);
  expect((await rows('wang', '&q=xnn')).map(({ title }) => title)).toEqual(['鲜牛奶']);
});

test('attack-49: unknown fields and senseless numbers are refused', async () => {
  const line = { skuId: goods.skus.milk, quantity: 1 };
  for (const lines of [
    [{ ...line, merchantId: cast.rival.merchant }],
    [{ ...line, quantity: -1 }],
    [{ ...line, quantity: 1e21 }],
    [{ ...line, quantity: '10' }],
    [],
  ])
    expect((await send('wang', 'receive', { id: id(), lines })).status).toBe(400);
});
