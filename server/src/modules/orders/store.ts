import * as col from '../../platform/column.ts';
import { eachOf, guard, statement } from '../../platform/statement.ts';
import type { CartItem, LineTerms, OrderState, Way } from './types.ts';

const order = col.id<'order'>();
const member = col.id<'member'>();
const outlet = col.id<'node'>();
const cart = col.id<'cart'>();
const state = col.text<OrderState>();

/** Three small looks in one statement: an earlier twin, the cart, and any paid order of hers. */
export const findStanding = statement(
  'orders.find_standing',
  { order, cart, member },
  `select o.member_id as member, o.wish_hash as "wishHash", o.payable_fen as "payableFen",
     o.pay_by as "payBy", o.number, c.id as cart, c.outlet_id as outlet, c.version, c.items,
     c.consumed_by as "consumedBy",
     exists (select from orders.order p where p.merchant_id = :merchant and p.member_id = :member
       and p.paid_at is not null) as "orderedBefore"
   from (select 1) one
   left join orders.order o on o.merchant_id = :merchant and o.id = :order
   left join orders.cart c on c.merchant_id = :merchant and c.id = :cart and c.member_id = :member`,
  {
    member: col.maybe(member),
    wishHash: col.maybe(col.text()),
    payableFen: col.maybe(col.fen),
    payBy: col.maybe(col.instant),
    number: col.maybe(col.text()),
    cart: col.maybe(cart),
    outlet: col.maybe(outlet),
    version: col.maybe(col.int),
    items: col.maybe(col.json<readonly CartItem[]>()),
    consumedBy: col.maybe(order),
    orderedBefore: col.bool,
  },
);

export const findPaid = statement(
  'orders.find_paid',
  { members: col.list(member) },
  `select exists (select from orders.order where merchant_id = :merchant
     and member_id = any(:members) and paid_at is not null) as paid`,
  { paid: col.bool },
);

/**
 * Waits for a twin that is still in flight, and touches nothing if that one commits. The cart, the
 * order that it becomes, lines and the first line of its history are one happening, so one
 * statement: the cart, as it was seen, is where the order comes from.
 */
export const insertOrder = guard(
  'orders.insert_order',
  {
    id: order,
    number: col.text(),
    member,
    outlet,
    way: col.text<Way>(),
    wishHash: col.text(),
    lat: col.double,
    lng: col.double,
    contactEnc: col.text(),
    contactMasked: col.text(),
    grossFen: col.fen,
    discountFen: col.fen,
    freightFen: col.fen,
    payableFen: col.fen,
    sellingClosed: col.bool,
    splitAgreed: col.bool,
    quote: col.json<unknown>(),
    note: col.text(),
    payBy: col.instant,
    cart,
    version: col.int,
    lines: col.json<readonly object[]>(),
    history: col.id<'history'>(),
  },
  `insert into orders.history
     (merchant_id, id, order_id, verb, from_state, to_state, actor_kind, actor_id, at)
   select merchant_id, :history, id, 'placed', null, 'unpaid', 'member', member_id, :now
   from placed`,
  {
    first: `consumed as (
      update orders.cart set consumed_by = :id, at = :now
      where merchant_id = :merchant and id = :cart and member_id = :member and version = :version
        and consumed_by is null
      returning merchant_id
    ), placed as (
      insert into orders.order (merchant_id, id, number, member_id, outlet_id, way, wish_hash,
        place_lat, place_lng, contact_enc, contact_masked, gross_fen, discount_fen, freight_fen,
        payable_fen, selling_closed, split_agreed, quote, note, placed_at, pay_by)
      select merchant_id, :id, :number, :member, :outlet, :way, :wishHash, :lat, :lng, :contactEnc,
        :contactMasked, :grossFen, :discountFen, :freightFen, :payableFen, :sellingClosed,
        :splitAgreed, :quote, :note, :now, :payBy
      from consumed
      on conflict do nothing returning merchant_id, id, member_id
    ), lined as (
      insert into orders.line (merchant_id, order_id, no, sku_id, product_id, title, spec,
        quantity, price_fen, discount_fen, net_fen, product_role, terms)
      select merchant_id, id, l.no, l.sku, l.product, l.title, l.spec, l.quantity, l."priceFen",
        l."discountFen", l."netFen", l.role, l.terms
      from placed, jsonb_to_recordset(:lines) as l(no integer, sku uuid, product uuid, title text,
        spec text, quantity integer, "priceFen" bigint, "discountFen" bigint, "netFen" bigint,
        role text, terms jsonb)
    )`,
  },
);

