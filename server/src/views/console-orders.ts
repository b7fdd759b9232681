/** The console's list of orders: those that one's branch sells or fulfils, filtered and paged. */
import type { MemberId, NodeId, OrderId, OutletId } from '../kernel/id.ts';
import type { Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export interface OrdersWish {
  readonly reach: readonly NodeId[];
  readonly node: NodeId | null;
  readonly text: string | null;
  readonly state: string | null;
  readonly way: string | null;
  readonly outlet: OutletId | null;
  readonly member: MemberId | null;
  readonly saleKind: string | null;
  readonly increment: string | null;
  readonly parked: boolean | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly after: string | null;
  readonly count: number;
}

const ROW = {
  id: col.id<'order'>(),
  number: col.text(),
  memberId: col.id<'member'>(),
  memberName: col.text(),
  phoneMasked: col.text(),
  outletId: col.id<'node'>(),
  outletName: col.text(),
  fulfillingName: col.maybe(col.text()),
  way: col.text(),
  state: col.text(),
  parkedAt: col.maybe(col.instant),
  payableFen: col.fen,
  refundedFen: col.fen,
  titles: col.text(),
  pieces: col.int,
  isTime: col.bool,
  isSpace: col.bool,
  saleKind: col.maybe(col.text()),
  placedAt: col.instant,
  cursor: col.text(),
};

const ARGS = {
  reach: col.list(col.id<'node'>()),
  node: col.maybe(col.id<'node'>()),
  text: col.maybe(col.text()),
  state: col.maybe(col.text()),
  way: col.maybe(col.text()),
  outlet: col.maybe(col.id<'node'>()),
  member: col.maybe(col.id<'member'>()),
  saleKind: col.maybe(col.text()),
  increment: col.maybe(col.text()),
  parked: col.maybe(col.bool),
  from: col.maybe(col.day),
  to: col.maybe(col.day),
  after: col.maybe(col.text()),
  count: col.int,
};

/** Newest, oldest, dearest first; the cursor is the sort value and the id that breaks ties. */
const SORTS = {
  '-placedAt': {
    by: "to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    way: 'desc',
  },
  placedAt: {
    by: "to_char(o.placed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    way: 'asc',
  },
  '-payableFen': { by: "lpad(o.payable_fen::text, 14, '0')", way: 'desc' },
  payableFen: { by: "lpad(o.payable_fen::text, 14, '0')", way: 'asc' },
} as const;
export type OrdersSort = keyof typeof SORTS;

const listed = (sort: OrdersSort, name: string) => {
  const { by, way } = SORTS[sort];
  const cursor = `${by} || ' ' || o.id::text`;
  // placed_at itself leads, so that the usual list walks the index and stops after one page
  const order = sort.endsWith('placedAt') ? `o.placed_at ${way}, o.id ${way}` : `${cursor} ${way}`;
  return statement(
    name,
    ARGS,
    `with seen as (select id from chain.node where merchant_id = :merchant and path && :reach
       and (cast(:node as uuid) is null or cast(:node as uuid) = any(path)))
     select o.id, o.number, o.member_id as "memberId", m.name as "memberName",
       coalesce((select i.masked from members.identity i where i.merchant_id = :merchant
         and i.member_id = o.member_id and i.kind = 'phone' limit 1), '') as "phoneMasked",
       o.outlet_id as "outletId", s.short_name as "outletName", f.name as "fulfillingName",
       o.way, o.state, o.parked_at as "parkedAt", o.payable_fen as "payableFen",
       o.refunded_fen as "refundedFen", coalesce(l.titles, '') as titles,
       coalesce(l.pieces, 0) as pieces, o.selling_closed as "isTime",
       coalesce(f.elsewhere, false) as "isSpace", c.sale_kind as "saleKind",
       o.placed_at as "placedAt", ${cursor} as cursor
     from orders.order o
     join members.member m on m.merchant_id = :merchant and m.id = o.member_id
     join chain.outlet s on s.merchant_id = :merchant and s.id = o.outlet_id
     left join attribution.credit c on c.merchant_id = :merchant and c.order_id = o.id
     left join lateral (
       select string_agg(t.short_name, ' + ' order by p.attempt, t.short_name) as name,
         bool_or(p.outlet_id <> o.outlet_id) as elsewhere
       from fulfilment.parcel p
       join chain.outlet t on t.merchant_id = :merchant and t.id = p.outlet_id
       where p.merchant_id = :merchant and p.order_id = o.id and p.state <> 'gone') f on true
     left join lateral (
       select string_agg(x.title, '、' order by x.no) as titles,
         cast(sum(x.quantity) as integer) as pieces
       from orders.line x
       where x.merchant_id = :merchant and x.order_id = o.id and x.no > 0) l on true
     where o.merchant_id = :merchant
       and (o.outlet_id in (select id from seen) or exists (select from fulfilment.parcel p
         where p.merchant_id = :merchant and p.order_id = o.id and p.state <> 'gone'
           and p.outlet_id in (select id from seen)))
       and (cast(:state as text) is null or o.state = :state)
       and (cast(:way as text) is null or o.way = :way)
       and (cast(:outlet as uuid) is null or o.outlet_id = :outlet)
       and (cast(:member as uuid) is null or o.member_id = :member)
       and (cast(:saleKind as text) is null or c.sale_kind = :saleKind)
       and (cast(:increment as text) is null
         or (:increment in ('time', 'both')) = o.selling_closed
           and (:increment in ('space', 'both')) = coalesce(f.elsewhere, false))
       and (cast(:parked as boolean) is null or (o.parked_at is not null) = :parked)
       and (cast(:from as date) is null
         or o.placed_at >= cast(:from as date)::timestamp at time zone 'Asia/Shanghai')
       and (cast(:to as date) is null
         or o.placed_at < (cast(:to as date) + 1)::timestamp at time zone 'Asia/Shanghai')
       and (cast(:text as text) is null or o.number like :text || '%'
         or right(o.number, 8) = :text or m.name ilike '%' || :text || '%'
         or l.titles ilike '%' || :text || '%')
       and (cast(:after as text) is null or ${cursor} ${way === 'desc' ? '<' : '>'} :after)
     order by ${order} limit cast(:count as integer)`,
    ROW,
  );
};

const lists: Readonly<Record<OrdersSort, ReturnType<typeof listed>>> = {
  '-placedAt': listed('-placedAt', 'views.console_orders_newest'),
  placedAt: listed('placedAt', 'views.console_orders_oldest'),
  '-payableFen': listed('-payableFen', 'views.console_orders_dearest'),
  payableFen: listed('payableFen', 'views.console_orders_cheapest'),
};

export async function findOrders(reader: Reader, wish: OrdersWish, sort: OrdersSort) {
  const { count, ...filters } = wish;
  const rows = await reader.ask(lists[sort], { ...filters, count: count + 1 });
  const items = rows.slice(0, count);
  return { items, next: rows.length > count ? (items.at(-1)?.cursor ?? null) : null };
}

/** May this branch see the order at all: as seller or as who prepares it. */
const visible = statement(
  'views.console_order_visible',
  { reach: col.list(col.id<'node'>()), order: col.id<'order'>() },
  `select o.id from orders.order o
   where o.merchant_id = :merchant and o.id = :order and exists (
     select from chain.node n where n.merchant_id = :merchant and n.path && :reach
       and (n.id = o.outlet_id or exists (select from fulfilment.parcel p
         where p.merchant_id = :merchant and p.order_id = o.id and p.outlet_id = n.id)))`,
  { id: col.id<'order'>() },
);

export const maySeeOrder = async (reader: Reader, reach: readonly NodeId[], order: OrderId) =>
  (await reader.ask(visible, { reach, order })).length > 0;
