/** What comes after the sale, for the pages that show it: cases, refunds, invoices. */
import { acceptParcel } from '../../server/src/flows/accept-parcel.ts';
import { handOver } from '../../server/src/flows/hand-over.ts';
import { readyParcel } from '../../server/src/flows/ready-parcel.ts';
import { tickLine } from '../../server/src/flows/tick-line.ts';
import type { OrderId } from '../../server/src/kernel/id.ts';
import { newUuid } from '../../server/src/platform/uuid.ts';
import { paidOrder } from '../../server/test/paid-order.ts';
import type { Shop, Shopper } from '../../server/test/shop.ts';

/** Bought, picked, put on the shelf, and handed over for its code. */
export async function collected(shop: Shop, shopper: Shopper, quantity = 2): Promise<OrderId> {
  const items = [{ sku: shop.goods.skus.milk, quantity }];
  const order = await paidOrder(shop, shopper, shop.outlet('hupan'), items);
  await collect(shop, order);
  return order;
}

export async function collect({ house, cast, outlet }: Shop, order: OrderId): Promise<void> {
  const staff = cast.person('zhou');
  const work = { merchant: cast.merchant, order, outlet: outlet('hupan'), staff };
  await acceptParcel(house, work);
  await tickLine(house, { ...work, line: 1, picked: true });
  await readyParcel(house, { ...work, shelf: '3' });
  const { rows } = await house.owner.query(
    'select pickup_code as code from fulfilment.parcel where order_id = $1',
    [order],
  );
  await handOver(house, { ...work, code: rows[0].code });
}

async function post({ app }: Shop, { headers }: Shopper, path: string, payload: object) {
  const answer = await app.inject({ method: 'POST', url: `/api/shop${path}`, headers, payload });
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body}`);
}

export async function askBack(
  shop: Shop,
  shopper: Shopper,
  order: OrderId,
  ask: object = {},
): Promise<string> {
  const id = newUuid(shop.house.clock.now());
  await post(shop, shopper, `/orders/${order}/aftersales`, {
    id,
    kind: 'return_and_refund',
    reason: 'damaged',
    words: '两盒的盖子都鼓起来了，打开一闻是酸的，早上刚拿的，孩子还等着喝呢，麻烦尽快看一下',
    lines: [{ no: 1, pieces: 1, amountFen: null }],
    ...ask,
  });
  return id;
}

export async function askInvoice(shop: Shop, shopper: Shopper, order: OrderId): Promise<string> {
  const id = newUuid(shop.house.clock.now());
  const name = '杭州湖畔新鲜食品供应链管理有限公司文二西路分公司';
  await post(shop, shopper, `/orders/${order}/invoices`, {
    id,
    title: { kind: 'company', name, taxNo: '91350100M000100Y43' },
  });
  return id;
}

/** The money did not go: her account takes none. */
export async function refundFails(shop: Shop, order: OrderId, failure: string): Promise<void> {
  await shop.house.owner.query(
    `update payments.refund set failed_at = made_at, tries = 3, failure = $2
     where order_id = $1`,
    [order, failure],
  );
}

export const complaints = (order: string) => ({
  items: [
    {
      id: '200201820200101080076610000',
      at: '2026-03-13T09:12:00.000Z',
      words:
        '牛奶是坏的，店里说要等总部，等了两天没人理我，电话也打不通。我要求全额退款，并且说明白为什么会卖坏的牛奶给小孩喝。',
      state: 'PENDING',
      waits: true,
      wantsRefundFen: 1_234_567,
      trades: [{ outTradeNo: '20260312P0001', order }],
    },
    {
      id: '200201820200101080076610001',
      at: '2026-03-12T01:00:00.000Z',
      words: '少了一盒',
      state: 'PROCESSING',
      waits: false,
      wantsRefundFen: null,
      trades: [{ outTradeNo: '2026031212345678901234567890', order: null }],
    },
    {
      id: '200201820200101080076610002',
      at: '2026-03-02T01:00:00.000Z',
      words: '已经退了，谢谢',
      state: 'PROCESSED',
      waits: false,
      wantsRefundFen: 0,
      trades: [],
    },
  ],
});
