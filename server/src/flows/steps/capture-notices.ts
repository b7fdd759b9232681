/**
 * A provider says that money came in: read, decide, write once. In time and right, the order is
 * paid and every fen of it waits for somebody; late, doubled or wrong, it never pays for an order.
 */
import type { MerchantId, OrderId } from '../../kernel/id.ts';
import { afterOpenMinutes } from '../../kernel/hours.ts';
import { minus, ZERO } from '../../kernel/money.ts';
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
import { setTimers } from '../../platform/timer.ts';
import { captureTopUp } from './capture-top-up.ts';
import { sendBackUnwanted } from './send-back.ts';
import { captureWithTender, type OnItsWay, tenderFor } from './tender.ts';

export interface CapturePayment {
  readonly merchant: MerchantId;
  readonly channel: Pick<payments.PaymentChannel, 'name' | 'app'> &
    Partial<Pick<payments.PaymentChannel, 'account'>>;
  readonly notice: Extract<payments.Notice, { kind: 'paid' }>;
}
export interface Captured {
  readonly order: OrderId;
  readonly use: payments.CaptureUse;
}

/** Notifications of different trades, sorted by their numbers: no crowd waits for another. */
export type Crowd = readonly CapturePayment[];
export type Outcome = Captured | { readonly error: Refusal };

/**
 * The same notification any number of times has one effect. Each is answered by itself: what one
 * is refused with, `payments.unknown_trade`, takes nothing from the others.
 */
export async function captureNotices(tx: Tx, vault: Vault, crowd: Crowd): Promise<Outcome[]> {
  const known = crowd.flatMap((wish, at) => {
    const order = payments.orderOfTrade(wish.notice.outTradeNo);
    return order === null ? [] : [{ ...wish, at, order }];
  });
  const ids = known.map(({ order }) => order);
  const reports = known.map(({ order, channel, notice }) => {
    return { order, channel: channel.name, providerNo: notice.providerNo };
  });
  const tradeNos = known.map(({ notice }) => notice.outTradeNo);
  const [intents, rows, reported, portions, credits, parcels, directory] = await Promise.all([
    payments.findEach(tx, tradeNos),
    orders.findEach(tx, ids),
    payments.reportedOfEach(tx, reports),
    commission.frozenOfEach(tx, ids),
    attribution.findEach(tx, ids),
    fulfilment.parcelsOfEach(tx, ids),
    chain.directory(tx),
  ]);
  const tenders = await tendersOf(tx, known, rows);
  const outcomes: Outcome[] = crowd.map(() => ({ error: unknown() }));
  const paid: Paid[] = [];
  const kept: payments.Kept[] = [];
  known.forEach((wish, i) => {
    const [intent, row, credit] = [intents[i]!, rows[i]!, credits[i]!];
    if (intent === null || row === null || credit === null || isElsewhere(wish, intent)) return;
    const tender = tenders[i] ?? null;
    const { use, fresh } = verdictOn(wish, intent, row, reported[i]!, tender);
    outcomes[wish.at] = { order: row.id, use };
    if (fresh === null) return;
    kept.push(fresh);
    if (use !== 'order') return;
    const live = fulfilment.live(parcels[i]!);
    const legs = commission.legsOf(portions[i]!, receiversOf(row, credit, directory), live);
    paid.push({ row, live, legs, kept: fresh, payer: payerOf(vault, wish), tender });
  });
  await payInFull(tx, vault, paid, directory);
  payments.capture(tx, kept);
  for (const each of kept) if (each.use !== 'order') turnAway(tx, each);
  for (const [i, { channel, notice, order, at }] of known.entries()) {
    const intent = intents[i]!;
    if (rows[i] !== null || intent === null || isElsewhere(crowd[at]!, intent)) continue;
    const use = await captureTopUp(tx, {
      intent,
      channel,
      notice,
      directory,
      reported: reported[i]!,
    });
    if (use !== null) outcomes[at] = { order, use };
  }
  return outcomes;
}

/** Only what a wallet has a part in is asked about once more. */
const tendersOf = (
  tx: Tx,
  known: readonly Pick<CapturePayment, 'notice'>[],
  rows: readonly (orders.OrderRow | null)[],
): Promise<(OnItsWay | null)[]> =>
  Promise.all(
    rows.map(async (row, i) =>
      row === null || row.tenderFen === 0 ? null : tenderFor(tx, row, known[i]!.notice.amount),
    ),
  );

const unknown = () => new Refusal('not_found', 'payments.unknown_trade');

/** Whoever holds another account of this chain proves nothing about this one's money. */
const isElsewhere = ({ channel }: CapturePayment, intent: payments.Intent): boolean =>
  intent.channel !== channel.name || intent.account !== (channel.account ?? null);

