/** Staff keep their accounts: two-step verification turned on, asked for, and proven again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOTP } from 'otpauth';
import { PASSWORD } from '../../server/test/cast.ts';
import { graveFindings, MANY_PAGES_MS } from './axe.ts';
import { openStage, picture, type Stage } from './stage.ts';
import { march } from './scenes.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(march(14, 9, 0));
});
afterAll(async () => stage?.close());

const later = (ms: number): void => void stage.shop.house.clock.advance(ms);
const codeOf = (secret: string): string =>
  new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: stage.shop.house.clock.now() });

test(
  '[G5] the administrator turns it on, signs in by it, and is asked again before she makes a key',
  async () => {
    const page = await stage.desk('lin-guodong');
    await page.locator('button.me').click();
    await page.getByRole('menuitem', { name: '账号安全与登录设备' }).click();
    await page.getByRole('heading', { level: 1, name: '账号安全' }).waitFor();
    await page.getByRole('button', { name: '开启两步验证' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '开启两步验证' }).click();
    await page.getByRole('img', { name: '两步验证的二维码' }).waitFor();
    expect(await graveFindings(page)).toEqual([]);
    await picture(page, 'factor-begins');
    const secret = (await page.getByRole('dialog').locator('code').textContent())!;
    await page.getByLabel('6 位动态码').fill(codeOf(secret));
    await page.getByRole('button', { name: '确认开启' }).click();
    await page.locator('.codes li').nth(9).waitFor();
    await picture(page, 'recovery-codes');
    await page.getByRole('button', { name: '我已收好' }).click();
    await page.getByText('已开启，登录时要输验证器的 6 位码。').waitFor();
    await picture(page, 'security');

    await page.locator('button.me').click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.fill('#login', 'lin-guodong');
    await page.fill('#password', PASSWORD);
    await page.press('#password', 'Enter');
    await page.getByRole('heading', { name: '还差一步' }).waitFor();
    expect(await graveFindings(page)).toEqual([]);
    later(30_000);
    await page.getByLabel('6 位动态码').fill(codeOf(secret));
    await picture(page, 'second-step');
    await page.click('button[type=submit]');
    await page.locator('.side nav').waitFor();

    later(6 * 60_000);
    await page.goto(`${stage.origin}/console/keys`);
    await page.getByRole('button', { name: '做一把钥匙' }).click();
    const sheet = page.getByRole('dialog', { name: '做一把钥匙' });
    await sheet.locator('#name').fill('收银系统');
    await sheet.getByRole('checkbox').first().check();
    await sheet.locator('button[type=submit]').click();
    const proof = page.getByRole('dialog', { name: '再确认一次是你' });
    await proof.getByLabel('6 位动态码').fill(codeOf(secret));
    await picture(page, 'prove-again');
    await proof.getByRole('button', { name: '确认' }).click();
    await page.locator('code.secret').waitFor(); // what was refused was sent again by itself
    await page.context().close();
  },
  MANY_PAGES_MS,
);

test(
  '[G5] a guide ends her other sign-ins, and proves herself by her password on the phone',
  async () => {
    const other = await stage.workbench('lin');
    const page = await stage.workbench('lin');
    await page.goto(`${stage.origin}/work/me/security`);
    await page.getByText('登录着的地方').waitFor();
    expect(await graveFindings(page)).toEqual([]);
    await picture(page, 'work-security');
    await page.getByRole('button', { name: '结束其他全部登录' }).click();
    await page.getByRole('dialog').getByText('结束其他全部登录').last().click();
    await page.getByText('已结束').first().waitFor();
    await other.goto(`${stage.origin}/work/`);
    await other.getByRole('heading', { name: '登录工作台' }).waitFor();
    later(6 * 60_000);
    await page.getByRole('button', { name: '开启两步验证' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '开启两步验证' }).click();
    const proof = page.getByRole('dialog', { name: '再确认一次是你' });
    await proof.locator('input').fill(PASSWORD);
    await picture(page, 'work-prove-again');
    await proof.getByRole('button', { name: '确认', exact: true }).click();
    await page.getByRole('img', { name: '两步验证的二维码' }).waitFor();
    await other.context().close();
    await page.context().close();
  },
  MANY_PAGES_MS,
);
