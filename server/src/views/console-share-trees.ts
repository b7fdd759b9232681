/** Share trees: which first shares brought most, and one tree whole, link by link. */
import type { LinkCode, NodeId } from '../kernel/id.ts';
import type { Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const SEEN = `select id from chain.node where merchant_id = :merchant and path && :reach
  and (cast(:node as uuid) is null or cast(:node as uuid) = any(path))`;
const NAME = (kind: string, id: string) => `case ${kind}
  when 'staff' then (select s.name from chain.staff s
    where s.merchant_id = :merchant and s.id = ${id})
  else (select m.name from members.member m where m.merchant_id = :merchant and m.id = ${id}) end`;
const TARGET = `case l.target_kind
  when 'product' then (select p.title from catalog.product p
    where p.merchant_id = :merchant and p.id = l.target_id)
  when 'shop' then (select s.name from chain.staff s
    where s.merchant_id = :merchant and s.id = l.target_id)
  else (select o.short_name from chain.outlet o
    where o.merchant_id = :merchant and o.id = l.target_id) end`;
const PAID = `o.captured_fen > 0 and o.state <> 'cancelled'`;

/** What there is most of comes first. */
export const ROOT_SORTS = ['-sales', '-orders', '-visits', '-links', '-deepest', '-at'] as const;
export type RootsSort = (typeof ROOT_SORTS)[number];

const roots = statement(
  'views.share_roots',
  {
    reach: col.list(col.id<'node'>()),
    node: col.maybe(col.id<'node'>()),
    from: col.day,
    to: col.day,
    text: col.maybe(col.text()),
    sort: col.text<RootsSort>(),
    after: col.maybe(col.text()),
    count: col.int,
  },
  `with made as (
     select l.* from sharing.link l where l.merchant_id = :merchant and l.depth = 1
       and l.outlet_id in (${SEEN})
       and l.made_at >= cast(:from as date)::timestamp at time zone 'Asia/Shanghai'
       and l.made_at < (cast(:to as date) + 1)::timestamp at time zone 'Asia/Shanghai'),
   sold as (
     select c.root_code as code, cast(count(*) as integer) as orders,
       cast(sum(o.payable_fen - o.refunded_fen) as bigint) as fen
     from attribution.credit c
     join orders.order o on o.merchant_id = :merchant and o.id = c.order_id and ${PAID}
     where c.merchant_id = :merchant and c.root_code is not null group by 1),
   grown as (
     select t.root_code as code, cast(count(*) as integer) as links, max(t.depth) as deepest,
       cast(sum((select count(*) from sharing.visit v where v.merchant_id = :merchant
         and v.link_code = t.code)) as integer) as visits
     from sharing.link t where t.merchant_id = :merchant
       and t.root_code in (select code from made) group by 1),
   told as (
     select l.code, l.sharer_kind, coalesce(${NAME('l.sharer_kind', 'l.sharer_id')}, '') as name,
       coalesce(${TARGET}, '') as target, (select g.name from groups.group g
         where g.merchant_id = :merchant and g.id = l.group_id) as "group",
       l.channel, l.made_at as at, coalesce(g.links, 1) as links, coalesce(g.visits, 0) as visits,
       coalesce(g.deepest, 1) as deepest, coalesce(s.orders, 0) as orders,
       coalesce(s.fen, 0) as fen,
       lpad((case :sort
           when '-visits' then coalesce(g.visits, 0)
           when '-orders' then coalesce(s.orders, 0)
           when '-links' then coalesce(g.links, 1)
           when '-deepest' then coalesce(g.deepest, 1)
           when '-at' then cast(extract(epoch from l.made_at) as bigint)
           else coalesce(s.fen, 0) end)::text, 14, '0') ||
         lpad(coalesce(g.visits, 0)::text, 8, '0') || l.code
         as cursor
     from made l left join grown g on g.code = l.code left join sold s on s.code = l.code)
   select code, sharer_kind as "sharerKind", name as "sharerName", target as "targetName",
     "group" as "groupName", channel, at as "madeAt", links, visits, deepest, orders,
     fen as "salesFen", cursor
   from told where (cast(:after as text) is null or cursor < :after)
     and (cast(:text as text) is null or name ilike '%' || :text || '%'
       or target ilike '%' || :text || '%')
   order by cursor desc limit cast(:count as integer)`,
  {
    code: col.text<LinkCode>(),
    sharerKind: col.text(),
    sharerName: col.text(),
    targetName: col.text(),
    groupName: col.maybe(col.text()),
    channel: col.text(),
    madeAt: col.instant,
    links: col.int,
    visits: col.int,
    deepest: col.int,
    orders: col.int,
    salesFen: col.fen,
    cursor: col.text(),
  },
);

export interface RootsWish {
  readonly reach: readonly NodeId[];
  readonly node: NodeId | null;
  readonly from: Day;
  readonly to: Day;
  readonly text: string | null;
  readonly sort: RootsSort;
  readonly after: string | null;
  readonly count: number;
}
export async function findShareRoots(reader: Reader, wish: RootsWish) {
  const rows = await reader.ask(roots, { ...wish, count: wish.count + 1 });
  const items = rows.slice(0, wish.count);
  return { items, next: rows.length > wish.count ? (items.at(-1)?.cursor ?? null) : null };
}

const root = statement(
  'views.share_tree_root',
  { code: col.text<LinkCode>(), reach: col.list(col.id<'node'>()) },
  `select l.root_code as code, l.outlet_id as "outletId", coalesce(${TARGET}, '') as "targetName",
     (select g.name from groups.group g where g.merchant_id = :merchant and g.id = l.group_id)
       as "groupName", l.made_at as "madeAt"
   from sharing.link c
   join sharing.link l on l.merchant_id = :merchant and l.code = c.root_code
   where c.merchant_id = :merchant and c.code = :code and l.outlet_id in (
     select id from chain.node where merchant_id = :merchant and path && :reach)`,
  {
    code: col.text<LinkCode>(),
    outletId: col.id<'node'>(),
    targetName: col.text(),
    groupName: col.maybe(col.text()),
    madeAt: col.instant,
  },
);

const links = statement(
  'views.share_tree_links',
  { root: col.text<LinkCode>() },
  `select l.code, l.parent_code as "parentCode", l.sharer_kind as "sharerKind",
     l.sharer_id as "sharerId",
     coalesce(${NAME('l.sharer_kind', 'l.sharer_id')}, '') as "sharerName",
     l.depth, l.channel, l.made_at as "madeAt",
     cast((select count(*) from sharing.visit v where v.merchant_id = :merchant
       and v.link_code = l.code) as integer) as visits,
     cast((select count(distinct coalesce(v.member_id::text, v.device_hash)) from sharing.visit v
       where v.merchant_id = :merchant and v.link_code = l.code) as integer) as visitors,
     cast((select count(*) from members.member m where m.merchant_id = :merchant
       and m.entry = l.code) as integer) as "signUps",
     coalesce(s.orders, 0) as orders, coalesce(s.fen, 0) as "salesFen",
     coalesce(s.night, 0) as "nightFen", coalesce(s.earned, 0) as "earnedFen"
   from sharing.link l
   left join lateral (
     select cast(count(*) as integer) as orders,
       cast(sum(o.payable_fen - o.refunded_fen) as bigint) as fen,
       cast(sum(case when o.selling_closed
         then o.payable_fen - o.refunded_fen else 0 end) as bigint)
         as night,
       cast(sum((select coalesce(sum(p.sharer_1_fen), 0) from commission.portion p
         where p.merchant_id = :merchant and p.order_id = o.id)
         - (select coalesce(sum(x.sharer_1_fen), 0) from commission.cut x
           where x.merchant_id = :merchant and x.order_id = o.id)) as bigint) as earned
     from attribution.credit c
     join orders.order o on o.merchant_id = :merchant and o.id = c.order_id and ${PAID}
     where c.merchant_id = :merchant and c.link_code = l.code) s on true
   where l.merchant_id = :merchant and l.root_code = :root order by l.depth, l.made_at limit 3000`,
  {
    code: col.text<LinkCode>(),
    parentCode: col.maybe(col.text<LinkCode>()),
    sharerKind: col.text(),
    sharerId: col.id<'sharer'>(),
    sharerName: col.text(),
    depth: col.int,
    channel: col.text(),
    madeAt: col.instant,
    visits: col.int,
    visitors: col.int,
    signUps: col.int,
    orders: col.int,
    salesFen: col.fen,
    nightFen: col.fen,
    earnedFen: col.fen,
  },
);

/** Members who came by a link of the tree: what became of each. */
const visitors = statement(
  'views.share_tree_visitors',
  { root: col.text<LinkCode>() },
  `select v.link_code as "linkCode", m.id as "memberId", m.name, m.shows_name as "showsName",
     min(v.at) as "firstAt", m.entry = v.link_code as "signedUp",
     coalesce((select cast(sum(o.payable_fen - o.refunded_fen) as bigint)
       from attribution.credit c
       join orders.order o on o.merchant_id = :merchant and o.id = c.order_id and ${PAID}
       where c.merchant_id = :merchant and c.link_code = v.link_code
         and c.member_id = m.id), 0) as "salesFen"
   from sharing.visit v
   join sharing.link l on l.merchant_id = :merchant and l.code = v.link_code
   join members.member m on m.merchant_id = :merchant and m.id = v.member_id
   where v.merchant_id = :merchant and l.root_code = :root and l.sharer_id <> m.id
   group by v.link_code, m.id, m.name, m.shows_name, m.entry
   order by min(v.at) limit 3000`,
  {
    linkCode: col.text<LinkCode>(),
    memberId: col.id<'member'>(),
    name: col.text(),
    showsName: col.bool,
    firstAt: col.instant,
    signedUp: col.bool,
    salesFen: col.fen,
  },
);

/** The tree that a link belongs to; null when it grew outside one's branch. */
export async function findShareTree(reader: Reader, reach: readonly NodeId[], code: LinkCode) {
  const [found] = await reader.ask(root, { code, reach });
  if (found === undefined) return null;
  const ask = { root: found.code };
  const [grown, came] = await Promise.all([reader.ask(links, ask), reader.ask(visitors, ask)]);
  return { root: found, links: grown, visitors: came };
}
