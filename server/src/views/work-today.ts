/** A guide's or a store's day in figures, beside what the same weekday usually brings. */
import type { NodeId, StaffId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import { addDays, atMinute, dayOf, startOf, type Day, type Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const WEEKS = 4;
const NOON = 720;

const args = {
  staff: col.id<'staff'>(),
  reach: col.list(col.id<'node'>()),
  guide: col.bool,
  since: col.instant,
  noon: col.instant,
};
/** Her orders when she sells, else all that the outlets in reach have sold. */
const MINE = `mine as (
  select o.id, o.placed_at, o.selling_closed from attribution.credit c
  join orders."order" o on o.merchant_id = c.merchant_id and o.id = c.order_id
  where :guide and c.merchant_id = :merchant and c.service_guide_id = :staff and c.at >= :since
    and o.paid_at is not null and o.state <> 'cancelled'
  union all
  select o.id, o.placed_at, o.selling_closed from orders."order" o
  join chain.node n on n.merchant_id = o.merchant_id and n.id = o.outlet_id
  where not :guide and o.merchant_id = :merchant and n.path && :reach and o.placed_at >= :since
    and o.paid_at is not null and o.state <> 'cancelled')`;

const byDay = statement(
  'views.work_sales_by_day',
  args,
  `with ${MINE}, sold as (
     select mine.id, mine.placed_at, mine.selling_closed,
       (mine.placed_at at time zone 'Asia/Shanghai')::date as day,
       (select coalesce(sum(l.net_fen - l.refunded_fen), 0) from orders.line l
        where l.merchant_id = :merchant and l.order_id = mine.id and l.no > 0) as sales,
       (select coalesce(sum(q.guide_fen), 0) from commission.portion q
        where q.merchant_id = :merchant and q.order_id = mine.id)
       - (select coalesce(sum(u.guide_fen), 0) from commission.cut u
        where u.merchant_id = :merchant and u.order_id = mine.id) as commission
     from mine)
   select day, sum(sales)::bigint as "salesFen",
     (case when :guide then sum(commission) else 0 end)::bigint as "commissionFen",
     count(*) filter (where selling_closed and placed_at >= :noon)::integer as "nightOrders",
     coalesce(sum(sales) filter (where selling_closed and placed_at >= :noon), 0)::bigint
       as "nightFen"
   from sold group by day`,
  {
    day: col.day,
    salesFen: col.fen,
    commissionFen: col.fen,
    nightOrders: col.int,
    nightFen: col.fen,
  },
);

const comers = statement(
  'views.work_comers',
  {
    staff: col.id<'staff'>(),
    reach: col.list(col.id<'node'>()),
    guide: col.bool,
    today: col.instant,
  },
  `with mine as (
     select n.id from chain.node n
     where not :guide and n.merchant_id = :merchant and n.kind = 'outlet' and n.path && :reach)
   select
     (select count(*) from sharing.visit v
      left join sharing.link k on k.merchant_id = v.merchant_id and k.code = v.link_code
      where v.merchant_id = :merchant and v.at >= :today
        and case when :guide then k.guide_id = :staff
          else v.outlet_id in (select id from mine) end)::integer as visits,
     (select count(*) from belonging.period p
      join members.member m on m.merchant_id = p.merchant_id and m.id = p.member_id
      where p.merchant_id = :merchant and upper_inf(p.during) and m.made_at >= :today
        and case when :guide then p.kind = 'guide' and p.owner_id = cast(:staff as uuid)
          else p.kind = 'outlet' and p.owner_id in (select id from mine) end)::integer
       as newcomers`,
  { visits: col.int, newcomers: col.int },
);

const due = statement(
  'views.work_due',
  { reach: col.list(col.id<'node'>()) },
  `with waiting as (
     select p.promised_at, min(p.promised_at) over () as first from fulfilment.parcel p
     join chain.node n on n.merchant_id = p.merchant_id and n.id = p.outlet_id
     where p.merchant_id = :merchant and p.state in ('paid', 'picking') and n.path && :reach)
   select count(*)::integer as "toPick", max(promised_at) as "pickBy" from waiting
   where promised_at <= first + interval '30 minutes'`,
  { toPick: col.int, pickBy: col.maybe(col.instant) },
);

export interface Asking {
  readonly staff: StaffId;
  readonly guide: boolean;
  readonly sells: readonly NodeId[];
  readonly picks: readonly NodeId[];
}
export interface DayFigures {
  readonly salesFen: Fen;
  readonly usualFen: Fen | null;
  readonly nightOrders: number;
  readonly nightFen: Fen;
  readonly visits: number;
  readonly newcomers: number;
  readonly commissionFen: Fen;
  readonly toPick: number;
  readonly pickBy: Instant | null;
}
export async function findDay(reader: Reader, asking: Asking): Promise<DayFigures> {
  const today = dayOf(reader.now);
  const { staff, guide, sells } = asking;
  const [days, [came], [waiting]] = await Promise.all([
    reader.ask(byDay, {
      staff,
      guide,
      reach: sells,
      since: startOf(addDays(today, -7 * WEEKS)),
      noon: atMinute(addDays(today, -1), NOON),
    }),
    reader.ask(comers, { staff, guide, reach: sells, today: startOf(today) }),
    reader.ask(due, { reach: asking.picks }),
  ]);
  const on = (day: Day) => days.find((each) => each.day === day);
  const before = Array.from({ length: WEEKS }, (_, i) => on(addDays(today, -7 * (i + 1))));
  const sum = before.reduce((all, each) => all + (each?.salesFen ?? 0), 0);
  return {
    salesFen: on(today)?.salesFen ?? (0 as Fen),
    usualFen: sum === 0 ? null : (Math.round(sum / WEEKS) as Fen),
    nightOrders: days.reduce((all, each) => all + each.nightOrders, 0),
    nightFen: days.reduce((all, each) => all + each.nightFen, 0) as Fen,
    visits: came!.visits,
    newcomers: came!.newcomers,
    commissionFen: on(today)?.commissionFen ?? (0 as Fen),
    toPick: waiting!.toPick,
    pickBy: waiting!.pickBy,
  };
}
