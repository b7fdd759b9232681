/**
 * What the machinery itself keeps for a while only: counters, answers to keys. And of every rule of
 * keeping when it last looked, and what it has taken away in all.
 */
import * as col from './column.ts';
import type { Tx } from './db.ts';
import { statement } from './statement.ts';
import { sweeper } from './sweep.ts';

export const forgetQuotas = sweeper(
  'platform.forget_quotas',
  'platform.quota',
  'scope, window_at',
  'window_at < :before',
);
export const forgetAnswers = sweeper(
  'platform.forget_answers',
  'platform.idempotency',
  'scope, key',
  'at < :before',
);

const destroyQuotas = statement(
  'platform.destroy_quotas',
  { hashes: col.list(col.text()) },
  `delete from platform.quota
   where merchant_id = :merchant and split_part(scope, ':', 2) = any(:hashes)`,
);
/** Counters that name somebody by her blind index. */
export const destroyCounters = (tx: Tx, hashes: readonly string[]): void =>
  tx.tell(destroyQuotas, { hashes: [...hashes] });

const upsertRun = statement(
  'platform.note_retention',
  { rule: col.text(), removed: col.big },
  `insert into platform.retention as r (merchant_id, rule, ran_at, removed)
   values (:merchant, :rule, :now, :removed)
   on conflict (merchant_id, rule)
   do update set ran_at = excluded.ran_at, removed = r.removed + excluded.removed`,
);
export const noteRun = (tx: Tx, rule: string, removed: number): void =>
  tx.tell(upsertRun, { rule, removed });
