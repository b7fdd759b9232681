/**
 * An order in two parcels of which one falls away: what was handed over is not lost sight of, what
 * is still to come is not taken for received, and its freight rides with whoever is left.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findViolations } from '../../test/invariants.ts';
import { payFor } from '../../test/paid-order.ts';
import { openShop, place, readyToOrder, type Shop } from '../../test/shop.ts';
import type { Id, NodeId, OrderId, OutletId, RefundId } from '../kernel/id.ts';
import { newUuid } from '../platform/uuid.ts';
import { runDue } from '../run-due.ts';
import { acceptParcel } from './accept-parcel.ts';
import { deliverParcel } from './deliver-parcel.ts';
import { dispatchParcel } from './dispatch-parcel.ts';
import { handBack } from './hand-back.ts';
import { handOver } from './hand-over.ts';
import { readyParcel } from './ready-parcel.ts';
import { refundOrderLines } from './refund-order-lines.ts';
import { changeAddress } from './tell-of-oneself.ts';
import { tickLine } from './tick-line.ts';

let shop: Shop;
let buyers = 0;
beforeAll(async () => {
  const stock = { hupan: { milk: 9 }, wener: { strawberries: 9 }, gudun: {} };
  shop = await openShop({ shoppers: 6, stock });
});
afterAll(() => shop.close());

const rows = async (sql: string, order: string) =>
  (await shop.house.owner.query(sql, [order])).rows;
const stateOf = async (order: string): Promise<string> =>
  (await rows('select state from orders."order" where id = $1', order))[0].state;
const heldFor = async (order: string): Promise<number> =>
  (
    await rows(
      `select coalesce(sum(quantity - consumed - released), 0)::int as held
       from inventory.hold where order_id = $1`,
      order,
    )
  )[0].held;
const whole = async () => expect(await findViolations(shop.house.owner)).toEqual([]);

/** Milk (line 1) from 湖畔店, strawberries (line 2) from 文二西路店. */
async function split(way: 'pickup' | 'delivery'): Promise<OrderId> {
  const who = shop.shoppers[buyers++]!;
  const { milk, strawberries } = shop.goods.skus;
  const items = [milk, strawberries].map((sku) => ({ sku, quantity: 1 }));
  let address: Id<'address'> | null = null;
  if (way === 'delivery') {
    address = newUuid(shop.house.clock.now()) as Id<'address'>;
    const where = { district: '', detail: '3 幢', complex: null, lat: 30.2985, lng: 120.1012 };
    const mine = { id: address, name: '李', phone: '13800000000', ...where, isDefault: true };
    const { merchant } = shop.cast;
    await changeAddress(shop.house, { merchant, member: who.id, address: mine });
  }
  const more = { way, splitAgreed: true, ...(address === null ? {} : { address }) };
  const wish = await readyToOrder(shop, who, shop.outlet('hupan'), items, more);
  const placed = await place(shop, who, wish);
  expect(placed.statusCode, placed.body).toBe(201);
  await payFor(shop, who, wish.id as OrderId);
  return wish.id as OrderId;
}
const at = (outlet: 'hupan' | 'wener', order: OrderId) => ({
  merchant: shop.cast.merchant,
  order,
  outlet: shop.outlet(outlet),
  staff: shop.cast.person(outlet === 'hupan' ? 'zhou' : 'majun'),
});
async function prepare(outlet: 'hupan' | 'wener', order: OrderId): Promise<void> {
  const work = at(outlet, order);
  await acceptParcel(shop.house, work);
  await tickLine(shop.house, { ...work, line: outlet === 'hupan' ? 1 : 2, picked: true });
  await readyParcel(shop.house, { ...work, shelf: '1' });
}
async function collect(outlet: 'hupan' | 'wener', order: OrderId): Promise<void> {
  const [{ code }] = await rows(
    `select pickup_code as code from fulfilment.parcel where state = 'ready' and order_id = $1
       and outlet_id = '${shop.outlet(outlet)}'`,
    order,
  );
  await handOver(shop.house, { ...at(outlet, order), code });
}
const refund = (order: OrderId, no: number) =>
  refundOrderLines(shop.house.db, {
    merchant: shop.cast.merchant,
    order,
    id: newUuid(shop.house.clock.now()) as RefundId,
    asks: [{ no, pieces: 1, amount: null }],
    reason: 'spoilt',
    sellable: [1, 2],
    staff: shop.cast.person('sun-hui'),
    reach: [shop.cast.hq as NodeId],
  });

test('[B11] half of it is parked: the other half in her hands is no received order, until the rest is paid back', async () => {
  const order = await split('pickup');
  await prepare('hupan', order);
  const back = await handBack(shop.house, { ...at('wener', order), reason: '冷柜坏了' });
  expect(back).toBe('parked');
  await collect('hupan', order);
  expect(await stateOf(order)).toBe('paid');
  await whole();
  await refund(order, 2);
  expect(await stateOf(order)).toBe('received');
  expect(await rows('select parked_at from orders."order" where id = $1', order)).toEqual([
    { parked_at: null },
  ]);
  await whole();
});

test('[B11] one half is fetched and the other is not: after its days that half is paid back, the order is received', async () => {
  const order = await split('pickup');
  await prepare('hupan', order);
  await prepare('wener', order);
  await collect('hupan', order);
  expect([await stateOf(order), await heldFor(order)]).toEqual(['ready', 1]);
  shop.house.clock.advance(7 * 86_400_000 + 60_000);
  await runDue(shop.house);
  expect([await stateOf(order), await heldFor(order)]).toEqual(['received', 0]);
  await whole();
});

test('[B11] what one outlet has not given out yet is paid back while the other’s is under way: sellable once', async () => {
  const order = await split('delivery');
  const shelf = async () =>
    (
      await rows(
        `select on_hand - held as free from inventory.stock s join inventory.hold h
           using (merchant_id, outlet_id, sku_id) where h.order_id = $1 and h.line_no = 1`,
        order,
      )
    )[0].free;
  await prepare('wener', order);
  await dispatchParcel(shop.house, at('wener', order));
  const before = await shelf();
  const parts = `select to_account, sum(amount_fen - voided_fen)::int as fen from ledger.pending
    where order_id = $1 and role = 'fulfilling' group by 1 having sum(amount_fen - voided_fen) > 0`;
  expect((await rows(parts, order)).length).toBe(2);
  const [{ freight }] = await rows(
    'select freight_fen::int as freight from orders."order" where id = $1',
    order,
  );
  expect(freight).toBeGreaterThan(0);
  await refund(order, 1);
  expect(await shelf()).toBe(before + 1);
  const left = await rows(parts, order);
  expect(left.map(({ to_account }) => to_account)).toEqual([`due:outlet:${shop.outlet('wener')}`]);
  expect(left[0].fen).toBeGreaterThan(freight);
  expect(await stateOf(order)).toBe('on_the_way');
  await whole();
  const outlet: OutletId = shop.outlet('wener');
  const actor = { kind: 'system', id: null } as const;
  await deliverParcel(shop.house, { merchant: shop.cast.merchant, order, outlet, actor });
  expect(await stateOf(order)).toBe('received');
  await refund(order, 0); // the freight, wherever it rides
  await refund(order, 2);
  await whole();
});
