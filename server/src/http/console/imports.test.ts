import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatGoods, type CastGoods } from '../../../test/cast-goods.ts';
import { seatChain, type ChainCast, type PersonKey } from '../../../test/cast.ts';
import { openHouse, type House } from '../../../test/house.ts';
import * as files from '../../../test/import-files.ts';
import type { File } from '../../../test/import-files.ts';
import { zipOf } from '../../../test/sheet-file.ts';
import { buildApp } from '../../app.ts';
import * as chain from '../../modules/chain/chain.ts';

let house: House;
let cast: ChainCast;
let goods: CastGoods;
let app: FastifyInstance;
let directory: chain.Directory;

beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  directory = await house.db.reading(cast.merchant, (r) => chain.directory(r));
  goods = await seatGoods(house.db, {
    merchant: cast.merchant,
    hq: directory.root.id,
    stock: new Map([[outlet('湖畔').id, { milk: 10, eggs: 6 }]]),
  });
  app = await buildApp(house, { requestsPerMinute: 0 });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const outlet = (part: string) => directory.outlets.find(({ name }) => name.includes(part))!;
async function get(person: PersonKey, path: string) {
  const answer = await app.inject({ url: `/api/console${path}`, headers: cast.as(person) });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers };
}
const to = (person: PersonKey) => ({ app, headers: cast.as(person) });
const upload = (person: PersonKey, kind: string, file: File, more = {}) =>
  files.upload(to(person), kind, file, more);
const run = (person: PersonKey, id: string, columns: object) => files.run(to(person), id, columns);
const bring = (person: PersonKey, kind: string, file: File, more = {}) =>
  files.bring(to(person), kind, file, more);

const HEAD = '商品编号,商品名称,分类,规格,条码,零售价,成本价,角色\n';

test('[G3] the headers are understood in both languages, the first rows are shown', async () => {
  const { status, body } = await upload(
    'zhao',
    'products',
    'Barcode,Product Name,Category,Size,Retail price\n6900000000007,Tea,Drinks,50g,12.5\n',
  );
  expect(status).toBe(201);
  expect(body).toMatchObject({
    state: 'uploaded',
    total: 1,
    columns: { barcode: 0, title: 1, category: 2, spec: 3, price: 4 },
    preview: [['6900000000007', 'Tea', 'Drinks', '50g', '12.5']],
  });
});

test('[G3] good rows are kept, bad ones go home with line and reason, again changes nothing', async () => {
  const file = `${HEAD}T1,临安笋干,厨房调味,200g,6900000000007,"¥1,019.00",9,利润
T1,临安笋干,厨房调味,500g,6900000000014,45.5,20,利润
T2,坏价,厨房调味,1袋,6900000000021,便宜,9,利润
T3,坏条码,厨房调味,1袋,6900000000022,9,9,利润
T4,,厨房调味,1袋,6900000000038,9,9,利润
T5,又一次,厨房调味,1袋,6900000000007,9,9,利润
,"=HYPERLINK(""http://x"")",厨房调味,1袋,6900000000045,9,9,错
`;
  const first = await bring('zhao', 'products', file);
  expect(first.body).toMatchObject({ state: 'done', total: 7, good: 2, bad: 5 });
  const bad = (await get('zhao', `/imports/${first.id}/bad.csv`)).text;
  const lines = bad.split('\n');
  expect(lines[1]).toContain(',4,价格不是金额,The price is no amount,便宜');
  expect(lines[2]).toContain(',5,条码校验位不对');
  expect(lines[3]).toContain(',6,必填的一栏是空的');
  expect(lines[4]).toContain(',7,文件里出现了两次');
  expect(lines[5]).toContain(`"'=HYPERLINK(""http://x"")"`); // attack-70
  const count = async () =>
    (
      await house.owner.query(
        `select count(distinct p.id)::int as products, count(*)::int as skus,
           sum(o.price_fen)::int as fen
         from catalog.product p join catalog.sku k on k.product_id = p.id
         join catalog.offer o on o.sku_id = k.id where p.external_id like 'T%'`,
      )
    ).rows[0];
  expect(await count()).toEqual({ products: 1, skus: 2, fen: 101_900 + 4_550 });
  expect((await bring('zhao', 'products', file)).body).toMatchObject({ good: 2, bad: 5 });
  expect(await count()).toEqual({ products: 1, skus: 2, fen: 101_900 + 4_550 });
});

test('[G3] what a file has no column for stays as it is', async () => {
  const { rows } = await house.owner.query('select barcode from catalog.sku where id = $1', [
    goods.skus.milk,
  ]);
  await bring(
    'zhao',
    'products',
    `名称,分类,规格,条码,售价\n鲜牛奶,时令水果,950ml,${rows[0].barcode},15.8\n`,
  );
  const after = await house.owner.query(
    `select p.title_en, p.shelf, p.role, o.price_fen, k.cost_fen from catalog.product p
     join catalog.sku k on k.product_id = p.id join catalog.offer o on o.sku_id = k.id
     where k.id = $1`,
    [goods.skus.milk],
  );
  expect(after.rows).toEqual([
    { title_en: 'Fresh milk', shelf: 'B2', role: 'traffic', price_fen: '1580', cost_fen: '1176' },
  ]);
});

