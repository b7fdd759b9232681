/** A member whose every word is marked: what she says of herself, and what is said of her. */
import type { LightMyRequestResponse } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { MemberId, OrderId } from '../src/kernel/id.ts';
import { newUuid } from '../src/platform/uuid.ts';
import { runDue } from '../src/run-due.ts';
import type { PersonKey } from './cast.ts';
import { payFor } from './paid-order.ts';
import { readyToOrder, type Shop } from './shop.ts';
import type { Shopper } from './shopper.ts';

export const PHONE = '13977712345';
export const OTHER_PHONE = '13988854321';
export const IMPORTED = '139-7771-2345';
/** What she says of herself, and what is said of her. */
export const MARKS = {
  name: '标记甲名',
  addressee: '标记乙收件',
  detail: '标记丙门牌',
  district: '标记丁区',
  orderNote: '标记戊备注',
  link: '标记己推荐',
  reason: '标记庚原因',
  words: '标记辛描述',
  decision: '标记壬答复',
  refund: '标记癸退款',
  transfer: '标记子换人',
  note: '标记丑谈话',
  contact: '标记寅取货',
  imported: '标记卯导入',
} as const;

export interface Life {
  readonly shop: Shop;
  readonly app: FastifyInstance;
  readonly who: Shopper;
  readonly member: MemberId;
}

/** @throws with what came instead */
export async function must(
  asked: Promise<LightMyRequestResponse>,
  status = 201,
): Promise<LightMyRequestResponse> {
  const answer = await asked;
  if (answer.statusCode !== status) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer;
}

export const staffDoes = (
  { app, shop }: Life,
  person: PersonKey,
  url: string,
  payload: object,
  at: 'console' | 'workbench' = 'console',
): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...shop.cast.as(person, at), 'idempotency-key': newUuid(shop.house.clock.now()) },
  });

export async function buy(life: Life, more: object, cart = 1): Promise<OrderId> {
  const { shop, app, who, member } = life;
  const headers = {
    host: shop.cast.host,
    cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    'x-quandian': '1',
  };
  const shopper = { id: member, device: '', headers };
  const items = [{ sku: shop.goods.skus.milk, quantity: cart }];
  const { note, contact, ...wish } = more as { note?: string; contact?: object };
  const ready = await readyToOrder(
    { app, house: shop.house },
    shopper,
    shop.outlet('hupan'),
    items,
    wish,
  );
  const payload = { ...ready, ...(note && { note }), ...(contact && { contact }) };
  await must(app.inject({ method: 'POST', url: '/api/shop/orders', headers, payload }));
  await payFor(shop, shopper, ready.id as OrderId);
  return ready.id as OrderId;
}

/** Everything that leaves a word of hers somewhere. */
export async function live(life: Life): Promise<void> {
  const { shop, who, member } = life;
  const { house, cast, goods } = shop;
  const newId = () => newUuid(house.clock.now());
  const address = newId();
  await must(
    who.send({
      method: 'PUT',
      url: `/api/shop/addresses/${address}`,
      payload: {
        name: MARKS.addressee,
        phone: OTHER_PHONE,
        detail: MARKS.detail,
        district: MARKS.district,
        complexId: null,
        lat: 30.2741,
        lng: 120.1551,
        isDefault: true,
      },
    }),
    204,
  );
  await must(
    who.post('/api/shop/links', {
      outletId: shop.outlet('hupan'),
      target: { kind: 'product', id: goods.products.milk },
      words: MARKS.link,
    }),
  );
  const contact = { name: MARKS.contact, phone: OTHER_PHONE };
  const order = await buy(life, { note: MARKS.orderNote, contact });
  await must(
    who.post(`/api/shop/orders/${order}/aftersales`, {
      id: newId(),
      kind: 'cancel',
      reason: MARKS.reason,
      words: MARKS.words,
      lines: [],
    }),
  );
  const refunded = await buy(life, { contact }, 2);
  await must(
    staffDoes(life, 'lin-guodong', `/api/console/orders/${refunded}/refunds`, {
      id: newId(),
      lines: [],
      reason: MARKS.refund,
    }),
  );
  await must(
    staffDoes(life, 'lin-guodong', `/api/console/members/${member}/transfer`, {
      kind: 'guide',
      to: cast.person('lin'),
      reason: MARKS.transfer,
    }),
    204,
  );
  const note = { id: newId(), words: MARKS.note };
  await must(staffDoes(life, 'lin', `/api/work/customers/${member}/notes`, note, 'workbench'));
  const [imported, now] = [newId(), new Date(house.clock.now())];
  await house.owner.query(
    `with i as (insert into imports.import (merchant_id, id, kind, file_name, state, total, made_by,
       made_at) values ($1, $2, 'members', 'old.csv', 'done', 1, $3, $4))
     insert into imports.row (merchant_id, import_id, line, cells, state, code)
     values ($1, $2, 2, $5, 'bad', 'outlet_unknown')`,
    [cast.merchant, imported, cast.person('zhao'), now, JSON.stringify([IMPORTED, MARKS.imported])],
  );
  await house.owner.query(
    "insert into payments.payer values ($1, $2, 'payer-biaoji', $3) on conflict do nothing",
    [cast.merchant, member, now],
  );
  await runDue(house);
}
