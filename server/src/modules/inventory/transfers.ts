/**
 * Goods on the way from one outlet to another. What is on the way lies in neither book; the
 * transfer holds it until it is received or called back, so pieces are neither made nor lost.
 */
import type { OutletId, SkuId, StaffId, TransferId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { book, locked, once, twin } from './book.ts';
import * as store from './store-work.ts';

export interface Transfer {
  readonly id: TransferId;
  readonly from: OutletId;
  readonly to: OutletId;
  readonly lines: readonly { readonly sku: SkuId; readonly quantity: number }[];
  readonly actor: StaffId;
}

/**
 * Goods leave for another outlet. What is on the way belongs to neither shelf; the transfer holds
 * it.
 * @throws Refusal `inventory.named_twice`, `inventory.id_taken`, `inventory.not_enough`
 */
export async function sendTransfer(tx: Tx, transfer: Transfer): Promise<boolean> {
  const { id, from, to, actor } = transfer;
  const lines = once(transfer.lines);
  const [standing] = await tx.ask(store.findTransfer, { id });
  if (standing !== undefined) {
    if (standing.from !== from || standing.to !== to)
      throw new Refusal('invalid', 'inventory.id_taken', { id });
    return false;
  }
  const at = await locked(tx, from, lines);
  for (const { sku, quantity } of lines) {
    const left = at(sku).onHand - at(sku).held;
    if (left < quantity) throw new Refusal('conflict', 'inventory.not_enough', { sku, left });
  }
  tx.guard(store.insertTransfer, { id, from, to, lines, actor }, twin);
  const entries = lines.map(({ sku, quantity }) => {
    return { outlet: from, sku, kind: 'transfer_out' as const, delta: -quantity };
  });
  book(tx, entries, { ref: id, actor });
  return true;
}

/**
 * It arrived. What did not arrive goes back into the sender's book, who counts it: pieces are
 * neither made nor lost on the way. Answers false when it was received before.
 * @throws Refusal `inventory.transfer_unknown`, `inventory.transfer_ended`, `inventory.too_many`
 */
export async function receiveTransfer(
  tx: Tx,
  { id, outlet, actor }: { id: TransferId; outlet: OutletId; actor: StaffId },
  received: ReadonlyMap<SkuId, number> | null,
): Promise<boolean> {
  const standing = await transferOf(tx, id);
  if (standing.to !== outlet) throw new Refusal('not_found', 'inventory.transfer_unknown', { id });
  if (standing.state === 'received') return false;
  if (standing.state === 'cancelled')
    throw new Refusal('conflict', 'inventory.transfer_ended', { id });
  const lines = standing.lines.map(({ sku, quantity }) => {
    const arrived = received === null ? quantity : (received.get(sku) ?? 0);
    if (arrived > quantity) throw new Refusal('invalid', 'inventory.too_many', { sku, quantity });
    return { sku, quantity, received: arrived };
  });
  tx.guard(store.endTransfer, { id, state: 'received', lines, actor }, twin);
  const kind = 'transfer_in' as const;
  const arrivals = lines
    .filter((line) => line.received > 0)
    .map((line) => ({ outlet, sku: line.sku, kind, delta: line.received }));
  const back = lines
    .filter((line) => line.received < line.quantity)
    .map((line) => {
      const delta = line.quantity - line.received;
      return { outlet: standing.from, sku: line.sku, kind, delta, reason: 'not_received' };
    });
  book(tx, [...arrivals, ...back].sort(byPlace), { ref: id, actor });
  return true;
}

/** One order for all, so that two transfers between the same outlets never wait for each other. */
const byPlace = (a: store.StockChange, b: store.StockChange): number =>
  a.outlet + a.sku < b.outlet + b.sku ? -1 : 1;

/** @throws Refusal `inventory.transfer_unknown`, `inventory.transfer_ended` */
export async function cancelTransfer(
  tx: Tx,
  { id, outlet, actor }: { id: TransferId; outlet: OutletId; actor: StaffId },
): Promise<boolean> {
  const { from, lines, state } = await transferOf(tx, id);
  if (from !== outlet) throw new Refusal('not_found', 'inventory.transfer_unknown', { id });
  if (state === 'cancelled') return false;
  if (state === 'received') throw new Refusal('conflict', 'inventory.transfer_ended', { id });
  tx.guard(store.endTransfer, { id, state: 'cancelled', lines, actor }, twin);
  const entries = lines.map(({ sku, quantity }) => {
    const kind = 'transfer_in' as const;
    return { outlet: from, sku, kind, delta: quantity, reason: 'cancelled' };
  });
  book(tx, entries, { ref: id, actor });
  return true;
}

async function transferOf(reader: Reader, id: TransferId) {
  const [standing] = await reader.ask(store.findTransfer, { id });
  if (standing === undefined) throw new Refusal('not_found', 'inventory.transfer_unknown', { id });
  return standing;
}
