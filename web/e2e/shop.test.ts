/**
 * The shop in a real browser, phone size: the evening of the first story. A neighbour's link becomes
 * a paid order with its code; the cart says when and where; every page is open to everybody.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptParcel } from '../../server/src/flows/accept-parcel.ts';
import { openLink } from '../../server/src/flows/open-link.ts';
import { readyParcel } from '../../server/src/flows/ready-parcel.ts';
import { tickLine } from '../../server/src/flows/tick-line.ts';
import type { OrderId } from '../../server/src/kernel/id.ts';
import { paidOrder } from '../../server/test/paid-order.ts';
import { readyToOrder, type Shop, type Shopper } from '../../server/test/shop.ts';
import { graveFindings, MANY_PAGES_MS } from './axe.ts';
import { type Look, openShopfront, type Shopfront } from './shopfront.ts';

const EVENING = Date.UTC(2026, 2, 14, 14, 40); // Saturday, 22:40 in Shanghai
const MORNING = Date.UTC(2026, 2, 14, 23, 52); // Sunday, 7:52

let front: Shopfront;
let shop: Shop;
let origin: string;
beforeAll(async () => {
  front = await openShopfront({ shoppers: 3, house: { at: EVENING } });
  ({ shop, origin } = front);
});
afterAll(() => front?.close());
const visitor = (look?: Look) => front.visitor(look);
const phoneOf = (shopper: Shopper, look?: Look) => front.phoneOf(shopper, look);

const row = async (sql: string, args: unknown[] = []) =>
  (await shop.house.owner.query(sql, args)).rows[0];

function linkOfLin() {
  const { house, cast, goods, outlet } = shop;
  return openLink(house.db, {
    merchant: cast.merchant,
    sharer: { kind: 'staff', id: cast.person('lin') },
    outlet: outlet('hupan'),
    targetKind: 'product',
    target: goods.products.strawberries,
    channel: 'wechat_group',
    group: null,
    opengid: null,
    domain: 'private',
    words: '颗颗红到底',
  });
}

async function signUp(page: Page, phone: string): Promise<void> {
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('手机号').fill(phone);
  await sheet.getByRole('button', { name: '发验证码' }).click();
  await sheet.getByRole('button', { name: '秒后再发' }).waitFor();
  const { items } = await (await page.request.get(`${origin}/sim/sms.json?phone=${phone}`)).json();
  await sheet.getByLabel('6 位验证码').fill(items[0].code);
  await sheet.getByRole('checkbox', { name: '我同意' }).click();
  await sheet.getByRole('button', { name: '登录', exact: true }).click();
}

test('[C1] [D1] [B9] a stranger buys from the link of a closed store, and holds her code', async () => {
  const link = await linkOfLin();
  const { page, context } = await visitor();
  await page.goto(`${origin}/s/${link.code}`);
  await page.getByText('湖畔店卖，文二西路店备货').waitFor();
  await page.getByText('现在下单，湖畔店已打烊也照接').waitFor();
  await page.getByRole('button', { name: '立即买' }).click();
  await signUp(page, '13900006021');
  await page.getByText('湖畔店没货，这家最早能备好').waitFor();
  await page.getByRole('button', { name: '提交并付款' }).click();
  await page.waitForURL(/\/sim\/cashier/);
  await page.getByText('付款 Pay', { exact: true }).click();
  await page.waitForURL(/\/orders\//);
  await page.getByText('店里在安排').first().waitFor();

  const id = new URL(page.url()).pathname.split('/')[2]!;
  const parcel = await row(
    'select outlet_id, pickup_code as code from fulfilment.parcel where order_id = $1',
    [id],
  );
  expect(parcel.outlet_id).toBe(shop.outlet('wener'));
  await page.getByText(`${parcel.code.slice(0, 4)} ${parcel.code.slice(4)}`).waitFor();
  const square = page.getByRole('img', { name: '取货二维码' });
  expect(await square.evaluate((image: HTMLImageElement) => image.decode())).toBeUndefined();
  const credit = await row('select * from attribution.credit where order_id = $1', [id]);
  expect([credit.service_guide_id, credit.link_code]).toEqual([shop.cast.person('lin'), link.code]);
  await becomeReady(id as OrderId);
  await page.reload();
  await page.getByText('可以来取了').waitFor();
  await context.close();
});

/** In the morning 文二西路店 picks it and puts it on shelf 3. */
async function becomeReady(order: OrderId): Promise<void> {
  const { house, cast, outlet } = shop;
  const work = {
    merchant: cast.merchant,
    order,
    outlet: outlet('wener'),
    staff: cast.person('tang'),
  };
  house.clock.set(MORNING);
  await acceptParcel(house, work);
  await tickLine(house, { ...work, line: 1, picked: true });
  await readyParcel(house, { ...work, shelf: '3' });
  house.clock.set(EVENING);
}

