/** What in a bill agrees with our books, and what does not. Knows neither rows nor providers. */
import { fen, type Fen } from '../../kernel/money.ts';
import {
  after,
  before,
  hours,
  startOf,
  addDays,
  type Day,
  type Instant,
} from '../../kernel/time.ts';
import type { Found, Pair } from './bill-types.ts';

/** Two clocks cut a day in two places, and a word may be on its way while the day ends. */
export const CUT = hours(1);

/** When ours of this day were noted: those near its end are looked for in the next bill first. */
export const spanOf = (day: Day, isFirst: boolean): { from: Instant; until: Instant } => ({
  from: isFirst ? after(startOf(day), CUT) : before(startOf(day), CUT),
  until: before(startOf(addDays(day, 1)), CUT),
});

/** Half a fen goes up: what a provider keeps at this rate. */
export const feeAt = (amount: Fen, rateBps: number): Fen =>
  fen(Math.floor((amount * rateBps + 5_000) / 10_000));

/** Providers round each payment in their own way: a fen is no break. */
const FEE_ROOM = 1;

/** Null: both sides say the same. @param agreedBps null: the bill's own rate is believed */
export function breakOf(pair: Pair, agreedBps: number | null = null): Found | null {
  const { of, there, here } = pair;
  if (there === null) {
    if (here === null || (of === 'refund' && here.state !== 'succeeded')) return null;
    return { kind: 'missing_there', reason: 'not_in_the_bill' };
  }
  if (there.again) return { kind: 'duplicate', reason: 'twice_in_bills' };
  return of === 'payment' ? ofPayment(pair, there, agreedBps) : ofRefund(pair, there);
}

type There = NonNullable<Pair['there']>;

function ofPayment(pair: Pair, there: There, agreedBps: number | null): Found | null {
  const { here, intent, mismatched } = pair;
  if (there.state !== 'done') {
    return here === null ? null : { kind: 'state_differs', reason: 'not_paid_there' };
  }
  if (here === null) {
    if (intent === null) return { kind: 'missing_here', reason: 'not_our_number' };
    if (intent.amount !== there.amount) {
      return { kind: 'amount_differs', reason: 'other_sum_than_ordered' };
    }
    return { kind: 'missing_here', reason: mismatched ? 'told_wrongly' : 'never_told' };
  }
  if (here.amount !== there.amount) return { kind: 'amount_differs', reason: 'other_sum_here' };
  const day = { from: before(startOf(there.day), CUT), end: after(nextOf(there.day), CUT) };
  if (here.at < day.from) return { kind: 'wrong_day', reason: 'noted_before_it_was_paid' };
  if (here.at >= day.end) {
    return { kind: 'wrong_day', reason: 'noted_a_day_late', resolution: 'told_late' };
  }
  const rate = agreedBps ?? there.rateBps;
  if (rate !== null && Math.abs(feeAt(there.amount, rate) - there.fee) > FEE_ROOM) {
    const reason = agreedBps === null ? 'not_its_own_rate' : 'not_the_agreed_rate';
    return { kind: 'fee_differs', reason };
  }
  return null;
}

function ofRefund({ here }: Pair, there: There): Found | null {
  if (here === null) {
    return there.state === 'failed' ? null : { kind: 'missing_here', reason: 'not_our_refund' };
  }
  if (here.amount !== there.amount) return { kind: 'amount_differs', reason: 'other_sum_here' };
  if (there.state === 'done' && here.state !== 'succeeded') {
    return { kind: 'state_differs', reason: 'refunded_there' };
  }
  if (there.state === 'failed' && here.state === 'succeeded') {
    return { kind: 'state_differs', reason: 'not_refunded_there' };
  }
  return null;
}

const nextOf = (day: Day): Instant => startOf(addDays(day, 1));

/** A sum that one person may book alone. */
export const ALONE: Fen = fen(10_000);
export const needsSecond = (amount: Fen): boolean => amount > ALONE;

/** What the provider has more than we; below nothing: less. A refund counts the other way round. */
export const differenceOf = (found: {
  readonly of: Pair['of'];
  readonly there: Fen | null;
  readonly here: Fen | null;
}): number => {
  const more = (found.there ?? 0) - (found.here ?? 0);
  return found.of === 'payment' ? more : 0 - more;
};
