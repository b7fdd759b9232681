/**
 * Reactions that did not succeed, as the queue keeps them. Its tables know no merchant: each
 * statement asks for our own in the job's payload.
 */
import * as col from './column.ts';
import type { Reader, Tx } from './db.ts';
import { guard, statement } from './statement.ts';

const MINE = "payload->>'merchant' = (cast(:merchant as uuid))::text";
const job = { id: col.big };

const failing = statement(
  'platform.failing_jobs',
  { count: col.int },
  `select j.id, coalesce(j.payload->>'name', '') as name, j.attempts::integer as attempts,
     j.max_attempts::integer as "maxAttempts", coalesce(j.last_error, '') as error,
     j.created_at as "madeAt", j.run_at as "runAt", j.locked_at is not null as running
   from graphile_worker._private_jobs j
   where j.${MINE} and j.attempts > 0 and j.last_error is not null
   order by j.id desc limit cast(:count as integer)`,
  {
    ...job,
    name: col.text(),
    attempts: col.int,
    maxAttempts: col.int,
    error: col.text(),
    madeAt: col.instant,
    runAt: col.instant,
    running: col.bool,
  },
);
const again = guard(
  'platform.retry_job',
  job,
  `update graphile_worker._private_jobs set attempts = 0, run_at = now(), last_error = null
   where ${MINE} and id = :id and locked_at is null`,
);
const drop = guard(
  'platform.drop_job',
  job,
  `delete from graphile_worker._private_jobs
   where ${MINE} and id = :id and locked_at is null`,
);

export const failingJobs = (reader: Reader, most: number) => reader.ask(failing, { count: most });
/** At once, with all its tries. A job that runs just now is nobody's to touch. */
export const retryJob = (tx: Tx, id: number, orElse: () => Error): void =>
  tx.guard(again, { id }, orElse);
/** For good: what it would have done is left undone. */
export const dropJob = (tx: Tx, id: number, orElse: () => Error): void =>
  tx.guard(drop, { id }, orElse);
