/**
 * The workbench in a real browser, phone size: the morning after the first story. A store accepts,
 * picks, shelves and hands over; a guide shares and keeps a note though the network is away.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { toDataURL } from 'qrcode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PHONE } from '../../server/test/browser.ts';
import { PASSWORD } from '../../server/test/cast.ts';
import { openLinkOf, paidOrder } from '../../server/test/paid-order.ts';
import { openShop, type Shop } from '../../server/test/shop.ts';
import type { OrderId } from '../../server/src/kernel/id.ts';
import { askBack, collected } from './afters.ts';
import { graveFindings, hearFaults, MANY_PAGES_MS } from './axe.ts';

const EVENING = Date.UTC(2026, 2, 14, 14, 40); // Saturday, 22:40 in Shanghai
const MORNING = Date.UTC(2026, 2, 14, 23, 24); // Sunday, 7:24

let shop: Shop;
let order: OrderId;
let browser: Browser;
let origin: string;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2, house: { at: EVENING } });
  const { cast, goods, shoppers, outlet, house, app } = shop;
  await house.owner.query("insert into platform.host values ('127.0.0.1', $1)", [cast.merchant]);
  app.forgetMerchants();
  await openLinkOf(shop, cast.person('lin'), outlet('hupan'), shoppers[0]!);
  order = await paidOrder(shop, shoppers[0]!, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 1 },
    { sku: goods.skus.tangerines, quantity: 1 },
  ]);
  house.clock.set(MORNING);
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

interface Look {
  readonly lang: 'zh' | 'en';
  readonly theme: 'light' | 'dark';
}
async function signIn(
  login: string,
  { lang, theme }: Look = { lang: 'zh', theme: 'light' },
): Promise<{ page: Page; context: BrowserContext; faults: readonly string[] }> {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce' });
  const faults = hearFaults(context);
  await context.addInitScript(
    ([spoken, worn]) => {
      localStorage.setItem('qd.work.lang', spoken!);
      localStorage.setItem('qd.work.theme', worn!);
    },
    [lang, theme],
  );
  const page = await context.newPage();
  await page.goto(`${origin}/work/`);
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.locator('nav.tabs').waitFor();
  return { page, context, faults };
}
const one = async (sql: string, args: unknown[] = []) =>
  (await shop.house.owner.query(sql, args)).rows[0];

test('[B11] the store accepts, ticks, puts it on shelf 3; a scanned code hands over; the next order rings', async () => {
  const { page, context } = await signIn('tang');
  await page.goto(`${origin}/work/orders`);
  await page.getByText('替湖畔店备货').first().waitFor();
  await page.getByText('闭店后下单').first().waitFor();
  await page.getByRole('button', { name: '接单', exact: true }).click();
  await page.getByRole('button', { name: '待拣 1' }).click();
  const ready = page.getByRole('button', { name: '拣好了', exact: true });
  expect(await ready.isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: '拣好 建德红颜草莓' }).click();
  await page.getByRole('checkbox', { name: '拣好 涌泉蜜橘' }).click();
  await ready.click();
  await page.getByRole('dialog').getByRole('button', { name: '3 号架', exact: true }).click();
  await page.getByRole('button', { name: '备好了，放 3 号架' }).click();
  await page.getByRole('button', { name: '待取 1' }).waitFor();
  const parcel = await one(
    `select state, shelf, picked, pickup_code as code, pickup_token_enc as token
     from fulfilment.parcel where order_id = $1`,
    [order],
  );
  expect([parcel.state, parcel.shelf, parcel.picked]).toEqual(['ready', '3', [1, 2]]);

  await page.goto(`${origin}/work/verify`);
  const cells = page.getByRole('textbox', { name: '取货码' });
  await cells.fill(parcel.code === '00000000' ? '00000001' : '00000000');
  await page.getByText('pickup.no_such_code').waitFor();
  await holdBeforeCamera(page, shop.house.vault.open(parcel.token));
  await page.getByRole('button', { name: '扫顾客手机' }).click();
  await page.getByText('核销好了').waitFor();
  const { state } = await one('select state from orders."order" where id = $1', [order]);
  expect(state).toBe('received');

  await paidOrder(shop, shop.shoppers[1]!, shop.outlet('wener'), [
    { sku: shop.goods.skus.milk, quantity: 1 },
  ]);
  await page.getByRole('button', { name: /新来 1 单待接/ }).click();
  await page.getByText('鲜牛奶').waitFor();
  await context.close();
});

/** What the camera sees is a canvas with the member's square on it; the scanner is the real one. */
async function holdBeforeCamera(page: Page, token: string): Promise<void> {
  const square = await toDataURL(token, { width: 360, margin: 4 });
  await page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const pen = canvas.getContext('2d')!;
    const draw = () => {
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, 640, 480);
      pen.drawImage(image, 140, 60);
    };
    draw();
    setInterval(draw, 50);
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20);
  }, square);
}

