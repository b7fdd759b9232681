/**
 * What waits for a person at the desk: a refund that failed, a sharer who is close to the buyer, a
 * price outside the band. Each stands on its list, is decided there, and is gone.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MemberId } from '../../server/src/kernel/id.ts';
import * as sharing from '../../server/src/modules/sharing/sharing.ts';
import { neighboursOf } from '../../server/src/neighbours.ts';
import { newToken } from '../../server/src/platform/secret.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import { place, readyToOrder, seatShoppers, type Shopper } from '../../server/test/shop.ts';
import { graveFindings, MANY_PAGES_MS } from './axe.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let refunded: string;
let shared: string;
beforeAll(async () => {
  stage = await openStage(Date.UTC(2026, 2, 14, 4)); // Saturday noon
  const { shop } = stage;
  const [chen, wu, sun] = await seatShoppers(shop.house, shop.cast, 3);
  for (const who of [chen!, wu!]) await live(who);
  await openLinkOf(chen!, wu!);
  shared = await buy(wu!);
  refunded = await buy(sun!);
  neighboursOf(shop.house).simulators!.cashier.refusesRefunds = 'account_closed';
  const cancelled = await send(sun!, 'POST', `/orders/${refunded}/cancel`, { reason: '不要了' });
  expect(cancelled.statusCode, cancelled.body).toBe(200);
  await stage.carryOn();
});
afterAll(() => stage?.close());

const send = (who: Shopper, method: 'POST' | 'PUT', path: string, payload: object) =>
  stage.shop.app.inject({ method, url: `/api/shop${path}`, headers: who.headers, payload });

/** One door, one phone. */
const live = (who: Shopper) =>
  send(who, 'PUT', `/addresses/${newUuid(0)}`, {
    name: '某人',
    phone: '13900000001',
    detail: '3幢2单元501',
    district: '西湖区',
    complexId: null,
    lat: 30.28,
    lng: 120.12,
    isDefault: true,
  });

/** She passes the strawberries on; he opens it. */
function openLinkOf(sharer: Shopper, opener: Shopper) {
  const { house, cast, goods, outlet } = stage.shop;
  return house.db.transaction(cast.merchant, async (tx) => {
    const link = await sharing.open(
      tx,
      {
        code: sharing.newCode(),
        sharerKind: 'member',
        sharer: sharer.id as MemberId,
        outlet: outlet('hupan'),
        targetKind: 'product',
        target: goods.products.strawberries,
        channel: 'wechat_chat',
        group: null,
        domain: 'private',
        words: '',
      },
      null,
    );
    const { device, id: member } = opener;
    const entry = { entry: 'link', domain: 'private', outlet: null, ipClass: '' } as const;
    await sharing.record(tx, [
      { id: tx.newId<'visit'>(), code: link.code, device, member, ...entry },
    ]);
  });
}

/** Through the cashier's page. */
async function buy(who: Shopper): Promise<string> {
  const { shop } = stage;
  const items = [{ sku: shop.goods.skus.milk, quantity: 2 }];
  const wish = await readyToOrder(shop, who, shop.outlet('hupan'), items);
  expect((await place(shop, who, wish)).statusCode).toBe(201);
  const { payUrl } = (await send(who, 'POST', `/orders/${wish.id}/pay`, {})).json();
  await shop.app.inject({ url: `${payUrl}&how=pay`, headers: { host: '127.0.0.1' } });
  await stage.carryOn();
  return wish.id as string;
}
const rowOf = (page: Page, words: string) => page.locator('tbody tr', { hasText: words });

test(
  '[G2] a failed refund stands on the dashboard and on its list; asked again it goes out',
  async () => {
    const page = await stage.desk('lin-guodong');
    await page.getByRole('link', { name: '退款失败 1 笔' }).click();
    const row = rowOf(page, '顾客的付款账户已注销');
    await row.waitFor();
    expect(await graveFindings(page)).toEqual([]);
    neighboursOf(stage.shop.house).simulators!.cashier.refusesRefunds = null;
    await row.getByRole('button', { name: '现在重试' }).click();
    await page.getByText('已再次请求退款').waitFor();
    await stage.carryOn();
    await page.reload();
    await page.getByText('退款都到账了').waitFor();
    const [{ state }] = await stage.rows('select state from orders.refund where order_id = $1', [
      refunded,
    ]);
    expect(state).toBe('succeeded');
  },
  MANY_PAGES_MS,
);

test(
  '[F9] a sharer behind the buyer’s door: the list says why, a person decides',
  async () => {
    const page = await stage.desk('lin-guodong');
    await page.getByRole('link', { name: '分享复核 1 单' }).click();
    const row = rowOf(page, '和买家收货地址相同');
    await row.waitFor();
    expect(await row.textContent()).toContain('和买家收货手机相同');
    await row.getByRole('button', { name: '复核' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('textbox').fill('同住一家，不给');
    expect(await graveFindings(page)).toEqual([]);
    await sheet.getByRole('button', { name: '不给，留在总部' }).click();
    await page.getByText('没有要复核的分成').waitFor();
    await page.goto(`${stage.origin}/console/orders/${shared}`);
    await page.getByText('与买家收货地址相同，先挂起，待人复核').waitFor();
  },
  MANY_PAGES_MS,
);

test(
  '[A4] a store manager asks for a price outside the band, head office grants it, the store sells at it',
  async () => {
    const { shop, origin } = stage;
    const { app, cast, goods } = shop;
    const skuId = goods.skus.milk;
    const band = { skuId, bandMinFen: 1_000, bandMaxFen: 9_000, why: '价格带' };
    const set = await app.inject({
      method: 'POST',
      url: '/api/console/offers',
      headers: { ...cast.as('zhao'), 'idempotency-key': newToken() },
      payload: { scopeId: cast.hq, changes: [band] },
    });
    expect(set.json().published).toBe(1);
    const title = await titleOf(skuId);

    const store = await stage.desk('wang');
    await store.goto(`${origin}/console/assortment?scope=${shop.outlet('hupan')}&all=true`);
    const row = rowOf(store, title);
    await row.getByRole('button', { name: new RegExp(`^改价 ${title}`) }).click();
    await row.getByRole('spinbutton').fill('8.80');
    await row.getByRole('spinbutton').press('Enter');
    await row.getByRole('button', { name: '申请例外' }).click();
    await store.getByRole('textbox', { name: '为什么要这个价' }).fill('临期两天');
    expect(await graveFindings(store)).toEqual([]);
    await store.locator('.ant-popover').getByRole('button', { name: '申请例外' }).click();
    await store.getByText('已报总部，批了马上生效').waitFor();

    const desk = await stage.desk('zhao');
    await desk.goto(`${origin}/console/assortment?list=exceptions`);
    await rowOf(desk, '临期两天').getByRole('button', { name: '审批' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: '批准' }).click();
    await rowOf(desk, '生效中').waitFor();
    expect(await graveFindings(desk)).toEqual([]);
    const seen = await app.inject({
      url: `/api/shop/products/${goods.products.milk}?outlet=${shop.outlet('hupan')}`,
      headers: { host: '127.0.0.1' },
    });
    expect(seen.body).toContain('"priceFen":880,');
    expect(stage.faults()).toEqual([]);
  },
  MANY_PAGES_MS,
);

const titleOf = async (sku: string): Promise<string> => {
  const [{ title }] = await stage.rows(
    `select p.title from catalog.product p join catalog.sku s on s.product_id = p.id
     where s.id = $1`,
    [sku],
  );
  return title;
};
