/**
 * Nobody told us of a payment: we ask. At growing intervals while the order may be paid, at once
 * when the buyer says that she has; and when the order has ended without it, the trade is closed at
 * the provider, so that nothing comes late. What is found is captured as if it had been told.
 */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, epochOf, minutes, type Millis } from '../kernel/time.ts';
import * as orders from '../modules/orders/orders.ts';
import * as payments from '../modules/payments/payments.ts';
import type { Crew } from '../platform/crew.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';
import { ASK_TIMER } from './steps/ask-timer.ts';
import { mustBeHers } from './steps/own-order.ts';
import { channelThrough, type PaymentDesk } from './steps/payment-channel.ts';

/** As long as an ask may take: should we die meanwhile, the timer rings again. */
const OURS_FOR = minutes(2);
/** A button pressed again sooner learns what we know. */
const FRESH_MS = 2_000;

type Paid = Extract<payments.Notice, { kind: 'paid' }>;
/** What is found goes where a notification goes. */
export interface AskDesk extends PaymentDesk {
  readonly hear: {
    readonly paid: (
      merchant: MerchantId,
      channel: payments.PaymentChannel,
      notice: Paid,
    ) => Promise<unknown>;
  };
}

/** The timer's ring: sets itself anew and leaves the asking to the crew. */
export async function startAsking(
  desk: AskDesk & { readonly crew: Crew },
  merchant: MerchantId,
  order: OrderId,
  complain: (error: unknown) => void,
): Promise<void> {
  await desk.db.transaction(merchant, async (tx) =>
    setTimer(tx, ASK_TIMER, order, after(tx.now, OURS_FOR)),
  );
  desk.crew.add(order, () => askPayments(desk, merchant, order).then(() => {}, complain));
}

export type Answer = 'paid' | 'unpaid' | 'over';

/** Asks of every payment of the order that may have come, and of none that is known. */
export async function askPayments(
  desk: AskDesk,
  merchant: MerchantId,
  id: OrderId,
): Promise<Answer> {
  const { order, intents } = await desk.db.reading(merchant, async (reader) => {
    const [found, standing] = await Promise.all([
      orders.find(reader, id),
      payments.findIntents(reader, id),
    ]);
    return { order: found, intents: standing };
  });
  if (order === null) throw new Refusal('not_found', 'orders.no_such_order');
  let open = false;
  for (const intent of intents) {
    const verdict = payments.askVerdict(intent, order.state === 'unpaid');
    if (verdict === 'nothing') continue;
    const channel = await channelThrough(desk, merchant, intent);
    if (verdict === 'close') await closeTrade(desk, merchant, channel, intent);
    else open = (await askTrade(desk, merchant, channel, intent)) || open;
  }
  return conclude(desk, merchant, id, open);
}

/**
 * What she pressed: an answer of a moment ago is good enough.
 * @throws Refusal `orders.no_such_order`
 */
export async function askNow(
  desk: AskDesk,
  merchant: MerchantId,
  id: OrderId,
  member: MemberId,
): Promise<Answer> {
  const { intents, now, state } = await desk.db.reading(merchant, async (reader) => {
    const [order, standing] = await Promise.all([
      orders.find(reader, id),
      payments.findIntents(reader, id),
    ]);
    if (order === null) throw new Refusal('not_found', 'orders.no_such_order');
    await mustBeHers(reader, order, member);
    return { intents: standing, now: reader.now, state: order.state };
  });
  const fresh = intents.some(
    ({ askedAt }) => askedAt !== null && epochOf(now) - epochOf(askedAt) < FRESH_MS,
  );
  if (!fresh && state === 'unpaid') return askPayments(desk, merchant, id);
  return state === 'unpaid' ? 'unpaid' : state === 'cancelled' ? 'over' : 'paid';
}

/** @returns whether it may still be paid */
async function askTrade(
  desk: AskDesk,
  merchant: MerchantId,
  channel: payments.PaymentChannel,
  intent: payments.Intent,
): Promise<boolean> {
  if (channel.find === undefined) return false;
  const trade = await channel.find(intent.outTradeNo);
  if (trade.state === 'paid') {
    await desk.hear.paid(merchant, channel, trade.notice);
    return false;
  }
  await desk.db.transaction(merchant, async (tx) => {
    if (trade.state === 'closed') payments.noteClosed(tx, intent.id);
    else payments.noteAsked(tx, intent.id);
  });
  return trade.state === 'unpaid';
}

/** Closed there before it is closed here: whoever was quicker than we are gets his money back. */
async function closeTrade(
  desk: AskDesk,
  merchant: MerchantId,
  channel: payments.PaymentChannel,
  intent: payments.Intent,
): Promise<void> {
  const note = () =>
    desk.db.transaction(merchant, async (tx) => payments.noteClosed(tx, intent.id));
  // Where nothing can be asked nothing stands open: a late word is sent back by the order's state.
  if (channel.find === undefined || channel.close === undefined) return note();
  const end = await channel.close(intent.outTradeNo);
  const trade = await channel.find(intent.outTradeNo);
  if (trade.state === 'paid') await desk.hear.paid(merchant, channel, trade.notice);
  else if (end === 'paid') throw new Error('paid by one word of the provider, unpaid by another');
  await note();
}

function conclude(
  { db }: PaymentDesk,
  merchant: MerchantId,
  id: OrderId,
  open: boolean,
): Promise<Answer> {
  return db.transaction(merchant, async (tx) => {
    const [order, intents] = await Promise.all([orders.find(tx, id), payments.findIntents(tx, id)]);
    const unpaid = order!.state === 'unpaid';
    const asks = Math.max(0, ...intents.map((each) => each.asks));
    const left = epochOf(order!.payBy) - epochOf(tx.now);
    if (open && unpaid) {
      const wait = payments.nextAskMs(asks, left) as Millis;
      setTimer(tx, ASK_TIMER, id, after(tx.now, wait));
    } else if (intents.some((each) => payments.askVerdict(each, unpaid) === 'close')) {
      setTimer(tx, ASK_TIMER, id, tx.now);
    } else clearTimer(tx, ASK_TIMER, id);
    return unpaid ? 'unpaid' : order!.state === 'cancelled' ? 'over' : 'paid';
  });
}
