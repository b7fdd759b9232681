import type { LinkCode } from '../../kernel/id.ts';
import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import { LINK, link } from './store.ts';
import type { Domain, Entry, TargetKind } from './types.ts';

const stored = { ...link, words: col.text() };

export const findLink = statement(
  'sharing.find_link',
  { code: link.code },
  `select ${LINK}, l.words from sharing.link l
   where l.merchant_id = :merchant and l.code = :code`,
  stored,
);

export const findSameLink = statement(
  'sharing.find_same_link',
  {
    sharer: link.sharer,
    targetKind: link.targetKind,
    target: link.target,
    parent: link.parent,
    group: link.group,
  },
  `select ${LINK}, l.words from sharing.link l
   where l.merchant_id = :merchant and l.sharer_id = :sharer and l.target_kind = :targetKind
     and l.target_id = :target and l.parent_code is not distinct from :parent
     and l.group_id is not distinct from :group`,
  stored,
);

/** Gives no row where the same wish has its link already. */
export const insertLink = statement(
  'sharing.insert_link',
  {
    code: link.code,
    sharerKind: link.sharerKind,
    sharer: link.sharer,
    outlet: link.outlet,
    targetKind: link.targetKind,
    target: link.target,
    parent: link.parent,
    root: link.root,
    depth: link.depth,
    channel: link.channel,
    domain: link.domain,
    guide: link.guide,
    sharer1: link.sharer1,
    sharer2: link.sharer2,
    group: link.group,
    words: col.text(),
  },
  `insert into sharing.link (merchant_id, code, sharer_kind, sharer_id, outlet_id, target_kind,
     target_id, parent_code, root_code, depth, channel, domain, guide_id, sharer_1_id,
     sharer_2_id, group_id, words, made_at)
   values (:merchant, :code, :sharerKind, :sharer, :outlet, :targetKind, :target, :parent, :root,
     :depth, :channel, :domain, :guide, :sharer1, :sharer2, :group, :words, :now)
   on conflict on constraint link_once do nothing returning code`,
  { code: link.code },
);

const visits = {
  ids: col.list(col.id<'visit'>()),
  codes: col.list(col.maybe(link.code)),
  entries: col.list(col.text<Entry>()),
  domains: col.list(col.text<Domain>()),
  outlets: col.list(col.maybe(link.outlet)),
  devices: col.list(col.maybe(col.text())),
  members: col.list(col.maybe(col.id<'member'>())),
  ipClasses: col.list(col.text()),
};

/**
 * A whole batch: finds each link, records each visit once. Sorted, so that two batches that share a
 * visit wait for each other in one order.
 */
export const insertVisits = statement(
  'sharing.insert_visits',
  visits,
  `with wanted as materialized (
     select w.*, l.code as found, coalesce(l.outlet_id, w.outlet) as at_outlet,
       coalesce(l.domain, w.domain) as by_domain, l.target_kind, l.target_id
     from unnest(cast(:ids as uuid[]), cast(:codes as text[]), cast(:entries as text[]),
       cast(:domains as text[]), cast(:outlets as uuid[]), cast(:devices as text[]),
       cast(:members as uuid[]), cast(:ipClasses as text[]))
       as w(id, code, entry, domain, outlet, device, member, ip_class)
     left join sharing.link l on l.merchant_id = :merchant and l.code = w.code
   ), put as (
     insert into sharing.visit (merchant_id, id, link_code, entry, domain, outlet_id, device_hash,
       member_id, at, ip_class)
     select :merchant, id, code, entry, by_domain, at_outlet, device, member, :now, ip_class
     from wanted where (code is null) = (found is null)
     order by id on conflict do nothing returning id
   )
   select w.id, p.id is not null as fresh, w.code is not null and w.found is null as missing,
     w.at_outlet as outlet, w.target_kind as "targetKind", w.target_id as target
   from wanted w left join put p on p.id = w.id`,
  {
    id: col.id<'visit'>(),
    fresh: col.bool,
    missing: col.bool,
    outlet: col.maybe(link.outlet),
    targetKind: col.maybe(col.text<TargetKind>()),
    target: col.maybe(col.id<'target'>()),
  },
);

export const findVisits = statement(
  'sharing.find_visits',
  { ids: visits.ids },
  `select id, link_code as code, entry, device_hash as device, member_id as member
   from sharing.visit where merchant_id = :merchant and id = any(:ids)`,
  {
    id: col.id<'visit'>(),
    code: col.maybe(col.text<LinkCode>()),
    entry: col.text<Entry>(),
    device: col.maybe(col.text()),
    member: col.maybe(col.id<'member'>()),
  },
);

/** What nobody owns, not older than `since`, and later than `after` where another signed out. */
export const joinVisits = statement(
  'sharing.join_visits',
  {
    member: col.id<'member'>(),
    device: col.text(),
    since: col.instant,
    after: col.maybe(col.instant),
  },
  `update sharing.visit set member_id = :member
   where merchant_id = :merchant and device_hash = :device and member_id is null
     and at > :since and (cast(:after as timestamptz) is null or at > :after)`,
);

export const forgetDevices = statement(
  'sharing.forget_devices',
  { until: col.instant },
  `update sharing.visit set device_hash = null
   where merchant_id = :merchant and device_hash is not null and member_id is null
     and at <= :until`,
);

export const insertMerged = statement(
  'sharing.insert_merged',
  { other: col.id<'member'>(), survivor: col.id<'member'>() },
  `insert into sharing.merged (merchant_id, member_id, survivor_id, at)
   values (:merchant, :other, :survivor, :now) on conflict do nothing`,
);
/** Who merged into the other leads to the survivor now: one step, never a chain. */
export const leadOn = statement(
  'sharing.lead_on',
  { other: col.id<'member'>(), survivor: col.id<'member'>() },
  `update sharing.merged set survivor_id = :survivor
   where merchant_id = :merchant and survivor_id = :other`,
);
