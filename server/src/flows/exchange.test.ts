/** Exchange, price protection and evidence: from the member's ask to stock, orders and the ledger. */
import { createCanvas } from '@napi-rs/canvas';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCaseHouse, type CaseHouse } from '../../test/case-house.ts';
import { react, type Happened } from '../reactions.ts';
import { instantAt } from '../kernel/time.ts';
import type { OrderId } from '../kernel/id.ts';
import { newUuid } from '../platform/uuid.ts';
import { forgetPhotos } from './case-photos.ts';
import { expireUnpaid } from './cancel-order.ts';

let shop: CaseHouse;
let other: string;
beforeAll(async () => {
  shop = await openCaseHouse();
  const { owner } = shop.house;
  const { merchant } = shop.cast.chain;
  other = newUuid(0);
  const { product_id } = await shop.till.one('select product_id from catalog.sku');
  await owner.query(
    `insert into catalog.sku (merchant_id, id, product_id, spec, barcode)
     values ($1, $2, $3, '1kg', '6900000000024')`,
    [merchant, other, product_id],
  );
  for (const outlet of [shop.cast.selling, shop.cast.fulfilling]) {
    await owner.query(
      `insert into inventory.stock (merchant_id, outlet_id, sku_id, on_hand) values ($1, $2, $3, 5)`,
      [merchant, outlet, other],
    );
    await owner.query(
      `insert into inventory.movement (merchant_id, id, outlet_id, sku_id, kind, delta, at)
       values ($1, $2, $3, $4, 'opening', 5, $5)`,
      [merchant, newUuid(0), outlet, other, instantAt(shop.house.clock.now())],
    );
  }
  await shop.sells(shop.cast.sku, 4_000);
  await shop.sells(other, 7_000);
});
afterAll(() => shop.close());

async function bought(priceFen: number, quantity = 1): Promise<OrderId> {
  const id = await shop.received({ lines: [{ quantity, priceFen }] });
  const product = '(select product_id from catalog.sku where id = sku_id)';
  await shop.house.owner.query(`update orders.line set product_id = ${product} where no > 0`);
  return id;
}
const happened = (name: string, facts: object) =>
  react(shop.house, {
    name,
    facts: { member: shop.cast.buyer, ...facts },
    merchant: shop.cast.chain.merchant,
    id: newUuid(shop.house.clock.now()) as Happened['id'],
    at: instantAt(shop.house.clock.now()),
  });
const receipt = (id: string) =>
  shop.send(shop.staff('sun-hui'), 'POST', `/api/console/aftersales/${id}/receipt`, {
    fit: true,
    outlet: null,
    sellable: [1],
    words: '',
  });
async function exchange(order: OrderId, swapSku: string) {
  const asked = await shop.ask(order, { kind: 'exchange', reason: 'damaged', swapSku });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  await shop.decide('sun-hui', asked.id, { accepted: true, goods: 'bring', words: '' });
  const { swapOrder } = await shop.mine(order, asked.id);
  return { id: asked.id, swap: swapOrder as OrderId };
}

test('[B11] exchange for the same: held when agreed, hers for nothing when the old one is back', async () => {
  const order = await bought(4_000);
  const { id, swap } = await exchange(order, shop.cast.sku);
  await shop.till.whole();
  expect(await shop.till.order(swap)).toMatchObject({ state: 'unpaid', payable_fen: '0' });
  const early = await shop.send(shop.her, 'POST', `/api/shop/orders/${swap}/pay`, { back: '/' });
  expect(early.code).toBe('orders.bring_goods_first');
  expect((await receipt(id)).body).toMatchObject({ state: 'exchanging', refundFen: 0 });
  expect((await shop.till.order(swap)).state).toBe('paid');
  await shop.till.whole();
  await shop.till.handOver(swap);
  await happened('orders.received', { order: swap });
  expect(await shop.mine(order, id)).toMatchObject({ state: 'accepted', refundFen: null });
  expect((await shop.till.order(order)).refunded_fen).toBe('0');
  await shop.till.whole();
});

test('[B11] exchange for the dearer: the difference is paid as any order, shared at the old rates', async () => {
  const order = await bought(4_000);
  const { id, swap } = await exchange(order, other);
  await receipt(id);
  await shop.till.report(swap);
  await shop.till.whole();
  const { n } = await shop.till.one(
    `select guide_fen::int as n from commission.portion where order_id = $1`,
    [swap],
  );
  expect(n).toBe(150);
  await shop.till.handOver(swap);
  await happened('orders.received', { order: swap });
  expect((await shop.mine(order, id)).state).toBe('accepted');
  await shop.till.whole();
});

test('[B11] exchange for the cheaper: the rest goes back; not collected or not paid, all of it', async () => {
  const cheap = await bought(9_000);
  const first = await exchange(cheap, other);
  expect((await receipt(first.id)).body).toMatchObject({ refundFen: 2_000 });
  await shop.till.whole();
  const dear = await bought(5_000);
  const second = await exchange(dear, other);
  await receipt(second.id);
  await shop.stay(9 * 86_400_000);
  expect(await expireUnpaid(shop.house.db, shop.cast.chain.merchant, second.swap)).toBe(true);
  await happened('orders.cancelled', { order: second.swap });
  await happened('orders.cancelled', { order: second.swap });
  expect(await shop.mine(dear, second.id)).toMatchObject({ state: 'accepted', refundFen: 5_000 });
  await shop.till.whole();
});

