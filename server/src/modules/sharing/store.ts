import type { LinkCode } from '../../kernel/id.ts';
import * as col from '../../platform/column.ts';
import type { Values } from '../../platform/column.ts';
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

const VISIT = 'v.id, v.at, v.entry, v.domain, v.outlet_id';
const survived = (alias: string, column: string): string =>
  `left join sharing.merged ${alias}
     on ${alias}.merchant_id = :merchant and ${alias}.member_id = ${column}`;

const visitRow = {
  id: col.maybe(col.id<'visit'>()),
  at: col.maybe(col.instant),
  opened: col.maybe(col.text<LinkCode>()),
  entry: col.maybe(col.text<Entry>()),
  entryDomain: col.maybe(col.text<Domain>()),
  entryOutlet: col.maybe(col.id<'node'>()),
  merged: col.maybe(col.id<'member'>()),
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
};
export type VisitRow = Values<typeof visitRow>;

/**
 * The newest visits to links since `since`; her last visit of all, with no link; and with no visit
 * at all each member who merged into her, whose visits are hers too.
 */
export const findCreditingVisits = statement(
  'sharing.find_crediting_visits',
  { member: col.id<'member'>(), since: col.instant },
  `select v.id, v.at, v.link_code as opened, v.entry, v.domain as "entryDomain",
     v.outlet_id as "entryOutlet", v.merged, l.code, l.sharer_kind as "sharerKind",
     coalesce(m.survivor_id, l.sharer_id) as sharer, l.outlet_id as outlet,
     l.target_kind as "targetKind", l.target_id as target, l.parent_code as parent,
     l.root_code as root, l.depth, l.channel, l.domain, l.guide_id as guide,
     coalesce(m1.survivor_id, l.sharer_1_id) as sharer1,
     coalesce(m2.survivor_id, l.sharer_2_id) as sharer2, l.group_id as "group",
     l.made_at as "madeAt"
   from (
     (select ${VISIT}, v.link_code, null::uuid as merged from sharing.visit v
       where v.merchant_id = :merchant and v.member_id = :member and v.at > :since and v.at <= :now
         and v.link_code is not null
       order by v.at desc limit 200)
     union all
     (select ${VISIT}, null, null from sharing.visit v
       where v.merchant_id = :merchant and v.member_id = :member and v.at <= :now
       order by v.at desc limit 1)
     union all
     (select null, null, null, null, null, null, g.member_id from sharing.merged g
       where g.merchant_id = :merchant and g.survivor_id = :member)
   ) v
   left join sharing.link l on l.merchant_id = :merchant and l.code = v.link_code
   ${survived('m', 'l.sharer_id')} ${survived('m1', 'l.sharer_1_id')}
   ${survived('m2', 'l.sharer_2_id')}`,
  visitRow,
);

/** Up from her own links, each to the nearest ancestor with another sharer. */
export const findAncestors = statement(
  'sharing.find_ancestors',
  { codes: col.list(col.text<LinkCode>()), owner: col.id<'sharer'>() },
  `with recursive climb as (
     select o.code as opened, o.code, true as own from unnest(:codes::text[]) as o(code)
     union all
     select c.opened, up.code, up.sharer_kind = 'member' and (up.sharer_id = :owner or exists (
       select from sharing.merged g where g.merchant_id = :merchant
         and g.member_id = up.sharer_id and g.survivor_id = :owner))
     from climb c
     join sharing.link l on l.merchant_id = :merchant and l.code = c.code
     join sharing.link up on up.merchant_id = :merchant and up.code = l.parent_code
     where c.own
   )
   select c.opened, ${LINK} from climb c
   join sharing.link l on l.merchant_id = :merchant and l.code = c.code
   where not c.own`,
  { opened: col.text<LinkCode>(), ...link },
);
