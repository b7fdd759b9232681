/** What a published rule does to people, on their phones: money back at once, a bond that ends. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDue } from '../../server/src/run-due.ts';
import { PASSWORD } from '../../server/test/cast.ts';
import { paidOrder } from '../../server/test/paid-order.ts';
import { Shopper } from '../../server/test/shopper.ts';
import type { Shop } from '../../server/test/shop.ts';
import { FIRST_POLICIES } from '../../server/src/modules/chain/chain.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import { graveFindings } from './axe.ts';
import { openShopfront, type Shopfront } from './shopfront.ts';

const DAY = 86_400_000;
let front: Shopfront;
let shop: Shop;
beforeAll(async () => {
  front = await openShopfront({ shoppers: 1 }); // Saturday noon: everybody is open
  ({ shop } = front);
});
afterAll(() => front?.close());

test('[B9] the rule says refund: nobody can prepare it, and her phone tells her so', async () => {
  const { bounds: _, ...rule } = FIRST_POLICIES.routing;
  const published = await shop.app.inject({
    method: 'POST',
    url: '/api/console/policies',
    headers: shop.cast.as('zhao'),
    payload: {
      kind: 'routing',
      node: shop.cast.hq,
      body: { ...rule, onNone: 'refund' },
      why: '退',
    },
  });
  expect(published.statusCode, published.body).toBe(201);
  shop.house.clock.advance(1_000);
  const [wu] = shop.shoppers;
  const order = await paidOrder(shop, wu!, shop.outlet('hupan'), [
    { sku: shop.goods.skus.strawberries, quantity: 1 },
  ]);
  for (let i = 0; i < 6; i += 1) {
    shop.house.clock.advance(31 * 60_000);
    await runDue(shop.house);
  }
  const { page, context } = await front.phoneOf(wu!);
  await page.goto(`${front.origin}/orders/${order}`);
  await page.getByText('没有店能备货了，¥39.80 已原路退回').waitFor();
  await page.getByText('没有店能备货了，钱马上退给你').waitFor();
  expect(await page.getByRole('button', { name: '我等着' }).count()).toBe(0);
  await context.close();
});

test('[D2] a customer’s bond ends in a week: her guide finds her among the people to talk to', async () => {
  const { app, cast, house } = shop;
  const asked = { url: '/api/work/customer-qr', headers: cast.as('lin', 'workbench') };
  const { code } = (await app.inject(asked)).json();
  const chen = new Shopper(app, cast.host);
  await chen.post('/api/shop/visits', { id: newUuid(house.clock.now()), code });
  await chen.enter('13600000077', { name: '陈静' });
  house.clock.advance(174 * DAY);
  await runDue(house);

  const { page, context, faults } = await front.visitor();
  await context.addInitScript(() => localStorage.setItem('qd.work.lang', 'zh'));
  await page.goto(`${front.origin}/work/`);
  await page.fill('input[name=login]', 'lin');
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.getByText('再有 6 天没有订单和沟通，就不归你了').waitFor();
  expect(await graveFindings(page)).toEqual([]);
  await page.goto(`${front.origin}/work/customers`);
  await page.getByRole('button', { name: '快到期' }).click();
  await page.getByText(/到期$/).last().waitFor();
  await page.getByRole('link', { name: /陈静/ }).click();
  await page.getByText(/前没有订单和沟通，就不归你了/).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
