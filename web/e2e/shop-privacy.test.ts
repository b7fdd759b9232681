/** 隐私与授权 on a phone: a switch each, the file, and leaving with the days to think it over. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as members from '../../server/src/modules/members/members.ts';
import { unzip } from '../../server/test/dump.ts';
import { openShopfront, type Shopfront } from './shopfront.ts';

const PHONE = '13977712345';
let front: Shopfront;
beforeAll(async () => {
  front = await openShopfront({ shoppers: 1 });
  const { house, cast, shoppers, outlet } = front.shop;
  await house.db.transaction(cast.merchant, async (tx) =>
    members.addIdentity(tx, house.vault, shoppers[0]!.id, {
      kind: 'phone',
      app: '',
      value: PHONE,
    }),
  );
  const now = new Date(house.clock.now());
  await house.owner.query(
    `with e as (insert into belonging.event values ($1, gen_random_uuid(), $2, 'outlet', 'bind', null,
       $3, 'sign_up', null, 1, '', $4) returning id)
     insert into belonging.period select $1, gen_random_uuid(), $2, 'outlet', $3,
       tstzrange($4, null), $4, null, $4, id from e`,
    [cast.merchant, shoppers[0]!.id, outlet('hupan'), now],
  );
});
afterAll(() => front?.close());

test('[D11] a member switches, downloads, leaves and stays', { timeout: 120_000 }, async () => {
  const { shop, origin } = front;
  const { page, context, faults } = await front.phoneOf(shop.shoppers[0]!);
  await page.goto(`${origin}/me`);
  await page.getByText('隐私与授权').click();
  const texts = page.getByRole('switch', { name: '短信优惠' });
  await texts.nth(1).waitFor();
  expect(await texts.count()).toBe(2); // head office and the dealer
  await texts.nth(1).click();
  await page.locator('[aria-busy=false] [role=switch][aria-checked=true]').waitFor();
  const { rows } = await shop.house.owner.query(
    'select controller, withdrawn_at from members.consent where purpose = $1',
    ['marketing_sms'],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].controller).not.toBe(shop.cast.hq);
  await texts.nth(1).click();
  await page.locator('[role=switch][aria-checked=true]').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: '下载我的资料' }).click();
  const sheet = page.getByRole('dialog');
  const prove = async (press: string) => {
    shop.house.clock.set(shop.house.clock.now() + 61_000);
    await sheet.getByRole('button', { name: '发验证码' }).click();
    await sheet.locator('button:not([disabled])', { hasText: '发验证码' }).waitFor();
    const sent = await page.request.get(`${origin}/sim/sms.json?phone=${PHONE}`);
    await sheet.getByLabel('6 位验证码').fill((await sent.json()).items[0].code);
    await sheet.getByRole('button', { name: press }).click();
  };
  const download = page.waitForEvent('download');
  await prove('下载我的资料');
  const zip = readFileSync((await (await download).path())!);
  expect(unzip(zip).get('member.json')).toContain(PHONE);

  await page.getByRole('button', { name: '注销账号' }).click();
  await prove('确认注销');
  await page.getByText('已提交。').waitFor();
  const stay = page.getByRole('button', { name: '不注销了' });
  await stay.waitFor();
  if (process.env.STORY_PICTURES !== undefined)
    await page.screenshot({ path: `${process.env.STORY_PICTURES}/privacy.png`, fullPage: true });
  await stay.click();
  await page.getByRole('button', { name: '注销账号' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
