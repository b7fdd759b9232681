/** A member goes to pay: the open payment of her order, or a new one. */
import type { IntentId, MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import { minus } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, type Instant } from '../kernel/time.ts';
import * as members from '../modules/members/members.ts';
import * as orders from '../modules/orders/orders.ts';
import * as payments from '../modules/payments/payments.ts';
import type { Db, Reader } from '../platform/db.ts';
import { setTimer } from '../platform/timer.ts';
import { ASK_TIMER, FIRST_ASK } from './steps/ask-timer.ts';
import { mustBeHers } from './steps/own-order.ts';
import { channelsFor, type PaymentDesk } from './steps/payment-channel.ts';

export interface OpenPayment {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly member: MemberId;
  readonly channel: Pick<payments.PaymentChannel, 'name'> &
    Partial<Pick<payments.PaymentChannel, 'account' | 'find'>>;
  /** The provider takes nothing more under the number of this one. */
  readonly over?: IntentId;
}
interface Opened {
  readonly intent: payments.Intent;
  readonly number: string;
  readonly payBy: Instant;
}

/**
 * Pressing pay again is the same payment.
 * @throws Refusal `orders.no_such_order`, `orders.already_paid`, `orders.order_has_moved_on`,
 * `orders.pay_time_is_over`
 */
export function openPayment(
  db: Db,
  { merchant, order: id, member, channel, over }: OpenPayment,
): Promise<Opened> {
  return db.transaction(merchant, async (tx) => {
    const [order, standing] = await Promise.all([
      orders.find(tx, id),
      payments.findIntents(tx, id),
    ]);
    if (order === null) throw new Refusal('not_found', 'orders.no_such_order');
    await mustBeHers(tx, order, member);
    if (order.capturedFen > 0) throw new Refusal('conflict', 'orders.already_paid');
    if (order.state !== 'unpaid') throw new Refusal('conflict', 'orders.order_has_moved_on');
    await mayPaySwap(tx, order);
    if (order.payBy <= tx.now) throw new Refusal('conflict', 'orders.pay_time_is_over');
    const { name, account = null } = channel;
    const wish = {
      order: id,
      channel: name,
      account,
      amount: minus(order.payableFen, order.tenderFen),
    };
    const { number, payBy } = order;
    if (over !== undefined) payments.giveUp(tx, over);
    const still = standing.map((each) =>
      each.id === over ? { ...each, state: 'shut' as const } : each,
    );
    // Told or not, we shall know: a provider that can be asked is asked.
    if (channel.find !== undefined) setTimer(tx, ASK_TIMER, id, after(tx.now, FIRST_ASK));
    return { intent: payments.open(tx, wish, still), number, payBy };
  });
}

export interface GoToPay {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly member: MemberId;
  /** Which of the ways; null: the first that the outlet has. */
  readonly way: string | null;
  readonly from: Pick<payments.CheckoutPage, 'host' | 'back' | 'address' | 'scene'>;
}

/** The difference of an exchange is paid when the store has the goods. */
async function mayPaySwap(tx: Reader, { replaces }: orders.OrderRow): Promise<void> {
  if (replaces === null) return;
  const standing = await orders.aftersales.findCase(tx, replaces);
  if (standing?.state !== 'exchanging') throw new Refusal('conflict', 'orders.bring_goods_first');
}

/**
 * Which ways her order's outlet offers, the first by default.
 * @throws Refusal `orders.no_such_order`
 */
export async function waysToPay(
  desk: PaymentDesk,
  {
    merchant,
    order,
    member,
    host,
  }: Pick<GoToPay, 'merchant' | 'order' | 'member'> & {
    readonly host: string;
  },
): Promise<string[]> {
  const { outlet } = await desk.db.reading(merchant, async (reader) => {
    const found = await orders.get(reader, order);
    await mustBeHers(reader, found, member);
    return found;
  });
  return (await channelsFor(desk, merchant, outlet, host)).map(({ name }) => name);
}

/**
 * Where she pays. The provider is asked after the commit; where only a new number helps, there is
 * one.
 * @throws Refusal as `openPayment`, and `payments.no_such_channel`, `payments.provider_away`,
 * `payments.trade_is_over`
 */
export async function goToPay(
  desk: PaymentDesk,
  { way, from, ...wish }: GoToPay,
): Promise<Opened & { readonly checkout: payments.Checkout }> {
  const { db } = desk;
  const order = await db.reading(wish.merchant, async (reader) => {
    const found = await orders.get(reader, wish.order);
    await mustBeHers(reader, found, wish.member);
    return found;
  });
  const ways = await channelsFor(desk, wish.merchant, order.outlet, from.host);
  const channel = way === null ? ways[0] : ways.find(({ name }) => name === way);
  if (channel === undefined) throw new Refusal('conflict', 'payments.no_such_channel');
  const app = channel.appIn?.(from.scene) ?? null;
  const payer =
    app === null
      ? null
      : await db.reading(wish.merchant, (reader) =>
          members.openidUnder(reader, desk.vault, wish.member, app),
        );
  const paged = async (opened: Opened) => {
    const { intent, number: description, payBy } = opened;
    const page = { ...from, description, payBy, payer };
    return { ...opened, checkout: await channel.checkout(intent, page) };
  };
  const opened = await openPayment(db, { ...wish, channel });
  try {
    return await paged(opened);
  } catch (no) {
    if (!(no instanceof Refusal) || no.code !== 'payments.trade_is_over') throw no;
    return paged(await openPayment(db, { ...wish, channel, over: opened.intent.id }));
  }
}
