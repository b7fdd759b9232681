/** Imports of many chunks: as XLSX, broken off, with her rights gone meanwhile, at a large size. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { openHouse, type House } from '../../../test/house.ts';
import {
  barcodeOf,
  bring,
  csvText,
  memberRows,
  productRows,
  run,
  stockRows,
  upload,
} from '../../../test/import-files.ts';
import { xlsxOf } from '../../../test/sheet-file.ts';
import { buildApp } from '../../app.ts';
import * as chain from '../../modules/chain/chain.ts';
import { runDue } from '../../run-due.ts';

const ROWS = 3_000;
let house: House;
let cast: ChainCast;
let app: FastifyInstance;
let outlet: chain.Outlet;

beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  const directory = await house.db.reading(cast.merchant, (r) => chain.directory(r));
  outlet = directory.outlets.find(({ name }) => name.includes('湖畔'))!;
  app = await open();
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const open = () => buildApp(house, { requestsPerMinute: 0, logLevel: 'silent' });
const to = (person: PersonKey) => ({ app, headers: cast.as(person) });
const one = async (sql: string, args: unknown[] = []) =>
  (await house.owner.query(sql, args)).rows[0];
const see = async (id: string, person: PersonKey = 'zhao') =>
  (await app.inject({ url: `/api/console/imports/${id}`, ...to(person) })).json();
async function rungUntilEnded(id: string): Promise<void> {
  await runDue(house);
  while ((await one('select state from imports.import where id = $1', [id])).state === 'running')
    await new Promise((resolve) => setTimeout(resolve, 10));
}

test('[G3] XLSX: products, then their stock, then members, as a spreadsheet saves them', async () => {
  const products = productRows(ROWS);
  products[2_500]![4] = barcodeOf(0); // of line 2, in an earlier chunk
  products[7]![5] = '便宜';
  const brought = await bring(to('zhao'), 'products', xlsxOf(products), { name: '商品.xlsx' });
  expect(brought.body).toMatchObject({ state: 'done', good: ROWS - 2, bad: 2 });
  const url = `/api/console/imports/${brought.id}/bad.csv`;
  const bad = (await app.inject({ url, ...to('zhao') })).body;
  expect(bad).toContain(',8,价格不是金额');
  expect(bad).toContain(',2501,文件里出现了两次');
  const offer = await one(
    `select p.title, k.spec, o.price_fen::int as price, k.cost_fen::int as cost
     from catalog.sku k join catalog.product p on p.id = k.product_id
     join catalog.offer o on o.sku_id = k.id where k.barcode = $1`,
    [barcodeOf(1_234)],
  );
  const [, title, , spec, , price, cost] = products[1_235]!;
  const fen = (yuan: unknown) => Math.round(Number(yuan) * 100);
  expect(offer).toEqual({ title, spec, price: fen(price), cost: fen(cost) });

  const stock = xlsxOf(stockRows(30, outlet.name));
  const counted = await bring(to('wang'), 'stock', stock, { name: 'stock.xlsx' });
  expect(counted.body).toMatchObject({ state: 'done', good: 29, bad: 1 }); // one is no product
  const { pieces } = await one('select sum(on_hand)::int as pieces from inventory.stock');
  expect(pieces).toBe(
    stockRows(30, '')
      .slice(1)
      .reduce((sum, row) => sum + Number(row[2]), 0) - 6,
  );

  const people = memberRows(3).map(([name, phone]) => [name!, Number(phone) || phone!]);
  const wish = { name: 'members.xlsx', outletId: outlet.id };
  const { id, body } = await bring(to('wang'), 'members', xlsxOf(people), wish);
  expect(body).toMatchObject({ state: 'done', good: 3, bad: 0 });
  const { cells } = await one(
    'select string_agg(cells::text, $2) as cells from imports.row where import_id = $1',
    [id, ' '],
  );
  expect(cells).toBe('[] [] []'); // no phone number stays behind in the clear
});

test('[G3] a server that is stopped hands its import over; what ran runs once', async () => {
  house.clock.advance(60_000);
  const file = csvText(stockRows(ROWS, outlet.name));
  const { id, body } = await upload(to('zhao'), 'stock', file);
  const { columns } = body;
  const url = `/api/console/imports/${id}/run`;
  const start = { method: 'POST', url, ...to('zhao'), payload: { columns } } as const;
  expect((await app.inject(start)).statusCode).toBe(202);
  expect((await app.inject(start)).json().code).toBe('imports.running');
  await app.close();
  app = await open();
  expect(await see(id)).toMatchObject({ state: 'running', good: 999, bad: 1 });
  await rungUntilEnded(id);
  expect(await see(id)).toMatchObject({ state: 'done', good: ROWS - 2, bad: 2 });
  const moved = await one(
    `select count(*)::int as moves, count(distinct sku_id)::int as skus
     from inventory.movement where kind = 'count' and at = $1`,
    [new Date(house.clock.now())],
  );
  expect(moved).toEqual({ moves: ROWS - 2, skus: ROWS - 2 });
});

test('[G3] attack-52: whose right ends in the middle goes no further, and goes on when it is back', async () => {
  const { id, body } = await upload(to('wang'), 'stock', csvText(stockRows(ROWS, outlet.name)));
  const url = `/api/console/imports/${id}/run`;
  await app.inject({ method: 'POST', url, ...to('wang'), payload: { columns: body.columns } });
  await app.close();
  app = await open();
  const wang = cast.person('wang');
  const suspend = (at: Date | null) =>
    house.owner.query('update chain.staff set suspended_at = $2 where id = $1', [wang, at]);
  await suspend(new Date(house.clock.now()));
  await rungUntilEnded(id);
  const broken = await one('select state, good + bad as done from imports.import where id = $1', [
    id,
  ]);
  expect(broken).toEqual({ state: 'failed', done: 1_000 });
  await suspend(null);
  const ended = await run(to('wang'), id, body.columns);
  expect(ended.body).toMatchObject({ state: 'done', total: ROWS, good: ROWS - 2, bad: 2 });
});
