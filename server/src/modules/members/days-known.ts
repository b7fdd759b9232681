/** For how long people have been known: the ground on which a habit is measured. */
import type { MemberId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Reader } from '../../platform/db.ts';
import { sumDaysKnown } from './store-days.ts';

/** Whole days since sign-up within the span: hers, and everybody's together. */
export async function daysKnown(
  reader: Reader,
  member: MemberId,
  span: { readonly from: Instant; readonly until: Instant },
): Promise<{ readonly days: number; readonly allDays: number }> {
  const [known] = await reader.ask(sumDaysKnown, { member, ...span });
  return known!;
}