test('[G3] counted stock: what is held, unknown or elsewhere is left out', async () => {
  const codes = await house.owner.query('select id, barcode from catalog.sku');
  const code = (id: string) => codes.rows.find((row) => row.id === id).barcode;
  await house.owner.query(
    `insert into inventory.hold (merchant_id, order_id, line_no, outlet_id, sku_id, quantity, at)
     values ($1, gen_random_uuid(), 1, $2, $3, 4, now())`,
    [cast.merchant, outlet('湖畔').id, goods.skus.eggs],
  );
  await house.owner.query(
    'update inventory.stock set held = 4 where sku_id = $1 and outlet_id = $2',
    [goods.skus.eggs, outlet('湖畔').id],
  );
  const file = `门店,条码,实盘数
${outlet('湖畔').name},${code(goods.skus.milk)},33
${outlet('湖畔').name},${code(goods.skus.eggs)},3
${outlet('文二').name},${code(goods.skus.milk)},12
没有的店,${code(goods.skus.milk)},1
${outlet('湖畔').name},6999999999994,1
${outlet('湖畔').name},${code(goods.skus.tangerines)},-1
`;
  const manager = await bring('wang', 'stock', file);
  expect(manager.body).toMatchObject({ state: 'done', good: 1, bad: 5 });
  const bad = (await get('wang', `/imports/${manager.id}/bad.csv`)).text;
  expect(bad.match(/没有这家门店/g)).toHaveLength(2); // 文二 is not hers
  expect(bad).toContain('比已为订单留的还少');
  expect(bad).toContain('没有这个条码的商品');
  const { rows } = await house.owner.query(
    'select on_hand from inventory.stock where sku_id = $1 and outlet_id = $2',
    [goods.skus.milk, outlet('湖畔').id],
  );
  expect(rows[0].on_hand).toBe(33);
});

test('[G3] [D1] members are made once by phone, at their outlet; a known one stays', async () => {
  const file = `姓名,手机号\n吴桐,138 0013 8001\n陈静,+8613800138002\n坏号,12345\n吴桐二,13800138001\n`;
  const wish = { outletId: outlet('湖畔').id };
  for (const round of [1, 2]) {
    const { body } = await bring('wang', 'members', file, wish);
    expect([round, body.good, body.bad]).toEqual([round, 2, 2]);
  }
  const { rows } = await house.owner.query(
    `select m.name, p.outlet_id from members.member m
     left join belonging.period p on p.member_id = m.id and p.kind = 'outlet'
     where m.merchant_id = $1 and m.entry = 'import' order by m.name`.replace(
      'p.outlet_id',
      'p.owner_id as outlet_id',
    ),
    [cast.merchant],
  );
  expect(rows).toEqual([
    { name: '吴桐', outlet_id: outlet('湖畔').id },
    { name: '陈静', outlet_id: outlet('湖畔').id },
  ]);
});

test('attack-52: an import is its maker’s, and its kind needs the right beside it', async () => {
  expect((await upload('wang', 'products', `${HEAD}x,x,x,x,x,1,1,\n`)).status).toBe(403);
  expect((await upload('lin', 'stock', '条码,数量\n1,1\n')).status).toBe(403);
  const { id } = await upload('zhao', 'stock', '条码,数量\n6999999999994,1\n');
  expect((await get('wang', `/imports/${id}`)).status).toBe(404);
  expect((await run('wang', id, { barcode: 0, quantity: 1 })).status).toBe(404);
  const missing = await run('zhao', id, { barcode: 0 });
  expect(missing.body).toMatchObject({
    code: 'imports.field_missing',
    facts: { field: 'quantity' },
  });
  const again = await upload('zhao', 'stock', '条码,数量\n6999999999994,1\n', { id });
  expect(again.status).toBe(201);
  const other = await upload('zhao', 'stock', '条码,数量\n1,1\n2,2\n', { id });
  expect(other.body.code).toBe('imports.id_taken');
});

const zip = (name: string, content: Buffer, says = content.length): Buffer =>
  zipOf([{ name, content, says }]);

test('attack-70: bombs, paths that lead out and files that are no table are refused', async () => {
  const zeros = Buffer.alloc(5_000_000);
  const refused = async (file: string | Buffer) =>
    (await upload('zhao', 'products', file, { name: 'goods.xlsx' })).body.code;
  expect(await refused(zip('xl/worksheets/sheet1.xml', zeros, 100))).toBe('imports.file_unsafe');
  expect(await refused(zip('xl/sheet1.xml', zeros, 4_000_000_000))).toBe('imports.file_too_large');
  expect(await refused(zip('../../etc/passwd', Buffer.from('x')))).toBe('imports.file_unsafe');
  expect(await refused(zip('a.xml', Buffer.from('x')))).toBe('imports.file_unreadable');
  expect(await refused(Buffer.from([0x89, 0x50, 0, 0x47]))).toBe('imports.file_unsafe');
  expect(await refused('a,b\n')).toBe('imports.file_empty');
  expect(await refused(`${HEAD}${'x'.repeat(3_000)},x\n`)).toBe('imports.file_too_large');
  const huge = await upload('zhao', 'products', Buffer.alloc(21_000_000, 'a'));
  expect(huge.status).toBe(413);
});

test('[G3] an export can be opened and brought back; formulas in it are text', async () => {
  await house.owner.query(`update catalog.product set title = '=1+1' where id = $1`, [
    goods.products.tangerines,
  ]);
  const { text, headers } = await get('zhao', '/exports/products.csv');
  expect(headers['content-disposition']).toContain('products.csv');
  expect(text).toContain("'=1+1");
  const again = await bring('zhao', 'products', text);
  expect(again.body).toMatchObject({ state: 'done', bad: 0 });
  const { rows } = await house.owner.query('select title from catalog.product where id = $1', [
    goods.products.tangerines,
  ]);
  expect(rows[0].title).toBe('=1+1');
  const stock = await get('wang', '/exports/stock.csv');
  expect(stock.text).toContain(outlet('湖畔').name);
  expect(stock.text).not.toContain(outlet('文二').name);
});
