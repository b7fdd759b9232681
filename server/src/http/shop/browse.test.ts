import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleGoods, type SettledGoods } from '../../../../demo/world/settle-goods.ts';
import { seatChain, type ChainCast } from '../../../test/cast.ts';
import { NOW, openHouse, type House } from '../../../test/house.ts';
import { buildApp } from '../../app.ts';
import { pathOf } from '../../flows/steps/shelf.ts';
import type { Fen } from '../../kernel/money.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import { fold } from '../../platform/chinese.ts';

let house: House;
let cast: ChainCast;
let goods: SettledGoods;
let apps: readonly [FastifyInstance, FastifyInstance];
let outlets: ReadonlyMap<string, chain.Outlet>;

beforeAll(async () => {
  house = await openHouse();
  cast = await seatChain(house);
  goods = await settleGoods(house.db, { merchant: cast.merchant, seed: 1, now: NOW });
  await settleGoods(house.db, { merchant: cast.rival.merchant, seed: 2, now: NOW });
  const app = () => buildApp(house, { requestsPerMinute: 0 });
  apps = [await app(), await app()];
  const directory = await house.db.reading(cast.merchant, (r) => chain.directory(r));
  outlets = new Map(directory.outlets.map((outlet) => [outlet.shortName, outlet]));
});
afterAll(async () => {
  for (const app of apps) await app.close();
  await house.close();
});

const outlet = (name: string) =>
  [...outlets].find(([short]) => short.startsWith(name))?.[1] ?? expect.fail(name);
async function get(path: string, status = 200, app = apps[0]) {
  const answer = await app.inject({ url: path, headers: { host: cast.host } });
  expect(answer.statusCode, answer.body).toBe(status);
  return answer.json();
}
const sku = (name: string) => goods.skus.get(name)!;
const setStock = (name: string, at: string, onHand: number) =>
  house.owner.query(
    'update inventory.stock set on_hand = $3, held = 0 where sku_id = $1 and outlet_id = $2',
    [sku(name), outlet(at).id, onHand],
  );

test('[A2] the first page is that of the nearest outlet, with its blocks of this hour', async () => {
  const { place } = outlet('湖畔');
  const home = await get(`/api/shop/home?lat=${place.lat}&lng=${place.lng + 0.001}`);
  expect(home.outlet.shortName).toBe(outlet('湖畔').shortName);
  expect(home.outlet.open).toBe(true);
  expect(home.ways.map((each: { way: string }) => each.way)).toContain('pickup');
  expect(home.blocks[0]).toMatchObject({ title: '刚到店', titleEn: 'Just in' });
  expect(home.scenes).toHaveLength(12);
  house.clock.set(NOW + 11 * 3_600_000); // 23:00
  const night = await get(`/api/shop/home?outlet=${outlet('湖畔').id}`);
  house.clock.set(NOW);
  expect(night.outlet.open).toBe(false);
  expect(night.blocks[0]).toMatchObject({ title: '今晚下单，明早取' });
  expect(night.blocks[0].items[0]).toMatchObject({ title: '建德红颜草莓', priceFen: 2990 });
});

test('[A4] each outlet shows its own assortment and price', async () => {
  const of = async (name: string) => get(`/api/shop/search?outlet=${outlet(name).id}&q=草莓`);
  const [mine, other] = [await of('湖畔'), await of('文二')];
  const price = (list: { items: { title: string; priceFen: number }[] }) =>
    list.items.find(({ title }) => title === '建德红颜草莓')?.priceFen;
  expect(price(mine)).toBe(2990);
  expect(price(other)).not.toBe(2990);
  await get(
    `/api/shop/products/${goods.products.get('阳澄湖大闸蟹')}?outlet=${outlet('湖畔').id}`,
    404,
  );
});

test('[G7] a scene pages through all its goods, none twice', async () => {
  const seen: string[] = [];
  let next: string | null = '';
  const scene = goods.categories.get('fruit');
  while (next !== null) {
    const after = next === '' ? '' : `&after=${next}`;
    const page: { items: { productId: string }[]; next: string | null } = await get(
      `/api/shop/goods?outlet=${outlet('湖畔').id}&scene=${scene}&count=10${after}`,
    );
    seen.push(...page.items.map(({ productId }) => productId));
    next = page.next;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.length).toBeLessThanOrEqual(25);
});

test('[B9] a card says what is here, and what an outlet near by could prepare', async () => {
  const card = async (name: string) => {
    const found = await get(`/api/shop/search?outlet=${outlet('湖畔').id}&q=${name}`);
    return found.items[0];
  };
  await setStock('建德红颜草莓 300g盒', '湖畔', 5);
  expect(await card('建德红颜草莓')).toMatchObject({ here: 5, sellable: 5 });
  await setStock('建德红颜草莓 300g盒', '湖畔', 0);
  await setStock('建德红颜草莓 300g盒', '文二', 14);
  await setStock('建德红颜草莓 300g盒', '古墩', 0);
  expect(await card('建德红颜草莓')).toMatchObject({ here: 0, sellable: 13 });
  const page = await get(
    `/api/shop/products/${goods.products.get('建德红颜草莓')}?outlet=${outlet('湖畔').id}`,
  );
  expect(page.preparing).toMatchObject({ outletName: outlet('文二').shortName, sellable: 13 });
  expect(page.outletSellable).toBe(0);
  await setStock('建德红颜草莓 300g盒', '文二', 1); // the last piece stays for its own customers
  expect(await card('建德红颜草莓')).toMatchObject({ here: 0, sellable: 0 });
  await setStock('建德红颜草莓 300g盒', '湖畔', 2);
  expect(await card('建德红颜草莓')).toMatchObject({ here: 2, sellable: 2 });
});

