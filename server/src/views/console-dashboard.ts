/**
 * What moved: the sales equation of a span of days, what would not have been sold otherwise, share
 * and member sales by month, who gained most, what comes in right now.
 */
import type { NodeId } from '../kernel/id.ts';
import type { Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export interface Branch {
  readonly reach: readonly NodeId[];
  readonly node: NodeId | null;
}
const BRANCH = { reach: col.list(col.id<'node'>()), node: col.maybe(col.id<'node'>()) };
const SPAN = { ...BRANCH, from: col.day, to: col.day };

const SEEN = `select id from chain.node where merchant_id = :merchant and path && :reach
  and (cast(:node as uuid) is null or cast(:node as uuid) = any(path))`;
/** Paid and not taken back whole, by business day of placement, of the selling outlet. */
const SOLD = `from orders.order o where o.merchant_id = :merchant and o.captured_fen > 0
  and o.state <> 'cancelled' and o.outlet_id in (${SEEN})
  and o.placed_at >= cast(:from as date)::timestamp at time zone 'Asia/Shanghai'
  and o.placed_at < (cast(:to as date) + 1)::timestamp at time zone 'Asia/Shanghai'`;
/** Handed over, or for now to be handed over, by another outlet than the seller. */
const ELSEWHERE = `exists (select from fulfilment.parcel p where p.merchant_id = :merchant
  and p.order_id = o.id and p.state <> 'gone' and p.outlet_id <> o.outlet_id)`;
/** v(o) of domain.md 6: merchandise net less refunds, no freight. */
const WORTH = `(select coalesce(sum(l.net_fen - l.refunded_fen), 0) from orders.line l
  where l.merchant_id = :merchant and l.order_id = o.id and l.no > 0)`;

const equation = statement(
  'views.dashboard_equation',
  SPAN,
  `select cast(coalesce(sum(v), 0) as bigint) as "salesFen",
     cast(count(distinct member_id) as integer) as buyers, cast(count(*) as integer) as orders
   from (select o.member_id, ${WORTH} as v ${SOLD}) s`,
  { salesFen: col.fen, buyers: col.int, orders: col.int },
);

const byDay = statement(
  'views.dashboard_days',
  SPAN,
  `select day, coalesce(is_time, closed) as "isTime", coalesce(is_space, elsewhere) as "isSpace",
     cast(sum(v) as bigint) as "rawFen", cast(count(*) as integer) as orders,
     cast(sum(floor(v * (10000 - coalesce(p_bps, 0)) / 10000 + 0.5)) as bigint) as "netFen"
   from (select cast(o.placed_at at time zone 'Asia/Shanghai' as date) as day,
       o.selling_closed as closed, ${ELSEWHERE} as elsewhere, i.is_time, i.is_space, i.p_bps, o.v
     from (select o.id, o.outlet_id, o.placed_at, o.selling_closed, ${WORTH} as v ${SOLD}) o
     left join insight.increment i on i.merchant_id = :merchant and i.order_id = o.id) s
   group by 1, 2, 3 order by 1`,
  {
    day: col.day,
    isTime: col.bool,
    isSpace: col.bool,
    rawFen: col.fen,
    orders: col.int,
    netFen: col.fen,
  },
);

const byOutlet = statement(
  'views.dashboard_outlets',
  SPAN,
  `select o.outlet_id as "outletId", t.short_name as "outletName",
     i.is_time as "isTime", i.is_space as "isSpace",
     cast(sum(floor(o.v * (10000 - i.p_bps) / 10000 + 0.5)) as bigint) as "netFen"
   from (select o.id, o.outlet_id, ${WORTH} as v ${SOLD}) o
   join insight.increment i on i.merchant_id = :merchant and i.order_id = o.id
     and (i.is_time or i.is_space)
   join chain.outlet t on t.merchant_id = :merchant and t.id = o.outlet_id
   group by 1, 2, 3, 4`,
  {
    outletId: col.id<'node'>(),
    outletName: col.text(),
    isTime: col.bool,
    isSpace: col.bool,
    netFen: col.fen,
  },
);

const byMonth = statement(
  'views.dashboard_months',
  SPAN,
  `select to_char(o.placed_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
     coalesce(c.sale_kind, 'other') as "saleKind", cast(sum(o.v) as bigint) as "salesFen"
   from (select o.id, o.placed_at, ${WORTH} as v ${SOLD}) o
   left join attribution.credit c on c.merchant_id = :merchant and c.order_id = o.id
   group by 1, 2 order by 1`,
  { month: col.text(), saleKind: col.text(), salesFen: col.fen },
);

const live = statement(
  'views.dashboard_live',
  { ...BRANCH, count: col.int },
  `select o.id, o.number, o.paid_at as "paidAt", m.name as "memberName",
     coalesce((select string_agg(l.title, '、' order by l.no) from orders.line l
       where l.merchant_id = :merchant and l.order_id = o.id and l.no > 0), '') as titles,
     s.short_name as "outletName",
     (select t.short_name from fulfilment.parcel p
       join chain.outlet t on t.merchant_id = :merchant and t.id = p.outlet_id
       where p.merchant_id = :merchant and p.order_id = o.id and p.state <> 'gone'
         and p.outlet_id <> o.outlet_id limit 1) as "fulfillingName",
     o.selling_closed as "isTime", coalesce(c.sale_kind, 'other') as "saleKind",
     o.payable_fen as "payableFen"
   from orders.order o
   join members.member m on m.merchant_id = :merchant and m.id = o.member_id
   join chain.outlet s on s.merchant_id = :merchant and s.id = o.outlet_id
   left join attribution.credit c on c.merchant_id = :merchant and c.order_id = o.id
   where o.merchant_id = :merchant and o.paid_at is not null and o.outlet_id in (${SEEN})
   order by o.placed_at desc limit cast(:count as integer)`,
  {
    id: col.id<'order'>(),
    number: col.text(),
    paidAt: col.instant,
    memberName: col.text(),
    titles: col.text(),
    outletName: col.text(),
    fulfillingName: col.maybe(col.text()),
    isTime: col.bool,
    saleKind: col.text(),
    payableFen: col.fen,
  },
);

export interface DashboardWish extends Branch {
  readonly from: Day;
  readonly to: Day;
  /** The span before, as long. */
  readonly formerFrom: Day;
  readonly formerTo: Day;
  readonly yearFrom: Day;
}

export async function findDashboard(reader: Reader, wish: DashboardWish) {
  const { reach, node, from, to } = wish;
  const span = { reach, node, from, to };
  const [[now], [former], days, outlets, months] = await Promise.all([
    reader.ask(equation, span),
    reader.ask(equation, { ...span, from: wish.formerFrom, to: wish.formerTo }),
    reader.ask(byDay, span),
    reader.ask(byOutlet, span),
    reader.ask(byMonth, { ...span, from: wish.yearFrom }),
  ]);
  return { now: now!, former: former!, days, outlets, months };
}

export const findLive = (reader: Reader, branch: Branch, count: number) =>
  reader.ask(live, { ...branch, count });