test('[B11] an exchange that she takes back lets go of what it held', async () => {
  const order = await bought(4_000);
  const { id, swap } = await exchange(order, other);
  await shop.mySteps(order, id, 'withdrawal');
  await happened('orders.aftersales_decided', { case: id });
  expect((await shop.till.order(swap)).state).toBe('cancelled');
  await shop.till.whole();
});

test('[B11] price protection: from the history of that outlet, once for a price, less what came back', async () => {
  const order = await bought(4_000, 2);
  const claim = () => shop.ask(order, { kind: 'price_protection', reason: 'price_fell' });
  expect((await claim()).code).toBe('orders.claim_price_not_lower');
  shop.house.clock.advance(86_400_000);
  await shop.stay(0);
  await shop.sells(shop.cast.sku, 3_500);
  const offers = await shop.send(shop.her, 'GET', `/api/shop/orders/${order}/aftersales/offers`);
  expect(offers.body.lines[0].fallFen).toBe(1_000);
  const first = await claim();
  expect(await shop.mine(order, first.id)).toMatchObject({ state: 'accepted', refundFen: 1_000 });
  expect((await claim()).code).toBe('orders.claim_price_claimed');
  await shop.sells(shop.cast.sku, 3_200);
  const second = await claim();
  expect(await shop.mine(order, second.id)).toMatchObject({ refundFen: 600 });
  await shop.stay(7 * 86_400_000);
  await shop.sells(shop.cast.sku, 2_000);
  expect((await claim()).code).toBe('orders.claim_too_late');
  await shop.sells(shop.cast.sku, 4_000);
  await shop.till.whole();
});

const upload = async (order: string, bytes: Buffer, name = 'a.jpg', headers = shop.her) => {
  const id = newUuid(shop.house.clock.now());
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const request = new Request('http://x', { method: 'POST', body: form });
  const answer = await shop.app.inject({
    method: 'POST',
    url: `/api/shop/orders/${order}/photos/${id}`,
    headers: { ...headers, 'content-type': request.headers.get('content-type')! },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { id, status: answer.statusCode, code: answer.json().code };
};
const picture = () => createCanvas(400, 300).encode('png');

test('[B11] attack-70: a script in a picture’s coat is no picture, and a picture leaves its baggage', async () => {
  const order = await bought(3_000);
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  const html = Buffer.concat([Buffer.from('GIF89a'), Buffer.from('<html>'.repeat(20))]);
  const png = await picture();
  const bomb = Buffer.from(png);
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  for (const bad of [svg, html, Buffer.alloc(0), bomb, png.subarray(0, 60)])
    expect((await upload(order, bad, 'a.png')).code).toBe('orders.photo_not_a_picture');
  const secret = '<script>GPS 30.284 120.101</script>';
  const { id, status } = await upload(order, Buffer.concat([png, Buffer.from(secret)]));
  expect(status).toBe(200);
  const asked = await shop.ask(order, { photos: [id] });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  for (const size of ['large', 'small']) {
    const url = `/api/shop/orders/${order}/photos/${id}?size=${size}`;
    const seen = await shop.app.inject({ url, headers: shop.her });
    expect(seen.headers['content-type']).toBe('image/jpeg');
    expect(seen.rawPayload.includes('script')).toBe(false);
    expect(seen.rawPayload.readUInt16BE(0)).toBe(0xffd8);
  }
});

test('[B11] attack-42: a photo is seen by its member and the staff of its case, and forgotten in time', async () => {
  const order = await bought(3_000);
  const { id } = await upload(order, await picture());
  const stranger = await shop.member(shop.cast.sharer);
  expect((await upload(order, await picture(), 'a.jpg', stranger)).status).toBe(404);
  const another = await bought(3_000);
  expect((await shop.ask(another, { photos: [id] })).code).toBe('orders.no_such_photo');
  const { id: one } = await shop.ask(order, { photos: [id] });
  const see = async (headers: Record<string, string>, url: string) =>
    (await shop.app.inject({ url, headers })).statusCode;
  expect(await see(stranger, `/api/shop/orders/${order}/photos/${id}`)).toBe(404);
  const staffs = `/api/console/aftersales/${one}/photos/${id}`;
  expect(await see(shop.staff('sun-hui'), staffs)).toBe(200);
  expect(await see(shop.staff('lin', 'workbench'), staffs.replace('console', 'work'))).toBe(403);
  const file = join(shop.house.dataDir, 'photos', shop.cast.chain.merchant, `${id}.large.jpg`);
  await shop.stay(181 * 86_400_000);
  expect(await forgetPhotos(shop.house, shop.cast.chain.merchant)).toBeGreaterThanOrEqual(0);
  expect(existsSync(file), 'its case is open').toBe(true);
  await shop.mySteps(order, one, 'withdrawal');
  await forgetPhotos(shop.house, shop.cast.chain.merchant);
  expect(existsSync(file)).toBe(false);
  expect((await shop.mine(order, one)).photos).toEqual([]);
});
