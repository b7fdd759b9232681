/** A member's own orders: cards, and one with everything she may know of it. */
import type { MemberId, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { statement } from '../platform/statement.ts';

type State =
  | 'unpaid'
  | 'paid'
  | 'picking'
  | 'ready'
  | 'on_the_way'
  | 'received'
  | 'settled'
  | 'cancelled';
interface CardLine {
  readonly no: number;
  readonly product: string | null;
  readonly title: string;
  readonly spec: string;
  readonly quantity: number;
}

const card = {
  id: col.id<'order'>(),
  number: col.text(),
  state: col.text<State>(),
  way: col.text<'pickup' | 'delivery'>(),
  parked: col.bool,
  payableFen: col.fen,
  refundedFen: col.fen,
  placedAt: col.instant,
  payBy: col.instant,
  outletName: col.text(),
  promisedAt: col.maybe(col.instant),
};
const CARD = `o.id, o.number, o.state, o.way, o.parked_at is not null as parked,
  o.payable_fen as "payableFen", o.refunded_fen as "refundedFen", o.placed_at as "placedAt",
  o.pay_by as "payBy", s.short_name as "outletName",
  (select max(p.promised_at) from fulfilment.parcel p where p.merchant_id = o.merchant_id
     and p.order_id = o.id and p.state <> 'gone') as "promisedAt"`;
const FROM = `from orders.order o
  join chain.outlet s on s.merchant_id = o.merchant_id and s.id = o.outlet_id`;
/** An order of somebody who merged since is an order of hers. */
const HERS = `o.member_id in (select id from members.member
  where merchant_id = :merchant and (id = :member or merged_into = :member))`;

const selectMine = statement(
  'views.my_orders',
  {
    member: col.id<'member'>(),
    after: col.maybe(col.text()),
    states: col.list(col.text()),
    most: col.big,
  },
  `select ${CARD},
     (select jsonb_agg(jsonb_build_object('no', l.no, 'product', l.product_id, 'title', l.title,
        'spec', l.spec, 'quantity', l.quantity) order by l.no)
      from orders.line l where l.merchant_id = o.merchant_id and l.order_id = o.id and l.no > 0)
       as lines
   ${FROM}
   where o.merchant_id = :merchant and ${HERS} and o.state = any(:states)
     and (:after::text is null or (o.placed_at, o.id) <
       (split_part(:after, '_', 1)::timestamptz, split_part(:after, '_', 2)::uuid))
   order by o.placed_at desc, o.id desc limit :most`,
  { ...card, lines: col.json<CardLine[]>() },
);

const ALL: readonly State[] = [
  'unpaid',
  'paid',
  'picking',
  'ready',
  'on_the_way',
  'received',
  'settled',
  'cancelled',
];
const STATES: Readonly<Record<string, readonly State[]>> = {
  unpaid: ['unpaid'],
  preparing: ['paid', 'picking', 'on_the_way'],
  ready: ['ready'],
  received: ['received', 'settled'],
};

export async function findMyOrders(
  reader: Reader,
  wish: {
    readonly member: MemberId;
    readonly after: string | null;
    readonly count: number;
    readonly only: string | null;
  },
) {
  const states = wish.only === null ? ALL : STATES[wish.only]!;
  const rows = await reader.ask(selectMine, {
    member: wish.member,
    after: wish.after,
    states,
    most: wish.count + 1,
  });
  const items = rows.slice(0, wish.count);
  const last = items.at(-1);
  const next = rows.length > wish.count ? `${last!.placedAt}_${last!.id}` : null;
  return { items, next };
}

const selectOne = statement(
  'views.my_order',
  { member: col.id<'member'>(), order: col.id<'order'>() },
  `select ${CARD}, o.outlet_id as "sellingId", s.address, s.phone, o.gross_fen as "grossFen",
     o.discount_fen as "discountFen", o.freight_fen as "freightFen",
     o.contact_masked as "contactMasked", o.note, o.quote->'steps' as steps,
     o.paid_at as "paidAt", o.received_at as "receivedAt", o.settles_at as "settlesAt",
     o.cancel_reason as "cancelReason", g.id as "guideId", g.name as "guideName",
     g.title as "guideTitle"
   ${FROM}
   left join attribution.credit c on c.merchant_id = o.merchant_id and c.order_id = o.id
   left join chain.staff g on g.merchant_id = o.merchant_id and g.id = c.service_guide_id
   where o.merchant_id = :merchant and o.id = :order and ${HERS}`,
  {
    ...card,
    sellingId: col.id<'node'>(),
    address: col.text(),
    phone: col.text(),
    grossFen: col.fen,
    discountFen: col.fen,
    freightFen: col.fen,
    contactMasked: col.text(),
    note: col.text(),
    steps:
      col.json<{ kind: 'goods' | 'promotion' | 'freight' | 'freight_free'; amountFen: number }[]>(),
    paidAt: col.maybe(col.instant),
    receivedAt: col.maybe(col.instant),
    settlesAt: col.maybe(col.instant),
    cancelReason: col.maybe(col.text()),
    guideId: col.maybe(col.id<'staff'>()),
    guideName: col.maybe(col.text()),
    guideTitle: col.maybe(col.text()),
  },
);
const selectLines = statement(
  'views.my_order_lines',
  { order: col.id<'order'>() },
  `select no, sku_id as sku, product_id as product, title, spec, quantity,
     price_fen as "priceFen", discount_fen as "discountFen", net_fen as "netFen",
     refunded_pieces as "refundedPieces", refunded_fen as "refundedFen"
   from orders.line where merchant_id = :merchant and order_id = :order order by no = 0, no`,
  {
    no: col.int,
    sku: col.maybe(col.id<'sku'>()),
    product: col.maybe(col.id<'product'>()),
    title: col.text(),
    spec: col.text(),
    quantity: col.int,
    priceFen: col.fen,
    discountFen: col.fen,
    netFen: col.fen,
    refundedPieces: col.int,
    refundedFen: col.fen,
  },
);
const selectParcels = statement(
  'views.my_order_parcels',
  { order: col.id<'order'>() },
  `select p.outlet_id as id, o.short_name as name, o.address, o.phone, p.state,
     p.line_nos as "lineNos", p.promised_at as "promisedAt", p.distance_m as "distanceM", p.shelf,
     p.ready_at as "readyAt", p.received_at as "receivedAt", p.pickup_code as code,
     p.pickup_token_enc as "tokenEnc"
   from fulfilment.parcel p
   join chain.outlet o on o.merchant_id = p.merchant_id and o.id = p.outlet_id
   where p.merchant_id = :merchant and p.order_id = :order and p.state <> 'gone'
   order by p.promised_at, p.outlet_id`,
  {
    id: col.id<'node'>(),
    name: col.text(),
    address: col.text(),
    phone: col.text(),
    state: col.text(),
    lineNos: col.list(col.int),
    promisedAt: col.instant,
    distanceM: col.int,
    shelf: col.text(),
    readyAt: col.maybe(col.instant),
    receivedAt: col.maybe(col.instant),
    code: col.maybe(col.text()),
    tokenEnc: col.maybe(col.text()),
  },
);
const selectHistory = statement(
  'views.my_order_history',
  { order: col.id<'order'>() },
  `select verb, at, actor_kind as "actorKind", facts from orders.history
   where merchant_id = :merchant and order_id = :order order by id`,
  { verb: col.text(), at: col.instant, actorKind: col.text(), facts: col.json<object>() },
);

/** Her code is only hers: to everybody else the order does not exist. */
const CODE_SHOWN = new Set(['paid', 'picking', 'ready']);

/** @throws Refusal `orders.no_such_order` */
export async function findMyOrder(reader: Reader, vault: Vault, member: MemberId, order: OrderId) {
  const [[found], lines, parcels, history] = await Promise.all([
    reader.ask(selectOne, { member, order }),
    reader.ask(selectLines, { order }),
    reader.ask(selectParcels, { order }),
    reader.ask(selectHistory, { order }),
  ]);
  if (found === undefined) throw new Refusal('not_found', 'orders.no_such_order');
  const { sellingId, address, phone, guideId, guideName, guideTitle, ...rest } = found;
  return {
    ...rest,
    outlet: { id: sellingId, name: found.outletName, address, phone },
    guide: guideId === null ? null : { id: guideId, name: guideName!, title: guideTitle! },
    lines,
    parcels: parcels.map(({ id, name, address, phone, code, tokenEnc, ...parcel }) => {
      const shown = found.way === 'pickup' && CODE_SHOWN.has(parcel.state);
      return {
        ...parcel,
        outlet: { id, name, address, phone },
        code: shown ? code : null,
        token: shown && tokenEnc !== null ? vault.open(tokenEnc) : null,
      };
    }),
    history,
  };
}
