/**
 * What falls due, as rows: (kind, ref) is unique, so setting twice is setting once. `run-due` takes
 * them under the server's clock; the job runner only wakes it.
 */
import type { Instant } from '../kernel/time.ts';
import * as col from './column.ts';
import type { Tx } from './db.ts';
import { statement } from './statement.ts';

const key = { kind: col.text(), ref: col.text() };
const upsertTimer = statement(
  'platform.set_timer',
  { ...key, due: col.instant },
  `insert into platform.timer (merchant_id, kind, ref, due_at)
   values (:merchant, :kind, :ref, :due)
   on conflict (merchant_id, kind, ref) do update set due_at = excluded.due_at`,
);
const deleteTimer = statement(
  'platform.clear_timer',
  key,
  'delete from platform.timer where merchant_id = :merchant and kind = :kind and ref = :ref',
);

/** Sets it, or moves it to another instant. */
export const setTimer = (tx: Tx, kind: string, ref: string, due: Instant): void =>
  tx.tell(upsertTimer, { kind, ref, due });
export const clearTimer = (tx: Tx, kind: string, ref: string): void =>
  tx.tell(deleteTimer, { kind, ref });
