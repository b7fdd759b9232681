/**
 * A member lets her wallet pay: all of an order, or a part of it and a channel the rest. She has
 * seen exactly these amounts; what has changed meanwhile is said, not taken.
 */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import { minus, type Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as attribution from '../modules/attribution/attribution.ts';
import * as chain from '../modules/chain/chain.ts';
import * as commission from '../modules/commission/commission.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as orders from '../modules/orders/orders.ts';
import * as payments from '../modules/payments/payments.ts';
import * as wallet from '../modules/wallet/wallet.ts';
import type { Db, Reader, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import type { Vault } from '../platform/secret.ts';
import { mustBeHers } from './steps/own-order.ts';
import { receiversOf, startOrders } from './steps/capture-notices.ts';
import { captureWithTender } from './steps/tender.ts';
import { walletTermsIn } from './steps/wallet-terms.ts';

export interface Offer {
  readonly has: wallet.Has;
  /** With everything switched on that the rule allows. */
  readonly both: wallet.Parts;
  readonly balance: wallet.Parts;
  readonly points: wallet.Parts;
}

/** What her wallet would pay of so much: shown beside the switches. */
export async function walletOfferFor(
  reader: Reader,
  member: MemberId,
  payable: Fen,
): Promise<Offer> {
  const [buckets, directory] = await Promise.all([
    wallet.bucketsOf(reader, member),
    chain.directory(reader),
  ]);
  const terms = walletTermsIn(directory, reader.now);
  const has = wallet.hasOf(buckets, reader.now);
  const of = (balance: boolean, points: boolean) =>
    wallet.offerOf(payable, has, { balance, points }, terms);
  return { has, both: of(true, true), balance: of(true, false), points: of(false, true) };
}

export interface PayByWallet {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly member: MemberId;
  readonly use: { readonly balance: boolean; readonly points: boolean };
  readonly seen: wallet.Parts;
}
export interface PaidByWallet {
  readonly state: 'paid' | 'held';
  readonly restFen: Fen;
}

/**
 * Doing it twice is doing it once.
 * @throws Refusal `orders.no_such_order`, `orders.already_paid`, `orders.order_has_moved_on`,
 * `orders.pay_time_is_over`, `wallet.pays_already`, `wallet.nothing_to_use`,
 * `wallet.offer_changed`, `wallet.not_enough`
 */
export function payByWallet(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  wish: PayByWallet,
): Promise<PaidByWallet> {
  return db.transaction(wish.merchant, async (tx) => {
    const { order: id, member, use, seen } = wish;
    await orders.aftersales.lock(tx, id);
    const [order, tender, intents, directory, buckets] = await Promise.all([
      orders.find(tx, id),
      wallet.findTender(tx, id),
      payments.findIntents(tx, id),
      chain.directory(tx),
      wallet.lockBuckets(tx, member),
    ]);
    if (order === null) throw new Refusal('not_found', 'orders.no_such_order');
    await mustBeHers(tx, order, member);
    const rest = minus(order.payableFen, wallet.worthOf(seen));
    if (tender !== null && wallet.worthOf(tender) === wallet.worthOf(seen))
      return { state: rest === 0 ? 'paid' : 'held', restFen: rest };
    mustBeOpen(order, tx);
    if (tender !== null) throw new Refusal('conflict', 'wallet.pays_already');
    const terms = walletTermsIn(directory, tx.now);
    const has = wallet.hasOf(buckets, tx.now);
    const parts = wallet.offerOf(order.payableFen, has, use, terms);
    const worth = wallet.worthOf(parts);
    if (worth === 0) throw new Refusal('conflict', 'wallet.nothing_to_use');
    wallet.mustBeOffered(seen, parts);
    wallet.hold(tx, { order: id, member, parts, version: terms.version }, buckets);
    ledger.hold(tx, id, member, parts);
    orders.noteTender(tx, id, worth);
    for (const intent of intents) if (intent.state === 'open') payments.giveUp(tx, intent.id);
    if (rest > 0) return { state: 'held', restFen: rest };
    await startWholly(tx, vault, { ...order, tenderFen: worth }, directory);
    return { state: 'paid', restFen: rest };
  });
}

function mustBeOpen(order: orders.OrderRow, { now }: Tx): void {
  if (order.capturedFen > 0) throw new Refusal('conflict', 'orders.already_paid');
  if (order.state !== 'unpaid') throw new Refusal('conflict', 'orders.order_has_moved_on');
  if (order.payBy <= now) throw new Refusal('conflict', 'orders.pay_time_is_over');
}

/** Nothing is left for a channel: the order is paid here and now. */
async function startWholly(
  tx: Tx,
  vault: Vault,
  order: orders.OrderRow,
  directory: chain.Directory,
): Promise<void> {
  const [portions, credit, parcels, tender, held, taken] = await Promise.all([
    commission.frozen(tx, order.id),
    attribution.frozen(tx, order.id),
    fulfilment.parcelsOf(tx, order.id),
    wallet.findTender(tx, order.id),
    ledger.findHeld(tx, order.id),
    wallet.findTaken(tx, order.id),
  ]);
  const live = fulfilment.live(parcels);
  const legs = commission.legsOf(portions, receiversOf(order, credit, directory), live);
  const onItsWay = { fen: order.tenderFen, tender, held, taken };
  startOrders(tx, vault, [{ row: order, live, tender: onItsWay }], directory);
  await captureWithTender(tx, { order: order.id, amount: null, legs }, onItsWay, directory);
  outbox.put(tx, orders.happened('orders.paid', order));
}
