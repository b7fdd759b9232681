/** When what a member keeps comes to its end: a ring a member and day, and one to warn her. */
import type { MemberId } from '../../kernel/id.ts';
import { before, days, type Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { setTimer } from '../../platform/timer.ts';

export const endTimer = (tx: Tx, member: MemberId, at: Instant): void =>
  setTimer(tx, 'wallet.end', `${member}:${at.slice(0, 10)}`, at);

export function warnTimer(tx: Tx, member: MemberId, end: Instant, noticeDays: number): void {
  const at = before(end, days(noticeDays));
  if (at > tx.now) setTimer(tx, 'wallet.warn', `${member}:${end.slice(0, 10)}`, at);
}
