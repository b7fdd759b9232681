/** An order of the first story, placed and paid: where tests of the store's work begin. */
import { capturePayment } from '../src/flows/capture-payment.ts';
import { openPayment } from '../src/flows/open-payment.ts';
import type { OrderId, OutletId, SkuId, StaffId } from '../src/kernel/id.ts';
import * as sharing from '../src/modules/sharing/sharing.ts';
import { place, readyToOrder, type Shop, type Shopper } from './shop.ts';

const channel = { name: 'sandbox', app: 'quandian-sandbox' };
let payNo = 0;

export async function payFor({ house, cast }: Shop, shopper: Shopper, order: OrderId) {
  const { merchant } = cast;
  const { intent } = await openPayment(house.db, { merchant, order, member: shopper.id, channel });
  payNo += 1;
  await capturePayment(house, {
    merchant,
    channel,
    notice: {
      kind: 'paid',
      app: channel.app,
      currency: 'CNY',
      outTradeNo: intent.outTradeNo,
      providerNo: `P${payNo}`,
      amount: intent.amount,
    },
  });
}

export async function paidOrder(
  shop: Shop,
  shopper: Shopper,
  outlet: OutletId,
  items: readonly { readonly sku: SkuId; readonly quantity: number }[],
): Promise<OrderId> {
  const payload = await readyToOrder(shop, shopper, outlet, items);
  const placed = await place(shop, shopper, payload);
  if (placed.statusCode !== 201) throw new Error(placed.body);
  const order = payload.id as OrderId;
  await payFor(shop, shopper, order);
  return order;
}

/** The guide posts the strawberries of her store; the shopper opens her link. */
export async function openLinkOf(shop: Shop, guide: StaffId, outlet: OutletId, shopper: Shopper) {
  const { house, cast, goods } = shop;
  await house.db.transaction(cast.merchant, async (tx) => {
    const link = await sharing.open(
      tx,
      {
        code: sharing.newCode(),
        sharerKind: 'staff',
        sharer: guide,
        outlet,
        targetKind: 'product',
        target: goods.products.strawberries,
        channel: 'wechat_group',
        group: null,
        domain: 'private',
        words: '',
      },
      null,
    );
    await sharing.record(tx, [
      {
        id: tx.newId<'visit'>(),
        code: link.code,
        entry: 'link',
        domain: 'private',
        outlet: null,
        device: shopper.device,
        member: shopper.id,
        ipClass: '',
      },
    ]);
  });
}
