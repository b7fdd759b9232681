/**
 * The wire is cut after COMMIT was sent: who asked hears nothing, and it has happened. Asking again
 * with the same id or key gives the answer that was missed, and nothing happens a second time.
 */
import { expect, test } from 'vitest';
import { newUuid } from '../src/platform/uuid.ts';
import { say } from './drill-says.ts';
import { server } from './house.ts';
import { findViolations } from './invariants.ts';
import { openMoneyHouse } from './money-house.ts';
import { openProxy } from './proxy.ts';
import { openShop, place, readyToOrder } from './shop.ts';

const ROUNDS = Number(process.env.CUT_ROUNDS ?? 2);

test('[B11] fault-6: an order whose answer was cut off after COMMIT stands once, and says so', async () => {
  const wire = await openProxy(server(), 0);
  const shop = await openShop({ shoppers: 1, house: { through: (url) => wire.through(url) } });
  const [who] = shop.shoppers;
  for (let round = 0; round < ROUNDS; round += 1) {
    const items = [{ sku: shop.goods.skus.milk, quantity: 1 }];
    const wish = await readyToOrder(shop, who!, shop.outlet('hupan'), items);
    wire.cutAfterCommit();
    const cut = await place(shop, who!, wish);
    expect([cut.statusCode, cut.json().code]).toEqual([503, 'http.unavailable']);
    const again = await place(shop, who!, wish);
    expect(again.statusCode).toBe(201);
    const { rows } = await shop.house.owner.query(
      `select o.payable_fen::int as "payableFen", (select count(*)::int from inventory.hold h
         where h.order_id = o.id) as holds from orders."order" o where id = $1`,
      [wish.id],
    );
    expect(rows).toEqual([{ payableFen: again.json().payableFen, holds: 1 }]);
    expect(await findViolations(shop.house.owner)).toEqual([]);
  }
  const { rows } = await shop.house.owner.query('select count(*)::int as n from orders."order"');
  expect(rows).toEqual([{ n: ROUNDS }]);
  say(`${ROUNDS} orders cut off after COMMIT: each stands once and says so`);
  await shop.close();
  await wire.close();
});

test('[B11] fault-6: a refund whose answer was cut off after COMMIT is one refund', async () => {
  const money = await openMoneyHouse(1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id } = await money.till.place({ lines: [{ quantity: 3, priceFen: 100 }] });
    await money.till.report(id);
    await money.till.handOver(id);
    const lines = [{ no: 1, pieces: 1, amountFen: null }];
    const payload = { id: newUuid(money.house.clock.now()), lines, reason: 'bruised' };
    const url = `/api/console/orders/${id}/refunds`;
    const headers = money.cast.chain.as('sun-hui');
    const send = () => money.app.inject({ method: 'POST', url, headers, payload });
    money.cutAfterCommit();
    expect((await send()).statusCode).toBe(503);
    const again = await send();
    expect([again.statusCode, again.json().refundedFen ?? 100]).toEqual([201, 100]);
    expect((await money.till.order(id)).refunded_fen).toBe('100');
    await money.till.whole();
  }
  say(`${ROUNDS} refunds cut off after COMMIT: each is one refund`);
  await money.close();
});
