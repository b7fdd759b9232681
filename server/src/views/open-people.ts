/** Members and share links as programs read them: by id, within a branch. */
import type { MemberId, NodeId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const members = statement(
  'views.open_members',
  {
    branches: col.list(col.id<'node'>()),
    after: col.maybe(col.id<'member'>()),
    count: col.int,
  },
  `select m.id, m.name, i.masked as "phoneMasked", i.value_enc as "phoneEnc",
     b.owner_id as "outletId", g.owner_id as "guideId", m.made_at as "madeAt"
   from members.member m
   join belonging.period b on b.merchant_id = :merchant and b.member_id = m.id
     and b.kind = 'outlet' and upper_inf(b.during)
   join chain.node n on n.merchant_id = :merchant and n.id = b.owner_id and n.path && :branches
   left join belonging.period g on g.merchant_id = :merchant and g.member_id = m.id
     and g.kind = 'guide' and upper_inf(g.during)
   left join lateral (select masked, value_enc from members.identity
     where merchant_id = :merchant and member_id = m.id and kind = 'phone'
     order by value_hash limit 1) i on true
   where m.merchant_id = :merchant and m.merged_into is null and m.erased_at is null
     and (cast(:after as uuid) is null or m.id > :after)
   order by m.id limit cast(:count as integer)`,
  {
    id: col.id<'member'>(),
    name: col.text(),
    phoneMasked: col.maybe(col.text()),
    phoneEnc: col.maybe(col.text()),
    outletId: col.id<'node'>(),
    guideId: col.maybe(col.id<'staff'>()),
    madeAt: col.instant,
  },
);
export async function findOpenMembers(
  reader: Reader,
  wish: {
    readonly branches: readonly NodeId[];
    readonly after: MemberId | null;
    readonly count: number;
  },
) {
  const rows = await reader.ask(members, { ...wish, count: wish.count + 1 });
  const items = rows.slice(0, wish.count);
  return { items, next: rows.length > wish.count ? items.at(-1)!.id : null };
}

const links = statement(
  'views.open_links',
  {
    branches: col.list(col.id<'node'>()),
    since: col.maybe(col.instant),
    afterAt: col.maybe(col.instant),
    afterCode: col.maybe(col.text()),
    count: col.int,
  },
  `select l.code, l.sharer_kind as "sharerKind", l.sharer_id as "sharerId",
     l.outlet_id as "outletId", l.target_kind as "targetKind", l.target_id as "targetId",
     l.parent_code as "parentCode", l.depth, l.channel, l.made_at as "madeAt",
     (select cast(count(*) as integer) from sharing.visit v
       where v.merchant_id = :merchant and v.link_code = l.code) as visits,
     (select cast(count(distinct v.member_id) as integer) from sharing.visit v
       where v.merchant_id = :merchant and v.link_code = l.code) as members
   from sharing.link l
   join chain.node n on n.merchant_id = :merchant and n.id = l.outlet_id and n.path && :branches
   where l.merchant_id = :merchant
     and (cast(:since as timestamptz) is null or l.made_at >= :since)
     and (cast(:afterAt as timestamptz) is null or (l.made_at, l.code) > (:afterAt, :afterCode))
   order by l.made_at, l.code limit cast(:count as integer)`,
  {
    code: col.text(),
    sharerKind: col.text(),
    sharerId: col.id(),
    outletId: col.id<'node'>(),
    targetKind: col.text(),
    targetId: col.id(),
    parentCode: col.maybe(col.text()),
    depth: col.int,
    channel: col.text(),
    madeAt: col.instant,
    visits: col.int,
    members: col.int,
  },
);
export async function findOpenLinks(
  reader: Reader,
  wish: {
    readonly branches: readonly NodeId[];
    readonly since: Instant | null;
    readonly after: string | null;
    readonly count: number;
  },
) {
  const { after, count, ...rest } = wish;
  const [afterAt = null, afterCode = null] = (after?.split('_') ?? []) as [Instant?, string?];
  const rows = await reader.ask(links, { ...rest, afterAt, afterCode, count: count + 1 });
  const items = rows.slice(0, count);
  const last = rows.length > count ? items.at(-1)! : null;
  return { items, next: last === null ? null : `${last.madeAt}_${last.code}` };
}
