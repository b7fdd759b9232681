/** The console's list of members: whose they are, where they live, what they have bought. */
import type { NodeId, OutletId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const ARGS = {
  reach: col.list(col.id<'node'>()),
  node: col.maybe(col.id<'node'>()),
  outlet: col.maybe(col.id<'node'>()),
  text: col.maybe(col.text()),
  after: col.maybe(col.text()),
  count: col.int,
};
const SORTS = {
  '-madeAt': "to_char(madeat at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
  madeAt: "to_char(madeat at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
  '-paidFen': "lpad(paid::text, 14, '0')",
  paidFen: "lpad(paid::text, 14, '0')",
  '-lastOrderAt': "coalesce(to_char(last at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '')",
  lastOrderAt: "coalesce(to_char(last at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '')",
} as const;
export type MembersSort = keyof typeof SORTS;
export const MEMBER_SORTS = Object.keys(SORTS) as MembersSort[];

const listed = (sort: MembersSort, name: string) => {
  const way = sort.startsWith('-') ? 'desc' : 'asc';
  const cursor = `${SORTS[sort]} || ' ' || id::text`;
  return statement(
    name,
    ARGS,
    `with seen as (select id from chain.node where merchant_id = :merchant and path && :reach
       and (cast(:node as uuid) is null or cast(:node as uuid) = any(path))
       and (cast(:outlet as uuid) is null or id = :outlet)),
     known as (
       select m.id, m.name, m.made_at as madeat, coalesce(x.name, '') as complex,
         coalesce((select i.masked from members.identity i where i.merchant_id = :merchant
           and i.member_id = m.id and i.kind = 'phone' limit 1), '') as phone,
         t.short_name as outlet, s.name as guide,
         coalesce(o.orders, 0) as orders, coalesce(o.paid, 0) as paid, o.last
       from members.member m
       join belonging.period b on b.merchant_id = :merchant and b.member_id = m.id
         and b.kind = 'outlet' and upper_inf(b.during) and b.owner_id in (select id from seen)
       left join chain.outlet t on t.merchant_id = :merchant and t.id = b.owner_id
       left join chain.complex x on x.merchant_id = :merchant and x.id = m.complex_id
       left join belonging.period g on g.merchant_id = :merchant and g.member_id = m.id
         and g.kind = 'guide' and upper_inf(g.during)
       left join chain.staff s on s.merchant_id = :merchant and s.id = g.owner_id
       left join lateral (select cast(count(*) as integer) as orders,
           cast(sum(captured_fen - refunded_fen) as bigint) as paid, max(placed_at) as last
         from orders.order o where o.merchant_id = :merchant and o.member_id = m.id
           and o.captured_fen > 0) o on true
       where m.merchant_id = :merchant and m.merged_into is null and m.erased_at is null
         and (cast(:text as text) is null or m.name ilike '%' || :text || '%'
           or exists (select from members.identity i where i.merchant_id = :merchant
             and i.member_id = m.id and i.kind = 'phone' and right(i.masked, 4) = :text)))
     select id, name, phone as "phoneMasked", complex as "complexName", outlet as "outletName",
       guide as "guideName", madeat as "madeAt", orders, paid as "paidFen", last as "lastOrderAt",
       ${cursor} as cursor
     from known
     where cast(:after as text) is null or ${cursor} ${way === 'desc' ? '<' : '>'} :after
     order by ${cursor} ${way} limit cast(:count as integer)`,
    {
      id: col.id<'member'>(),
      name: col.text(),
      phoneMasked: col.text(),
      complexName: col.text(),
      outletName: col.maybe(col.text()),
      guideName: col.maybe(col.text()),
      madeAt: col.instant,
      orders: col.int,
      paidFen: col.fen,
      lastOrderAt: col.maybe(col.instant),
      cursor: col.text(),
    },
  );
};

const nameOf = (sort: MembersSort) =>
  `views.console_members_${sort.replace('-', 'by_').replace(/[A-Z]/g, '_$&').toLowerCase()}`;
const lists = Object.fromEntries(
  MEMBER_SORTS.map((sort) => [sort, listed(sort, nameOf(sort))]),
) as unknown as Readonly<Record<MembersSort, ReturnType<typeof listed>>>;

export async function findMembers(
  reader: Reader,
  wish: {
    readonly reach: readonly NodeId[];
    readonly node: NodeId | null;
    readonly outlet: OutletId | null;
    readonly text: string | null;
    readonly after: string | null;
    readonly count: number;
  },
  sort: MembersSort,
) {
  const rows = await reader.ask(lists[sort], { ...wish, count: wish.count + 1 });
  const items = rows.slice(0, wish.count);
  return { items, next: rows.length > wish.count ? (items.at(-1)?.cursor ?? null) : null };
}
