/**
 * The first story scene by scene, each at its hour, as its people live it on their phones: sharing,
 * passing on, buying at 22:40, preparing, fetching and giving back.
 */
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { picture, type Stage } from './stage.ts';

/** By the clock of Shanghai; Saturday is the 14th. */
export const march = (day: number, hour: number, minute: number): number =>
  Date.UTC(2026, 2, day, hour - 8, minute);
export const clock = (stage: Stage, at: number): void => stage.shop.house.clock.set(at);
const CHEN = '13800009001';
const WU = '13800006021';

/** 陈静 has been a member for two weeks and lets neighbours see her name. */
export async function joinAsChen(stage: Stage): Promise<void> {
  const { shop, origin } = stage;
  const send = (path: string, body: object) =>
    fetch(`${origin}/api/shop/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-quandian': '1' },
      body: JSON.stringify(body),
    });
  await send('codes', { phone: CHEN });
  const agreement = { terms: true, privacy: true, marketing: false, showName: true };
  const joined = await send('session/phone', {
    phone: CHEN,
    code: await stage.codeFor(CHEN),
    name: '陈静',
    outletId: shop.outlet('hupan'),
    agreement: { ...agreement, textVersion: '1' },
  });
  if (joined.status !== 201) throw new Error(await joined.text());
}

const shared = async (page: Page): Promise<string> => {
  const pasted = await page.evaluate(() => navigator.clipboard.readText());
  return /\/s\/([0-9a-z]{13})/.exec(pasted)![1]!;
};
const seen = (page: Page) =>
  page.waitForResponse((answer) => answer.url().endsWith('/api/shop/visits') && answer.ok());

async function signIn(stage: Stage, page: Page, phone: string): Promise<void> {
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('手机号').fill(phone);
  await sheet.getByRole('button', { name: '发验证码' }).click();
  await sheet.getByRole('button', { name: '秒后再发' }).waitFor();
  await sheet.getByLabel('6 位验证码').fill(await stage.codeFor(phone));
  await sheet.getByRole('checkbox', { name: '我同意' }).click();
  await picture(page, `sign-in-${phone === WU ? 'wu' : 'chen'}`);
  await sheet.getByRole('button', { name: '登录', exact: true }).click();
  await sheet.getByLabel('手机号').waitFor({ state: 'hidden' });
}

/** 22:31: to the group of 湖畔花园, from the guide's phone. */
export async function linShares(stage: Stage): Promise<string> {
  clock(stage, march(14, 22, 31));
  const page = await stage.workbench('lin');
  await page.goto(`${stage.origin}/work/share`);
  await page.getByRole('button', { name: '分享 建德红颜草莓' }).click();
  const sheet = page.getByRole('dialog', { name: '分享给邻居' });
  await sheet.getByText('成交后你得 5%，约 ¥1.99').waitFor();
  await sheet.getByRole('img', { name: /建德红颜草莓 的海报/ }).waitFor();
  await sheet.getByRole('button', { name: /湖畔花园群/, pressed: true }).waitFor();
  await picture(page, '1-lin-shares');
  await sheet.getByRole('button', { name: '发到群' }).click();
  await page.getByText('已复制').waitFor();
  const code = await shared(page);
  await page.context().close();
  return code;
}

/** 22:37: she reads it in bed, and passes it on. */
export async function chenPassesOn(stage: Stage, code: string): Promise<string> {
  clock(stage, march(14, 22, 37));
  const page = await stage.phone();
  const visited = seen(page);
  await page.goto(`${stage.origin}/s/${code}`);
  await page.getByText('林小满').first().waitFor();
  await visited;
  await page.getByRole('button', { name: '把建德红颜草莓分享给邻居' }).click();
  await signIn(stage, page, CHEN);
  const copy = page.getByRole('button', { name: '复制链接和话' });
  await page.locator('.share-ways .main:not([aria-busy])').waitFor();
  await picture(page, '2-chen-passes-on');
  await copy.click();
  await page.getByText('复制好了').waitFor();
  const own = await shared(page);
  await page.context().close();
  return own;
}

/** 22:40: a stranger's phone; what she wants is in another store, and the shop says so. */
export async function wuBuys(stage: Stage, code: string): Promise<{ page: Page; order: string }> {
  clock(stage, march(14, 22, 40));
  const { origin } = stage;
  const page = await stage.phone();
  await page.goto(`${origin}/s/${code}`);
  await page.getByText('邻居陈静').waitFor();
  await page.getByText('湖畔店卖，文二西路店备货').waitFor();
  await page.getByText('现在下单，湖畔店已打烊也照接').waitFor();
  await picture(page, '3-wu-opens-the-link');
  await page.getByRole('button', { name: '立即买' }).click();
  await signIn(stage, page, WU);
  await page.getByText('湖畔店没货，这家最早能备好').waitFor();
  await nameHerself(stage, page);
  await page.goto(`${origin}/search?q=mj`);
  await page.getByRole('button', { name: '加入购物车 涌泉蜜橘' }).click();
  await page.getByText('放进购物车了').waitFor();
  await page.goto(`${origin}/cart`);
  await page.getByRole('button', { name: '去结算 2 件' }).click();
  await page.getByText('湖畔店没货，这家最早能备好').waitFor();
  await page.getByText('明早 8:00 可取').first().waitFor();
  await page.getByText('−¥8.00').first().waitFor();
  await picture(page, '4-checkout');
  await page.getByRole('button', { name: '提交并付款' }).click();
  await page.waitForURL(/\/sim\/cashier/);
  await page.getByText('¥57.70').waitFor();
  await picture(page, '5-cashier');
  await page.getByText('付款 Pay', { exact: true }).click();
  await page.waitForURL(/\/orders\//);
  await page.getByText('店里在安排').first().waitFor();
  await stage.carryOn();
  return { page, order: new URL(page.url()).pathname.split('/')[2]! };
}

async function nameHerself(stage: Stage, page: Page): Promise<void> {
  await page.goto(`${stage.origin}/me`);
  await page.getByRole('button', { name: '改名字' }).click();
  await page.getByRole('dialog').getByLabel('名字').fill('吴桐');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('吴桐').first().waitFor();
}

/** From 7:20: accepted, ticked, put on shelf 3. */
export async function storePrepares(stage: Stage): Promise<Page> {
  clock(stage, march(15, 7, 20));
  await stage.carryOn();
  const page = await stage.workbench('tang');
  await page.goto(`${stage.origin}/work/orders`);
  await page.getByText('替湖畔店备货').first().waitFor();
  await page.getByText('闭店后下单').first().waitFor();
  await page.getByRole('button', { name: '接单', exact: true }).click();
  await page.getByRole('button', { name: '待拣 1' }).click();
  await page.getByRole('checkbox', { name: '拣好 建德红颜草莓' }).click();
  await page.getByRole('checkbox', { name: '拣好 涌泉蜜橘' }).click();
  clock(stage, march(15, 7, 50));
  await picture(page, '6-store-picks');
  await page.getByRole('button', { name: '拣好了', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '3 号架', exact: true }).click();
  await page.getByRole('button', { name: '备好了，放 3 号架' }).click();
  await page.getByRole('button', { name: '待取 1' }).waitFor();
  await stage.carryOn();
  return page;
}

/** 8:10: she reads her eight digits, he types them. */
export async function wuCollects(stage: Stage, wu: Page, tang: Page): Promise<void> {
  clock(stage, march(15, 8, 10));
  await wu.reload();
  await wu.getByText('可以来取了').waitFor();
  const square = wu.getByRole('img', { name: '取货二维码' });
  expect(await square.evaluate((image: HTMLImageElement) => image.decode())).toBeUndefined();
  const digits = (await wu.locator('.code-card .code').textContent())!.replace(' ', '');
  expect(digits).toMatch(/^\d{8}$/);
  await picture(wu, '7-wu-has-a-code');
  await tang.goto(`${stage.origin}/work/verify`);
  await tang.getByRole('textbox', { name: '取货码' }).fill(digits);
  await tang.getByText('核销好了').waitFor();
  await picture(tang, '8-handed-over');
  await tang.context().close();
  await stage.carryOn();
  await wu.reload();
  await wu.getByText('已取货').first().waitFor();
}

/** 12:00: the tangerines are bruised; 王店长 of 湖畔店, who sold them, agrees. */
export async function tangerinesComeBack(stage: Stage, wu: Page): Promise<void> {
  clock(stage, march(15, 12, 0));
  await wu.getByRole('button', { name: '申请售后' }).click();
  await wu.getByRole('button', { name: '多一件 涌泉蜜橘' }).click();
  await wu.getByText('预计退 ¥22.75').waitFor();
  await wu.getByRole('button', { name: '压伤或变质' }).click();
  await picture(wu, '9-wu-asks-back');
  await wu.getByRole('button', { name: '提交申请' }).click();
  await wu.getByText('申请已提交').waitFor();
  const page = await stage.workbench('wang');
  await page.goto(`${stage.origin}/work/cases`);
  await page.getByRole('button', { name: '处理', exact: true }).click();
  await page.getByText('已经退到店里').click();
  await page.getByRole('button', { name: '同意并退款' }).click();
  await page.getByText('已同意，退款原路返回').waitFor();
  await page.context().close();
  await stage.carryOn();
  await wu.reload();
  await wu.getByText('已退 ¥22.75').first().waitFor();
  await wu.context().close();
}
