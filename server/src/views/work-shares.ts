/** What came of the links a person made, the best first; and the groups she may share to. */
import type { OutletId, StaffId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const shares = statement(
  'views.work_shares',
  { staff: col.id<'staff'>(), since: col.instant, count: col.int },
  `with recursive mine as (
     select code, target_id, group_id, made_at from sharing.link
     where merchant_id = :merchant and sharer_id = cast(:staff as uuid) and sharer_kind = 'staff'
       and target_kind = 'product' and made_at >= :since),
   below as (
     select code as root, code, 0 as level from mine
     union all
     select b.root, k.code, b.level + 1 from below b
     join sharing.link k on k.merchant_id = :merchant and k.parent_code = b.code),
   came as (
     select b.root, count(v.id) as visits from below b
     join sharing.visit v on v.merchant_id = :merchant and v.link_code = b.code group by 1),
   passed as (select root, count(*) as links from below where level > 0 group by 1),
   sold as (
     select b.root, count(distinct o.id) as orders, sum(l.net_fen - l.refunded_fen) as sales
     from below b
     join attribution.credit c on c.merchant_id = :merchant and c.link_code = b.code
     join orders."order" o on o.merchant_id = :merchant and o.id = c.order_id
     join orders.line l on l.merchant_id = :merchant and l.order_id = o.id and l.no > 0
     where o.paid_at is not null and o.state <> 'cancelled' group by 1)
   select m.code, m.target_id as "productId", p.title, g.name as group, m.made_at as "madeAt",
     coalesce(came.visits, 0)::integer as visits, coalesce(passed.links, 0)::integer as "passedOn",
     coalesce(sold.orders, 0)::integer as orders, coalesce(sold.sales, 0)::bigint as "salesFen"
   from mine m
   join catalog.product p on p.merchant_id = :merchant and p.id = m.target_id
   left join groups."group" g on g.merchant_id = :merchant and g.id = m.group_id
   left join came on came.root = m.code
   left join passed on passed.root = m.code
   left join sold on sold.root = m.code
   order by "salesFen" desc, visits desc, m.made_at desc limit cast(:count as integer)`,
  {
    code: col.text(),
    productId: col.id<'product'>(),
    title: col.text(),
    group: col.maybe(col.text()),
    madeAt: col.instant,
    visits: col.int,
    passedOn: col.int,
    orders: col.int,
    salesFen: col.fen,
  },
);

const targets = statement(
  'views.work_targets',
  { staff: col.id<'staff'>(), outlet: col.id<'node'>() },
  `select id, name, headcount from groups."group"
   where merchant_id = :merchant
     and (owner_id = :staff or (owner_id is null and outlet_id = :outlet))
   order by headcount desc, id`,
  { id: col.id<'group'>(), name: col.text(), headcount: col.int },
);

const MOST = 50;
export const findShares = (reader: Reader, staff: StaffId, since: Instant) =>
  reader.ask(shares, { staff, since, count: MOST });
export const findTargets = (reader: Reader, staff: StaffId, outlet: OutletId) =>
  reader.ask(targets, { staff, outlet });

const bestSold = statement(
  'views.work_best_sold',
  { outlet: col.id<'node'>(), since: col.instant, count: col.int },
  `select l.product_id as "productId" from orders."order" o
   join orders.line l on l.merchant_id = o.merchant_id and l.order_id = o.id and l.no > 0
   where o.merchant_id = :merchant and o.outlet_id = :outlet and o.placed_at >= :since
     and o.paid_at is not null and o.state <> 'cancelled'
   group by 1 order by sum(l.quantity) desc, 1 limit cast(:count as integer)`,
  { productId: col.id<'product'>() },
);
export const findBestSold = (reader: Reader, outlet: OutletId, since: Instant, count: number) =>
  reader.ask(bestSold, { outlet, since, count });
