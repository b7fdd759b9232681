/**
 * What falls due, as rows: (kind, ref) is unique, so setting twice is setting once. `run-due` takes
 * them under the server's clock; the job runner only wakes it.
 */
import type { MerchantId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from './column.ts';
import type { Reader, Tx } from './db.ts';
import { guard, statement } from './statement.ts';

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

const upsertTimers = statement(
  'platform.set_timers',
  { kind: col.text(), refs: col.list(col.text()), due: col.list(col.instant) },
  `insert into platform.timer (merchant_id, kind, ref, due_at)
   select :merchant, :kind, ref, due from unnest(:refs::text[], :due::timestamptz[]) as n(ref, due)
   order by ref
   on conflict (merchant_id, kind, ref) do update set due_at = excluded.due_at`,
);

/** Many of one kind, each ref once. */
export function setTimers(
  tx: Tx,
  kind: string,
  timers: readonly { readonly ref: string; readonly due: Instant }[],
): void {
  if (timers.length === 0) return;
  const [refs, due] = [timers.map((timer) => timer.ref), timers.map((timer) => timer.due)];
  tx.tell(upsertTimers, { kind, refs, due });
}
/** Sets it, or moves it to another instant. */
export const setTimer = (tx: Tx, kind: string, ref: string, due: Instant): void =>
  tx.tell(upsertTimer, { kind, ref, due });
export const clearTimer = (tx: Tx, kind: string, ref: string): void =>
  tx.tell(deleteTimer, { kind, ref });

const takeTimer = guard(
  'platform.take_timer',
  { ...key, due: col.instant },
  `delete from platform.timer
   where merchant_id = :merchant and kind = :kind and ref = :ref and due_at = :due`,
);
const findDue = statement(
  'platform.find_due',
  { until: col.instant, most: col.big },
  `select merchant_id as owner, kind, ref, due_at as due from platform.timer
   where due_at <= :until order by due_at, kind, ref limit :most`,
  { owner: col.id<'merchant'>(), ...key, due: col.instant },
);

export interface Timer {
  readonly owner: MerchantId;
  readonly kind: string;
  readonly ref: string;
  readonly due: Instant;
}

/** In the transaction that does what was due: it goes with it, or stays. */
export const takenTimer = (tx: Tx, { kind, ref, due }: Timer, orElse: () => Error): void =>
  tx.guard(takeTimer, { kind, ref, due }, orElse);
/** Of all merchants, oldest first. */
export const dueTimers = (reader: Reader, until: Instant, most: number): Promise<Timer[]> =>
  reader.ask(findDue, { until, most });
