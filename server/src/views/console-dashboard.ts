/** What comes in right now: the newest paid orders of a branch. */
import type { NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export interface Branch {
  readonly reach: readonly NodeId[];
  readonly node: NodeId | null;
}
const BRANCH = { reach: col.list(col.id<'node'>()), node: col.maybe(col.id<'node'>()) };

const SEEN = `select id from chain.node where merchant_id = :merchant and path && :reach
  and (cast(:node as uuid) is null or cast(:node as uuid) = any(path))`;

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

export const findLive = (reader: Reader, branch: Branch, count: number) =>
  reader.ask(live, { ...branch, count });
