/**
 * The console in a real browser, desk size, the night of the first story: head office reads why the
 * other store prepares, who gets the credit and how the money goes.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../server/test/browser.ts';
import { openLinkOf, paidOrder } from '../../server/test/paid-order.ts';
import { openShop, type Shop } from '../../server/test/shop.ts';
import type { OrderId } from '../../server/src/kernel/id.ts';
import { signIn } from './desk.ts';
import { graveFindings } from './axe.ts';

const EVENING = Date.UTC(2026, 2, 14, 14, 40); // Saturday, 22:40 in Shanghai

let shop: Shop;
let order: OrderId;
let browser: Browser;
let origin: string;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2, house: { at: EVENING } });
  const { cast, goods, shoppers, outlet, house, app } = shop;
  await house.owner.query("insert into platform.host values ('127.0.0.1', $1)", [cast.merchant]);
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), shoppers[0]!);
  order = await paidOrder(shop, shoppers[0]!, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 1 },
    { sku: goods.skus.tangerines, quantity: 1 },
  ]);
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

test('[B9] [F9] [G2] the order page says who prepares and why, whose credit, and the money adds up', async () => {
  const { page, context, faults } = await signIn({ browser, origin }, 'zhao');
  await page.goto(`${origin}/console/orders/${order}`);
  await page.getByRole('heading', { name: '为什么由文二西路店备货' }).waitFor();
  const own = page.getByRole('row', { name: /湖畔店/ }).first();
  expect(await own.textContent()).toMatch(/没货/);
  await page.getByText('时空叠加').first().waitFor();
  const credit = page.locator('section', { has: page.getByText('功劳算给谁') });
  expect(await credit.textContent()).toContain('林小满');
  await page.getByText('对平').waitFor();
  const sum = page.locator('tr.sum').first();
  const { rows } = await shop.house.owner.query(
    'select payable_fen::int as fen from orders."order" where id = $1',
    [order],
  );
  expect(await sum.textContent()).toContain((rows[0].fen / 100).toFixed(2));
  expect(await graveFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test('[B11] a refund shows its effect on every portion before it is confirmed', async () => {
  const { page, context } = await signIn({ browser, origin }, 'zhao');
  await page.goto(`${origin}/console/orders/${order}`);
  await page.getByRole('button', { name: '退款', exact: true }).click();
  const drawer = page.getByRole('dialog');
  const confirm = drawer.getByRole('button', { name: '先选要退的件数' });
  expect(await confirm.isDisabled()).toBe(true);
  await drawer.getByRole('spinbutton').first().fill('1');
  await drawer.getByRole('button', { name: /^退 ¥/ }).waitFor();
  const cells = await drawer.locator('tbody tr:not(.sum)').allTextContents();
  expect(cells.some((cell) => cell.includes('−'))).toBe(true);
  await drawer.getByRole('button', { name: /^退 ¥/ }).click();
  await page.getByText('退款已发起').waitFor();
  const { rows } = await shop.house.owner.query(
    `select r.amount_fen, sum(c.amount_fen) as cut from orders.refund r
     join commission.cut c on c.refund_id = r.id where r.order_id = $1 group by 1`,
    [order],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].cut).toBe(rows[0].amount_fen);
  await context.close();
});

test('[D1] a store manager sees her own menu; pages outside her role are absent and say so', async () => {
  const { page, context } = await signIn({ browser, origin }, 'wang');
  const menu = page.getByRole('navigation', { name: '主导航' });
  expect(await menu.getByText('订单').count()).toBe(1);
  expect(await menu.getByText('账本').count()).toBe(0);
  expect(await menu.getByText('操作记录').count()).toBe(0);
  await page.goto(`${origin}/console/audit`);
  await page.getByText('这里不在你的职责里').waitFor();
  await context.close();
});
