/** Lists of the console under each sort they offer: paged through, nothing lost, nothing twice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop } from '../../../test/shop.ts';

type Row = Readonly<Record<string, any>>;
interface Parameter {
  readonly name: string;
  readonly schema: { readonly enum?: readonly string[] };
}

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 5 });
  const { shoppers, goods, outlet, house, cast } = shop;
  for (const [i, shopper] of shoppers.entries())
    await paidOrder(shop, shopper, outlet(i < 3 ? 'wener' : 'gudun'), [
      { sku: goods.skus.milk, quantity: i < 3 ? 2 : 1 },
    ]);
  await house.owner.query(`update inventory.stock set low_at = 3 where on_hand > 20`);
  await house.owner.query(`update catalog.product set shelf = 'A.1 架' where id <> $1`, [
    goods.products.milk,
  ]);
  await house.owner.query('delete from chain.staff_session where staff_id = $1', [
    cast.person('wei'),
  ]);
  await house.owner.query(
    `update chain.staff_session set seen_at = seen_at - interval '1 hour' where staff_id = $1`,
    [cast.person('wang')],
  );
});
afterAll(() => shop.close());

const ask = async (path: string, query: Record<string, string>) => {
  const url = `/api/console${path}`;
  return shop.app.inject({ url, query, headers: shop.cast.as('lin-guodong') });
};

async function pagesOf(path: string, sort: string | null, count = 2): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const answer = await ask(path, {
      count: String(count),
      ...(sort === null ? {} : { sort }),
      ...(after === null ? {} : { after }),
    });
    expect(answer.statusCode, `${path} ${sort} ${answer.body}`).toBe(200);
    const { items, next } = answer.json();
    expect(items.length).toBeLessThanOrEqual(count);
    rows.push(...items);
    if (next === null) return rows;
    after = next;
  }
}

const STATES = ['working', 'invited', 'suspended', 'left'];
/** What a row is sorted by, as the list shows it. */
function valueOf(row: Row, key: string): string | number {
  if (key === 'priceFen') return row.skus[0]?.priceFen ?? 0;
  if (key === 'state') return STATES.indexOf(row.state);
  return row[key] ?? '';
}
const pinyin = new Intl.Collator('zh').compare;
const isCode = (key: string): boolean => key === 'lastSeenAt' || key === 'at';
function compare(a: Row, b: Row, key: string): number {
  const [x, y] = [valueOf(a, key), valueOf(b, key)];
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  if (isCode(key)) return x < y ? -1 : x > y ? 1 : 0;
  return pinyin(String(x), String(y));
}

test.each([
  ['/stock', 'outletId skuId', 14],
  ['/products', 'id', 10],
  ['/ledger/transfers', 'id', 4],
  ['/staff', 'id', 10],
])('[G1] %s: every sort pages through every row once, in its order', async (path, ids, sorts) => {
  const { paths = {} } = shop.app.swagger() as { paths?: Record<string, any> };
  const parameters: Parameter[] = paths[`/api/console${path}`].get.parameters;
  const offered = parameters.find(({ name }) => name === 'sort')!.schema.enum!;
  expect(offered).toHaveLength(sorts);
  const idOf = (row: Row) => ids.split(' ').map((each) => row[each]);
  const all = (await pagesOf(path, null, 3)).map((row) => String(idOf(row)));
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(3);
  for (const sort of offered) {
    const rows = await pagesOf(path, sort);
    expect(rows.map((row) => String(idOf(row))).toSorted(), sort).toEqual(all.toSorted());
    const key = sort.replace('-', '');
    const wrong = rows.slice(1).filter((row, i) => {
      const step = compare(rows[i]!, row, key);
      return sort === key ? step > 0 : step < 0;
    });
    expect(wrong, sort).toEqual([]);
  }
});

test('[G1] a sort that puts equal rows apart by id turns round as a whole', async () => {
  const up = await pagesOf('/stock', 'held');
  const down = await pagesOf('/stock', '-held');
  expect(down).toEqual(up.toReversed());
});

test('[G1] names go by pinyin, and a filter holds under a sort', async () => {
  const titles = (await pagesOf('/products', 'title')).map(({ title }) => title);
  expect(titles).toEqual(['建德红颜草莓', '土鸡蛋', '鲜牛奶', '涌泉蜜橘']);
  const { items } = (await ask('/stock', { sort: '-onHand', outlet: shop.outlet('wener') })).json();
  expect(items.map(({ onHand }: Row) => onHand)).toEqual([50, 50, 20, 20]);
});

test('attack-69: a cursor of another sort, or of nobody, is no fault of ours', async () => {
  const { next } = (await ask('/stock', { count: '2', sort: 'title' })).json();
  for (const [sort, after] of [
    ['onHand', next],
    ['onHand', 'x'],
    ['held', `${next.slice(0, 73)}.9999999999999999999999`],
    ['title', '..'],
  ])
    expect((await ask('/stock', { count: '2', sort, after })).statusCode, after).toBe(400);
  expect((await ask('/stock', { sort: 'costFen' })).statusCode).toBe(400);
});
