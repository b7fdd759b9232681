/** Months, what a document may become, and the hash that keeps its lines. */
import { check } from '../../kernel/check.ts';
import { fen, sum, type Fen } from '../../kernel/money.ts';
import { addDays, atMinute, dayOf, type Day, type Instant } from '../../kernel/time.ts';
import type { DocumentState, Line, Month, Sums } from './types.ts';

export const monthOf = (day: Day): Month => day.slice(0, 7) as Month;
export const firstDay = (month: Month): Day => `${month}-01` as Day;
export const nextMonth = (month: Month): Month => monthOf(addDays(firstDay(month), 31));
export const lastDay = (month: Month): Day => addDays(firstDay(nextMonth(month)), -1);
export const monthBefore = (month: Month): Month => monthOf(addDays(firstDay(month), -1));

/** Twenty to five in the morning, after the night's check of the books. */
const EARLY = 4 * 60 + 40;
/** The next closing: on that day of this month, or of the next one. */
export function closesAt(now: Instant, closeDay: number): Instant {
  const at = (month: Month): Instant => atMinute(addDays(firstDay(month), closeDay - 1), EARLY);
  const month = monthOf(dayOf(now));
  return at(month) > now ? at(month) : at(nextMonth(month));
}
/** Only whole months that are over by `closeDay` of the next. */
export function lastToClose(now: Instant, closeDay: number): Month {
  const today = dayOf(now);
  const month = monthBefore(monthOf(today));
  return Number(today.slice(8)) >= closeDay ? month : monthBefore(month);
}

/** From which states a deed is possible. */
export const POSSIBLE = {
  confirm: ['closed', 'answered'],
  dispute: ['closed', 'answered', 'disputed'],
  answer: ['disputed'],
  approve: ['confirmed'],
} as const satisfies Record<string, readonly DocumentState[]>;

/** Whether the lines are what the sums say. */
export const linesMake = (lines: readonly Line[], { earnedFen, chargedFen }: Sums): boolean =>
  lines.reduce((all, { madeFen, cutFen }) => all + madeFen - cutFen, 0) === earnedFen + chargedFen;

/** What of a closing is still to be paid; never below nothing. */
export const leftOf = (closingFen: Fen, paid: readonly Fen[]): Fen =>
  fen(Math.max(0, closingFen - sum(paid)));

/** Every pay-out by a statement asks this. */
export const mayBePaid = (state: DocumentState, needsSecond: boolean): boolean =>
  state === 'approved' || (state === 'confirmed' && !needsSecond);

/** What is hashed: sums, then a line a line, in their order and spelling. */
export function textOf(head: { readonly month: Month; readonly party: string }, sums: Sums) {
  const { openingFen, earnedFen, chargedFen, paidFen, pendingFen, closingFen } = sums;
  check(
    openingFen + earnedFen + chargedFen - paidFen - pendingFen === closingFen,
    'a statement adds up',
  );
  const said = [openingFen, earnedFen, chargedFen, paidFen, pendingFen, closingFen];
  return JSON.stringify([head.month, head.party, ...said]);
}
export const lineText = (line: Line, no: number): string =>
  JSON.stringify([
    no,
    line.orderId,
    line.orderNumber,
    line.placedOn,
    line.role,
    line.homeOutlet,
    line.sellingOutlet,
    line.fulfillingOutlet,
    line.discountFen,
    line.borneBy,
    line.madeFen,
    line.cutFen,
    line.former,
  ]);
