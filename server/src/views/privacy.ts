/** Consents, erasures and the rules of keeping, as head office looks at them. */
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const consents = statement(
  'views.consent_figures',
  { since: col.instant },
  `select c.purpose, c.controller, coalesce(n.name, '') as company,
     count(*) filter (where c.withdrawn_at is null)::integer as standing,
     count(*) filter (where c.given_at >= :since)::integer as given,
     count(*) filter (where c.withdrawn_at >= :since
       and c.withdrawn_by <> 'erasure')::integer as withdrawn
   from members.consent c
   left join chain.node n on n.merchant_id = :merchant and n.id::text = c.controller
   join members.member m on m.merchant_id = :merchant and m.id = c.member_id
     and m.erased_at is null
   where c.merchant_id = :merchant
   group by c.purpose, c.controller, n.name, n.kind
   order by n.kind desc nulls last, n.name, c.purpose`,
  {
    purpose: col.text(),
    controller: col.text(),
    company: col.text(),
    standing: col.int,
    given: col.int,
    withdrawn: col.int,
  },
);
const erasures = statement(
  'views.erasures',
  { after: col.maybe(col.id<'erasure'>()), count: col.int },
  `select e.id, e.member_id as "memberId", m.name, e.asked_by as "askedBy", s.name as "actorName",
     e.asked_at as "askedAt", e.due_at as "dueAt", e.state, e.ended_at as "endedAt",
     e.hindered_by as "hinderedBy"
   from members.erasure e
   join members.member m on m.merchant_id = :merchant and m.id = e.member_id
   left join chain.staff s on s.merchant_id = :merchant and s.id = e.actor_id
   where e.merchant_id = :merchant and (cast(:after as uuid) is null or e.id < :after)
   order by e.id desc limit cast(:count as integer) + 1`,
  {
    id: col.id<'erasure'>(),
    memberId: col.id<'member'>(),
    name: col.text(),
    askedBy: col.text(),
    actorName: col.maybe(col.text()),
    askedAt: col.instant,
    dueAt: col.instant,
    state: col.text(),
    endedAt: col.maybe(col.instant),
    hinderedBy: col.list(col.text()),
  },
);
const runs = statement(
  'views.retention_runs',
  {},
  `select rule, ran_at as "ranAt", removed from platform.retention
   where merchant_id = :merchant order by rule`,
  { rule: col.text(), ranAt: col.instant, removed: col.big },
);
const memberCount = statement(
  'views.member_count',
  {},
  `select count(*)::integer as members from members.member
   where merchant_id = :merchant and merged_into is null and erased_at is null`,
  { members: col.int },
);

export async function findPrivacy(reader: Reader, since: Instant) {
  const [figures, kept, [all]] = await Promise.all([
    reader.ask(consents, { since }),
    reader.ask(runs, {}),
    reader.ask(memberCount, {}),
  ]);
  return { members: all!.members, consents: figures, runs: kept };
}

export async function findErasures(
  reader: Reader,
  { after, count }: { after: string | null; count: number },
) {
  const rows = await reader.ask(erasures, { after: after as never, count });
  const items = rows.slice(0, count);
  return { items, next: rows.length > count ? items.at(-1)!.id : null };
}
