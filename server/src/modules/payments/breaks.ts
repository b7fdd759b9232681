/** One break and what is done about it: looked at again, given to somebody, booked, explained. */
import type { Id, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { breakOf } from './bill-rules.ts';
import type { BillKey, Booking, Break, Found, Pair, Resolution } from './bill-types.ts';
import * as store from './store-breaks.ts';
import { findPayment, findRefund } from './store-pairs.ts';

export type BreakId = Id<'break'>;

const NONE = (): Refusal => new Refusal('not_found', 'payments.no_such_break');
const DONE = (): Refusal => new Refusal('conflict', 'payments.break_is_resolved');

/** @throws Refusal `payments.no_such_break` */
export async function get(reader: Reader, id: BreakId): Promise<Break> {
  const [found] = await reader.ask(store.findBreak, { id });
  if (found === undefined) throw NONE();
  return found;
}
/** @throws Refusal `payments.no_such_break`, `payments.break_is_resolved` */
export async function lock(tx: Tx, id: BreakId): Promise<Break> {
  const [found] = await tx.ask(store.lockBreak, { id });
  if (found === undefined) throw NONE();
  if (found.state === 'resolved') throw DONE();
  return found;
}
export const open = (
  reader: Reader,
  { channel, account }: BillKey,
  after: BreakId | null,
  most: number,
): Promise<Break[]> => reader.ask(store.findOpen, { channel, account, after, most });

export interface Look {
  readonly app: string;
  readonly currency: string;
  readonly pair: Pair;
  /** Null: both sides agree by now. */
  readonly found: Found | null;
}
/** Both sides as they stand now; null: the bill has no such line. */
export async function look(reader: Reader, each: Break): Promise<Look | null> {
  const { channel, subject, day, line: no } = each;
  const wish = { channel, subject, day, no };
  const [row] = await reader.ask(each.of === 'payment' ? findPayment : findRefund, wish);
  if (row === undefined) return null;
  const { app, currency, subject: _, outTradeNo: __, no: ___, ...pair } = row;
  return { app, currency, pair, found: breakOf(pair) };
}

/** @param by null: the house by itself. @throws Again when a twin was first */
export function resolve(
  tx: Tx,
  id: BreakId,
  resolution: Resolution,
  by: StaffId | null,
  words = '',
): void {
  tx.guard(store.resolveBreak, { id, resolution, by }, () => new Again('resolved meanwhile'));
  note(tx, { break: id, verb: 'resolved', actor: by, words, facts: { resolution } });
}
/** @throws Refusal `payments.break_is_resolved` */
export function assign(tx: Tx, id: BreakId, owner: StaffId, by: StaffId): void {
  tx.guard(store.assignBreak, { id, owner }, DONE);
  note(tx, { break: id, verb: 'assigned', actor: by, words: '', facts: { owner } });
}
export const comment = (tx: Tx, id: BreakId, note_: Id<'event'>, words: string, by: StaffId) =>
  note(tx, { id: note_, break: id, verb: 'commented', actor: by, words, facts: {} });

interface Note {
  readonly id?: Id<'event'>;
  readonly break: BreakId;
  readonly verb: string;
  readonly actor: StaffId | null;
  readonly words: string;
  readonly facts: object;
}
function note(tx: Tx, { id = tx.newId<'event'>(), ...rest }: Note): void {
  tx.tell(store.insertEvent, { id, ...rest });
}

/** @throws Refusal `payments.booking_asked` when one is under way */
export function askBooking(tx: Tx, booking: Booking, words: string): void {
  const { break: id, askedBy: actor, amount, asFee, gain } = booking;
  const asked = (): Refusal => new Refusal('conflict', 'payments.booking_asked');
  tx.guard(store.insertBooking, { ...booking, words }, asked);
  tx.guard(store.markAsked, { id, from: 'open', to: 'asked' }, asked);
  const facts = { amountFen: amount, asFee, gain };
  note(tx, { break: id, verb: 'booking_asked', actor, words, facts });
}
/** Asked under this id before. @throws Refusal `payments.booking_asked` for another wish */
export async function sameBooking(
  reader: Reader,
  { id, ...wish }: Pick<Booking, 'id' | 'break' | 'amount' | 'gain' | 'asFee'>,
  words: string,
): Promise<'booked' | 'asked' | null> {
  const [known] = await reader.ask(store.findBookingById, { id });
  if (known === undefined) return null;
  const { booked, ...before } = known;
  const same = Object.entries({ ...wish, words }).every(
    ([name, value]) => before[name as keyof typeof before] === value,
  );
  if (!same) throw new Refusal('invalid', 'payments.booking_asked');
  return booked ? 'booked' : 'asked';
}
/** @throws Refusal `payments.nothing_asked` */
export async function asked(reader: Reader, id: BreakId): Promise<Booking> {
  const [found] = await reader.ask(store.findBooking, { break: id });
  if (found === undefined) throw new Refusal('conflict', 'payments.nothing_asked');
  return found;
}
/** @throws Refusal `payments.second_person` */
export function endBooking(tx: Tx, { id, break: of }: Booking, by: StaffId): void {
  const second = (): Refusal => new Refusal('forbidden', 'payments.second_person');
  tx.guard(store.endBooking, { id, by }, second);
  resolve(tx, of, 'booked', by);
}
export function refuseBooking(tx: Tx, { id, break: of }: Booking, by: StaffId, words: string) {
  tx.guard(store.refuseBooking, { id, by }, () => new Again('ended meanwhile'));
  tx.guard(store.markAsked, { id: of, from: 'asked', to: 'open' }, () => new Again('moved'));
  note(tx, { break: of, verb: 'booking_refused', actor: by, words, facts: {} });
}
