/**
 * What becomes of an order, on the member's phone: nobody can prepare it, she gives it up too late,
 * something is wrong with it; and WeChat says who she is.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptParcel } from '../../server/src/flows/accept-parcel.ts';
import { decideAftersales } from '../../server/src/flows/decide-aftersales.ts';
import { openLink } from '../../server/src/flows/open-link.ts';
import type { CaseId, OrderId } from '../../server/src/kernel/id.ts';
import { runDue } from '../../server/src/run-due.ts';
import { toDataURL } from 'qrcode';
import { paidOrder } from '../../server/test/paid-order.ts';
import { place, readyToOrder, type Shop } from '../../server/test/shop.ts';
import { askInvoice, collect, collected } from './afters.ts';
import { graveFindings, MANY_PAGES_MS } from './axe.ts';
import { openShopfront, type Shopfront } from './shopfront.ts';

const MINUTE = 60_000;
let front: Shopfront;
let shop: Shop;
let origin: string;
beforeAll(async () => {
  front = await openShopfront({ shoppers: 4 }); // Saturday noon: everybody is open
  ({ shop, origin } = front);
});
afterAll(() => front?.close());

const milk = () => [{ sku: shop.goods.skus.milk, quantity: 2 }];
const workOn = (order: OrderId) => ({
  merchant: shop.cast.merchant,
  order,
  outlet: shop.outlet('hupan'),
  staff: shop.cast.person('zhou'),
});

async function decide(order: OrderId, words: string): Promise<void> {
  const { rows } = await shop.house.owner.query(
    "select id from orders.aftersales where order_id = $1 and state = 'asked'",
    [order],
  );
  await decideAftersales(shop.house, {
    merchant: shop.cast.merchant,
    case: rows[0].id as CaseId,
    accepted: true,
    words,
    sellable: [],
    staff: shop.cast.person('zhou'),
    reach: [shop.cast.hq],
  });
}

test('[B9] nobody can prepare it: told what waiting means she waits, then has her money back', async () => {
  const wu = shop.shoppers[0]!;
  const strawberries = [{ sku: shop.goods.skus.strawberries, quantity: 1 }];
  const order = await paidOrder(shop, wu, shop.outlet('hupan'), strawberries);
  for (let i = 0; i < 6; i += 1) {
    shop.house.clock.advance(31 * MINUTE);
    await runDue(shop.house);
  }
  const { page, context } = await front.phoneOf(wu);
  await page.goto(`${origin}/orders/${order}`);
  await page.getByText('每小时再替你找一次').waitFor();
  await page.getByRole('button', { name: '我等着' }).click();
  await page.getByText('好，替你等着').waitFor();
  await page.getByText('你选了等', { exact: true }).waitFor();
  await page.getByRole('button', { name: '全额退款 ¥39.80' }).click();
  await page.getByRole('heading', { name: '已取消' }).waitFor();
  await page.getByText('¥39.80 已原路退回').waitFor();
  expect(await page.getByRole('button', { name: '我等着' }).count()).toBe(0);
  await context.close();
});

test('[B11] something is wrong: a request goes through the form, and its answer is seen', async () => {
  const chen = shop.shoppers[1]!;
  const order = await paidOrder(shop, chen, shop.outlet('hupan'), milk());
  await collect(shop, order);
  const { page, context } = await front.phoneOf(chen);
  await page.goto(`${origin}/orders/${order}`);
  await page.getByRole('button', { name: '申请售后' }).click();
  const send = page.getByRole('button', { name: '提交申请' });
  expect(await send.isDisabled()).toBe(true);
  await page
    .getByRole('button', { name: /鲜牛奶/ })
    .last()
    .click();
  await page.getByRole('button', { name: '压伤或变质' }).click();
  await page.getByLabel('说说情况').fill('漏了一盒');
  await page.getByText('预计退 ¥16.80').waitFor();
  await send.click();
  const mine = page.getByRole('list', { name: '申请过的' });
  await mine.getByText('鲜牛奶 × 1').waitFor();
  await mine.getByText('等店里答复').waitFor();
  await mine.getByText('漏了一盒').waitFor();
  expect(await page.getByRole('button', { name: '申请售后' }).count()).toBe(0);

  await decide(order, '不好意思，退你一盒');
  await page.reload();
  await mine.getByText('已办好').waitFor();
  await mine.getByText('店里说：“不好意思，退你一盒”').waitFor();
  await mine.getByText('¥16.80 正在原路退回').waitFor();
  await context.close();
});

test('[B11] being picked already: giving it up is asked of the store, which agrees', async () => {
  const sun = shop.shoppers[2]!;
  const order = await paidOrder(shop, sun, shop.outlet('hupan'), milk());
  await acceptParcel(shop.house, workOn(order));
  const { page, context } = await front.phoneOf(sun);
  await page.goto(`${origin}/orders/${order}`);
  await page.getByRole('button', { name: '申请取消' }).click();
  await page.getByText('取消要店里点头').waitFor();
  await page.getByRole('button', { name: '向店里申请' }).click();
  await page.getByText('申请取消整单').waitFor();
  expect(await page.getByRole('button', { name: '申请取消' }).count()).toBe(0);
  await decide(order, '好的');
  await page.reload();
  await page.getByRole('heading', { name: '已取消' }).waitFor();
  await context.close();
});

test('[D1] signing in by WeChat comes back to the page it left, and a link of one’s own says so', async () => {
  const { page, context } = await front.visitor();
  await page.goto(`${origin}/orders`);
  await page.getByRole('button', { name: '登录' }).click();
  const sheet = page.getByRole('dialog');
  const byWechat = sheet.getByRole('button', { name: '用微信登录' });
  await byWechat.waitFor();
  expect(await byWechat.isDisabled()).toBe(true);
  await sheet.getByRole('checkbox', { name: '我同意' }).click();
  await byWechat.click();
  await page.waitForURL(/\/sim\/wechat/);
  await page.getByRole('link', { name: '孙悦' }).click();
  await page.waitForURL(`${origin}/orders`);
  await page.getByText('还没有订单').waitFor();

  const me = await (await page.request.get(`${origin}/api/shop/me`)).json();
  expect(me.hasWechat).toBe(true);
  const link = await openLink(shop.house.db, {
    merchant: shop.cast.merchant,
    sharer: { kind: 'member', id: me.id },
    outlet: shop.outlet('hupan'),
    targetKind: 'product',
    target: shop.goods.products.milk,
    channel: 'wechat_group',
    group: null,
    opengid: null,
    domain: 'private',
    words: '',
  });
  await page.goto(`${origin}/s/${link.code}`);
  await page.getByText('自己点自己的链接，不算分享奖励，价格不变。').waitFor();
  const other = await front.visitor();
  await other.page.goto(`${origin}/s/${link.code}`);
  await other.page.getByRole('button', { name: '立即买' }).waitFor();
  expect(await other.page.getByText('自己点自己的链接').count()).toBe(0);
  await other.context.close();
  await context.close();
});

const LOOKS = [
  { language: 'zh', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;
test(
  '[B11] [B12] her invoice, the form that asks for it, the ways to pay and the code to scan keep nobody out',
  async () => {
    const chen = shop.shoppers[3]!;
    const asked = await collected(shop, chen);
    await askInvoice(shop, chen, asked);
    const order = await collected(shop, chen);
    const wish = await readyToOrder(shop, chen, shop.outlet('hupan'), milk());
    await place(shop, chen, wish);
    const code = await toDataURL('weixin://wxpay/bizpayurl?pr=8XyZ', { width: 440 });
    const findings: string[] = [];
    for (const look of LOOKS) {
      const zh = look.language === 'zh';
      const { page, context, faults } = await front.phoneOf(chen, look);
      const see = async () => findings.push(...(await graveFindings(page)), ...faults);
      await page.goto(`${origin}/orders/${asked}`);
      await page.getByRole('list', { name: zh ? '发票' : 'Invoice' }).waitFor();
      await see();
      await page.goto(`${origin}/orders/${order}`);
      await page.getByRole('button', { name: zh ? /发票 ?¥/ : /Ask for an invoice/ }).click();
      await page.getByRole('button', { name: zh ? '公司' : 'A company' }).click();
      await see();
      // Two ways stand in for two providers: what they answer is proven where they are met.
      await page.route('**/ways', (route) =>
        route.fulfill({ json: { items: ['wechat-pay', 'alipay'] } }),
      );
      await page.route('**/pay', (route) =>
        route.fulfill({ json: { payUrl: null, call: null, code, amountFen: 3_360 } }),
      );
      await page.goto(`${origin}/orders/${wish.id}`);
      await page.getByRole('button', { name: zh ? /付款 ¥/ : /^Pay/ }).click();
      const way = page.getByRole('dialog').getByRole('button', { name: zh ? '微信' : 'WeChat' });
      await way.waitFor();
      await see();
      await way.click();
      await page.locator('.scan-pay .qr').waitFor();
      await see();
      await context.close();
    }
    expect(findings).toEqual([]);
  },
  MANY_PAGES_MS,
);
