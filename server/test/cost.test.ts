/** What one order costs the database, exactly: round trips, statements, commits. */
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import type { Pipeline } from '../src/platform/pipeline.ts';
import { openShop, place, readyToOrder, type Shop } from './shop.ts';

async function linesOf(shop: Shop, payload: Record<string, unknown>): Promise<string[][]> {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  const placed = await place(shop, shop.shoppers[0]!, payload);
  const lines = sent.mock.calls.map(([line]) => (line as unknown as Pipeline).names);
  sent.mockRestore();
  expect(placed.statusCode).toBe(201);
  return lines;
}

test('[B9] bar-2: an order costs three round trips, twenty statements and one commit, sign-in included', async () => {
  const shop = await openShop({ shoppers: 1 });
  const items = [{ sku: shop.goods.skus.milk, quantity: 1 }];
  const wish = () => readyToOrder(shop, shop.shoppers[0]!, shop.outlet('hupan'), items);
  await place(shop, shop.shoppers[0]!, await wish());
  const lines = await linesOf(shop, await wish());
  expect(lines).toEqual([
    ['platform.enter', 'members.find_session'],
    [
      'platform.begin',
      'platform.enter',
      'orders.find_standing',
      'platform.find_versions',
      'inventory.find_stock',
      'fulfilment.find_loads',
      'members.find_buyer_facts',
      'belonging.find_open',
      'sharing.find_crediting_visits',
    ],
    [
      'orders.insert_order',
      'attribution.insert_credit',
      'commission.insert_portions',
      'fulfilment.insert_route',
      'platform.insert_event',
      'platform.set_timer',
      'fulfilment.take_capacity',
      'inventory.take_units',
      'platform.commit',
    ],
  ]);
  await shop.close();
});
