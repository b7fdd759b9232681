import type { LinkCode } from '../../kernel/id.ts';
import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { Channel, Domain, Entry, SharerKind, TargetKind } from './types.ts';

export const link = {
  code: col.text<LinkCode>(),
  sharerKind: col.text<SharerKind>(),
  sharer: col.id<'sharer'>(),
  outlet: col.id<'node'>(),
  targetKind: col.text<TargetKind>(),
  target: col.id<'target'>(),
  parent: col.maybe(col.text<LinkCode>()),
  root: col.text<LinkCode>(),
  depth: col.int,
  channel: col.text<Channel>(),
  domain: col.text<Domain>(),
  guide: col.maybe(col.id<'staff'>()),
  sharer1: col.maybe(col.id<'member'>()),
  sharer2: col.maybe(col.id<'member'>()),
  group: col.maybe(col.id<'group'>()),
  madeAt: col.instant,
};
/** A link's columns as the nouns call them; ids of merged members lead to their survivors. */
const survivor = (column: string): string =>
  `coalesce((select m.survivor_id from sharing.merged m
     where m.merchant_id = :merchant and m.member_id = ${column}), ${column})`;
export const LINK = `l.code, l.sharer_kind as "sharerKind", ${survivor('l.sharer_id')} as sharer,
  l.outlet_id as outlet, l.target_kind as "targetKind", l.target_id as target,
  l.parent_code as parent, l.root_code as root, l.depth, l.channel, l.domain,
  l.guide_id as guide, ${survivor('l.sharer_1_id')} as sharer1,
  ${survivor('l.sharer_2_id')} as sharer2, l.group_id as "group", l.made_at as "madeAt"`;

/**
 * The last visit to each link since `since`, and the last visit of all. A visit to the member's own
 * link climbs to the nearest ancestor with another sharer.
 */
export const findCreditingVisits = statement(
  'sharing.find_crediting_visits',
  { member: col.id<'member'>(), since: col.instant },
  `with recursive me as materialized (
     select cast(:member as uuid) as id
     union all select member_id from sharing.merged
       where merchant_id = :merchant and survivor_id = :member
   ), by_link as (
     select distinct on (v.link_code) v.id, v.at, v.link_code, v.entry, v.domain, v.outlet_id
     from me join sharing.visit v on v.merchant_id = :merchant and v.member_id = me.id
     where v.at > :since and v.at <= :now and v.link_code is not null
     order by v.link_code, v.at desc, v.id desc
   ), latest as (
     select x.* from me, lateral (
       select v.id, v.at, cast(null as text) as link_code, v.entry, v.domain, v.outlet_id
       from sharing.visit v
       where v.merchant_id = :merchant and v.member_id = me.id and v.at <= :now
       order by v.at desc, v.id desc limit 1) x
     order by x.at desc, x.id desc limit 1
   ), climb as (
     select b.id as visit_id, l.code, l.parent_code,
       l.sharer_kind = 'member' and l.sharer_id in (select id from me) as own
     from by_link b
     join sharing.link l on l.merchant_id = :merchant and l.code = b.link_code
     union all
     select c.visit_id, l.code, l.parent_code,
       l.sharer_kind = 'member' and l.sharer_id in (select id from me)
     from climb c
     join sharing.link l on l.merchant_id = :merchant and l.code = c.parent_code
     where c.own
   ), counts as (select visit_id, code from climb where not own)
   select v.id, v.at, v.link_code as opened, v.entry, v.domain as "entryDomain",
     v.outlet_id as "entryOutlet", l.*
   from (select * from by_link union all select * from latest) v
   left join counts c on c.visit_id = v.id and v.link_code is not null
   left join lateral (select ${LINK} from sharing.link l
     where l.merchant_id = :merchant and l.code = c.code) l on true
   order by v.at desc, v.id desc limit 60`,
  {
    id: col.id<'visit'>(),
    at: col.instant,
    opened: col.maybe(col.text<LinkCode>()),
    entry: col.text<Entry>(),
    entryDomain: col.text<Domain>(),
    entryOutlet: col.id<'node'>(),
    code: col.maybe(link.code),
    sharerKind: col.maybe(link.sharerKind),
    sharer: col.maybe(link.sharer),
    outlet: col.maybe(link.outlet),
    targetKind: col.maybe(link.targetKind),
    target: col.maybe(link.target),
    parent: link.parent,
    root: col.maybe(link.root),
    depth: col.maybe(link.depth),
    channel: col.maybe(link.channel),
    domain: col.maybe(link.domain),
    guide: link.guide,
    sharer1: link.sharer1,
    sharer2: link.sharer2,
    group: link.group,
    madeAt: col.maybe(link.madeAt),
  },
);
