/**
 * The contract of a shopper's order: what is written when it is placed, who is credited, who
 * prepares it, and each way of being told no.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, place, readyToOrder, type Shop } from '../../../test/shop.ts';
import * as sharing from '../../modules/sharing/sharing.ts';

let shop: Shop;
beforeAll(async () => {
  // Saturday 14 March 2026, 22:40 in Shanghai: 湖畔店 has shut at 22:00.
  shop = await openShop({ shoppers: 8, house: { at: Date.UTC(2026, 2, 14, 14, 40) } });
});
afterAll(() => shop.close());

const one = async (sql: string, args: unknown[] = []) =>
  (await shop.house.owner.query(sql, args)).rows[0];

/** Lin posts strawberries, Chen passes them on, Wu opens Chen's link. */
async function passOn(sharer: number, buyer: number): Promise<void> {
  const { cast, goods, shoppers, house, outlet } = shop;
  const wish = {
    outlet: outlet('hupan'),
    targetKind: 'product' as const,
    target: goods.products.strawberries,
    channel: 'wechat_group' as const,
    group: null,
    domain: 'private' as const,
    words: '',
  };
  await house.db.transaction(cast.merchant, async (tx) => {
    const staff = { sharerKind: 'staff' as const, sharer: cast.person('lin') };
    const lins = await sharing.open(tx, { ...wish, ...staff, code: sharing.newCode() }, null);
    const member = { sharerKind: 'member' as const, sharer: shoppers[sharer]!.id };
    const chens = await sharing.open(tx, { ...wish, ...member, code: sharing.newCode() }, lins);
    await sharing.record(tx, [
      {
        id: tx.newId<'visit'>(),
        code: chens.code,
        entry: 'link',
        domain: 'private',
        outlet: null,
        device: shoppers[buyer]!.device,
        member: shoppers[buyer]!.id,
        ipClass: '',
      },
    ]);
  });
}

test('[C1] [B9] [F9] [G2] the first story: sold by 湖畔店, prepared by 文二西路店, credited and divided to the fen', async () => {
  const { goods, shoppers, outlet, cast } = shop;
  await passOn(1, 0);
  await shop.house.owner.query(
    `insert into pricing.promotion (merchant_id, id, node_id, name, threshold_fen, off_fen,
       starts_at, ends_at, made_at)
     values ($1, gen_random_uuid(), $2, '满59减8', 5900, 800, '2026-01-01', '2027-01-01', now())`,
    [cast.merchant, outlet('hupan')],
  );
  await shop.house.owner.query('update platform.version set pricing = pricing + 1');
  const payload = await readyToOrder(shop, shoppers[0]!, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 1 },
    { sku: goods.skus.tangerines, quantity: 1 },
  ]);
  const placed = await place(shop, shoppers[0]!, payload);
  expect([placed.statusCode, placed.json().payableFen]).toEqual([201, 5770]);
  const { rows } = await shop.house.owner.query(
    `select net_fen::int as net, guide_fen::int as guide, sharer_1_fen::int as sharer,
       invitee_fen::int as invitee, selling_fen::int as selling, fulfilling_fen::int as fulfilling,
       dealer_fen::int as dealer, hq_fen::int as hq
     from commission.portion where order_id = $1 order by line_no`,
    [payload.id],
  );
  expect(rows).toEqual([
    {
      net: 3495,
      guide: 174,
      sharer: 69,
      invitee: 303,
      selling: 104,
      fulfilling: 139,
      dealer: 209,
      hq: 2497,
    },
    {
      net: 2275,
      guide: 113,
      sharer: 45,
      invitee: 197,
      selling: 68,
      fulfilling: 91,
      dealer: 136,
      hq: 1625,
    },
  ]);
  const credit = await one(
    `select service_guide_id as guide, sharer_1_id as sharer, depth, domain, sale_kind as kind
     from attribution.credit where order_id = $1`,
    [payload.id],
  );
  expect(credit).toEqual({
    guide: cast.person('lin'),
    sharer: shoppers[1]!.id,
    depth: 2,
    domain: 'private',
    kind: 'share',
  });
  const parcel = await one(
    'select outlet_id as outlet from fulfilment.parcel where order_id = $1',
    [payload.id],
  );
  expect(parcel.outlet).toBe(outlet('wener'));
  const order = await one('select selling_closed, state from orders.order where id = $1', [
    payload.id,
  ]);
  expect(order).toEqual({ selling_closed: true, state: 'unpaid' });
  expect(
    await one('select held from inventory.stock where outlet_id = $1 and sku_id = $2', [
      outlet('wener'),
      goods.skus.strawberries,
    ]),
  ).toEqual({ held: 1 });

  const again = await place(shop, shoppers[0]!, payload);
  expect([again.statusCode, again.body]).toEqual([201, placed.body]);
  const other = await place(shop, shoppers[0]!, { ...payload, note: '多一点' });
  expect([other.statusCode, other.json().code]).toEqual([422, 'orders.id_used_for_another_order']);
});

