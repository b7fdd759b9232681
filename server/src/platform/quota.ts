/**
 * So many tries in a window and no more: sign-in, codes sent, codes typed. A try is taken before
 * the deed, in a transaction of its own, so that a refusal or a crowd cannot undo the count.
 */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { epochOf, instantAt, type Instant } from '../kernel/time.ts';
import * as col from './column.ts';
import type { Db, Tx } from './db.ts';
import { guard, statement } from './statement.ts';

export interface Quota {
  /** What is counted: `staff_login:zhao`, `sms:138…`. Never a plain phone number. */
  readonly scope: string;
  readonly most: number;
  readonly windowMs: number;
}

const take = guard(
  'platform.take_quota',
  { scope: col.text(), window: col.instant, most: col.int },
  `insert into platform.quota as q (merchant_id, scope, window_at, used)
   select :merchant, :scope, :window, 1 where :most > 0
   on conflict (merchant_id, scope, window_at)
   do update set used = q.used + 1 where q.used < :most`,
);
const release = statement(
  'platform.release_quota',
  { scope: col.text(), window: col.instant },
  `update platform.quota set used = used - 1
   where merchant_id = :merchant and scope = :scope and window_at = :window and used > 0`,
);

const windowOf = (now: Instant, windowMs: number): Instant =>
  instantAt(Math.floor(epochOf(now) / windowMs) * windowMs);

/** @throws Refusal `platform.too_many_tries` */
export function takeQuota(tx: Tx, { scope, most, windowMs }: Quota): void {
  const window = windowOf(tx.now, windowMs);
  const leftMs = epochOf(window) + windowMs - epochOf(tx.now);
  tx.guard(
    take,
    { scope, most, window },
    () =>
      new Refusal('too_many', 'platform.too_many_tries', { retryAfterS: Math.ceil(leftMs / 1000) }),
  );
}

/** The try was a good one: it does not count. */
export const releaseQuota = (tx: Tx, { scope, windowMs }: Quota): void =>
  tx.tell(release, { scope, window: windowOf(tx.now, windowMs) });

/** @throws Refusal `platform.too_many_tries` */
export const spendTry = (db: Db, merchant: MerchantId, quotas: readonly Quota[]): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    for (const quota of quotas) takeQuota(tx, quota);
  });
