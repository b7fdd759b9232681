/** The audit trail, newest first. Ids are made by time, so the id is also the cursor. */
import type { Id } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const log = statement(
  'views.audit_log',
  {
    actor: col.maybe(col.id()),
    verb: col.maybe(col.text()),
    objectKind: col.maybe(col.text()),
    objectId: col.maybe(col.text()),
    from: col.maybe(col.instant),
    to: col.maybe(col.instant),
    text: col.maybe(col.text()),
    before: col.maybe(col.id()),
    count: col.int,
  },
  `select a.id, a.actor_kind as "actorKind", a.actor_id as "actorId", 
     coalesce(s.name, k.name) as "actorName",
     a.verb, a.object_kind as "objectKind", a.object_id as "objectId", a.facts,
     a.request_id as "requestId", a.at
   from platform.audit a
   left join chain.staff s on s.merchant_id = a.merchant_id and s.id = a.actor_id
     and a.actor_kind = 'staff'
   left join chain.api_key k on k.merchant_id = a.merchant_id and k.id = a.actor_id
     and a.actor_kind = 'key'
   where a.merchant_id = :merchant
     and (:actor::uuid is null or a.actor_id = :actor)
     and (:verb::text is null or starts_with(a.verb, :verb))
     and (:objectKind::text is null or a.object_kind = :objectKind)
     and (:objectId::text is null or a.object_id = :objectId)
     and (:from::timestamptz is null or a.at >= :from)
     and (:to::timestamptz is null or a.at < :to)
     and (:text::text is null or position(lower(:text) in lower(concat_ws(' ', s.name, k.name,
       a.verb, a.object_id, a.facts::text, a.request_id))) > 0)
     and (:before::uuid is null or a.id < :before)
   order by a.id desc limit :count::integer`,
  {
    id: col.id(),
    actorKind: col.text<'staff' | 'member' | 'key' | 'system'>(),
    actorId: col.maybe(col.id()),
    actorName: col.maybe(col.text()),
    verb: col.text(),
    objectKind: col.text(),
    objectId: col.text(),
    facts: col.json<unknown>(),
    requestId: col.maybe(col.text()),
    at: col.instant,
  },
);
export interface AuditFilters {
  readonly actor: Id<string> | null;
  readonly verb: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** In names, verbs, ids and facts, whatever the case of its letters. */
  readonly text: string | null;
  readonly before: Id<string> | null;
  readonly count: number;
}
export async function findAudit(reader: Reader, { count, ...filters }: AuditFilters) {
  const found = await reader.ask(log, { ...filters, count: count + 1 } as never);
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}