test('[D9] [C1] the guide reads her evening, shares with her own poster and sees what she would earn', async () => {
  const { page, context } = await signIn('lin');
  await page.getByText('昨晚闭店后 1 单').waitFor();
  await page.goto(`${origin}/work/share`);
  await page.getByRole('searchbox').fill('hycm');
  await page.getByRole('button', { name: '分享 建德红颜草莓' }).click();
  const sheet = page.getByRole('dialog', { name: '分享给邻居' });
  await sheet.getByText('成交后你得 5%，约 ¥1.99').waitFor();
  const poster = sheet.getByRole('img', { name: /建德红颜草莓 的海报/ });
  await poster.waitFor();
  const width = await poster.evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(width).toBeGreaterThan(200);
  const made = await linksOf();
  await page.goBack();
  await sheet.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '分享 建德红颜草莓' }).click();
  await poster.waitFor();
  expect(await linksOf()).toBe(made); // pressed again, it is the same link
  await context.close();
});

test('[D9] a note written without a network waits in sight and arrives once', async () => {
  const customer = shop.shoppers[1]!.id;
  await giveTo(customer);
  const { page, context } = await signIn('lin');
  await page.goto(`${origin}/work/customers/${customer}`);
  await page.getByRole('button', { name: '记一笔' }).click();
  await context.setOffline(true);
  await page.getByRole('textbox', { name: '聊了什么' }).fill('小女儿对虾过敏');
  await page.getByRole('button', { name: '记下' }).click();
  await page.getByText('1 项排队中').waitFor();
  await context.setOffline(false);
  await page.getByText('你记：小女儿对虾过敏').waitFor();
  await page.getByText('1 项排队中').waitFor({ state: 'hidden' });
  const { notes } = await one(
    'select count(*)::int as notes from members.note where member_id = $1',
    [customer],
  );
  expect(notes).toBe(1);
  await context.close();
});

async function linksOf(): Promise<number> {
  const { links } = await one(
    'select count(*)::int as links from sharing.link where sharer_id = $1 and target_id = $2',
    [shop.cast.person('lin'), shop.goods.products.strawberries],
  );
  return links;
}

/** She is 林小满's customer since a month. */
async function giveTo(member: string): Promise<void> {
  const { cast, house } = shop;
  await house.owner.query(
    `with e as (
       insert into belonging.event (merchant_id, id, member_id, kind, verb, to_owner_id, source,
         policy_version, reason, at)
       values ($1, gen_random_uuid(), $2, 'guide', 'bind', $3, 'sign_up', 1, 'test', $4)
       returning id)
     insert into belonging.period (merchant_id, id, member_id, kind, owner_id, during, bound_at,
       renewed_at, opened_by)
     select $1, gen_random_uuid(), $2, 'guide', $3, tstzrange($4, null), $4, $4, id from e`,
    [cast.merchant, member, cast.person('lin'), new Date(EVENING - 30 * 86_400_000)],
  );
}

const MAIN = ['', 'share', 'orders', 'income'];
const REST = [
  'customers',
  'customers/new',
  'stock',
  'cases',
  'outlet',
  'me',
  'me/shop',
  'me/security',
  'verify',
  'incentives',
];

test.each([
  { lang: 'zh', theme: 'light', places: MAIN },
  { lang: 'en', theme: 'dark', places: [...REST, 'orders'] },
] as const)(
  '$lang, $theme: no serious finding of axe, nothing runs over the side',
  async (look) => {
    const { page, context, faults } = await signIn('wang', look);
    const found: string[] = [];
    for (const place of look.places) {
      await page.goto(`${origin}/work/${place}`);
      await page.locator('main').waitFor();
      await page.waitForFunction(() => document.querySelectorAll('.bone').length === 0);
      for (const each of await graveFindings(page)) found.push(`${place}: ${each}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) found.push(`${place}: runs over by ${over}`);
    }
    expect([...found, ...faults]).toEqual([]);
    await context.close();
  },
  MANY_PAGES_MS,
);

test(
  '[B11] what is asked back, its decision and its receipt keep nobody out, and the goods come home',
  async () => {
    const buyer = shop.shoppers[1]!;
    const asked = await askBack(shop, buyer, await collected(shop, buyer));
    const found: string[] = [];
    const see = async (page: Page) => {
      found.push(...(await graveFindings(page)));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) found.push(`runs over by ${over}`);
    };
    const zh = await signIn('wang');
    await zh.page.goto(`${origin}/work/cases`);
    await zh.page.getByText('盖子都鼓起来了').waitFor();
    await see(zh.page);
    await zh.page.getByRole('button', { name: '处理', exact: true }).click();
    await see(zh.page);
    await zh.page.getByRole('button', { name: '同意，等顾客带回来' }).click();
    await zh.page.getByText('已同意，顾客会带着退货码来').waitFor();

    const en = await signIn('wang', { lang: 'en', theme: 'dark' });
    await en.page.goto(`${origin}/work/cases`);
    const { code } = await one('select return_code as code from orders.aftersales where id = $1', [
      asked,
    ]);
    await en.page.getByRole('textbox', { name: /Return code/ }).fill(code);
    await en.page.getByRole('button', { name: 'Find this return' }).click();
    const sheet = en.page.getByRole('dialog');
    await sheet.getByText('¥16.80').waitFor();
    await see(en.page);
    await sheet.getByRole('button', { name: /Take it/ }).click();
    await sheet.waitFor({ state: 'hidden' });
    expect([...found, ...zh.faults, ...en.faults]).toEqual([]);
    await zh.context.close();
    await en.context.close();
  },
  MANY_PAGES_MS,
);
