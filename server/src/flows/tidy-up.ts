/**
 * The daily round: what may be kept for a while only goes when its time is over. Each rule takes a
 * bite at a time, so that nobody waits for it; what is left after some bites waits for tomorrow.
 */
import type { MerchantId } from '../kernel/id.ts';
import { addDays, atMinute, before, dayOf, days } from '../kernel/time.ts';
import * as chain from '../modules/chain/chain.ts';
import * as imports from '../modules/imports/imports.ts';
import * as members from '../modules/members/members.ts';
import * as orders from '../modules/orders/orders.ts';
import * as sharing from '../modules/sharing/sharing.ts';
import * as webhooks from '../modules/webhooks/webhooks.ts';
import type { Db } from '../platform/db.ts';
import { forgetAnswers, forgetQuotas, noteRun } from '../platform/retention.ts';
import type { Sweeper } from '../platform/sweep.ts';
import { setTimer } from '../platform/timer.ts';
import { TIDY_TIMER } from './steps/tidy-timer.ts';

interface Rule {
  readonly rule: string;
  /** After its end: of validity, of the import, of the trade. */
  readonly days: number;
  readonly sweep: Sweeper;
}

/** docs/privacy.md tells the same, with the reasons; a test compares them. */
export const RETENTION: readonly Rule[] = [
  { rule: 'members.codes', days: 1, sweep: members.erasure.forgetCodes },
  { rule: 'members.sessions', days: 180, sweep: members.erasure.forgetSessions },
  { rule: 'members.devices', days: 1, sweep: members.erasure.forgetDevices },
  { rule: 'members.notices', days: 365, sweep: members.erasure.forgetNotices },
  { rule: 'members.consents', days: 1_095, sweep: members.erasure.forgetConsents },
  { rule: 'chain.sessions', days: 90, sweep: chain.forgetSessions },
  { rule: 'imports.rows', days: 30, sweep: imports.erasure.forgetRows },
  { rule: 'orders.carts', days: 90, sweep: orders.erasure.forgetCarts },
  { rule: 'orders.contacts', days: 1_095, sweep: orders.erasure.forgetContacts },
  { rule: 'platform.answers', days: 60, sweep: forgetAnswers },
  { rule: 'platform.quotas', days: 2, sweep: forgetQuotas },
  { rule: 'sharing.places', days: 30, sweep: sharing.erasure.forgetPlaces },
  { rule: 'webhooks.deliveries', days: 30, sweep: webhooks.forgetDeliveries },
];
const A_BITE = 1_000;
const BITES = 50;
const NIGHT = 3 * 60 + 20;

/** @returns how much each rule took away */
export async function tidyUp(
  db: Db,
  merchant: MerchantId,
): Promise<Readonly<Record<string, number>>> {
  const removed: Record<string, number> = {};
  for (const { rule, days: kept, sweep } of RETENTION) {
    removed[rule] = 0;
    for (let bite = 0; bite < BITES; bite += 1) {
      const gone = await db.transaction(merchant, async (tx) => {
        const count = await sweep(tx, { before: before(tx.now, days(kept)), most: A_BITE });
        noteRun(tx, rule, count);
        return count;
      });
      removed[rule] += gone;
      if (gone < A_BITE) break;
    }
  }
  await db.transaction(merchant, async (tx) => {
    setTimer(tx, TIDY_TIMER.kind, TIDY_TIMER.ref, atMinute(addDays(dayOf(tx.now), 1), NIGHT));
  });
  return removed;
}
