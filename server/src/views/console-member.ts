/** One member: who she is, whose she is and since when, what she bought, whom she brought. */
import type { MemberId, NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const ONE = { member: col.id<'member'>() };

const head = statement(
  'views.console_member',
  { ...ONE, reach: col.list(col.id<'node'>()) },
  `select m.id, m.name, m.made_at as "madeAt", m.last_seen_at as "lastSeenAt", m.entry,
     coalesce(x.name, '') as "complexName",
     coalesce((select i.masked from members.identity i where i.merchant_id = :merchant
       and i.member_id = m.id and i.kind = 'phone' limit 1), '') as "phoneMasked",
     cast((select count(*) from orders.order o where o.merchant_id = :merchant
       and o.member_id = m.id and o.captured_fen > 0) as integer) as orders,
     cast(coalesce((select sum(o.captured_fen - o.refunded_fen) from orders.order o
       where o.merchant_id = :merchant and o.member_id = m.id), 0) as bigint) as "paidFen",
     cast((select count(*) from members.member b
       join sharing.link l on l.merchant_id = :merchant and l.code = b.entry
       where b.merchant_id = :merchant and l.sharer_id = m.id) as integer) as brought,
     cast(coalesce((select sum(o.payable_fen - o.refunded_fen) from attribution.credit c
       join orders.order o on o.merchant_id = :merchant and o.id = c.order_id
         and o.captured_fen > 0 and o.state <> 'cancelled'
       where c.merchant_id = :merchant and c.sharer_1_id = m.id), 0) as bigint) as "broughtFen"
   from members.member m
   left join chain.complex x on x.merchant_id = :merchant and x.id = m.complex_id
   where m.merchant_id = :merchant and m.id = :member and m.merged_into is null
     and exists (select from belonging.period b
       join chain.node n on n.merchant_id = :merchant and n.id = b.owner_id and n.path && :reach
       where b.merchant_id = :merchant and b.member_id = m.id and b.kind = 'outlet'
         and upper_inf(b.during))`,
  {
    id: col.id<'member'>(),
    name: col.text(),
    madeAt: col.instant,
    lastSeenAt: col.maybe(col.instant),
    entry: col.text(),
    complexName: col.text(),
    phoneMasked: col.text(),
    orders: col.int,
    paidFen: col.fen,
    brought: col.int,
    broughtFen: col.fen,
  },
);

const OWNER = (id: string) => `coalesce(
  (select s.name from chain.staff s where s.merchant_id = :merchant and s.id = ${id}),
  (select o.short_name from chain.outlet o where o.merchant_id = :merchant and o.id = ${id}))`;

const periods = statement(
  'views.console_member_periods',
  ONE,
  `select p.kind, p.owner_id as "ownerId", coalesce(${OWNER('p.owner_id')}, '') as "ownerName",
     p.bound_at as "boundAt", p.protected_until as "protectedUntil",
     lower(p.during) as "fromAt", upper(p.during) as "toAt"
   from belonging.period p where p.merchant_id = :merchant and p.member_id = :member
   order by lower(p.during) desc`,
  {
    kind: col.text(),
    ownerId: col.id<'owner'>(),
    ownerName: col.text(),
    boundAt: col.instant,
    protectedUntil: col.maybe(col.instant),
    fromAt: col.instant,
    toAt: col.maybe(col.instant),
  },
);

const events = statement(
  'views.console_member_events',
  ONE,
  `select e.id, e.kind, e.verb, ${OWNER('e.from_owner_id')} as "fromName",
     ${OWNER('e.to_owner_id')} as "toName", e.source, e.reason, e.policy_version as "policyVersion",
     (select s.name from chain.staff s where s.merchant_id = :merchant and s.id = e.actor_id)
       as "actorName", e.at
   from belonging.event e where e.merchant_id = :merchant and e.member_id = :member
   order by e.at desc, e.id desc limit 60`,
  {
    id: col.id<'event'>(),
    kind: col.text(),
    verb: col.text(),
    fromName: col.maybe(col.text()),
    toName: col.maybe(col.text()),
    source: col.text(),
    reason: col.text(),
    policyVersion: col.int,
    actorName: col.maybe(col.text()),
    at: col.instant,
  },
);

const notes = statement(
  'views.console_member_notes',
  ONE,
  `select n.id, n.words, s.name as "staffName", n.at from members.note n
   join chain.staff s on s.merchant_id = :merchant and s.id = n.staff_id
   where n.merchant_id = :merchant and n.member_id = :member order by n.at desc limit 30`,
  { id: col.id<'note'>(), words: col.text(), staffName: col.text(), at: col.instant },
);

const consents = statement(
  'views.console_member_consents',
  ONE,
  `select purpose, text_version as "textVersion", given_at as "givenAt",
     withdrawn_at as "withdrawnAt"
   from members.consent where merchant_id = :merchant and member_id = :member order by given_at`,
  {
    purpose: col.text(),
    textVersion: col.text(),
    givenAt: col.instant,
    withdrawnAt: col.maybe(col.instant),
  },
);

const shares = statement(
  'views.console_member_links',
  ONE,
  `select l.code, l.root_code as "rootCode", l.made_at as "madeAt", l.depth,
     coalesce((select p.title from catalog.product p where p.merchant_id = :merchant
       and p.id = l.target_id), '') as "targetName",
     cast((select count(*) from sharing.visit v where v.merchant_id = :merchant
       and v.link_code = l.code) as integer) as visits,
     cast((select count(*) from attribution.credit c where c.merchant_id = :merchant
       and c.link_code = l.code) as integer) as orders
   from sharing.link l where l.merchant_id = :merchant and l.sharer_id = :member
   order by l.made_at desc limit 30`,
  {
    code: col.text(),
    rootCode: col.text(),
    madeAt: col.instant,
    depth: col.int,
    targetName: col.text(),
    visits: col.int,
    orders: col.int,
  },
);

export async function findMember(reader: Reader, reach: readonly NodeId[], member: MemberId) {
  const ask = { member };
  const [[found], owned, told, talks, given, links] = await Promise.all([
    reader.ask(head, { member, reach }),
    reader.ask(periods, ask),
    reader.ask(events, ask),
    reader.ask(notes, ask),
    reader.ask(consents, ask),
    reader.ask(shares, ask),
  ]);
  if (found === undefined) return null;
  return { ...found, periods: owned, events: told, notes: talks, consents: given, links };
}