/** What it counts for, and what is to be kept of it; null where that stands already. */
function verdictOn(
  { channel, notice }: CapturePayment,
  intent: payments.Intent,
  order: orders.OrderRow,
  reported: readonly payments.CaptureRow[],
  tender: OnItsWay | null,
): { readonly use: payments.CaptureUse; readonly fresh: payments.Kept | null } {
  const under = (no: string) => (each: payments.CaptureRow) =>
    each.channel === channel.name && each.providerNo === no;
  const seen = reported.find(under(notice.providerNo));
  if (seen !== undefined && payments.isSame(seen, intent, notice)) {
    return { use: seen.use, fresh: null };
  }
  const use = payments.useOf(notice, intent, channel, {
    unpaid: order.state === 'unpaid',
    captured: payments.paying(reported.filter((each) => each.order === order.id)) !== null,
    payable: minus(order.payableFen, tender?.fen ?? ZERO),
  });
  const providerNo = payments.captureNoOf(notice, use);
  // What its twin was kept as is the answer, not what it looks like by now.
  const twin = reported.find((each) => each.order === order.id && under(providerNo)(each));
  if (twin !== undefined) return { use: twin.use, fresh: null };
  const through = { channel: channel.name, account: channel.account ?? null };
  const { amount } = notice;
  return {
    use,
    fresh: { ...through, providerNo, intent: intent.id, order: order.id, amount, use },
  };
}

interface Paid {
  readonly row: orders.OrderRow;
  readonly live: readonly fulfilment.Parcel[];
  readonly legs: readonly commission.OrderLeg[];
  readonly kept: payments.Kept;
  readonly payer: string | null;
  /** What a wallet pays of it; null: nothing. */
  readonly tender: OnItsWay | null;
}
/** The orders are paid and their outlets' clocks run. */
export function startOrders(
  tx: Tx,
  vault: Vault,
  paid: readonly (Pick<Paid, 'row' | 'live'> & Partial<Pick<Paid, 'tender'>>)[],
  directory: chain.Directory,
): void {
  orders.payAll(
    tx,
    paid.map(({ row, tender }) => ({
      id: row.id,
      seenFen: row.tenderFen,
      tenderFen: tender?.fen ?? ZERO,
    })),
  );
  const starts = paid.flatMap(({ row, live }) => startsOf(tx, row, live, directory));
  fulfilment.start(tx, vault, starts);
  const clocks = starts.flatMap(({ order, outlet, attempt, acceptBy: due }) =>
    due === null ? [] : [{ ref: `${order}:${outlet}:${attempt}`, due }],
  );
  setTimers(tx, 'fulfilment.accept', clocks);
}

/** And every fen of them waits for somebody. */
async function payInFull(
  tx: Tx,
  vault: Vault,
  paid: readonly Paid[],
  directory: chain.Directory,
): Promise<void> {
  startOrders(tx, vault, paid, directory);
  payments.notePayers(
    tx,
    paid.flatMap(({ row, payer }) => (payer === null ? [] : [{ member: row.member, payer }])),
  );
  ledger.capture(
    tx,
    paid.flatMap(({ kept, legs, tender }) => (tender === null ? [{ ...kept, legs }] : [])),
  );
  for (const { kept, legs, tender } of paid)
    if (tender !== null) await captureWithTender(tx, { ...kept, legs }, tender, directory);
  outbox.putAll(
    tx,
    paid.map(({ row }) => orders.happened('orders.paid', row)),
  );
}

export const receiversOf = (
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
const payerOf = (vault: Vault, { channel, notice: { payer } }: CapturePayment): string | null =>
  payer === undefined ? null : vault.blindIndex(`payer:${channel.name}:${payer}`);

/** The clocks of the outlets: each has so many of its open minutes to accept. */
function startsOf(
  tx: Tx,
  order: orders.OrderRow,
  live: readonly fulfilment.Parcel[],
  directory: chain.Directory,
): fulfilment.Start[] {
  const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
  const { body } = chain.policyInForce(directory, 'routing', path, tx.now);
  return live.map((parcel) => {
    const outlet = directory.outlet(parcel.outlet);
    const acceptBy =
      outlet === null ? null : afterOpenMinutes(outlet.hours, tx.now, body.acceptMinutes);
    return { order: parcel.order, outlet: parcel.outlet, attempt: parcel.attempt, acceptBy };
  });
}

/** No order wants it: what is right goes back in full, once; a wrong report is only told of. */
function turnAway(tx: Tx, kept: payments.Kept): void {
  const { order, providerNo, use } = kept;
  if (use !== 'mismatch') sendBackUnwanted(tx, kept, use);
  else outbox.put(tx, { name: 'payments.mismatch', facts: { order, providerNo } });
}
