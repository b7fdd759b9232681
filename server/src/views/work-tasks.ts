/**
 * Whom a guide should talk to today, each with the figures that say why. A person is named once,
 * for the best reason, and not when she was talked to today or three times within a week.
 */
import type { StaffId } from '../kernel/id.ts';
import { dayOf, startOf, type Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export const TASK_KINDS = ['brought', 'ending', 'rebuy', 'newcomer', 'asleep'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

const LIVES = (from: string, way: '+' | '-') =>
  `${from} ${way} make_interval(days => cast(:expireDays as integer))`;
const HERS = `hers as (
  select m.id, m.name, m.made_at, p.id as period_id, p.renewed_at from belonging.period p
  join members.member m on m.merchant_id = p.merchant_id and m.id = p.member_id
  where p.merchant_id = :merchant and p.kind = 'guide' and p.owner_id = cast(:staff as uuid)
    and upper_inf(p.during) and p.renewed_at > ${LIVES('cast(:now as timestamptz)', '-')}
    and m.merged_into is null and m.erased_at is null)`;
const ORDERED = `ordered as (
  select o.member_id, o.id, o.placed_at from hers
  join orders."order" o on o.merchant_id = :merchant and o.member_id = hers.id
  where o.paid_at is not null and o.state <> 'cancelled'
    and o.placed_at > cast(:now as timestamptz) - interval '180 days')`;
const DAYS = (from: string) =>
  `floor(extract(epoch from cast(:now as timestamptz) - ${from}) / 86400)::integer`;
const EVERY = (least: string, most: string, times: string) =>
  `round(extract(epoch from ${most} - ${least}) / 86400 / (${times} - 1))::integer`;

const tasks = statement(
  'views.work_tasks',
  { staff: col.id<'staff'>(), today: col.instant, expireDays: col.int, count: col.int },
  `with ${HERS}, ${ORDERED},
   talked as (
     select t.member_id, max(t.at) as last,
       count(*) filter (where t.at > cast(:now as timestamptz) - interval '7 days') as week
     from hers join members.note t on t.merchant_id = :merchant and t.member_id = hers.id
     group by 1),
   brought as (
     select c.sharer_1_id as id, 1 as rank, 'brought' as kind, null::text as product,
       null::integer as days, null::integer as every, left(b.name, 1) || '*' as other,
       o.payable_fen - o.refunded_fen as sum, o.placed_at as at
     from hers
     join attribution.credit c on c.merchant_id = :merchant and c.sharer_1_id = hers.id
     join orders."order" o on o.merchant_id = :merchant and o.id = c.order_id
     join members.member b on b.merchant_id = :merchant and b.id = c.member_id
     where c.at > cast(:now as timestamptz) - interval '36 hours'
       and o.paid_at is not null and o.state <> 'cancelled'),
   ending as (
     select hers.id, 2 as rank, 'ending' as kind, null::text as product,
       ceil(extract(epoch from ${LIVES('hers.renewed_at', '+')} - cast(:now as timestamptz))
         / 86400)::integer as days,
       null::integer as every, null::text as other, null::bigint as sum, hers.renewed_at as at
     from hers
     join belonging.notice n on n.merchant_id = :merchant and n.period_id = hers.period_id
       and n.renewed_at = hers.renewed_at),
   bought as (
     select r.member_id, l.product_id, max(l.title) as title, count(distinct r.id) as times,
       min(r.placed_at) as first, max(r.placed_at) as last
     from ordered r
     join orders.line l on l.merchant_id = :merchant and l.order_id = r.id and l.no > 0
     group by 1, 2 having count(distinct r.id) >= 3),
   rebuy as (
     select member_id as id, 3 as rank, 'rebuy' as kind, title as product,
       ${DAYS('last')} as days, ${EVERY('first', 'last', 'times')} as every,
       null::text as other, null::bigint as sum, last as at
     from bought),
   visits as (
     select r.member_id, count(*) as times, min(r.placed_at) as first, max(r.placed_at) as last
     from ordered r group by 1),
   newcomer as (
     select hers.id, 4 as rank, 'newcomer' as kind, null::text as product,
       ${DAYS('hers.made_at')} as days, null::integer as every, null::text as other,
       null::bigint as sum, hers.made_at as at
     from hers left join visits v on v.member_id = hers.id
     where v.member_id is null and hers.made_at > cast(:now as timestamptz) - interval '7 days'),
   asleep as (
     select v.member_id as id, 5 as rank, 'asleep' as kind,
       (select l.title from ordered r join orders.line l on l.merchant_id = :merchant
          and l.order_id = r.id and l.no > 0
        where r.member_id = v.member_id order by r.placed_at desc, l.net_fen desc limit 1)
         as product,
       ${DAYS('v.last')} as days, ${EVERY('v.first', 'v.last', 'v.times')} as every,
       null::text as other, null::bigint as sum, v.last as at
     from visits v where v.times >= 2
       and v.last between cast(:now as timestamptz) - interval '90 days'
         and cast(:now as timestamptz) - interval '30 days'),
   reasons as (
     select * from brought
     union all select * from ending
     union all select * from rebuy where every between 2 and 45 and days >= every
       and days <= every + greatest(3, every / 2)
     union all select * from newcomer
     union all select * from asleep where every between 1 and 25),
   best as (
     select distinct on (id) * from reasons order by id, rank, sum desc nulls last, days, at desc)
   select b.kind, b.id as "memberId", hers.name, b.product, b.days, b.every as "everyDays",
     b.other as "otherName", b.sum as "sumFen"
   from best b join hers on hers.id = b.id left join talked t on t.member_id = b.id
   where coalesce(t.last < :today, true) and coalesce(t.week, 0) < 3
   order by b.rank, b.at desc limit cast(:count as integer)`,
  {
    kind: col.text<TaskKind>(),
    memberId: col.id<'member'>(),
    name: col.text(),
    product: col.maybe(col.text()),
    days: col.maybe(col.int),
    everyDays: col.maybe(col.int),
    otherName: col.maybe(col.text()),
    sumFen: col.maybe(col.fen),
  },
);

const talkedTo = statement(
  'views.work_talked_to',
  { staff: col.id<'staff'>(), today: col.instant },
  `select count(distinct member_id)::integer as count from members.note
   where merchant_id = :merchant and staff_id = :staff and at >= :today`,
  { count: col.int },
);

const MOST = 30;
export async function findTasks(reader: Reader, staff: StaffId, expireDays: number) {
  const today: Instant = startOf(dayOf(reader.now));
  const [items, [talked]] = await Promise.all([
    reader.ask(tasks, { staff, today, expireDays, count: MOST }),
    reader.ask(talkedTo, { staff, today }),
  ]);
  return { items, talkedTo: talked!.count };
}
