/** What guides and outlets have brought about in some days: measures of targets and contests. */
import type { NodeId, StaffId } from '../kernel/id.ts';
import { addDays, startOf, type Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const span = { since: col.instant, until: col.instant };
const measures = {
  sales: col.big,
  shareSales: col.big,
  orders: col.big,
  newMembers: col.big,
};
/** Goods of paid orders after refunds; an order of which nothing is left is none. */
const SOLD = `select o.id, o.outlet_id, c.service_guide_id, c.sale_kind,
    sum(l.net_fen - l.refunded_fen) as net
  from orders."order" o
  join attribution.credit c on c.merchant_id = o.merchant_id and c.order_id = o.id
  join orders.line l on l.merchant_id = o.merchant_id and l.order_id = o.id and l.no > 0
  where o.merchant_id = :merchant and o.placed_at >= :since and o.placed_at < :until
    and o.paid_at is not null and o.state <> 'cancelled'
  group by 1, 2, 3, 4`;
const SUMS = `coalesce(sum(net), 0)::bigint as sales,
    coalesce(sum(net) filter (where sale_kind = 'share'), 0)::bigint as shared,
    count(*) filter (where net > 0) as orders`;
const joined = (kind: 'guide' | 'outlet'): string => `select to_owner_id as owner,
    count(distinct member_id) as joined
  from belonging.event where merchant_id = :merchant and kind = '${kind}' and verb = 'bind'
    and source = 'sign_up' and at >= :since and at < :until
  group by 1`;

const staffScores = statement(
  'views.staff_scores',
  { ...span, node: col.id<'node'>() },
  `with sold as (${SOLD}), sums as (
     select service_guide_id as staff, ${SUMS} from sold group by 1
   ), joined as (${joined('guide')})
   select s.id as staff, s.name, n.id as outlet, n.name as "outletName",
     coalesce(u.sales, 0)::bigint as sales, coalesce(u.shared, 0)::bigint as "shareSales",
     coalesce(u.orders, 0)::bigint as orders, coalesce(j.joined, 0)::bigint as "newMembers",
     exists (select from incentives.hidden_name h where h.merchant_id = s.merchant_id
       and h.staff_id = s.id) as hidden
   from chain.staff s
   join chain.node n on n.merchant_id = s.merchant_id and n.id = s.outlet_id
   left join sums u on u.staff = s.id
   left join joined j on j.owner = s.id
   where s.merchant_id = :merchant and :node = any(n.path)
     and (s.left_at is null or u.staff is not null)
     and exists (select from chain.staff_grant g where g.merchant_id = s.merchant_id
       and g.staff_id = s.id and g.role in ('guide', 'creator', 'store_manager'))
   order by s.name, s.id`,
  {
    staff: col.id<'staff'>(),
    name: col.text(),
    outlet: col.id<'node'>(),
    outletName: col.text(),
    ...measures,
    hidden: col.bool,
  },
);
const outletScores = statement(
  'views.outlet_scores',
  span,
  `with sold as (${SOLD}), sums as (
     select outlet_id as outlet, ${SUMS} from sold group by 1
   ), joined as (${joined('outlet')})
   select o.id as outlet, coalesce(u.sales, 0)::bigint as sales,
     coalesce(u.shared, 0)::bigint as "shareSales", coalesce(u.orders, 0)::bigint as orders,
     coalesce(j.joined, 0)::bigint as "newMembers"
   from chain.outlet o
   left join sums u on u.outlet = o.id
   left join joined j on j.owner = o.id
   where o.merchant_id = :merchant order by o.id`,
  { outlet: col.id<'node'>(), ...measures },
);

export interface Span {
  readonly fromDay: Day;
  readonly untilDay: Day;
}
const instants = ({ fromDay, untilDay }: Span) => ({
  since: startOf(fromDay),
  until: startOf(addDays(untilDay, 1)),
});
/** Guides of a branch, also those who have brought nothing yet. */
export const findStaffScores = (reader: Reader, node: NodeId, days: Span) =>
  reader.ask(staffScores, { node, ...instants(days) });
export const findOutletScores = (reader: Reader, days: Span) =>
  reader.ask(outletScores, instants(days));

export type MeasureName = 'sales' | 'share_sales' | 'new_members' | 'orders';
type Scores = Readonly<Record<keyof typeof measures, number>>;
export const measured = (scores: Scores, measure: MeasureName): number =>
  ({
    sales: scores.sales,
    share_sales: scores.shareSales,
    new_members: scores.newMembers,
    orders: scores.orders,
  })[measure];

interface Contested extends Span {
  readonly node: NodeId;
  readonly measure: MeasureName;
}
export async function findContestScores(
  reader: Reader,
  contest: Contested,
): Promise<{ readonly staff: StaffId; readonly score: number }[]> {
  const found = await findStaffScores(reader, contest.node, contest);
  return found.map((each) => ({ staff: each.staff, score: measured(each, contest.measure) }));
}
