/** What a guide's own page says of her, as she may edit it; and her place among her colleagues. */
import type { OutletId, StaffId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const card = statement(
  'views.work_card',
  { staff: col.id<'staff'>() },
  `select title, motto, story, wechat from chain.staff
   where merchant_id = :merchant and id = :staff`,
  { title: col.text(), motto: col.text(), story: col.text(), wechat: col.text() },
);
export async function findCard(reader: Reader, staff: StaffId) {
  const [row] = await reader.ask(card, { staff });
  return row!;
}

/** Merchandise net less returns of paid orders that a guide served: those of one outlet. */
const rank = statement(
  'views.work_rank',
  { outlet: col.id<'node'>(), since: col.instant, count: col.int },
  `select s.id as "staffId", s.name, coalesce((
     select sum(l.net_fen - l.refunded_fen) from attribution.credit c
     join orders."order" o on o.merchant_id = c.merchant_id and o.id = c.order_id
     join orders.line l on l.merchant_id = c.merchant_id and l.order_id = c.order_id and l.no > 0
     where c.merchant_id = :merchant and c.service_guide_id = s.id and c.at >= :since
       and o.paid_at is not null and o.state <> 'cancelled'), 0)::bigint as "salesFen"
   from chain.staff s
   where s.merchant_id = :merchant and s.outlet_id = :outlet and s.left_at is null
     and s.suspended_at is null and exists (
       select from chain.staff_grant g where g.merchant_id = s.merchant_id and g.staff_id = s.id
         and g.role in ('guide', 'creator', 'store_manager'))
   order by "salesFen" desc, s.id limit cast(:count as integer)`,
  { staffId: col.id<'staff'>(), name: col.text(), salesFen: col.fen },
);
const MOST = 50;
export const findRank = (reader: Reader, outlet: OutletId, since: Instant) =>
  reader.ask(rank, { outlet, since, count: MOST });
