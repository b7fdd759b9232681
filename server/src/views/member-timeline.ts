/** One member's story, newest first: visits, shares, orders, whom she brought, notes. */
import type { MemberId, StaffId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

/** The name of what a link leads to. */
const TARGET = `case l.target_kind
    when 'product' then (select p.title from catalog.product p
      where p.merchant_id = :merchant and p.id = l.target_id)
    when 'shop' then (select s.name from chain.staff s
      where s.merchant_id = :merchant and s.id = l.target_id)
    else (select t.short_name from chain.outlet t
      where t.merchant_id = :merchant and t.id = l.target_id) end`;
const BEFORE = (at: string, id: string): string =>
  `(cast(:beforeAt as timestamptz) is null or (${at}, ${id}) < (:beforeAt, :beforeId))`;
const NEWEST = (at: string, id: string): string =>
  `order by ${at} desc, ${id} desc limit cast(:count as integer)`;
/** Merchandise net less returns, what the staff member earns of it, and who prepared it. */
const SALE = `'sumFen', (select coalesce(sum(n.net_fen - n.refunded_fen), 0) from orders.line n
      where n.merchant_id = :merchant and n.order_id = o.id and n.no > 0),
    'soldWhileClosed', o.selling_closed,
    'preparedBy', (select t.short_name from fulfilment.parcel f
      join chain.outlet t on t.merchant_id = :merchant and t.id = f.outlet_id
      where f.merchant_id = :merchant and f.order_id = o.id and f.state <> 'gone'
        and f.outlet_id <> o.outlet_id limit 1),
    'earnedFen', case when k.service_guide_id = :staff then
      (select coalesce(sum(q.guide_fen), 0) from commission.portion q
        where q.merchant_id = :merchant and q.order_id = o.id)
      - (select coalesce(sum(u.guide_fen), 0) from commission.cut u
        where u.merchant_id = :merchant and u.order_id = o.id) end`;

const timeline = statement(
  'views.member_timeline',
  {
    member: col.id<'member'>(),
    staff: col.maybe(col.id<'staff'>()),
    beforeAt: col.maybe(col.instant),
    beforeId: col.maybe(col.id<'happening'>()),
    count: col.int,
  },
  `with ids as materialized (
     select id from members.member
     where merchant_id = :merchant and (id = :member or merged_into = :member)
   ), visits as (
     select v.id, v.at, 'visit' as kind, jsonb_build_object(
       'target', coalesce(${TARGET}, (select t.short_name from chain.outlet t
         where t.merchant_id = :merchant and t.id = v.outlet_id)),
       'mine', coalesce(l.sharer_id = :staff, false),
       'group', (select g.name from groups."group" g
         where g.merchant_id = :merchant and g.id = l.group_id)) as facts
     from ids join sharing.visit v on v.merchant_id = :merchant and v.member_id = ids.id
     left join sharing.link l on l.merchant_id = :merchant and l.code = v.link_code
     where ${BEFORE('v.at', 'v.id')} ${NEWEST('v.at', 'v.id')}
   ), links as (
     select l.*, cast(md5(l.code) as uuid) as id
     from ids join sharing.link l on l.merchant_id = :merchant and l.sharer_id = ids.id
   ), shares as (
     select l.id, l.made_at as at, 'share' as kind, jsonb_build_object(
       'target', ${TARGET},
       'visits', (select count(*) from sharing.visit v
         where v.merchant_id = :merchant and v.link_code = l.code),
       'signUps', (select count(*) from members.member n
         join sharing.visit v on v.merchant_id = :merchant and v.member_id = n.id
           and v.link_code = l.code
         where n.merchant_id = :merchant and n.made_at between v.at and v.at + interval '1 day'),
       'orders', (select count(*) from attribution.credit k
         where k.merchant_id = :merchant and k.link_code = l.code)) as facts
     from links l where ${BEFORE('l.made_at', 'l.id')} ${NEWEST('l.made_at', 'l.id')}
   ), bought as (
     select o.id, o.placed_at as at, 'order' as kind, jsonb_build_object(
       'pieces', (select coalesce(sum(n.quantity), 0) from orders.line n
         where n.merchant_id = :merchant and n.order_id = o.id and n.no > 0),
       'titles', (select coalesce(jsonb_agg(n.title order by n.no), '[]') from orders.line n
         where n.merchant_id = :merchant and n.order_id = o.id and n.no > 0),
       'state', o.state, ${SALE}) as facts
     from ids join orders."order" o on o.merchant_id = :merchant and o.member_id = ids.id
     left join attribution.credit k on k.merchant_id = :merchant and k.order_id = o.id
     where ${BEFORE('o.placed_at', 'o.id')} ${NEWEST('o.placed_at', 'o.id')}
   ), brought as (
     select o.id, o.placed_at as at, 'brought' as kind, jsonb_build_object(
       'who', n.name, ${SALE}) as facts
     from ids join attribution.credit k on k.merchant_id = :merchant and k.sharer_1_id = ids.id
     join orders."order" o on o.merchant_id = :merchant and o.id = k.order_id
       and o.paid_at is not null and o.state <> 'cancelled'
     join members.member n on n.merchant_id = :merchant and n.id = o.member_id
     where ${BEFORE('o.placed_at', 'o.id')} ${NEWEST('o.placed_at', 'o.id')}
   ), notes as (
     select n.id, n.at, 'note' as kind, jsonb_build_object('words', n.words, 'by', s.name,
       'mine', n.staff_id = :staff) as facts
     from ids join members.note n on n.merchant_id = :merchant and n.member_id = ids.id
     join chain.staff s on s.merchant_id = :merchant and s.id = n.staff_id
     where (cast(:staff as uuid) is null or n.staff_id = :staff)
       and ${BEFORE('n.at', 'n.id')} ${NEWEST('n.at', 'n.id')}
   )
   select * from visits union all select * from shares union all select * from bought
   union all select * from brought union all select * from notes
   order by at desc, id desc limit cast(:count as integer)`,
  {
    id: col.id<'happening'>(),
    at: col.instant,
    kind: col.text<'visit' | 'share' | 'order' | 'brought' | 'note'>(),
    facts: col.json<Readonly<Record<string, unknown>>>(),
  },
);

export interface TimelinePage {
  readonly member: MemberId;
  /** Whose notes and earnings are shown; null: head office reads all notes. */
  readonly staff: StaffId | null;
  /** `at|id` of the last row of the page before. */
  readonly after: string | null;
  readonly count: number;
}

export async function findTimeline(reader: Reader, { member, staff, after, count }: TimelinePage) {
  const [beforeAt = null, beforeId = null] = after?.split('|') ?? [];
  const rows = await reader.ask(timeline, {
    member,
    staff,
    beforeAt: beforeAt as Instant | null,
    beforeId: beforeId as never,
    count,
  });
  const last = rows.length < count ? undefined : rows.at(-1);
  return {
    items: rows.map(({ facts, ...row }) => ({ ...facts, ...row })),
    next: last === undefined ? null : `${last.at}|${last.id}`,
  };
}
