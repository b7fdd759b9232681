/**
 * Goods that are a dealer's own: refused until he takes his own money and each thing has a supply
 * price; then he gives them to another store's order and head office pays him for what was kept.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findViolations } from '../../test/invariants.ts';
import { payFor } from '../../test/paid-order.ts';
import { openShop, place, readyToOrder, type Shop } from '../../test/shop.ts';
import type { NodeId, OrderId } from '../kernel/id.ts';
import { newUuid } from '../platform/uuid.ts';

let shop: Shop;
let dealer: NodeId;
beforeAll(async () => {
  shop = await openShop({
    shoppers: 4,
    stock: { hupan: { milk: 9 }, wener: { strawberries: 9 }, gudun: {} },
  });
  const { rows } = await shop.house.owner.query(
    `with o as (update chain.outlet set stock_owner = 'dealer' where id = $1 returning merchant_id)
     update platform.version v set chain = v.chain + 1 from o where v.merchant_id = o.merchant_id
     returning (select n.path[array_length(n.path, 1) - 1] from chain.node n where n.id = $1) as d`,
    [shop.outlet('wener')],
  );
  dealer = rows[0].d;
});
afterAll(() => shop.close());

const sql = async (text: string, args: unknown[] = []) =>
  (await shop.house.owner.query(text, args)).rows;
async function buy(from: 'hupan' | 'wener', shopper: number, quantity = 2) {
  const who = shop.shoppers[shopper]!;
  const items = [{ sku: shop.goods.skus.strawberries, quantity }];
  const wish = await readyToOrder(shop, who, shop.outlet(from), items);
  return { who, id: wish.id as OrderId, answer: await place(shop, who, wish) };
}
const openAccount = () =>
  sql(
    `insert into payments.account (merchant_id, id, node_id, channel, mode, name, made_at, changed_at)
     values ($1, $2, $3, 'sandbox', 'partner', '城西鲜达', now(), now())`,
    [shop.cast.merchant, newUuid(0), dealer],
  );
const supply = (fen: number | null) =>
  sql('update catalog.sku set supply_price_fen = $1 where id = $2', [
    fen,
    shop.goods.skus.strawberries,
  ]);

test('[B12] who owns her stock sells nothing without an account of her own, nor gives it to others', async () => {
  await supply(null);
  const who = shop.shoppers[0]!;
  const items = [{ sku: shop.goods.skus.strawberries, quantity: 1 }];
  const own = await readyToOrder(shop, who, shop.outlet('wener'), items).catch(String);
  expect(String(own)).toContain('chain.stock_of_dealer');
  const others = await readyToOrder(shop, shop.shoppers[1]!, shop.outlet('hupan'), items).then(
    (wish) => place(shop, shop.shoppers[1]!, wish),
    String,
  );
  const said = typeof others === 'string' ? others : others.body;
  expect(said).toMatch(/inventory.not_enough|fulfilment.nobody_can/);
});

test('[B12] with an account and a supply price he gives goods to another store’s order, paid per piece kept', async () => {
  await openAccount();
  const still = await buy('hupan', 1).catch(String);
  const said = typeof still === 'string' ? still : still.answer.body;
  expect(said).toMatch(/inventory.not_enough|fulfilment.nobody_can/); // no price of supply yet
  await supply(1_500);
  const { who, id, answer } = await buy('hupan', 2);
  expect(answer.statusCode, answer.body).toBe(201);
  const charges = await sql(
    `select kind, payer_kind as payer, payee_id as payee, attempt, amount_fen::int as fen
     from commission.charge where order_id = $1`,
    [id],
  );
  expect(charges).toEqual([{ kind: 'goods', payer: 'hq', payee: dealer, attempt: 1, fen: 3_000 }]);
  await supply(9_999); // what was frozen holds
  await payFor(shop, who, id);
  expect(await findViolations(shop.house.owner, 'LSOK')).toEqual([]);
  expect(await sql(`select 1 from ledger.transfer where type = 'goods'`)).toEqual([]);
  const own = await buy('wener', 3, 1);
  expect(own.answer.statusCode, own.answer.body).toBe(201);
});
