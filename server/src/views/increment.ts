/**
 * Increment by outlet and day span, the orders behind each number, the outlet's own baseline beside
 * it, and the difference of two spans of sales.
 */
import type { NodeId } from '../kernel/id.ts';
import type { Bps, Fen } from '../kernel/money.ts';
import type { Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const span = {
  reach: col.list(col.id<'node'>()),
  node: col.maybe(col.id<'node'>()),
  from: col.day,
  to: col.day,
};
const WITHIN = `n.path && :reach and (cast(:node as uuid) is null or :node = any(n.path))`;
const WORTH = `coalesce(sum(l.net_fen - l.refunded_fen), 0)::bigint`;

const COUNTED = `cross join lateral (
     select ${WORTH} as worth,
       coalesce(sum(l.net_fen - l.refunded_fen) filter (where l.no = any(i.space_lines)), 0)::bigint
         as space
     from orders.line l
     where l.merchant_id = i.merchant_id and l.order_id = i.order_id and l.no > 0
   ) v`;

/** Outlet by outlet and day by day: what every page that shows increment adds up. */
const layers = statement(
  'views.increment_layers',
  { ...span, outlet: col.maybe(col.id<'node'>()) },
  `select i.outlet_id as outlet, s.short_name as "outletName", i.day, i.is_time as "isTime",
     i.is_space as "isSpace", max(i.method) as method, count(*)::integer as orders,
     sum(case when i.is_time then v.worth else v.space end)::bigint as "rawFen",
     sum(((case when i.is_time then v.worth else v.space end) * (10000 - i.p_bps) + 5000)
       / 10000)::bigint as "correctedFen",
     sum(case when i.is_space then v.space else 0 end)::bigint as "spaceFen"
   from insight.increment i
   join orders.order o on o.merchant_id = i.merchant_id and o.id = i.order_id
   join chain.outlet s on s.merchant_id = i.merchant_id and s.id = i.outlet_id
   join chain.node n on n.merchant_id = i.merchant_id and n.id = i.outlet_id
   ${COUNTED}
   where i.merchant_id = :merchant and i.day between :from and :to and ${WITHIN}
     and o.state <> 'cancelled' and (i.is_time or i.is_space)
     and (cast(:outlet as uuid) is null or i.outlet_id = :outlet)
   group by 1, 2, 3, 4, 5 order by 3, 1`,
  {
    outlet: col.id<'node'>(),
    outletName: col.text(),
    day: col.day,
    isTime: col.bool,
    isSpace: col.bool,
    method: col.int,
    orders: col.int,
    rawFen: col.fen,
    correctedFen: col.fen,
    spaceFen: col.fen,
  },
);
export const findLayers = (reader: Reader, wish: Span & { readonly outlet: NodeId | null }) =>
  reader.ask(layers, wish);

const judged = statement(
  'views.increment_orders',
  { ...span, outlet: col.maybe(col.id<'node'>()), most: col.int },
  `select i.order_id as "orderId", o.number as "orderNumber", i.outlet_id as outlet,
     s.short_name as "outletName", i.day, i.is_time as "isTime", i.is_space as "isSpace",
     i.p_bps as "pBps", i.method, i.final, v.worth as fen, v.space as "spaceFen"
   from insight.increment i
   join orders.order o on o.merchant_id = i.merchant_id and o.id = i.order_id
   join chain.outlet s on s.merchant_id = i.merchant_id and s.id = i.outlet_id
   join chain.node n on n.merchant_id = i.merchant_id and n.id = i.outlet_id
   ${COUNTED}
   where i.merchant_id = :merchant and i.day between :from and :to and ${WITHIN}
     and o.state <> 'cancelled' and (i.is_time or i.is_space)
     and (cast(:outlet as uuid) is null or i.outlet_id = :outlet)
   order by i.day desc, i.order_id desc limit :most::integer`,
  {
    orderId: col.id<'order'>(),
    orderNumber: col.text(),
    outlet: col.id<'node'>(),
    outletName: col.text(),
    day: col.day,
    isTime: col.bool,
    isSpace: col.bool,
    pBps: col.bps,
    method: col.int,
    final: col.bool,
    fen: col.fen,
    spaceFen: col.fen,
  },
);
export interface JudgedOrder {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly outlet: NodeId;
  readonly outletName: string;
  readonly day: Day;
  readonly isTime: boolean;
  readonly isSpace: boolean;
  readonly pBps: Bps;
  readonly method: number;
  readonly final: boolean;
  readonly fen: Fen;
  readonly spaceFen: Fen;
}
export interface Span {
  readonly reach: readonly NodeId[];
  readonly node: NodeId | null;
  readonly from: Day;
  readonly to: Day;
}
export const findJudged = (
  reader: Reader,
  wish: Span & { readonly outlet: NodeId | null; readonly most: number },
): Promise<JudgedOrder[]> => reader.ask(judged, wish);

/** All sales of each outlet, and the mean of the same weekdays of the four weeks before. */
const baseline = statement(
  'views.increment_baseline',
  span,
  `with sold as (
     select i.outlet_id as outlet, i.day, ${WORTH} as fen
     from insight.increment i
     join chain.node n on n.merchant_id = i.merchant_id and n.id = i.outlet_id
     join orders.line l on l.merchant_id = i.merchant_id and l.order_id = i.order_id and l.no > 0
     where i.merchant_id = :merchant and ${WITHIN}
       and i.day between cast(:from as date) - 28 and :to
     group by 1, 2
   )
   select outlet,
     coalesce(sum(fen) filter (where day >= cast(:from as date)), 0)::bigint as "salesFen",
     (coalesce(sum(fen * (select count(*) from generate_series(1, 4) w
       where day + w * 7 between :from and :to)), 0) / 4)::bigint as "baselineFen"
   from sold group by 1`,
  { outlet: col.id<'node'>(), salesFen: col.fen, baselineFen: col.fen },
);
export const findBaselines = (reader: Reader, wish: Span) => reader.ask(baseline, wish);

const terms = statement(
  'views.sales_terms',
  span,
  `select count(distinct i.member_id)::integer as buyers,
     count(distinct i.order_id)::integer as orders, ${WORTH} as "salesFen"
   from insight.increment i
   join chain.node n on n.merchant_id = i.merchant_id and n.id = i.outlet_id
   join orders.line l on l.merchant_id = i.merchant_id and l.order_id = i.order_id and l.no > 0
   join orders.order o on o.merchant_id = i.merchant_id and o.id = i.order_id
   where i.merchant_id = :merchant and ${WITHIN} and i.day between :from and :to
     and o.state <> 'cancelled'`,
  { buyers: col.int, orders: col.int, salesFen: col.fen },
);
export async function findSalesTerms(reader: Reader, wish: Span) {
  const [found] = await reader.ask(terms, wish);
  return found!;
}

const byDay = statement(
  'views.sales_by_day',
  span,
  `select i.day, count(distinct i.order_id)::integer as orders, ${WORTH} as "salesFen"
   from insight.increment i
   join chain.node n on n.merchant_id = i.merchant_id and n.id = i.outlet_id
   join orders.line l on l.merchant_id = i.merchant_id and l.order_id = i.order_id and l.no > 0
   join orders.order o on o.merchant_id = i.merchant_id and o.id = i.order_id
   where i.merchant_id = :merchant and ${WITHIN} and i.day between :from and :to
     and o.state <> 'cancelled'
   group by 1 order by 1`,
  { day: col.day, orders: col.int, salesFen: col.fen },
);
export const findSalesByDay = (reader: Reader, wish: Span) => reader.ask(byDay, wish);

/** Share, guide, member and other sales by month: the four add up to all sales. */
const kinds = statement(
  'views.sales_by_kind',
  span,
  `select to_char(i.day, 'YYYY-MM') as month, c.sale_kind as kind,
     count(distinct i.order_id)::integer as orders, ${WORTH} as "salesFen"
   from insight.increment i
   join attribution.credit c on c.merchant_id = i.merchant_id and c.order_id = i.order_id
   join chain.node n on n.merchant_id = i.merchant_id and n.id = i.outlet_id
   join orders.line l on l.merchant_id = i.merchant_id and l.order_id = i.order_id and l.no > 0
   where i.merchant_id = :merchant and ${WITHIN} and i.day between :from and :to
   group by 1, 2 order by 1, 2`,
  { month: col.text(), kind: col.text(), orders: col.int, salesFen: col.fen },
);
export const findSalesByKind = (reader: Reader, wish: Span) => reader.ask(kinds, wish);
