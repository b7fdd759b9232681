/**
 * A plan, a goal and a penalty as people live them: the operator drafts a row and publishes it, the
 * guide sees her goal, her place and her penalty on her phone, appeals, and finance decides.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PHONE } from '../../server/test/browser.ts';
import { PASSWORD } from '../../server/test/cast.ts';
import { openLinkOf, paidOrder } from '../../server/test/paid-order.ts';
import { openShop, type Shop } from '../../server/test/shop.ts';
import { hearFaults } from './axe.ts';
import { signIn, type Desk } from './desk.ts';

let shop: Shop;
let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2 });
  const { cast, house, app, shoppers, outlet, goods } = shop;
  await house.owner.query("insert into platform.host values ('127.0.0.1', $1)", [cast.merchant]);
  app.forgetMerchants();
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), shoppers[0]!);
  await paidOrder(shop, shoppers[0]!, outlet('hupan'), [{ sku: goods.skus.milk, quantity: 2 }]);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
  desk = { browser, origin };
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const one = async (sql: string) => (await shop.house.owner.query(sql)).rows[0];

test('[A6] a row is drafted, tried, explained and published with a reason', async () => {
  const { page, context, faults } = await signIn(desk, 'zhao');
  await page.goto(`${desk.origin}/console/plan`);
  await page.getByRole('button', { name: '改方案' }).click();
  await page.getByRole('button', { name: '加一行例外' }).click();
  await page.getByPlaceholder('给同事看得懂的名字').fill('线上导购');
  await page.getByLabel('导购类型', { exact: true }).last().click();
  await page.getByTitle('只做线上').click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '放进草稿' }).click();
  await page.getByText('导购类型：只做线上').waitFor();
  await page.getByRole('button', { name: '试算', exact: true }).click();
  await page.getByText('一个人就能发布').waitFor();
  await page.getByLabel('商品', { exact: true }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '算一下' }).click();
  await page.getByText('线上导购 · 导购类型 不合').waitFor();
  await page.getByLabel('为什么改').fill('线上导购单独算');
  await page.getByRole('button', { name: '发布第 2 版' }).click();
  await page.getByRole('button', { name: '发布第 2 版' }).last().click();
  await page.getByText('已发布').waitFor();
  const { body } = await one(
    `select body from chain.policy where kind = 'commission' and version = 2`,
  );
  expect(body.rules).toMatchObject([{ name: '线上导购', when: { kinds: ['online'] } }]);
  expect(faults).toEqual([]);
  await context.close();
});

test('[D9] a goal, a contest and a penalty reach the guide; she appeals, another person decides', async () => {
  const { page, context, faults } = await signIn(desk, 'zhao');
  await page.goto(`${desk.origin}/console/incentives`);
  await page.getByLabel('目标 林小满').fill('1000');
  await page.getByRole('button', { name: '存目标' }).click();
  await page.getByText('已存').waitFor();
  await page.getByText('落后').first().waitFor();
  await page.goto(`${desk.origin}/console/incentives?list=contests`);
  await page.getByRole('button', { name: '开一场竞赛' }).first().click();
  await page.getByLabel('名称').fill('三月冲刺');
  await page.getByRole('dialog').getByRole('button', { name: '开一场竞赛' }).click();
  await page.getByText('¥500.00').waitFor();
  await page.goto(`${desk.origin}/console/incentives?list=penalties`);
  await page.getByRole('button', { name: '开罚单' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('员工').click();
  await page.getByTitle('林小满', { exact: false }).click();
  await dialog.getByLabel('哪一条').fill('迟到三次');
  await dialog.getByLabel('扣分').fill('2');
  await dialog.getByLabel('事由').fill('考勤记录');
  await dialog.getByRole('button', { name: '开罚单' }).click();
  await page.getByText('申诉期内').waitFor();

  const { phone, heard } = await guide();
  await phone.goto(`${desk.origin}/work/income`);
  await phone.getByText('目标、竞赛、工资条').click();
  await phone.getByText('目标 ¥1,000').waitFor();
  await phone.getByText('三月冲刺').waitFor();
  await phone.getByRole('button', { name: '申诉' }).click();
  await phone.getByLabel('申诉理由').fill('两次是店里停电');
  await phone.getByRole('button', { name: '提交申诉' }).click();
  await phone.getByText('我的申诉：两次是店里停电').waitFor();
  await phone.getByText('月末').waitFor();
  await phone.context().close();

  await page.reload();
  await page.getByText('你开的，要别人来定').waitFor();
  await context.close();
  const other = await signIn(desk, 'sun-hui');
  await other.page.goto(`${desk.origin}/console/incentives?list=penalties`);
  await other.page.getByLabel('说明理由').fill('停电有记录');
  await other.page.getByRole('button', { name: '撤销' }).click();
  await other.page.getByText('已撤销').waitFor();
  await other.context.close();
  expect([...faults, ...heard, ...other.faults]).toEqual([]);
});

async function guide(): Promise<{ phone: Page; heard: readonly string[] }> {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce' });
  const heard = hearFaults(context);
  await context.addInitScript(() => localStorage.setItem('qd.work.lang', 'zh'));
  const phone = await context.newPage();
  await phone.goto(`${desk.origin}/work/`);
  await phone.fill('input[name=login]', 'lin');
  await phone.fill('input[name=password]', PASSWORD);
  await phone.click('button[type=submit]');
  await phone.locator('nav.tabs').waitFor();
  return { phone, heard };
}
