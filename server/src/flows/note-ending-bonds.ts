/**
 * Each morning: whose bond with her guide ends soon. The guide finds it among the people to talk
 * to; a morning that was missed is made up for by the next, and nothing is said twice.
 */
import type { MerchantId } from '../kernel/id.ts';
import { addDays, atMinute, dayOf } from '../kernel/time.ts';
import * as belonging from '../modules/belonging/belonging.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { setTimer } from '../platform/timer.ts';
import { bondLife } from './steps/bond-terms.ts';
import { NOTICE_TIMER } from './steps/notice-timer.ts';

/** Half past eight, when guides may write to people again. */
const MORNING = 8 * 60 + 30;
const A_TIME = 500;

/** @returns how many were noted */
export async function noteEndingBonds(db: Db, merchant: MerchantId): Promise<number> {
  let noted = 0;
  for (;;) {
    const found = await db.transaction(merchant, async (tx) => {
      const ending = await belonging.noteEnding(tx, await bondLife(tx), A_TIME);
      for (const facts of ending) outbox.put(tx, { name: 'belonging.ending', facts: { ...facts } });
      if (ending.length < A_TIME) {
        const tomorrow = addDays(dayOf(tx.now), 1);
        setTimer(tx, NOTICE_TIMER.kind, NOTICE_TIMER.ref, atMinute(tomorrow, MORNING));
      }
      return ending.length;
    });
    noted += found;
    if (found < A_TIME) return noted;
  }
}
