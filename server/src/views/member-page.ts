/** One member for head office and branch: who she is, whose, how that came, what she brought. */
import type { MemberId, NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const member = col.id<'member'>();
const memberPage = statement(
  'views.member_page',
  { member, reach: col.list(col.id<'node'>()) },
  `with me as materialized (
     select m.* from members.member o
     join members.member m on m.merchant_id = o.merchant_id
       and m.id = case when o.merged_into is null then o.id else o.merged_into end
     where o.merchant_id = :merchant and o.id = :member
   ), ids as materialized (
     select x.id from me join members.member x on x.merchant_id = :merchant
       and (x.id = me.id or x.merged_into = me.id)
   )
   select me.id, me.name, me.made_at as "madeAt", me.erased_at as "erasedAt",
     me.last_seen_at as "lastSeenAt", c.name as "complexName",
     (select i.masked from members.identity i where i.merchant_id = :merchant
        and i.member_id = me.id and i.kind = 'phone' order by i.at desc limit 1) as "phoneMasked",
     exists (select from members.identity i where i.merchant_id = :merchant
        and i.member_id = me.id and i.kind = 'openid') as "hasWechat",
     (select count(*) from ids)::integer - 1 as "mergedCount",
     h.owner_id as "homeOutletId", t.short_name as "homeOutletName",
     g.owner_id as "homeGuideId", s.name as "homeGuideName", g.bound_at as "boundAt",
     g.protected_until as "protectedUntil", g.renewed_at as "renewedAt",
     b.orders, b.spent as "spentFen", b.last as "lastOrderAt",
     (select count(*) from sharing.link l join ids on l.sharer_id = ids.id
      where l.merchant_id = :merchant)::integer as links,
     (select count(*) from sharing.link l join ids on l.sharer_id = ids.id
      join sharing.visit v on v.merchant_id = :merchant and v.link_code = l.code
      where l.merchant_id = :merchant)::integer as visits,
     (select count(distinct k.member_id) from attribution.credit k
      join ids on k.sharer_1_id = ids.id where k.merchant_id = :merchant)::integer as brought
   from me
   left join chain.complex c on c.merchant_id = :merchant and c.id = me.complex_id
   left join belonging.period h on h.merchant_id = :merchant and h.member_id = me.id
     and h.kind = 'outlet' and upper_inf(h.during)
   left join chain.outlet t on t.merchant_id = :merchant and t.id = h.owner_id
   left join chain.node n on n.merchant_id = :merchant and n.id = h.owner_id
   left join belonging.period g on g.merchant_id = :merchant and g.member_id = me.id
     and g.kind = 'guide' and upper_inf(g.during)
   left join chain.staff s on s.merchant_id = :merchant and s.id = g.owner_id
   cross join lateral (
     select count(*)::integer as orders,
       coalesce(sum(o.captured_fen - o.refunded_fen), 0)::bigint as spent, max(o.placed_at) as last
     from ids join orders."order" o on o.merchant_id = :merchant and o.member_id = ids.id
     where o.paid_at is not null and o.state <> 'cancelled') b
   where n.path && :reach or (n.id is null and exists (
     select from chain.node r where r.merchant_id = :merchant and r.id = any(:reach)
       and r.kind = 'hq'))`,
  {
    id: member,
    name: col.text(),
    madeAt: col.instant,
    erasedAt: col.maybe(col.instant),
    lastSeenAt: col.maybe(col.instant),
    complexName: col.maybe(col.text()),
    phoneMasked: col.maybe(col.text()),
    hasWechat: col.bool,
    mergedCount: col.int,
    homeOutletId: col.maybe(col.id<'node'>()),
    homeOutletName: col.maybe(col.text()),
    homeGuideId: col.maybe(col.id<'staff'>()),
    homeGuideName: col.maybe(col.text()),
    boundAt: col.maybe(col.instant),
    protectedUntil: col.maybe(col.instant),
    renewedAt: col.maybe(col.instant),
    orders: col.int,
    spentFen: col.fen,
    lastOrderAt: col.maybe(col.instant),
    links: col.int,
    visits: col.int,
    brought: col.int,
  },
);
/** Null also where her home outlet is out of reach. */
export async function findMemberPage(reader: Reader, id: MemberId, reach: readonly NodeId[]) {
  const [found] = await reader.ask(memberPage, { member: id, reach });
  return found ?? null;
}

const bonds = statement(
  'views.member_bonds',
  { member },
  `select e.id, e.kind, e.verb, e.source, e.reason, e.policy_version as "policyVersion", e.at,
     coalesce(fs.name, fo.short_name) as "fromName", coalesce(ts.name, t.short_name) as "toName",
     a.name as "actorName"
   from members.member x
   join belonging.event e on e.merchant_id = :merchant and e.member_id = x.id
   left join chain.staff fs on fs.merchant_id = :merchant and fs.id = e.from_owner_id
   left join chain.outlet fo on fo.merchant_id = :merchant and fo.id = e.from_owner_id
   left join chain.staff ts on ts.merchant_id = :merchant and ts.id = e.to_owner_id
   left join chain.outlet t on t.merchant_id = :merchant and t.id = e.to_owner_id
   left join chain.staff a on a.merchant_id = :merchant and a.id = e.actor_id
   where x.merchant_id = :merchant and (x.id = :member or x.merged_into = :member)
   order by e.at desc, e.to_owner_id is null, e.id desc limit 200`,
  {
    id: col.id<'belonging_event'>(),
    kind: col.text<'outlet' | 'guide'>(),
    verb: col.text(),
    source: col.text(),
    reason: col.text(),
    policyVersion: col.int,
    at: col.instant,
    fromName: col.maybe(col.text()),
    toName: col.maybe(col.text()),
    actorName: col.maybe(col.text()),
  },
);
/** Every event between her and her owners, newest first. */
export const findBonds = (reader: Reader, id: MemberId) => reader.ask(bonds, { member: id });
