/** Finance at her desk: a break is found in the morning, looked at from both sides, and settled. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PHONE } from '../../server/test/browser.ts';
import { paidOrder } from '../../server/test/paid-order.ts';
import { openShop, type Shop } from '../../server/test/shop.ts';
import { hearOf } from '../../server/src/http/callbacks/hear.ts';
import { reconcileBills } from '../../server/src/flows/reconcile-bills.ts';
import { neighboursOf } from '../../server/src/neighbours.ts';
import { graveFindings } from './axe.ts';
import { signIn, type Desk } from './desk.ts';

const EVENING = Date.UTC(2026, 2, 14, 12, 40); // Saturday, 20:40 in Shanghai
const HOST = '127.0.0.1';
let shop: Shop;
let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  shop = await openShop({ shoppers: 1, house: { at: EVENING } });
  const { cast, goods, shoppers, outlet, house, app } = shop;
  await house.owner.query('insert into platform.host values ($1, $2)', [HOST, cast.merchant]);
  await paidOrder(shop, shoppers[0]!, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 1 },
  ]);
  const entry = { kind: 'payment', atMs: EVENING, host: HOST, refundNo: '' } as const;
  const { book } = neighboursOf(house).simulators!.cashier;
  const counter = { providerNo: 'S-counter', outTradeNo: 'counter-17' };
  book.put({ ...entry, ...counter, amountFen: 1_234_567 });
  house.clock.advance(15 * 3_600_000);
  const parts = { ...house, ...neighboursOf(house), hear: hearOf(house) };
  await reconcileBills(parts, cast.merchant, (error) => {
    throw error;
  });
  const origin = await app.listen({ port: 0, host: HOST });
  browser = await openBrowser();
  desk = { browser, origin };
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

test('[B12] she sees both sides, explains one break, and a large booking waits for a colleague', async () => {
  const { page, context, faults } = await signIn(desk, 'sun-hui');
  await page.goto(`${desk.origin}/console/reconciliation`);
  await page.getByText('不是我们的单号').waitFor();
  const pictures = process.env.RECON_PICTURES;
  if (pictures) await page.screenshot({ path: `${pictures}/breaks.png` });
  await page.getByText('不是我们的单号').click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('渠道账单上').waitFor();
  await drawer.getByText('没有这一笔').waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/drawer.png` });
  expect(await graveFindings(page)).toEqual([]);
  await drawer.getByRole('button', { name: '调整入账' }).click();
  await drawer.getByPlaceholder('依据是什么').fill('门店静态码收的款');
  if (pictures) await page.screenshot({ path: `${pictures}/book.png` });
  await drawer.getByRole('button', { name: '申请入账' }).click();
  await drawer.getByText('孙慧 申请').first().waitFor();
  expect(await drawer.getByRole('button', { name: '批准入账' }).isDisabled()).toBe(true);
  const second = await signIn(desk, 'lin-guodong');
  await second.page.goto(`${desk.origin}/console/reconciliation?state=asked`);
  await second.page.getByText('不是我们的单号').click();
  await second.page.getByRole('button', { name: '批准入账' }).click();
  await second.page.getByRole('dialog').getByText('已调整入账').first().waitFor();
  await page.goto(`${desk.origin}/console/reconciliation?list=days`);
  await page.getByText('1 笔差异').waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/days.png` });
  await page.goto(`${desk.origin}/console/reconciliation`);
  await page.getByText('账单里没有这一笔').click();
  await drawer.getByRole('button', { name: '说明并了结' }).click();
  await drawer.getByPlaceholder('为什么这样是对的').fill('测试单');
  await drawer.getByRole('button', { name: '说明并了结' }).click();
  await drawer.getByText('测试单').waitFor();
  await page.setViewportSize(PHONE);
  await page.goto(`${desk.origin}/console/reconciliation?list=accounts`);
  await page.getByText('按账单费率').waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/phone.png` });
  expect([...faults, ...second.faults]).toEqual([]);
  const { rows } = await shop.house.owner.query(
    `select resolution from payments.bill_break order by 1`,
  );
  expect(rows).toEqual([{ resolution: 'booked' }, { resolution: 'explained' }]);
  const booked = await shop.house.owner.query(
    `select from_account, amount_fen::int as fen from ledger.transfer where type = 'adjustment'`,
  );
  expect(booked.rows).toEqual([{ from_account: 'cash:sandbox', fen: 1_234_567 }]);
  await context.close();
  await second.context.close();
});
