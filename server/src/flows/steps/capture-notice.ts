/**
 * A provider says that money came in: read, decide, write once. In time and right, the order is
 * paid and every fen of it waits for somebody; late, doubled or wrong, it never pays for an order.
 */
import type { MerchantId, OrderId } from '../../kernel/id.ts';
import { afterOpenMinutes } from '../../kernel/hours.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as attribution from '../../modules/attribution/attribution.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as orders from '../../modules/orders/orders.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import type { Vault } from '../../platform/secret.ts';
import { setTimer } from '../../platform/timer.ts';

type Paid = Extract<payments.Notice, { kind: 'paid' }>;
export interface CapturePayment {
  readonly merchant: MerchantId;
  readonly channel: Pick<payments.PaymentChannel, 'name' | 'app'> &
    Partial<Pick<payments.PaymentChannel, 'account'>>;
  readonly notice: Paid;
}
export interface Captured {
  readonly order: OrderId;
  readonly use: payments.CaptureUse;
}

/**
 * The same notification any number of times has one effect. Tells nothing before all is decided: a
 * refusal leaves the transaction as it was.
 * @throws Refusal `payments.unknown_trade`
 */
export async function captureNotice(
  tx: Tx,
  vault: Vault,
  { channel, notice }: CapturePayment,
): Promise<Captured> {
  const order = payments.orderOfTrade(notice.outTradeNo);
  if (order === null) throw new Refusal('not_found', 'payments.unknown_trade');
  const [intent, row, seen, captures, portions, credit, parcels, directory] = await Promise.all([
    payments.findByTradeNo(tx, notice.outTradeNo),
    orders.find(tx, order),
    payments.findCapture(tx, channel.name, notice.providerNo),
    payments.findCaptures(tx, order),
    commission.frozen(tx, order),
    attribution.find(tx, order),
    fulfilment.parcelsOf(tx, order),
    chain.directory(tx),
  ]);
  const account = channel.account ?? null;
  // Whoever holds another account of this chain proves nothing about this one's money.
  const elsewhere = intent?.account !== account || intent.channel !== channel.name;
  if (intent === null || row === null || credit === null || elsewhere) {
    throw new Refusal('not_found', 'payments.unknown_trade');
  }
  if (seen !== null && payments.isSame(seen, intent, notice)) return { order, use: seen.use };
  const use = payments.useOf(notice, intent, channel, {
    unpaid: row.state === 'unpaid',
    captured: payments.paying(captures) !== null,
    payable: row.payableFen,
  });
  const providerNo = payments.captureNoOf(notice, use);
  // Each statement sees what was committed when it began: a twin may stand in the second list
  // and not have stood in the first. What it was kept as is the answer, not what it looks like.
  const twin = captures.find((each) => each.providerNo === providerNo);
  if (twin !== undefined) return { order, use: twin.use };
  const { id } = intent;
  const through = { channel: channel.name, account };
  const kept = { ...through, providerNo, intent: id, order, amount: notice.amount };
  if (use === 'order') {
    const live = fulfilment.live(parcels);
    const payer = payerOf(vault, channel.name, notice);
    const lines = commission.legsOf(portions, receiversOf(row, credit, directory), live);
    startOrder(tx, vault, row, parcels, directory);
    payments.capture(tx, { ...kept, use });
    if (payer !== null) payments.notePayer(tx, row.member, payer);
    ledger.capture(tx, { ...kept, legs: lines });
    outbox.put(tx, orders.happened('orders.paid', row));
    return { order, use };
  }
  payments.capture(tx, { ...kept, use });
  if (use !== 'mismatch') sendBackUnwanted(tx, kept, use);
  else outbox.put(tx, { name: 'payments.mismatch', facts: { order, providerNo } });
  return { order, use };
}

const receiversOf = (
  order: orders.OrderRow,
  credit: NonNullable<Awaited<ReturnType<typeof attribution.find>>>,
  directory: chain.Directory,
): commission.Receivers => ({
  buyer: order.member,
  hq: directory.root.id,
  selling: order.outlet,
  dealer: credit.dealer,
  guide: credit.serviceGuide,
  sharer1: credit.sharer1,
  sharer2: credit.sharer2,
  suspended: credit.suspended,
});

/** Two payments by one account meet; the account itself is not kept. */
const payerOf = (vault: Vault, channel: string, { payer }: Paid): string | null =>
  payer === undefined ? null : vault.blindIndex(`payer:${channel}:${payer}`);

/** The clocks of the outlets start: each has so many of its open minutes to accept. */
export function startOrder(
  tx: Tx,
  vault: Vault,
  order: orders.OrderRow,
  parcels: readonly fulfilment.Parcel[],
  directory: chain.Directory,
): void {
  orders.pay(tx, order.id, {
    from: 'unpaid',
    to: 'paid',
    verb: 'paid',
    actor: { kind: 'payment', id: null },
  });
  const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
  const { body } = chain.policyInForce(directory, 'routing', path, tx.now);
  for (const parcel of fulfilment.live(parcels)) {
    const outlet = directory.outlet(parcel.outlet);
    const acceptBy =
      outlet === null ? null : afterOpenMinutes(outlet.hours, tx.now, body.acceptMinutes);
    fulfilment.start(tx, vault, parcel, acceptBy);
    if (acceptBy === null) continue;
    const ref = `${parcel.order}:${parcel.outlet}:${parcel.attempt}`;
    setTimer(tx, 'fulfilment.accept', ref, acceptBy);
  }
}

/** No order wants it: it passes through the books, and goes back in full, once. */
function sendBackUnwanted(
  tx: Tx,
  kept: Omit<Parameters<typeof payments.capture>[1], 'use'>,
  use: payments.CaptureUse,
): void {
  const { channel, account, providerNo, order, amount } = kept;
  const id = tx.newId<'refund'>();
  ledger.passThrough(tx, channel, providerNo, amount);
  const back = { id, order, channel, account, providerNo, amount };
  payments.wantRefund(tx, { ...back, forOrder: false });
  setTimer(tx, 'payments.refund', id, tx.now);
  outbox.put(tx, { name: 'payments.unwanted', facts: { order, use, refund: id } });
}
