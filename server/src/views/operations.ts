/** How the work behind the screens stands: what waits to be told, what is late, what has failed. */
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const standing = statement(
  'views.operations',
  { late: col.instant },
  `select
     (select count(*)::integer from platform.outbox where merchant_id = :merchant) as "outbox",
     (select min(at) from platform.outbox where merchant_id = :merchant) as "outboxSince",
     (select count(*)::integer from graphile_worker._private_jobs
        where payload->>'merchant' = (cast(:merchant as uuid))::text
          and attempts < max_attempts) as "jobs",
     (select count(*)::integer from graphile_worker._private_jobs
        where payload->>'merchant' = (cast(:merchant as uuid))::text
          and attempts >= max_attempts) as "givenUp",
     (select count(*)::integer from platform.timer
        where merchant_id = :merchant and due_at < :late) as "lateTimers",
     (select count(*)::integer from platform.timer where merchant_id = :merchant) as "timers",
     (select at from ledger.rollup_cursor where merchant_id = :merchant) as "rolledUpAt"`,
  {
    outbox: col.int,
    outboxSince: col.maybe(col.instant),
    jobs: col.int,
    givenUp: col.int,
    lateTimers: col.int,
    timers: col.int,
    rolledUpAt: col.maybe(col.instant),
  },
);
const late = statement(
  'views.late_timers',
  { late: col.instant },
  `select kind, count(*)::integer as count, min(due_at) as "dueAt" from platform.timer
   where merchant_id = :merchant and due_at < :late group by kind order by min(due_at) limit 50`,
  { kind: col.text(), count: col.int, dueAt: col.instant },
);

export async function findOperations(reader: Reader, before: string) {
  const args = { late: before as never };
  const [[found], timers] = await Promise.all([reader.ask(standing, args), reader.ask(late, args)]);
  return { ...found!, late: timers };
}
