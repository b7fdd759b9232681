/**
 * Every page of the console, its tabs and its sheets, in both languages, light and dark: it comes
 * up, axe finds nothing serious, nothing runs over the side of desk or phone.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PHONE } from '../../server/test/browser.ts';
import { memberRows } from '../../server/test/import-files.ts';
import { openLinkOf, paidOrder } from '../../server/test/paid-order.ts';
import { xlsxOf } from '../../server/test/sheet-file.ts';
import { openShop, type Shop } from '../../server/test/shop.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import type { OrderId } from '../../server/src/kernel/id.ts';
import { askBack, askInvoice, collected, complaints, refundFails } from './afters.ts';
import { graveFindings, MANY_PAGES_MS } from './axe.ts';
import { signIn, type Desk } from './desk.ts';

const EVENING = Date.UTC(2026, 2, 14, 14, 40); // Saturday, 22:40 in Shanghai
/** A counter's screen, which is lower than a desk's. */
const COUNTER = { width: 1366, height: 768 };

let shop: Shop;
let order: OrderId;
let link: string;
let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  shop = await openShop({ shoppers: 4, house: { at: EVENING } });
  const { cast, goods, shoppers, outlet, house, app } = shop;
  await house.owner.query("insert into platform.host values ('127.0.0.1', $1)", [cast.merchant]);
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), shoppers[0]!);
  order = await paidOrder(shop, shoppers[0]!, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 1 },
  ]);
  const { rows } = await house.owner.query('select code from sharing.link limit 1');
  link = rows[0].code;
  await house.owner.query(
    `with a as (insert into payments.account (merchant_id, id, node_id, channel, mode, name,
       settings, made_at, changed_at)
       values ($1, $2, $3, 'wechat-pay', 'partner', '湖畔店微信', $4, $5, $5) returning id)
     insert into payments.account_key (merchant_id, account_id, no, facts, sealed, tails, made_at)
     select $1, id, 1, '{"serial":"5157F09EFDC096DE"}', '-', '{"apiKey":"x7Qa"}', $5 from a`,
    [
      cast.merchant,
      newUuid(EVENING),
      outlet('hupan'),
      { host: 'hupan.example.cn', mchid: '1900000001', subMchid: '1900000109' },
      new Date(EVENING),
    ],
  );
  await putAfters(shop);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
  desk = { browser, origin };
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

/** A case that is open, an invoice, and a refund that her account would not take. */
async function putAfters({ shoppers, app, outlet, goods }: Shop): Promise<void> {
  const [, , her, him] = shoppers;
  const bought = await collected(shop, her!, 10);
  await askInvoice(shop, her!, bought);
  await askBack(shop, her!, bought);
  const items = [{ sku: goods.skus.milk, quantity: 3 }];
  const cancelled = await paidOrder(shop, him!, outlet('hupan'), items);
  const url = `/api/shop/orders/${cancelled}/cancel`;
  const { headers } = him!;
  await app.inject({ method: 'POST', url, headers, payload: { reason: '不要了' } });
  await refundFails(shop, cancelled, 'ABNORMAL');
}

type Place = readonly [path: string, english: string | null, then?: (page: Page) => Promise<void>];
/** One button after the other, each by its Chinese or its English name. */
const press =
  (...names: readonly string[]) =>
  async (page: Page) => {
    for (let i = 0; i < names.length; i += 2) {
      const name = new RegExp(`^(${names[i]}|${names[i + 1]})$`);
      await page.getByRole('button', { name }).first().click();
    }
    await page.getByRole('dialog').locator('button[type=submit]').waitFor();
  };

const openCase = async (page: Page) => {
  await page.locator('tbody button').first().click();
  await page.getByRole('region', { name: /^(谁退多少|Who gives back what)$/ }).waitFor();
};
const openTerms = async (page: Page) => {
  await page.locator('tbody tr.ant-table-row').first().click();
  const terms = page.getByRole('region', { name: /^(售后承诺|After-sales promise)$/ });
  await terms.getByRole('checkbox').first().click();
  await terms.getByRole('spinbutton').waitFor();
};
/** What the provider would answer is given here: it is asked anew at each look. */
const openComplaints = async (page: Page) => {
  await page.route('**/complaints', (route) => route.fulfill({ json: complaints(order) }));
  const name = /^(投诉|Complaints)$/;
  await page.getByRole('button', { name }).first().click();
  await page.locator('.pay-complaint').last().waitFor();
};

