/**
 * A guide's first withdrawal in a real browser: she has no payee yet, is led to give one, shows
 * again who she is, sees what arrives, and reads afterwards how far it is and why not.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PHONE } from '../../server/test/browser.ts';
import { PASSWORD } from '../../server/test/cast.ts';
import { openMoneyHouse, type MoneyHouse } from '../../server/test/money-house.ts';
import { CARD_NO, ID_NO, LENIENT, publishTerms } from '../../server/test/payees.ts';
import { refuseWithdrawal } from '../../server/src/flows/pay-out.ts';
import { graveFindings, hearFaults } from './axe.ts';

let money: MoneyHouse;
let browser: Browser;
let origin: string;
beforeAll(async () => {
  money = await openMoneyHouse();
  const { till, house, cast, app } = money;
  const { id } = await till.place({
    lines: [{ quantity: 1, priceFen: 10_000_000 }],
    sharer: false,
  });
  await till.report(id);
  await till.handOver(id);
  await till.settle(id);
  const { merchant } = cast.chain;
  await publishTerms(house, merchant, { ...LENIENT, feeFen: 200, staffTax: 'labour' });
  await house.owner.query("insert into platform.host values ('127.0.0.1', $1)", [merchant]);
  await house.owner.query('delete from payouts.payee'); // she has not said yet
  app.forgetMerchants();
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await money?.close();
});

const one = async (sql: string) => (await money.house.owner.query(sql)).rows[0];

test('[D9] [G2] no payee leads to giving one, after proof; then what arrives is told, and it is withdrawn', async () => {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce' });
  const faults = hearFaults(context);
  await context.addInitScript(() => localStorage.setItem('qd.work.lang', 'zh'));
  const page = await context.newPage();
  await page.goto(`${origin}/work/`);
  await page.fill('input[name=login]', 'lin');
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.locator('nav.tabs').waitFor();
  await money.house.owner.query('update chain.staff_session set proved_at = null');
  await page.locator('nav.tabs').getByText('收入').click();
  await page.getByText('还没填。填好才能提现。').waitFor();
  await page.getByRole('button', { name: '提现', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: '提现' });
  await sheet.getByText('先填收款账户，再提现。').waitFor();
  await sheet.getByLabel('姓名').fill('林小满');
  await sheet.getByLabel('身份证号').fill('999999198001010012');
  await sheet.getByLabel('银行卡号').fill(CARD_NO);
  await sheet.getByLabel('开户行').fill('招商银行杭州分行');
  await sheet.getByRole('button', { name: '保存收款方式' }).click();
  const proof = page.getByRole('dialog', { name: '再确认一次是你' });
  await proof.getByLabel('密码').fill(PASSWORD);
  await proof.getByRole('button', { name: '确认' }).click();
  await sheet.getByText('payouts.bad_id_no').waitFor();
  expect(await graveFindings(page)).toEqual([]);
  await sheet.getByLabel('身份证号').fill(ID_NO);
  await sheet.getByRole('button', { name: '保存收款方式' }).click();

  await sheet.getByText('打给 *小满，招商银行杭州分行 **** 0000').waitFor();
  const amount = sheet.getByLabel('提现金额（元）');
  await amount.fill('99999');
  await sheet.getByText('最多提 ¥5,000.00').waitFor();
  await amount.fill('3000');
  await sheet.getByText('−¥440.00').waitFor(); // (3,000 − 800) × 20 %
  await sheet.getByText('¥2,558.00').waitFor();
  expect(await graveFindings(page)).toEqual([]);
  await sheet.getByRole('button', { name: '提现 ¥3,000.00' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await page.getByText('审核中').waitFor();
  const { id, amount_fen, method } = await one('select * from ledger.withdrawal');
  expect([Number(amount_fen), method]).toEqual([300_000, 'bank']);
  expect(await page.content()).not.toContain(ID_NO);

  const { merchant, person } = money.cast.chain;
  const staff = person('sun-hui');
  await refuseWithdrawal(money.house.db, { merchant, id, staff, reason: '开户行不全' });
  await page.reload();
  await page.getByText('没通过，已退回可提现').waitFor();
  await page.getByText('原因：开户行不全').waitFor();
  expect(await graveFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});
