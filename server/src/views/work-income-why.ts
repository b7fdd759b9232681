/** The formula behind each part that a guide earned: of how much, at which rate, through whom. */
import type { OrderId, StaffId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

/** Only of orders that she served herself: anybody else's are not hers to ask about. */
const why = statement(
  'views.work_income_why',
  { staff: col.id<'staff'>(), orders: col.list(col.id<'order'>()) },
  `select c.order_id as "orderId", c.service_guide_from as from,
     case when m.id is null then null when m.shows_name then m.name
       else left(m.name, 1) || '*' end as via,
     (select sum(q.net_fen) from commission.portion q
      where q.merchant_id = c.merchant_id and q.order_id = c.order_id and q.line_no > 0)::bigint
       as "baseFen",
     (select (p.body -> 'bps' ->> 'guide')::integer from commission.portion q
      join chain.policy p on p.merchant_id = q.merchant_id and p.kind = 'commission'
        and p.version = q.policy_version
      where q.merchant_id = c.merchant_id and q.order_id = c.order_id limit 1) as "rateBps"
   from attribution.credit c
   left join members.member m on m.merchant_id = c.merchant_id and m.id = c.sharer_1_id
   where c.merchant_id = :merchant and c.service_guide_id = :staff and c.order_id = any(:orders)`,
  {
    orderId: col.id<'order'>(),
    from: col.text<'link' | 'home' | 'none'>(),
    via: col.maybe(col.text()),
    baseFen: col.fen,
    rateBps: col.maybe(col.int),
  },
);

export const findWhy = (reader: Reader, staff: StaffId, orders: readonly OrderId[]) =>
  reader.ask(why, { staff, orders });
