import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Kind, Source, Verb } from './types.ts';

const period = {
  id: col.id<'period'>(),
  member: col.id<'member'>(),
  kind: col.text<Kind>(),
  owner: col.id<'owner'>(),
  since: col.instant,
  boundAt: col.instant,
  protectedUntil: col.maybe(col.instant),
  renewedAt: col.instant,
  policyVersion: col.int,
};
const PERIOD = `p.id, p.member_id as member, p.kind, p.owner_id as owner,
  lower(p.during) as since, p.bound_at as "boundAt", p.protected_until as "protectedUntil",
  p.renewed_at as "renewedAt", e.policy_version as "policyVersion"`;

export const findOpen = statement(
  'belonging.find_open',
  { member: col.id<'member'>() },
  `select ${PERIOD} from belonging.period p
   join belonging.event e on e.merchant_id = :merchant and e.id = p.opened_by
   where p.merchant_id = :merchant and p.member_id = :member and upper_inf(p.during)`,
  period,
);

export const findOpenOfOwner = statement(
  'belonging.find_open_of_owner',
  { owner: col.id<'owner'>(), kind: col.text<Kind>() },
  `select ${PERIOD} from belonging.period p
   join belonging.event e on e.merchant_id = :merchant and e.id = p.opened_by
   where p.merchant_id = :merchant and p.owner_id = :owner and p.kind = :kind
     and upper_inf(p.during) order by p.id`,
  period,
);

export const insertEvent = statement(
  'belonging.insert_event',
  {
    id: col.id<'belonging_event'>(),
    member: col.id<'member'>(),
    kind: col.text<Kind>(),
    verb: col.text<Verb>(),
    from: col.maybe(col.id<'owner'>()),
    to: col.maybe(col.id<'owner'>()),
    source: col.text<Source>(),
    actor: col.maybe(col.id<'actor'>()),
    version: col.int,
    reason: col.text(),
    at: col.instant,
  },
  `insert into belonging.event (merchant_id, id, member_id, kind, verb, from_owner_id,
     to_owner_id, source, actor_id, policy_version, reason, at)
   values (:merchant, :id, :member, :kind, :verb, :from, :to, :source, :actor, :version,
     :reason, :at)`,
);

/** Touches nothing where another has closed it meanwhile. */
export const closePeriod = guard(
  'belonging.close_period',
  { id: period.id, event: col.id<'belonging_event'>(), at: col.instant },
  `update belonging.period
   set during = tstzrange(lower(during), greatest(lower(during), cast(:at as timestamptz))),
     closed_by = :event
   where merchant_id = :merchant and id = :id and upper_inf(during)`,
);

/** The exclusion constraint is the arbiter: touches nothing where another period is open. */
export const openPeriod = guard(
  'belonging.open_period',
  {
    id: period.id,
    member: period.member,
    kind: period.kind,
    owner: period.owner,
    boundAt: col.instant,
    protectedUntil: period.protectedUntil,
    renewedAt: col.instant,
    event: col.id<'belonging_event'>(),
  },
  `insert into belonging.period (merchant_id, id, member_id, kind, owner_id, during, bound_at,
     protected_until, renewed_at, opened_by)
   values (:merchant, :id, :member, :kind, :owner, tstzrange(:now, null), :boundAt,
     :protectedUntil, :renewedAt, :event)
   on conflict do nothing`,
);

/** Renewal only ever moves forward. */
export const renewPeriod = guard(
  'belonging.renew_period',
  { id: period.id, protectedUntil: period.protectedUntil },
  `update belonging.period
   set renewed_at = greatest(renewed_at, cast(:now as timestamptz)),
     protected_until = greatest(protected_until, cast(:protectedUntil as timestamptz))
   where merchant_id = :merchant and id = :id and upper_inf(during)`,
);

/** Once for each renewal; a bond that has lapsed unseen is not told of any more. */
export const noteEnding = statement(
  'belonging.note_ending',
  { renewedBefore: col.instant, expiredAt: col.instant, most: col.int },
  `insert into belonging.notice (merchant_id, period_id, renewed_at, at)
   select p.merchant_id, p.id, p.renewed_at, :now
   from belonging.period p
   where p.merchant_id = :merchant and p.kind = 'guide' and upper_inf(p.during)
     and p.renewed_at < :renewedBefore and p.renewed_at > :expiredAt
     and not exists (select from belonging.notice n where n.merchant_id = :merchant
       and n.period_id = p.id and n.renewed_at = p.renewed_at)
   order by p.renewed_at, p.id limit cast(:most as integer)
   on conflict do nothing
   returning period_id as id, renewed_at as "renewedAt",
     (select member_id from belonging.period p where p.merchant_id = :merchant
       and p.id = period_id) as member,
     (select owner_id from belonging.period p where p.merchant_id = :merchant
       and p.id = period_id) as guide`,
  {
    id: period.id,
    renewedAt: col.instant,
    member: period.member,
    guide: col.id<'staff'>(),
  },
);

export const findEvents = statement(
  'belonging.find_events',
  { member: col.id<'member'>() },
  `select id, member_id as member, kind, verb, from_owner_id as "from", to_owner_id as "to",
     source, actor_id as actor, policy_version as "policyVersion", reason, at
   from belonging.event where merchant_id = :merchant and member_id = :member
   order by at, to_owner_id is not null, id`,
  {
    id: col.id<'belonging_event'>(),
    member: period.member,
    kind: period.kind,
    verb: col.text<Verb>(),
    from: col.maybe(period.owner),
    to: col.maybe(period.owner),
    source: col.text(),
    actor: col.maybe(col.id<'actor'>()),
    policyVersion: col.int,
    reason: col.text(),
    at: col.instant,
  },
);
