/** One order, whole: who, what, why this outlet, whose credit, what happened. Frozen rows only. */
import type { OrderId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';
import { credit, increment, linkChain, portions } from './console-order-credit.ts';

const ONE = { order: col.id<'order'>() };
type Json = Readonly<Record<string, unknown>>;

const head = statement(
  'views.console_order',
  ONE,
  `select o.id, o.number, o.state, o.way, o.member_id as "memberId", m.name as "memberName",
     coalesce((select i.masked from members.identity i where i.merchant_id = :merchant
       and i.member_id = o.member_id and i.kind = 'phone' limit 1), '') as "phoneMasked",
     coalesce(x.name, '') as "complexName", o.contact_masked as "contactMasked",
     not exists (select from orders.order e where e.merchant_id = :merchant
       and e.member_id = o.member_id and e.paid_at is not null and e.placed_at < o.placed_at)
       as "isFirst",
     o.outlet_id as "outletId", s.short_name as "outletName", o.gross_fen as "grossFen",
     o.discount_fen as "discountFen", o.freight_fen as "freightFen", o.payable_fen as "payableFen",
     o.captured_fen as "capturedFen", o.refunded_fen as "refundedFen",
     o.selling_closed as "sellingClosed", o.split_agreed as "splitAgreed", o.quote, o.note,
     o.placed_at as "placedAt", o.pay_by as "payBy", o.paid_at as "paidAt",
     o.parked_at as "parkedAt", o.received_at as "receivedAt", o.settles_at as "settlesAt",
     o.settled_at as "settledAt", o.cancelled_at as "cancelledAt", o.cancel_reason as "cancelReason"
   from orders.order o
   join members.member m on m.merchant_id = :merchant and m.id = o.member_id
   join chain.outlet s on s.merchant_id = :merchant and s.id = o.outlet_id
   left join chain.complex x on x.merchant_id = :merchant and x.id = m.complex_id
   where o.merchant_id = :merchant and o.id = :order`,
  {
    id: col.id<'order'>(),
    number: col.text(),
    state: col.text(),
    way: col.text(),
    memberId: col.id<'member'>(),
    memberName: col.text(),
    phoneMasked: col.text(),
    complexName: col.text(),
    contactMasked: col.text(),
    isFirst: col.bool,
    outletId: col.id<'node'>(),
    outletName: col.text(),
    grossFen: col.fen,
    discountFen: col.fen,
    freightFen: col.fen,
    payableFen: col.fen,
    capturedFen: col.fen,
    refundedFen: col.fen,
    sellingClosed: col.bool,
    splitAgreed: col.bool,
    quote: col.json<unknown>(),
    note: col.text(),
    placedAt: col.instant,
    payBy: col.instant,
    paidAt: col.maybe(col.instant),
    parkedAt: col.maybe(col.instant),
    receivedAt: col.maybe(col.instant),
    settlesAt: col.maybe(col.instant),
    settledAt: col.maybe(col.instant),
    cancelledAt: col.maybe(col.instant),
    cancelReason: col.maybe(col.text()),
  },
);

const lines = statement(
  'views.console_order_lines',
  ONE,
  `select no, sku_id as "skuId", product_id as "productId", title, spec, quantity,
     price_fen as "priceFen", discount_fen as "discountFen", net_fen as "netFen",
     refunded_pieces as "refundedPieces", refunded_fen as "refundedFen"
   from orders.line where merchant_id = :merchant and order_id = :order order by no = 0, no`,
  {
    no: col.int,
    skuId: col.maybe(col.id<'sku'>()),
    productId: col.maybe(col.id<'product'>()),
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

const routes = statement(
  'views.console_order_routes',
  ONE,
  `select attempt, why, policy_version as "policyVersion", verdicts, outcome,
     took_us as "tookUs", at
   from fulfilment.route where merchant_id = :merchant and order_id = :order order by attempt`,
  {
    attempt: col.int,
    why: col.text(),
    policyVersion: col.int,
    verdicts: col.json<readonly Json[]>(),
    outcome: col.text(),
    tookUs: col.int,
    at: col.instant,
  },
);

const parcels = statement(
  'views.console_order_parcels',
  ONE,
  `select p.outlet_id as "outletId", s.short_name as "outletName", p.attempt, p.state,
     p.line_nos as "lineNos", p.distance_m as "distanceM", p.promised_at as "promisedAt",
     p.accept_by as "acceptBy", p.accepted_at as "acceptedAt", p.ready_at as "readyAt",
     p.dispatched_at as "dispatchedAt", p.received_at as "receivedAt", p.shelf
   from fulfilment.parcel p
   join chain.outlet s on s.merchant_id = :merchant and s.id = p.outlet_id
   where p.merchant_id = :merchant and p.order_id = :order order by p.attempt, s.short_name`,
  {
    outletId: col.id<'node'>(),
    outletName: col.text(),
    attempt: col.int,
    state: col.text(),
    lineNos: col.list(col.int),
    distanceM: col.int,
    promisedAt: col.instant,
    acceptBy: col.maybe(col.instant),
    acceptedAt: col.maybe(col.instant),
    readyAt: col.maybe(col.instant),
    dispatchedAt: col.maybe(col.instant),
    receivedAt: col.maybe(col.instant),
    shelf: col.text(),
  },
);

const history = statement(
  'views.console_order_history',
  ONE,
  `select h.id, h.verb, h.from_state as "fromState", h.to_state as "toState",
     h.actor_kind as "actorKind", h.actor_id as "actorId", h.facts, h.at
   from orders.history h where h.merchant_id = :merchant and h.order_id = :order
   order by h.at, h.id`,
  {
    id: col.id<'history'>(),
    verb: col.text(),
    fromState: col.maybe(col.text()),
    toState: col.maybe(col.text()),
    actorKind: col.text(),
    actorId: col.maybe(col.id<'actor'>()),
    facts: col.json<Json>(),
    at: col.instant,
  },
);

const cases = statement(
  'views.console_order_cases',
  ONE,
  `select id, kind, reason, words, lines, state, asked_by as "askedBy", asked_at as "askedAt",
     decided_by as "decidedBy", decided_at as "decidedAt", decision_words as "decisionWords"
   from orders.aftersales where merchant_id = :merchant and order_id = :order order by asked_at`,
  {
    id: col.id<'case'>(),
    kind: col.text(),
    reason: col.text(),
    words: col.text(),
    lines: col.json<readonly Json[]>(),
    state: col.text(),
    askedBy: col.text(),
    askedAt: col.instant,
    decidedBy: col.maybe(col.id<'staff'>()),
    decidedAt: col.maybe(col.instant),
    decisionWords: col.text(),
  },
);

/** Names of whoever is meant by an id in a reason, a fact or a history line. */
const names = statement(
  'views.console_names',
  { ids: col.list(col.id<'named'>()) },
  `select id, name from chain.staff where merchant_id = :merchant and id = any(:ids)
   union all select id, name from members.member where merchant_id = :merchant and id = any(:ids)
   union all select id, name from chain.api_key where merchant_id = :merchant and id = any(:ids)
   union all select id, name from groups.group where merchant_id = :merchant and id = any(:ids)
   union all select n.id, coalesce(o.short_name, n.name) from chain.node n
     left join chain.outlet o on o.merchant_id = :merchant and o.id = n.id
     where n.merchant_id = :merchant and n.id = any(:ids)`,
  { id: col.id<'named'>(), name: col.text() },
);

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

export async function findOrder(reader: Reader, order: OrderId) {
  const ask = { order };
  const [[found], goods, ways, packed, [given], links, told, asked, [gain], parts] =
    await Promise.all([
      reader.ask(head, ask),
      reader.ask(lines, ask),
      reader.ask(routes, ask),
      reader.ask(parcels, ask),
      reader.ask(credit, ask),
      reader.ask(linkChain, ask),
      reader.ask(history, ask),
      reader.ask(cases, ask),
      reader.ask(increment, ask),
      reader.ask(portions, ask),
    ]);
  if (found === undefined) return null;
  const meant = JSON.stringify([given, told, asked]).match(UUID) ?? [];
  const called = await reader.ask(names, { ids: [...new Set(meant)] as never });
  return {
    ...found,
    lines: goods,
    routes: ways,
    parcels: packed,
    credit: given ?? null,
    links,
    history: told,
    cases: asked,
    increment: gain ?? null,
    portions: Object.fromEntries(parts.map(({ lineNo, ...left }) => [lineNo, left])),
    names: Object.fromEntries(called.map(({ id, name }) => [id, name])),
  };
}
