/**
 * Who pays for a promotion: head office as ever, or dealer and store by share. From the promotion
 * through a real order to its settlement, a late return, and the dealer's statement.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyHouse, type MoneyHouse } from '../../test/money-house.ts';
import { openShop, place, readyToOrder, type Shop } from '../../test/shop.ts';
import { addDays, dayOf, instantAt } from '../kernel/time.ts';
import { newUuid } from '../platform/uuid.ts';
import { startPromotion } from './change-promotions.ts';
import { SYSTEM } from '../platform/audit.ts';
import { fen } from '../kernel/money.ts';
import type { PromotionId } from '../kernel/id.ts';

let shop: Shop;
let money: MoneyHouse;
beforeAll(async () => {
  shop = await openShop({ shoppers: 2 });
  money = await openMoneyHouse();
});
afterAll(async () => {
  await shop.close();
  await money.close();
});

test('[A6] a shared promotion’s cost is frozen with the order, a default one writes nothing', async () => {
  const { house, cast, goods, shoppers, outlet } = shop;
  const { owner } = house;
  const root = (await owner.query(`select id from chain.node where kind = 'hq'`)).rows[0].id;
  const now = house.clock.now();
  const start = (offFen: number, costBps: { dealer: number; outlet: number }) =>
    startPromotion(
      house.db,
      { merchant: cast.merchant, actor: SYSTEM, branches: [root] },
      {
        id: newUuid(now) as PromotionId,
        node: root,
        name: '满减',
        thresholdFen: fen(1_000),
        offFen: fen(offFen),
        startsAt: instantAt(now - 1_000),
        endsAt: instantAt(now + 86_400_000),
        costOwner: 'hq',
        costBps,
      },
    );
  const order = async (who: number) => {
    const items = [{ sku: goods.skus.strawberries, quantity: 1 }];
    const wish = await readyToOrder(shop, shoppers[who]!, outlet('hupan'), items);
    expect((await place(shop, shoppers[who]!, wish)).statusCode).toBe(201);
    const { rows } = await owner.query(
      `select payer_kind as payer, payee_kind as payee, amount_fen::int as fen
       from commission.charge where order_id = $1 order by payer_kind`,
      [wish.id],
    );
    return rows;
  };
  await start(900, { dealer: 0, outlet: 0 });
  expect(await order(0)).toEqual([]);
  await expect(start(1, { dealer: 9_000, outlet: 2_000 })).rejects.toMatchObject({
    code: 'pricing.cost_above_the_whole',
  });
  await start(901, { dealer: 4_000, outlet: 1_000 });
  expect(await order(1)).toEqual([
    { payer: 'dealer', payee: 'hq', fen: 360 },
    { payer: 'outlet', payee: 'hq', fen: 90 },
  ]);
});

test('[A6] it is booked at settlement, a late return gives its part back, and the statement adds up', async () => {
  const { till, cast, app, house } = money;
  const day = dayOf(instantAt(house.clock.now()));
  const lines = [
    { quantity: 1, priceFen: 3980, discountFen: 485 },
    { quantity: 1, priceFen: 2590, discountFen: 315 },
  ];
  const { id } = await till.place({ lines });
  const root = (await till.one(`select id from chain.node where kind = 'hq'`)).id;
  for (const [no, amount] of [
    [1, 194],
    [2, 126],
  ])
    await till.many(
      `insert into commission.charge values ($1, $2, $3, 'promotion', 'dealer', $4, 'hq', $5, 0, $6)`,
      [cast.chain.merchant, id, no, cast.dealer, root, amount],
    );
  await till.report(id);
  await till.handOver(id);
  const booked = () =>
    till.many(
      `select type, amount_fen::int as fen from ledger.transfer
       where type like 'promotion%' order by at, type`,
    );
  expect(await booked()).toEqual([]);
  await till.settle(id);
  expect(await booked()).toEqual([{ type: 'promotion', fen: 320 }]);
  house.clock.advance(1_000);
  await till.confirm((await till.refund(id, [{ no: 2, pieces: 1, amount: null }])).id);
  expect(await booked()).toEqual([
    { type: 'promotion', fen: 320 },
    { type: 'promotion_back', fen: 126 },
  ]);
  await till.whole();
  await till.many('update chain.staff_session set seen_at = $1', [new Date(house.clock.now())]);
  const url = `/api/console/statements/dealer/${cast.dealer}?from=${day}&to=${addDays(day, 30)}`;
  const seen = (await app.inject({ url, headers: cast.chain.as('sun-hui') })).json();
  expect(seen).toMatchObject({ earnedFen: 345 - 136, chargedFen: -194, reconciled: true });
});

test('[B12] goods of a dealer’s own: head office pays the supply price of the pieces that were kept', async () => {
  const { till, cast, house } = money;
  const { id } = await till.place({ lines: [{ quantity: 2, priceFen: 2_000 }] });
  const root = (await till.one(`select id from chain.node where kind = 'hq'`)).id;
  const { attempt } = await till.one('select attempt from fulfilment.parcel where order_id = $1', [
    id,
  ]);
  await till.many(
    `insert into commission.charge values ($1, $2, 1, 'goods', 'hq', $3, 'dealer', $4, $5, 3000),
       ($1, $2, 1, 'goods', 'hq', $3, 'dealer', $4, $5 + 7, 2000)`, // of a route that lost it
    [cast.chain.merchant, id, root, cast.dealer, attempt],
  );
  await till.report(id);
  await till.handOver(id);
  await till.settle(id);
  house.clock.advance(1_000);
  await till.confirm((await till.refund(id, [{ no: 1, pieces: 1, amount: null }])).id);
  const booked = await till.many(
    `select type, from_account as "from", to_account as "to", amount_fen::int as fen
     from ledger.transfer where type like 'goods%' order by at, type`,
  );
  expect(booked).toEqual([
    { type: 'goods', from: `due:hq:${root}`, to: `due:dealer:${cast.dealer}`, fen: 3_000 },
    { type: 'goods_back', from: `due:dealer:${cast.dealer}`, to: `due:hq:${root}`, fen: 1_500 },
  ]);
  await till.whole();
});
