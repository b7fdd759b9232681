/**
 * A month between a dealer and head office on the screen: he disputes a line, finance corrects it,
 * he agrees, finance approves and records what the bank has paid.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PHONE } from '../../server/test/browser.ts';
import { openMoneyHouse, type MoneyHouse } from '../../server/test/money-house.ts';
import { closeMonths } from '../../server/src/flows/close-months.ts';
import { statementBook } from '../../server/src/statement-book.ts';
import { graveFindings, MANY_PAGES_MS } from './axe.ts';
import { signIn, type Desk } from './desk.ts';

let money: MoneyHouse;
let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  money = await openMoneyHouse();
  const { till, cast, house, app } = money;
  await house.owner.query("insert into platform.host values ('127.0.0.1', $1)", [
    cast.chain.merchant,
  ]);
  const lines = [
    { quantity: 1, priceFen: 3980, discountFen: 485 },
    { quantity: 1, priceFen: 2590, discountFen: 315 },
  ];
  for (let i = 0; i < 3; i += 1) {
    const { id } = await till.place({ lines });
    await till.report(id);
    await till.handOver(id);
    await till.settle(id);
  }
  house.clock.advance(32 * 86_400_000);
  await closeMonths(house.db, cast.chain.merchant, statementBook);
  desk = {
    browser: (browser = await openBrowser()),
    origin: await app.listen({ port: 0, host: '127.0.0.1' }),
  };
});
afterAll(async () => {
  await browser?.close();
  await money?.close();
});

async function openFirst(page: Page): Promise<void> {
  await page.goto(`${desk.origin}/console/settlements?kind=dealer&month=2026-03`);
  await page.locator('tbody tr.ant-table-row').first().click();
  await page.getByRole('heading', { name: '经过' }).waitFor();
}
const look = async (page: Page, name: string): Promise<void> => {
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};
const said = (page: Page, words: string) => page.getByText(words).first().waitFor();

test(
  '[A6] a dealer disputes a line, finance corrects it, he confirms, finance approves and pays',
  async () => {
    const dealer = await signIn(desk, 'he');
    await openFirst(dealer.page);
    await dealer.page.getByRole('button', { name: '对第 1 行提异议' }).click();
    await dealer.page.getByLabel('哪里不对').fill('这单的顾客是我们拉来的，少算了一份');
    await dealer.page.getByRole('button', { name: '提交异议' }).click();
    await said(dealer.page, '等答复');
    await look(dealer.page, 'dealer-disputed');

    const finance = await signIn(desk, 'sun-hui', { mode: 'dark' });
    await openFirst(finance.page);
    await finance.page.getByRole('button', { name: '答复' }).click();
    await finance.page.getByText('更正', { exact: true }).last().click();
    await finance.page.getByLabel('更正多少').fill('3.45');
    await finance.page.getByLabel('说明').fill('核对过，补一份');
    await finance.page.getByRole('dialog').getByRole('button', { name: '答复' }).click();
    await said(finance.page, '已更正');
    await look(finance.page, 'finance-answered');
    expect(await graveFindings(finance.page)).toEqual([]);

    await dealer.page.reload();
    await dealer.page.getByRole('button', { name: '确认这份对账单' }).click();
    await dealer.page.getByRole('tooltip').getByRole('button').last().click();
    await said(dealer.page, '等总部另一个人复核');
    await dealer.page.setViewportSize(PHONE);
    await look(dealer.page, 'dealer-phone');
    expect(await graveFindings(dealer.page)).toEqual([]);
    expect(await dealer.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

    await finance.page.reload();
    await finance.page.getByRole('button', { name: '复核通过' }).click();
    await finance.page.getByRole('button', { name: '登记付款' }).click();
    await finance.page.getByLabel('回单号').fill('ICBC-20260401-01');
    await finance.page.getByRole('dialog').getByRole('button', { name: '登记付款' }).click();
    await said(finance.page, '按这份已付');
    await look(finance.page, 'finance-paid');
    await money.till.whole();
    expect([...dealer.faults, ...finance.faults]).toEqual([]);
    await dealer.context.close();
    await finance.context.close();
  },
  MANY_PAGES_MS,
);