test('[A4] a price changed through one server is what the next request to the other says', async () => {
  const { id } = outlet('湖畔');
  const path = pathOf(outlet('湖畔'));
  const above = [
    ...(path.profileId === null ? [] : [path.profileId]),
    ...path.dealerIds,
    path.hqId,
  ];
  const milk = goods.products.get('鲜牛奶');
  const shown = async (app: FastifyInstance) => {
    const list = await get(`/api/shop/search?outlet=${id}&q=xnn`, 200, app);
    const page = await get(`/api/shop/products/${milk}?outlet=${id}`, 200, app);
    return [list.items[0].priceFen, page.skus[0].priceFen];
  };
  for (const price of [1600, 1620, 1640, 1660]) {
    await house.db.transaction(cast.merchant, (tx) =>
      catalog.publishOffers(tx, [
        {
          scope: id,
          above,
          sku: sku('鲜牛奶 950ml'),
          change: { priceFen: price as Fen },
          actor: null,
          why: 'test',
        },
      ]),
    );
    for (const app of apps) expect(await shown(app)).toEqual([price, price]);
  }
  const page = await get(`/api/shop/products/${milk}?outlet=${id}`);
  expect(page.skus[0].lowestFen).toBeNull(); // it only rose
});

test('[G7] search finds every product that holds the words and that the outlet sells', async () => {
  const path = pathOf(outlet('湖畔'));
  const { shelf, titles } = await house.db.reading(cast.merchant, async (reader) => {
    const range = await catalog.rangeOf(reader);
    const { rows } = await house.owner.query(
      'select id, search_text from catalog.product where merchant_id = $1',
      [cast.merchant],
    );
    const titles = rows.map(({ id, search_text: text }) => {
      const [folded, spelt, english] = text.split('\n');
      return { id, folded, spelt, english };
    });
    expect(range.order).toHaveLength(300);
    return { shelf: await catalog.shelfOf(reader, path), titles };
  });
  for (const q of ['草莓', 'caomei', 'cm', '蜜', 'nai', '小', 'milk', '红 苹果', '鲜', 'jd']) {
    const words = q.split(' ').map(fold);
    const wanted = titles
      .filter((title) => words.every((word) => catalog.matches(word, title)))
      .filter(({ id }) => shelf.sells(id))
      .map(({ id }) => id)
      .sort();
    const found = await get(
      `/api/shop/search?outlet=${path.outletId}&count=100&q=${encodeURIComponent(q)}`,
    );
    const ids = found.items.map(({ productId }: { productId: string }) => productId).sort();
    expect([q, ids]).toEqual([q, wanted]);
    expect(ids.length).toBeGreaterThan(0);
  }
});

test('[B1] a scanned barcode finds its specification, here only', async () => {
  const { rows } = await house.owner.query('select barcode from catalog.sku where id = $1', [
    sku('土鸡蛋 20枚'),
  ]);
  const path = `/api/shop/barcodes/${rows[0].barcode}?outlet=${outlet('湖畔').id}`;
  expect(await get(path)).toEqual({
    productId: goods.products.get('土鸡蛋'),
    skuId: sku('土鸡蛋 20枚'),
  });
  expect((await get(path.replace(rows[0].barcode, '6900000000000'), 404)).code).toBe(
    'catalog.not_sold_here',
  );
});

test('attack-42: another chain’s outlet, product and picture are not found', async () => {
  const theirs = await house.owner.query(
    `select (select id from chain.outlet where merchant_id = $1 limit 1) as outlet,
       (select id from catalog.product where merchant_id = $1 limit 1) as product`,
    [cast.rival.merchant],
  );
  const { outlet: foreign, product } = theirs.rows[0];
  await get(`/api/shop/goods?outlet=${foreign}`, 404);
  await get(`/api/shop/products/${product}?outlet=${outlet('湖畔').id}`, 404);
  await get(`/pictures/product/${product}.svg`, 404);
});

test('attack-50: nothing that is ours alone is in what a shopper is told', async () => {
  const page = JSON.stringify(
    await get(`/api/shop/products/${goods.products.get('鲜牛奶')}?outlet=${outlet('湖畔').id}`),
  );
  expect(page).not.toMatch(/cost|supply|band|ownPrice/i);
});

test('pictures are drawn, cached, and no script whatever a product is called', async () => {
  const url = `/pictures/product/${goods.products.get('鲜牛奶')}.svg`;
  const headers = { host: cast.host };
  const first = await apps[0].inject({ url, headers });
  expect(first.headers['content-type']).toMatch(/image\/svg/);
  expect(first.headers['cache-control']).toMatch(/max-age=86400/);
  const again = await apps[0].inject({
    url,
    headers: { ...headers, 'if-none-match': first.headers.etag as string },
  });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  await house.owner.query(
    "update catalog.product set title = '\"><script>x</script>' where id = $1",
    [goods.products.get('五号电池')],
  );
  const odd = await apps[0].inject({
    url: `/pictures/product/${goods.products.get('五号电池')}.svg`,
    headers,
  });
  expect(odd.body).not.toContain('<script');
  for (const path of ['/pictures/avatar/林小满.svg', '/pictures/storefront.svg?open=false'])
    expect((await apps[0].inject({ url: encodeURI(path), headers })).statusCode).toBe(200);
});
