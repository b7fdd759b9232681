/** What a member passed on and what came of it: counts per link, and the people behind one link. */
import type { LinkCode, MemberId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export type Outcome = 'visited' | 'joined' | 'ordered';

/** Ids of hers, also those of before a merge. */
const HERS = `(select id from members.member
  where merchant_id = :merchant and (id = :member or merged_into = :member))`;
/** One row for each person who opened a link, known or only a device; never the sharer herself. */
const GUESTS = `select v.link_code, coalesce(v.member_id::text, v.device_hash) as person,
    min(v.member_id::text)::uuid as member_id, min(v.at) as first_at
  from sharing.visit v
  where v.merchant_id = :merchant and v.link_code = any(array(select code from mine))
    and (v.member_id is null or v.member_id not in ${HERS})
  group by v.link_code, coalesce(v.member_id::text, v.device_hash)`;
/** Signed up after she had opened it, or bought through it. */
const JUDGED = `select g.link_code, g.person, g.member_id, g.first_at, m.name, m.shows_name,
    m.made_at >= g.first_at as joined,
    exists (select from attribution.credit c
      join orders.order o on o.merchant_id = c.merchant_id and o.id = c.order_id
      where c.merchant_id = :merchant and c.link_code = g.link_code and c.member_id = g.member_id
        and o.paid_at is not null and o.state <> 'cancelled') as ordered
  from guests g
  left join members.member m on m.merchant_id = :merchant and m.id = g.member_id`;
const TITLE = `coalesce(p.title, s.name, o.short_name, '') as title, p.title_en as "titleEn",
  p.id as "productId"`;
const TARGETS = `left join catalog.product p on l.target_kind = 'product'
    and p.merchant_id = l.merchant_id and p.id = l.target_id
  left join chain.staff s on l.target_kind = 'shop' and s.merchant_id = l.merchant_id
    and s.id = l.target_id
  left join chain.outlet o on l.target_kind = 'outlet' and o.merchant_id = l.merchant_id
    and o.id = l.target_id`;

const selectShares = statement(
  'views.my_shares',
  { member: col.id<'member'>(), after: col.maybe(col.text()), most: col.int },
  `with mine as (
     select * from sharing.link l
     where l.merchant_id = :merchant and l.sharer_kind = 'member' and l.sharer_id in ${HERS}
       and (:after::text is null or (l.made_at, l.code) <
         (split_part(:after, '_', 1)::timestamptz, split_part(:after, '_', 2)))
     order by l.made_at desc, l.code desc limit :most::integer),
   guests as (${GUESTS}), judged as (${JUDGED})
   select l.code, l.made_at as "madeAt", ${TITLE},
     count(j.person)::int as visits, count(j.person) filter (where j.joined)::int as joined,
     count(j.person) filter (where j.ordered)::int as orders
   from mine l left join judged j on j.link_code = l.code ${TARGETS}
   group by l.code, l.made_at, p.title, p.title_en, p.id, s.name, o.short_name
   order by l.made_at desc, l.code desc`,
  {
    code: col.text<LinkCode>(),
    madeAt: col.instant,
    title: col.text(),
    titleEn: col.maybe(col.text()),
    productId: col.maybe(col.id<'product'>()),
    visits: col.int,
    joined: col.int,
    orders: col.int,
  },
);

const selectGuests = statement(
  'views.my_share_guests',
  { member: col.id<'member'>(), code: col.text<LinkCode>() },
  `with mine as (
     select code from sharing.link where merchant_id = :merchant and code = :code
       and sharer_kind = 'member' and sharer_id in ${HERS}),
   guests as (${GUESTS}), judged as (${JUDGED})
   select case when j.shows_name and j.name <> ''
       then left(j.name, 1) || repeat('*', greatest(1, length(j.name) - 1)) else '' end as name,
     case when j.ordered then 'ordered' when j.joined then 'joined' else 'visited' end as outcome,
     (select count(*) from sharing.link c where c.merchant_id = :merchant
       and c.parent_code = :code and c.sharer_id = j.member_id)::int as "sharedOn"
   from judged j
   order by j.ordered desc, coalesce(j.joined, false) desc, j.first_at limit 50`,
  { name: col.text(), outcome: col.text<Outcome>(), sharedOn: col.int },
);

interface Page {
  readonly member: MemberId;
  readonly after: string | null;
  readonly count: number;
}

export async function findMyShares(reader: Reader, { member, after, count }: Page) {
  const rows = await reader.ask(selectShares, { member, after, most: count + 1 });
  const items = rows.slice(0, count);
  const last = items.at(-1);
  return { items, next: rows.length > count ? `${last!.madeAt}_${last!.code}` : null };
}

const isMine = statement(
  'views.my_share_exists',
  { member: col.id<'member'>(), code: col.text<LinkCode>() },
  `select code from sharing.link where merchant_id = :merchant and code = :code
     and sharer_kind = 'member' and sharer_id in ${HERS}`,
  { code: col.text<LinkCode>() },
);
/** The people behind one of her links; null when she has no such link. */
export async function findMyGuests(reader: Reader, member: MemberId, code: LinkCode) {
  const wish = { member, code };
  const [own, guests] = await Promise.all([
    reader.ask(isMine, wish),
    reader.ask(selectGuests, wish),
  ]);
  return own.length === 0 ? null : guests;
}