test('[A7] the first page comes with its answer in it; come back to, it asks anew', async () => {
  const { page, context, faults } = await visitor();
  await context.addInitScript(() => localStorage.setItem('here', '{}'));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(origin);
  const shown = page.getByRole('heading', { name: '已打烊' });
  await shown.waitFor();
  await page.waitForLoadState('networkidle');
  expect(asked).toContain('/api/shop/visits');
  expect(asked).not.toContain('/api/shop/home');
  await page.goto(`${origin}/s/${(await linkOfLin()).code}`);
  await page.getByText('湖畔店卖，文二西路店备货').waitFor();
  expect(asked.filter((path) => /^\/api\/shop\/(links|products)\//.test(path))).toEqual([]);
  await page.getByRole('link', { name: '进店看看' }).click();
  await shown.waitFor();
  await expect.poll(() => asked).toContain('/api/shop/home');
  expect(faults).toEqual([]);
  await context.close();
});

test('[B10] the cart: a line set aside leaves the sum and comes back; a pick-up hour is chosen', async () => {
  const { page, context } = await visitor();
  await page.goto(`${origin}/search?q=niunai`);
  await page.getByRole('button', { name: '加入购物车 鲜牛奶' }).click();
  await page.getByText('鲜牛奶 放进购物车了').waitFor();
  await page.goto(`${origin}/search?q=tjd`);
  await page.getByRole('button', { name: /^加入购物车/ }).click();
  await page.getByText('放进购物车了').waitFor();
  await page.goto(`${origin}/cart`);
  await page.getByText('明早 8:00 一起取').waitFor();
  await page.getByRole('button', { name: '去结算 2 件' }).waitFor();
  await page.getByRole('checkbox', { name: '鲜牛奶' }).click();
  await page.getByText('这次先不买').waitFor();
  await page.getByRole('button', { name: '去结算 1 件' }).waitFor();
  const linesKept = async () =>
    (
      await row(
        `select sum(jsonb_array_length(items))::int as lines from orders.cart
         where consumed_by is null`,
      )
    ).lines;
  await expect.poll(linesKept).toBe(1);
  await page.getByRole('checkbox', { name: '鲜牛奶' }).click();
  await page.getByRole('button', { name: '去结算 2 件' }).click();
  await page.getByRole('button', { name: '10:00–11:00' }).click();
  await page.getByText('明早 10:').first().waitFor();
  await context.close();
});

test('[C1] pressing share makes a link of one’s own; the tree shows who came by it', async () => {
  const [chen] = shop.shoppers;
  const { page, context } = await phoneOf(chen!);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  await page.goto(`${origin}/p/${shop.goods.products.strawberries}`);
  const before = await row('select count(*)::int as n from sharing.link where sharer_id = $1', [
    chen!.id,
  ]);
  expect(before.n).toBe(0);
  await page.getByRole('button', { name: '把建德红颜草莓分享给邻居' }).click();
  await page.locator('.share-ways .main:not([aria-busy])').click();
  await page.getByText('复制好了').waitFor();
  const pasted = await page.evaluate(() => navigator.clipboard.readText());
  const code = /\/s\/([0-9a-z]{13})/.exec(pasted)![1];

  const guest = await visitor();
  await guest.page.goto(`${origin}/s/${code}`);
  await guest.page.getByText('转给你').waitFor();
  await guest.context.close();
  await page.goto(`${origin}/shares`);
  await page.getByText('1 人看过').waitFor();
  await page.getByRole('img', { name: /^分享树/ }).waitFor();
  await context.close();
});

test('[A7] without a network the content stays and a strip says so', async () => {
  const { page, context } = await visitor();
  await page.goto(`${origin}/browse`);
  await page
    .getByRole('button', { name: /^加入购物车/ })
    .first()
    .waitFor();
  await context.setOffline(true);
  await page.getByText('没有网络，显示的是 22:40 的内容').waitFor();
  expect(await page.getByRole('button', { name: /^加入购物车/ }).count()).toBeGreaterThan(0);
  await context.setOffline(false);
  await page.getByText('没有网络').waitFor({ state: 'detached' });
  await context.close();
});

const ALL = [
  '/',
  '/browse',
  '/search?q=n',
  '/p/PRODUCT',
  '/s/LINK',
  '/g/GUIDE',
  '/cart',
  '/checkout',
  '/orders',
  '/orders/ORDER',
  '/orders/ORDER/aftersales',
  '/shares',
  '/rewards',
  '/notices',
  '/addresses',
  '/privacy',
  '/outlets',
  '/rules',
  '/me',
  '/no-such-page',
];
const SOME = ['/', '/p/PRODUCT', '/checkout', '/orders/ORDER'];
const LOOKS: readonly [name: string, look: Look, pages: readonly string[]][] = [
  ['Chinese, light', {}, ALL],
  ['English, dark', { language: 'en', theme: 'dark' }, SOME],
  ['large letters', { big: true }, SOME],
  ['large letters, dark', { big: true, theme: 'dark' }, SOME],
];
let bought: OrderId | undefined;
const MANY_PAGES = { timeout: MANY_PAGES_MS };
test.each(LOOKS)('no page keeps anybody out: %s', MANY_PAGES, async (_, look, pages) => {
  const shopper = shop.shoppers[1]!;
  const { goods, outlet, cast } = shop;
  bought ??= await paidOrder(shop, shopper, outlet('hupan'), [
    { sku: goods.skus.milk, quantity: 2 },
  ]);
  const order = bought;
  await readyToOrder(shop, shopper, outlet('hupan'), [{ sku: goods.skus.eggs, quantity: 1 }]);
  const { code } = await linkOfLin();
  const { page, context, faults } = await phoneOf(shopper, look);
  const findings: string[] = [];
  for (const pattern of pages) {
    const address = pattern
      .replace('PRODUCT', goods.products.strawberries)
      .replace('LINK', code)
      .replace('GUIDE', cast.person('lin'))
      .replace('ORDER', order);
    await page.goto(`${origin}${address}`);
    await page.locator('[role=main] > *').first().waitFor();
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    for (const each of await graveFindings(page)) findings.push(`${address}: ${each}`);
  }
  expect([...findings, ...faults]).toEqual([]);
  await context.close();
});

test('[A7] a page that is still loading keeps nobody out either', async () => {
  const { page, context, faults } = await phoneOf(shop.shoppers[1]!, {});
  const held = Promise.withResolvers<void>();
  await page.route('**/api/shop/**', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto(`${origin}/orders`);
  await page.locator('[role=status][aria-busy=true]').waitFor();
  const findings = await graveFindings(page);
  held.resolve();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  expect([...findings, ...faults]).toEqual([]);
  await context.close();
});
