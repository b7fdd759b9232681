/**
 * What a wallet pays of an order, on its way: held when the member says so, used when the order is
 * paid, freed when it is not, given back by the parts that were paid. An order that uses no wallet
 * passes here without a question.
 */
import type { RefundId } from '../../kernel/id.ts';
import { minus, ZERO, type Fen } from '../../kernel/money.ts';
import type * as chain from '../../modules/chain/chain.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import type * as orders from '../../modules/orders/orders.ts';
import * as wallet from '../../modules/wallet/wallet.ts';
import type { Tx } from '../../platform/db.ts';
import { walletTermsIn } from './wallet-terms.ts';

export interface OnItsWay {
  /** What the wallet pays; nothing where the channel was paid in full nevertheless. */
  readonly fen: Fen;
  readonly tender: wallet.Tender | null;
  readonly held: readonly ledger.Pending[];
  readonly taken: Awaited<ReturnType<typeof wallet.findTaken>>;
}

/** @param paid by a channel: in full by an older page, or the rest */
export async function tenderFor(tx: Tx, order: orders.OrderRow, paid: Fen): Promise<OnItsWay> {
  const [tender, held, taken] = await Promise.all([
    wallet.findTender(tx, order.id),
    ledger.findHeld(tx, order.id),
    wallet.findTaken(tx, order.id),
  ]);
  return { fen: paid === order.payableFen ? ZERO : order.tenderFen, tender, held, taken };
}

const hqOf = (directory: chain.Directory): ledger.Party => ({
  kind: 'hq',
  id: directory.root.id,
});

/** The order is paid by several sources, or by the channel after all. */
export async function captureWithTender(
  tx: Tx,
  capture: Omit<ledger.Capture, 'channel' | 'providerNo' | 'amount'> &
    (Pick<ledger.Capture, 'channel' | 'providerNo' | 'amount'> | { readonly amount: null }),
  onItsWay: OnItsWay,
  directory: chain.Directory,
): Promise<void> {
  const { fen: used, tender, held } = onItsWay;
  const { order, legs } = capture;
  if (used === 0 && capture.amount !== null) {
    await free(tx, onItsWay, directory);
    ledger.capture(tx, [capture]);
    return;
  }
  wallet.useTender(tx, order);
  const cash = capture.amount === null ? null : capture;
  const { pointsFen } = tender!;
  ledger.captureTender(tx, { order, cash, held, pointsFen, hq: hqOf(directory), legs });
}

async function free(
  tx: Tx,
  { tender, held, taken }: OnItsWay,
  directory: chain.Directory,
): Promise<void> {
  const { freshDays } = walletTermsIn(directory, tx.now).points;
  wallet.freeTender(tx, tender!, taken, freshDays);
  ledger.freeHeld(tx, held);
  // She has merged into another meanwhile, whose the buckets are.
  const owner = taken[0]?.member ?? tender!.member;
  if (owner !== tender!.member) await ledger.mergeKept(tx, tender!.member, owner);
}

/** An unpaid order is given up: what was held for it is free. */
export async function freeTenderOf(
  tx: Tx,
  { order, directory }: { readonly order: orders.OrderRow; readonly directory: chain.Directory },
): Promise<void> {
  if (order.tenderFen === 0 || order.capturedFen > 0) return;
  await free(tx, await tenderFor(tx, order, ZERO), directory);
}

/**
 * A refund's part of what the wallet paid goes home at once: told after the refund is booked.
 * @returns what the channel has to send back
 */
export async function tenderBackOf(
  tx: Tx,
  { order, directory }: { readonly order: orders.OrderRow; readonly directory: chain.Directory },
  { id: refund, amount }: { readonly id: RefundId; readonly amount: Fen },
): Promise<{ readonly byChannel: Fen; readonly tell: () => void }> {
  if (order.tenderFen === 0) return { byChannel: amount, tell: () => {} };
  const [tender, taken, returned] = await Promise.all([
    wallet.findTender(tx, order.id),
    wallet.findTaken(tx, order.id),
    wallet.findReturned(tx, order.id),
  ]);
  const paid = { channel: minus(order.payableFen, order.tenderFen), tender: tender! };
  const backByChannel = minus(order.refundedFen, wallet.worthOf(returned));
  const before = { channel: backByChannel, tender: returned };
  const { channel, tender: parts } = wallet.backOf(amount, paid, before);
  const { freshDays } = walletTermsIn(directory, tx.now).points;
  const tell = (): void => {
    const moved = wallet.giveBack(tx, { refund, order: order.id, parts }, taken, freshDays);
    const { pointsFen } = parts;
    ledger.tenderBack(tx, { order: order.id, refund, moved, pointsFen, hq: hqOf(directory) });
  };
  return { byChannel: channel, tell };
}