test('[B9] every candidate leaves with its reason', async () => {
  const { verdicts } = await one('select verdicts from fulfilment.route limit 1');
  const said = verdicts.map((each: { name: string; code: string }) => `${each.name} ${each.code}`);
  expect(said[0]).toBe('文二西路店 chosen');
  expect(said).toContain('湖畔店 no_stock');
  expect(said.length).toBeGreaterThan(2);
});

test('attack-14: a price changed between quote and order is told with the new quote, and nothing is written', async () => {
  const { goods, shoppers, outlet, house, cast } = shop;
  const payload = await readyToOrder(shop, shoppers[2]!, outlet('hupan'), [
    { sku: goods.skus.milk, quantity: 2 },
  ]);
  await house.owner.query(
    'update catalog.offer set price_fen = price_fen + 100 where sku_id = $1',
    [goods.skus.milk],
  );
  await house.owner.query('update platform.version set offer = offer + 1 where merchant_id = $1', [
    cast.merchant,
  ]);
  const told = await place(shop, shoppers[2]!, payload);
  expect([told.statusCode, told.json().code, told.json().facts.payableFen]).toEqual([
    409,
    'pricing.quote_changed',
    3560,
  ]);
  expect(
    await one('select count(*)::int as n from orders.order where id = $1', [payload.id]),
  ).toEqual({ n: 0 });
});

test('a quote that ran out is told with the price of now', async () => {
  const { goods, shoppers, outlet, house } = shop;
  const payload = await readyToOrder(shop, shoppers[3]!, outlet('hupan'), [
    { sku: goods.skus.eggs, quantity: 1 },
  ]);
  house.clock.advance(16 * 60_000);
  const told = await place(shop, shoppers[3]!, payload);
  expect([told.statusCode, told.json().code]).toEqual([409, 'pricing.quote_expired']);
});

test('nobody has that many: the quote says so, the order is refused and holds nothing', async () => {
  const { goods, shoppers, outlet } = shop;
  const payload = await readyToOrder(shop, shoppers[4]!, outlet('hupan'), [
    { sku: goods.skus.strawberries, quantity: 500 },
  ]);
  const told = await place(shop, shoppers[4]!, payload);
  expect([told.statusCode, told.json().code]).toEqual([409, 'inventory.not_enough']);
});

test.each([
  ['a misspelt field', { coupn: 'X' }],
  ['a price of her own', { payableFen: 1 }],
  [
    'a number in quotes',
    { items: [{ sku: '0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d', quantity: '1' }] },
  ],
  ['less than nothing', { items: [{ sku: '0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d', quantity: -1 }] }],
])('attack-41 attack-49: %s is a bad request', async (_, wrong) => {
  const { goods, shoppers, outlet } = shop;
  const payload = await readyToOrder(shop, shoppers[5]!, outlet('hupan'), [
    { sku: goods.skus.eggs, quantity: 1 },
  ]);
  const told = await place(shop, shoppers[5]!, { ...payload, ...wrong });
  expect([told.statusCode, told.json().code]).toEqual([400, 'http.bad_request']);
});
