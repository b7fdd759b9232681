/**
 * A person deals with a break: has the provider asked, sends money back, books what cannot be had,
 * explains, passes it on. Above a threshold one asks and another one books.
 */
import type { Id, MerchantId, StaffId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as payments from '../modules/payments/payments.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import { billChannelOf, healOne, type Parts } from './steps/heal-breaks.ts';
import { sendBackUnwanted } from './steps/send-back.ts';

const { bills, breaks } = payments;
interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly id: payments.Break['id'];
}
const byOf = ({ actor }: Deed): StaffId => actor.id as StaffId;
const say = (tx: Tx, deed: Deed, verb: string, facts: Record<string, unknown> = {}): void =>
  audit(tx, deed.actor, {
    verb: `payments.break_${verb}`,
    object: { kind: 'break', id: deed.id },
    facts,
  });

/**
 * The provider is asked now, and what it says is booked as ever.
 * @throws Refusal `payments.no_such_break`, `payments.break_is_resolved`,
 * `payments.provider_away`, `payments.still_a_break`
 */
export async function askProvider(parts: Parts, deed: Deed): Promise<payments.Resolution> {
  const { merchant } = deed;
  const each = await parts.db.reading(merchant, (reader) => breaks.get(reader, deed.id));
  if (each.state === 'resolved') throw new Refusal('conflict', 'payments.break_is_resolved');
  const { channel } = await billChannelOf(parts, merchant, each);
  const resolution = await healOne(parts, merchant, channel, each, byOf(deed)).catch(
    (error: unknown) => {
      if (error instanceof Refusal) throw error;
      throw new Refusal('conflict', 'payments.provider_away');
    },
  );
  if (resolution === null) throw new Refusal('conflict', 'payments.still_a_break');
  await parts.db.transaction(merchant, async (tx) => {
    bills.total(tx, each);
    say(tx, deed, 'asked', { resolution });
  });
  return resolution;
}

/**
 * Money under our number and another sum than was ordered: all of it goes back.
 * @throws Refusal `payments.no_such_break`, `payments.break_is_resolved`,
 * `payments.nothing_to_send_back`
 */
export const sendBack = (db: Db, deed: Deed): Promise<void> =>
  db.transaction(deed.merchant, async (tx) => {
    const each = await breaks.lock(tx, deed.id);
    const [seen, [intent]] = await Promise.all([
      breaks.look(tx, each),
      payments.findEach(tx, [each.outTradeNo]),
    ]);
    const wrong = seen?.found?.reason === 'other_sum_than_ordered';
    if (!wrong || !intent || each.there === null) {
      throw new Refusal('conflict', 'payments.nothing_to_send_back');
    }
    const { channel, subject: providerNo, there: amount } = each;
    const { account } = intent;
    const kept = { channel, account, providerNo, intent: intent.id, order: intent.order, amount };
    payments.capture(tx, [{ ...kept, use: 'wrong' }]);
    sendBackUnwanted(tx, kept, 'wrong');
    breaks.resolve(tx, deed.id, 'sent_back', byOf(deed));
    bills.total(tx, each);
    say(tx, deed, 'sent_back', { amountFen: amount });
  });

export interface BookingWish {
  readonly booking: Id<'booking'>;
  readonly amount: Fen;
  readonly gain: boolean;
  readonly asFee: boolean;
  readonly words: string;
}
/**
 * Small sums are booked at once; above the threshold somebody else has to say yes.
 * @throws Refusal `payments.no_such_break`, `payments.break_is_resolved`,
 * `payments.booking_too_large`, `payments.booking_asked`
 */
export const bookBreak = (db: Db, deed: Deed, wish: BookingWish): Promise<'booked' | 'asked'> =>
  db.transaction(deed.merchant, async (tx) => {
    const { booking: id, words, ...rest } = wish;
    const before = await breaks.sameBooking(tx, { id, break: deed.id, ...rest }, words);
    if (before !== null) return before;
    const each = await breaks.lock(tx, deed.id);
    if (wish.amount > Math.max(each.there ?? 0, each.here ?? 0)) {
      throw new Refusal('conflict', 'payments.booking_too_large');
    }
    const askedBy = byOf(deed);
    const needsSecond = payments.needsSecond(wish.amount);
    const booking = { id, break: deed.id, ...rest, askedBy, needsSecond };
    breaks.askBooking(tx, booking, words);
    say(tx, deed, 'booking_asked', { amountFen: wish.amount });
    if (!needsSecond) await bookNow(tx, deed, each, booking);
    return needsSecond ? 'asked' : 'booked';
  });

/**
 * @throws Refusal `payments.no_such_break`, `payments.break_is_resolved`,
 * `payments.nothing_asked`, `payments.second_person`
 */
export const answerBooking = (
  db: Db,
  deed: Deed,
  answer: { readonly yes: boolean; readonly words: string },
): Promise<void> =>
  db.transaction(deed.merchant, async (tx) => {
    const each = await breaks.lock(tx, deed.id);
    const booking = await breaks.asked(tx, deed.id);
    if (answer.yes) return bookNow(tx, deed, each, booking);
    breaks.refuseBooking(tx, booking, byOf(deed), answer.words);
    say(tx, deed, 'booking_refused');
  });

async function bookNow(
  tx: Tx,
  deed: Deed,
  each: payments.Break,
  booking: payments.Booking,
): Promise<void> {
  const directory = await chain.directory(tx);
  const { amount, gain, asFee } = booking;
  breaks.endBooking(tx, booking, byOf(deed));
  ledger.adjust(tx, {
    booking: booking.id,
    channel: each.channel,
    hq: { kind: 'hq', id: directory.root.id },
    amount,
    gain,
    asFee,
  });
  bills.total(tx, each);
  say(tx, deed, 'booked', { amountFen: amount, gain, asFee });
}

/** Nothing moves; the words say why that is right. @throws Refusal as above */
export const explainBreak = (db: Db, deed: Deed, words: string): Promise<void> =>
  db.transaction(deed.merchant, async (tx) => {
    const each = await breaks.lock(tx, deed.id);
    if (each.state === 'asked') throw new Refusal('conflict', 'payments.booking_asked');
    breaks.resolve(tx, deed.id, 'explained', byOf(deed), words);
    say(tx, deed, 'explained');
  });

/** @throws Refusal as above, `payments.cannot_own_breaks` */
export const assignBreak = (db: Db, deed: Deed, owner: StaffId): Promise<void> =>
  db.transaction(deed.merchant, async (tx) => {
    const [holders] = await Promise.all([
      chain.holdersOf(tx, 'payments.reconcile'),
      breaks.lock(tx, deed.id),
    ]);
    if (!holders.some(({ id }) => id === owner)) {
      throw new Refusal('conflict', 'payments.cannot_own_breaks');
    }
    breaks.assign(tx, deed.id, owner, byOf(deed));
    say(tx, deed, 'assigned', { owner });
  });

/** @throws Refusal `payments.no_such_break` */
export const commentBreak = (
  db: Db,
  deed: Deed,
  { note, words }: { readonly note: Id<'event'>; readonly words: string },
): Promise<void> =>
  db.transaction(deed.merchant, async (tx) => {
    await breaks.get(tx, deed.id);
    breaks.comment(tx, deed.id, note, words, byOf(deed));
  });
