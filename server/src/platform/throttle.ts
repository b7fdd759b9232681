/**
 * Wrong tries cost time: so many are free, then the wait doubles. A try is taken before it is
 * judged, in a transaction of its own, so that neither a refusal nor a crowd undoes the count.
 */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { epochOf, instantAt, type Instant } from '../kernel/time.ts';
import * as col from './column.ts';
import type { Db, Tx } from './db.ts';
import { guard, statement } from './statement.ts';

export interface Throttle {
  /** What is counted: `staff_login:zhao`. Never a plain phone number. */
  readonly scope: string;
  /** Tries before the first wait. */
  readonly free: number;
  /** The first wait; each further try doubles it, up to `mostS`. */
  readonly firstS: number;
  readonly mostS: number;
  /** Tries are forgotten when none was made for this long. */
  readonly forgetS: number;
  /** A good one makes all forgotten; else only itself. */
  readonly clears: boolean;
}

const counts = { scope: col.text(), free: col.int, firstS: col.int, mostS: col.int };
const TRIES = `case when q.last_at < :forgotten then 1 else q.tries + 1 end`;
/** No wait is a time long past: a clock that is set back must not shut everybody out. */
const NONE = `timestamptz '1970-01-01'`;
const blockedAfter = (tries: string): string =>
  `case when (${tries}) < :free then ${NONE} else :now::timestamptz + interval '1 second' *
     least(:mostS::integer, :firstS::integer * (2 ^ least((${tries}) - :free, 20))::integer) end`;
const take = guard(
  'platform.take_throttle',
  { ...counts, forgotten: col.instant },
  `insert into platform.throttle as q (merchant_id, scope, tries, last_at, blocked_until)
   values (:merchant, :scope, 1, :now, ${blockedAfter('1')})
   on conflict (merchant_id, scope) do update
   set tries = ${TRIES}, last_at = :now, blocked_until = ${blockedAfter(TRIES)}
   where q.blocked_until <= :now`,
);
const findBlocked = statement(
  'platform.find_throttle',
  { scope: col.text() },
  `select blocked_until as until from platform.throttle
   where merchant_id = :merchant and scope = :scope`,
  { until: col.instant },
);
const release = statement(
  'platform.release_throttle',
  { scope: col.text(), free: col.int, clears: col.bool },
  `update platform.throttle q
   set tries = case when :clears then 0 else greatest(q.tries - 1, 0) end,
     blocked_until = case when :clears or q.tries - 1 < :free then ${NONE}
       else q.blocked_until end
   where q.merchant_id = :merchant and q.scope = :scope`,
);
const forget = statement(
  'platform.forget_throttles',
  { before: col.instant },
  'delete from platform.throttle where merchant_id = :merchant and last_at < :before',
);

async function takeOne(tx: Tx, { scope, free, firstS, mostS, forgetS }: Throttle): Promise<void> {
  const [standing] = await tx.ask(findBlocked, { scope });
  const wait = (until: Instant | undefined): number =>
    until === undefined ? firstS : Math.max(1, (epochOf(until) - epochOf(tx.now)) / 1_000);
  const forgotten = instantAt(epochOf(tx.now) - forgetS * 1_000);
  tx.guard(take, { scope, free, firstS, mostS, forgotten }, () => {
    const retryAfterS = Math.ceil(wait(standing?.until));
    return new Refusal('too_many', 'platform.too_many_tries', { retryAfterS });
  });
}

/** @throws Refusal `platform.too_many_tries` */
export const takeTries = (db: Db, merchant: MerchantId, all: readonly Throttle[]): Promise<void> =>
  db.transaction(merchant, async (tx) => {
    for (const each of all) await takeOne(tx, each);
  });

/** The try was a good one: it does not count. */
export function releaseTries(tx: Tx, all: readonly Throttle[]): void {
  for (const { scope, free, clears } of all) tx.tell(release, { scope, free, clears });
}

export const forgetTries = (tx: Tx, before: Instant): void => tx.tell(forget, { before });
