/** Orders as a file: what the list shows, no further than one reaches, safe to open. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonKey } from '../../../test/cast.ts';
import { paidOrder } from '../../../test/paid-order.ts';
import { openShop, type Shop } from '../../../test/shop.ts';

const PHONE = '13800136021';
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2 });
  const { shoppers, goods, outlet, house, cast } = shop;
  const milk = [{ sku: goods.skus.milk, quantity: 2 }];
  await paidOrder(shop, shoppers[0]!, outlet('wener'), milk);
  await paidOrder(shop, shoppers[1]!, outlet('gudun'), milk);
  await house.owner.query(
    `insert into members.identity (merchant_id, member_id, kind, app, value_hash, value_enc,
       masked, at) values ($1, $2, 'phone', '', $3, $4, '138****6021', now())`,
    [cast.merchant, shoppers[0]!.id, house.vault.blindIndex(PHONE), house.vault.seal(PHONE)],
  );
  await house.owner.query('update members.member set name = $2 where id = $1', [
    shoppers[0]!.id,
    '=HYPERLINK("http://x")',
  ]);
});
afterAll(() => shop.close());

async function take(person: PersonKey, query = '') {
  const url = `/api/console/exports/orders.csv?reason=reconcile&${query}`;
  const answer = await shop.app.inject({ url, headers: shop.cast.as(person) });
  const rows: Record<string, string>[] =
    answer.statusCode === 200 ? parse(answer.body, { bom: true, columns: true }) : [];
  return { status: answer.statusCode, body: answer.body, rows };
}

test('[B11] attack-70: the file says what the list says, masks the phone and runs no formula', async () => {
  const { rows, body } = await take('zhao', 'sort=placedAt');
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    状态: '待接单',
    会员: `'=HYPERLINK("http://x")`,
    手机号: '138****6021',
    商品: '鲜牛奶',
    件数: '2',
    方式: '到店自取',
  });
  expect(body).not.toContain(PHONE);
  const { rows: kept } = await shop.house.owner.query(
    'select payable_fen::int as fen from orders."order" order by placed_at, id limit 1',
  );
  expect(rows[0]!['应付（元）']).toBe((kept[0].fen / 100).toFixed(2));
  expect((await take('zhao', 'language=en')).rows[0]).toMatchObject({ State: 'To accept' });
});

test('[B11] filters hold in the file as in the list', async () => {
  const { rows } = await take('zhao', `outlet=${shop.outlet('gudun')}`);
  expect(rows.map((row) => row['卖出门店'])).toEqual(['古墩店']);
  expect((await take('zhao', 'state=settled')).rows).toEqual([]);
  expect((await take('zhao', 'state=lost')).status).toBe(400);
});

test('attack-52: nobody exports further than she reaches, and the trail says who took what', async () => {
  expect((await take('tang')).rows.map((row) => row['卖出门店'])).toEqual(['文二西路店']);
  expect((await take('wang')).rows).toEqual([]); // 湖畔 sold nothing
  expect((await take('lin')).status).toBe(403);
  const { rows } = await shop.house.owner.query(
    `select actor_id as who, facts->>'rows' as rows from platform.audit
     where verb = 'exports.taken' and object_id = 'orders' order by id desc limit 2`,
  );
  const { cast } = shop;
  expect(rows).toEqual([
    { who: cast.person('wang'), rows: '0' },
    { who: cast.person('tang'), rows: '1' },
  ]);
});
