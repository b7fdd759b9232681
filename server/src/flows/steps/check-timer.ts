/** When the books are looked through: once a night, in each merchant's own. */
import { addDays, atMinute, dayOf, type Instant } from '../../kernel/time.ts';

/** One of it a merchant: it sets itself anew each night. */
export const CHECK_TIMER = { kind: 'ledger.check', ref: 'nightly' } as const;

/** Twenty to four, when hardly anybody buys. */
const NIGHT = 3 * 60 + 40;
export function nextNight(now: Instant): Instant {
  const tonight = atMinute(dayOf(now), NIGHT);
  return tonight > now ? tonight : atMinute(addDays(dayOf(now), 1), NIGHT);
}
