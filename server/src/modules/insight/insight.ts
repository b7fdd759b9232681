/**
 * What the chain gained by being open when its stores are shut, and by selling what another store
 * has. Keeps one judgement an order, made from what was known before it; reads no other room.
 */
import type { MemberId } from '../../kernel/id.ts';
import { before, days, type Instant } from '../../kernel/time.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { METHOD, WINDOW_DAYS } from './rules.ts';
import * as rows from './store.ts';
import type { Habit, Judgement } from './types.ts';

export {
  attributionOf,
  chanceOf,
  corrected,
  incrementOf,
  METHOD,
  rateOf,
  sumLayers,
  WINDOW_DAYS,
} from './rules.ts';
export type { Attribution } from './rules.ts';
export type { Gained, Habit, Increment, Judgement, Layer, SalesTerms } from './types.ts';

/** The 180 days that end here. */
export const windowBefore = (
  until: Instant,
): { readonly from: Instant; readonly until: Instant } => ({
  from: before(until, days(WINDOW_DAYS)),
  until,
});

export async function ordinaryOrders(
  reader: Reader,
  member: MemberId,
  window: { readonly from: Instant; readonly until: Instant },
): Promise<Pick<Habit, 'orders' | 'allOrders'>> {
  const [counted] = await reader.ask(rows.countOrdinary, { member, ...window });
  return counted!;
}

export async function pastOf(reader: Reader, member: MemberId, at: Instant) {
  const [past] = await reader.ask(rows.findPast, { member, before: at });
  return past!;
}

export async function find(reader: Reader, order: Judgement['order']) {
  const [found] = await reader.ask(rows.findJudgement, { order });
  return found ?? null;
}

/** Keeps it; where p was final already, only where the goods are is news. */
export const keep = (tx: Tx, judgement: Judgement): void =>
  tx.tell(rows.putJudgement, { ...judgement, method: METHOD });