export const findContact = statement(
  'orders.find_contact',
  { order },
  `select contact_enc as sealed from orders.order where merchant_id = :merchant and id = :order`,
  { sealed: col.text() },
);
export const findOrder = statement(
  'orders.find_order',
  { order },
  `select id, number, member_id as member, outlet_id as outlet, way, state,
     wish_hash as "wishHash", place_lat as lat, place_lng as lng, gross_fen as "grossFen",
     discount_fen as "discountFen", freight_fen as "freightFen", payable_fen as "payableFen",
     captured_fen as "capturedFen", refunded_fen as "refundedFen", tender_fen as "tenderFen",
     selling_closed as "sellingClosed", split_agreed as "splitAgreed", placed_at as "placedAt",
     pay_by as "payBy", paid_at as "paidAt", parked_at as "parkedAt",
     received_at as "receivedAt", settles_at as "settlesAt", replaces
   from orders.order where merchant_id = :merchant and id = :order`,
  {
    id: order,
    number: col.text(),
    member,
    outlet,
    way: col.text<Way>(),
    state,
    wishHash: col.text(),
    lat: col.double,
    lng: col.double,
    grossFen: col.fen,
    discountFen: col.fen,
    freightFen: col.fen,
    payableFen: col.fen,
    capturedFen: col.fen,
    refundedFen: col.fen,
    tenderFen: col.fen,
    sellingClosed: col.bool,
    splitAgreed: col.bool,
    placedAt: col.instant,
    payBy: col.instant,
    paidAt: col.maybe(col.instant),
    parkedAt: col.maybe(col.instant),
    receivedAt: col.maybe(col.instant),
    settlesAt: col.maybe(col.instant),
    replaces: col.maybe(col.id<'case'>()),
  },
);

export const findOrderOfEach = eachOf(findOrder);

export const findLines = statement(
  'orders.find_lines',
  { order },
  `select no, sku_id as sku, product_id as product, title, spec, quantity,
     price_fen as "priceFen", discount_fen as "discountFen", net_fen as "netFen",
     product_role as role, refunded_pieces as "refundedPieces", refunded_fen as "refundedFen",
     terms
   from orders.line where merchant_id = :merchant and order_id = :order order by no`,
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
    role: col.maybe(col.text()),
    refundedPieces: col.int,
    refundedFen: col.fen,
    terms: col.maybe(col.json<LineTerms>()),
  },
);

const step = {
  order,
  from: state,
  to: state,
  verb: col.text(),
  history: col.id<'history'>(),
  actorKind: col.text(),
  actor: col.maybe(col.id()),
  facts: col.json<object>(),
};
const paying = { from: state, to: state, verb: col.text(), actorKind: col.text() };
/** A step of the order's life: the state it is in is the guard, the history its trace. */
const stepOf = <M extends col.Shape>(name: string, set: string, more: M) =>
  guard(
    `orders.${name}`,
    { ...step, ...more },
    `insert into orders.history (merchant_id, id, order_id, verb, from_state, to_state, actor_kind,
       actor_id, facts, at)
     select merchant_id, :history, id, :verb, :from, :to, :actorKind, :actor, :facts, :now
     from moved`,
    {
      first: `moved as (update orders.order set state = :to${set}
        where merchant_id = :merchant and id = :order and state = :from
        returning merchant_id, id)`,
    },
  );

export const moveOrder = stepOf('move_order', '', {});
/**
 * Of a crowd at once, each in the state that was looked at: what the wallet pays of it has not
 * changed meanwhile either.
 */
export const payOrders = guard(
  'orders.pay_orders',
  {
    orders: col.list(order),
    seen: col.list(col.fen),
    tenders: col.list(col.fen),
    histories: col.list(step.history),
    ...paying,
  },
  `insert into orders.history (merchant_id, id, order_id, verb, from_state, to_state, actor_kind,
     actor_id, facts, at)
   select :merchant, history, paid.id, :verb, :from, :to, :actorKind, null, '{}', :now
   from paid join unnest(:orders::uuid[], :histories::uuid[]) as n(id, history) on n.id = paid.id`,
  {
    rows: 'cardinality(:orders)',
    first: `paid as (update orders.order o
      set state = :to, paid_at = :now, captured_fen = payable_fen, tender_fen = n.tender
      from unnest(:orders::uuid[], :seen::bigint[], :tenders::bigint[]) as n(id, seen, tender)
      where o.merchant_id = :merchant and o.id = n.id and o.state = :from
        and o.tender_fen = n.seen
      returning o.id)`,
  },
);
export const noteTender = guard(
  'orders.note_tender',
  { order, tenderFen: col.fen },
  `update orders.order set tender_fen = :tenderFen
   where merchant_id = :merchant and id = :order and state = 'unpaid' and tender_fen = 0
     and payable_fen >= :tenderFen`,
);
export const receiveOrder = stepOf(
  'receive_order',
  ', received_at = :now, settles_at = :settlesAt, parked_at = null',
  { settlesAt: col.instant },
);
export const settleOrder = stepOf('settle_order', ', settled_at = :now', {});
export const cancelOrder = stepOf(
  'cancel_order',
  ', cancelled_at = :now, cancel_reason = :reason, parked_at = null',
  { reason: col.text() },
);
export const parkOrder = stepOf('park_order', ', parked_at = :now', {});
export const unparkOrder = stepOf('unpark_order', ', parked_at = null', {});

export const insertHistory = statement(
  'orders.insert_history',
  {
    order,
    verb: col.text(),
    history: col.id<'history'>(),
    actorKind: col.text(),
    actor: col.maybe(col.id()),
    facts: col.json<object>(),
  },
  `insert into orders.history
     (merchant_id, id, order_id, verb, actor_kind, actor_id, facts, at)
   values (:merchant, :history, :order, :verb, :actorKind, :actor, :facts, :now)`,
);