/** Null: the page is titled by what it shows. */
const places = (): readonly Place[] => [
  ['', 'Overview'],
  ['increment', 'Increment'],
  ['orders', 'Orders'],
  [`orders/${order}`, null],
  ['aftersales', 'After-sales'],
  ['aftersales', 'After-sales', openCase],
  ['aftersales?list=failedRefunds', 'After-sales', press('退到别处', 'Refund elsewhere')],
  ['invoices', 'Invoices'],
  ['members', 'Members'],
  [`members/${shop.shoppers[0]!.id}`, null],
  ['share-trees', 'Share trees'],
  [`share-trees/${link}`, null],
  [`share-trees/${link}?as=table`, null],
  ['organisation', 'Organisation'],
  ['outlets', 'Outlets'],
  [`outlets/${shop.outlet('hupan')}`, null],
  ['products', 'Products'],
  ['products', 'Products', openTerms],
  ['products', 'Products', press('新商品', 'New product')],
  ['assortment?all=true', 'Assortment'],
  ['stock', 'Stock'],
  ['stock?tab=moves', 'Stock'],
  ['stock?tab=transfers', 'Stock'],
  ['stock', 'Stock', press('收货', 'Receive')],
  ['promotions', 'Promotions'],
  ['promotions', 'Promotions', press('开一个满减', 'Start a promotion')],
  ['ledger?on=2026-03-01', 'Ledger'],
  ['ledger/accounts/cash:sandbox', null],
  ['withdrawals', 'Withdrawals'],
  ['wallet', 'Stored value and points'],
  ['reconciliation', 'Reconciliation'],
  ['reconciliation?list=days', 'Reconciliation'],
  ['reconciliation?list=accounts', 'Reconciliation'],
  ['statements', null],
  ['payment-accounts', 'Payment accounts'],
  ['payment-accounts', 'Payment accounts', press('加收款账户', 'Add an account')],
  ['payment-accounts', 'Payment accounts', press('换密钥', 'Change keys')],
  ['payment-accounts', 'Payment accounts', openComplaints],
  ['settlements', 'Monthly statements'],
  ['imports', 'Imports'],
  ['rules', 'Rules'],
  ['rules?kind=commission', 'Rules'],
  ['incentives', 'Targets and incentives'],
  ['incentives?list=contests', 'Targets and incentives', press('开一场竞赛', 'Open a contest')],
  ['incentives?list=penalties', 'Targets and incentives', press('开罚单', 'Impose a penalty')],
  ['incentives?list=slips', 'Targets and incentives'],
  ['plan', 'Commission plan'],
  ['plan', 'Commission plan', press('改方案', 'Change the plan', '加一行例外', 'Add an exception')],
  ['staff', 'Staff and roles'],
  ['staff', 'Staff and roles', press('登录规则', 'Sign-in rule')],
  [`staff/${shop.cast.person('lin')}/leave`, null],
  ['keys', 'API and webhooks'],
  ['keys', 'API and webhooks', press('做一把钥匙', 'Make a key')],
  ['keys?tab=webhooks', 'API and webhooks'],
  ['privacy', 'Personal data'],
  ['audit', 'Audit log'],
  ['operations', 'Operations'],
  ['security', 'Account security'],
];

const CHINESE = /[\u4e00-\u9fff]{5,}/;

test.each([
  { language: 'zh', mode: 'light' },
  { language: 'en', mode: 'dark' },
] as const)(
  '[A1] every page in $language, $mode: no fault, no serious finding, nothing over the side',
  async (look) => {
    const asked = { ...look, viewport: COUNTER };
    const { page, context, faults } = await signIn(desk, 'lin-guodong', asked);
    const findings: string[] = [];
    for (const [path, english, then] of places()) {
      await visit(page, path);
      await then?.(page);
      if (look.language === 'en' && english !== null) {
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(english);
        const text = await page.locator('nav, header').allTextContents();
        expect(text.join('').replace('中文', '')).not.toMatch(CHINESE);
      }
      const found = [...(await graveFindings(page)), ...(await over(page))];
      await page.setViewportSize(PHONE);
      found.push(...(await over(page)).map((each) => `on a phone: ${each}`));
      await page.setViewportSize(COUNTER);
      findings.push(...found.map((each) => `/${path} ${each}`));
    }
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  },
  2 * MANY_PAGES_MS,
);

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${desk.origin}/console/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
}
/** What makes the page wider than its window, though nothing around it scrolls. */
const over = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const by = document.documentElement.scrollWidth - innerWidth;
    if (by <= 0) return [];
    const scrolls = (at: Element | null): boolean =>
      at !== null &&
      (/auto|hidden|scroll/.test(getComputedStyle(at).overflowX) || scrolls(at.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter(
      (each) => each.getBoundingClientRect().right > innerWidth && !scrolls(each.parentElement),
    );
    return [`runs over by ${by}: ${wide.map((each) => each.outerHTML.slice(0, 120)).join(' ')}`];
  });

test('[G3] an XLSX is dropped, its columns are confirmed, it runs, and the bad row comes home', async () => {
  const { page, context, faults } = await signIn(desk, 'zhao');
  await page.goto(`${desk.origin}/console/imports`);
  await page.getByText('会员', { exact: true }).last().click();
  const rows = memberRows(12);
  rows[5]![1] = '12345';
  await page.locator('input[type=file]').setInputFiles({
    name: '会员.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: xlsxOf(rows),
  });
  const sheet = page.getByRole('dialog');
  await sheet.getByText('13900000001').waitFor();
  await sheet.getByRole('combobox', { name: '哪家店的库存' }).click();
  await page.getByTitle('湖畔店').last().click();
  await sheet.getByRole('button', { name: '开始导入 12 行' }).click();
  await page.getByText('导完了').waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载坏的 1 行' }).click();
  const stream = await (await saved).createReadStream();
  const text = Buffer.concat(await stream.toArray()).toString();
  expect(text).toContain('12345');
  expect(text).toContain('手机号不对');
  const { rows: made } = await shop.house.owner.query(
    "select count(*)::int as n from members.member where entry = 'import'",
  );
  expect(made).toEqual([{ n: 11 }]);
  expect(faults).toEqual([]);
  await context.close();
});
