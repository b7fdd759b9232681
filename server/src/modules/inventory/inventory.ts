/**
 * How many are left, where, and for which order they are held. Knows nothing of prices or people.
 * 0 ≤ held ≤ on hand, by constraint; every unit held has its hold row.
 */
import type { OrderId, OutletId, SkuId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import {
  addUnits,
  consumeHold,
  findHolds,
  findStock,
  giveBackUnits,
  insertMovement,
  releaseHold,
  removeHeldUnits,
  takeUnits,
} from './store.ts';
import type { OpenHold, StockRow, Want } from './types.ts';

export type { OpenHold, StockRow, Want } from './types.ts';
export type { Work } from './book.ts';
export {
  adjust,
  averageCost,
  copyLow,
  count,
  open,
  piecesAt,
  receive,
  REASONS,
  setLow,
  totalsOf,
  type Adjustment,
  type Arrival,
  type Counted,
  type Reason,
} from './stock-work.ts';
export { cancelTransfer, receiveTransfer, sendTransfer, type Transfer } from './transfers.ts';

export const stockAt = (
  reader: Reader,
  outlets: readonly OutletId[],
  skus: readonly SkuId[],
): Promise<StockRow[]> => reader.ask(findStock, { outlets, skus });

export const holdsOf = (reader: Reader, order: OrderId): Promise<OpenHold[]> =>
  reader.ask(findHolds, { order });

/** Rows are locked in sku order, so that two carts never wait for each other. */
const inOrder = <T extends { readonly sku: SkuId }>(wants: readonly T[]): T[] =>
  [...wants].sort((a, b) => (a.sku < b.sku ? -1 : 1));

/**
 * Holds the units at one outlet. `safety` pieces stay for the outlet's own customers. Stock is the
 * hottest row of a sale: call this last in a flow. A lost race sends the flow back to look again,
 * and only then to @throws Refusal `inventory.not_enough`.
 */
export function hold(
  tx: Tx,
  order: OrderId,
  outlet: OutletId,
  wants: readonly Want[],
  { attempt = 1, safety = 0 } = {},
): void {
  for (const { lineNo, sku, quantity } of inOrder(wants)) {
    tx.guard(
      takeUnits,
      { order, lineNo, outlet, attempt, sku, quantity, safety },
      () => new Again('the units went meanwhile', {}, soldOut(sku)),
    );
  }
}

const soldOut = (sku: SkuId) => new Refusal('conflict', 'inventory.not_enough', { sku });
const resolved = () => new Again('somebody resolved the hold meanwhile');

/** The order is cancelled or goes elsewhere: its units are sellable again. */
export function release(tx: Tx, order: OrderId, holds: readonly OpenHold[]): void {
  for (const { lineNo, outlet, attempt, rest, sku } of inOrder(holds)) {
    tx.guard(releaseHold, { order, lineNo, outlet, attempt, quantity: rest }, resolved);
    tx.guard(giveBackUnits, { outlet, sku, quantity: rest }, resolved);
  }
}

/** Handed over or dispatched: on hand and held fall together. */
export function consume(
  tx: Tx,
  order: OrderId,
  holds: readonly OpenHold[],
  actor: StaffId | null,
): void {
  for (const { lineNo, outlet, attempt, rest, sku } of inOrder(holds)) {
    tx.guard(consumeHold, { order, lineNo, outlet, attempt, quantity: rest }, resolved);
    tx.guard(removeHeldUnits, { outlet, sku, quantity: rest }, resolved);
    move(tx, { outlet, sku, kind: 'handover', delta: -rest, reason: '', ref: order, actor });
  }
}

/**
 * Not on the shelf where the book says it is: `missing` pieces of a hold leave the hold and the
 * book in one step.
 */
export function writeOffShort(
  tx: Tx,
  order: OrderId,
  { lineNo, outlet, attempt, sku }: OpenHold,
  missing: number,
  actor: StaffId | null,
): void {
  tx.guard(releaseHold, { order, lineNo, outlet, attempt, quantity: missing }, resolved);
  tx.guard(removeHeldUnits, { outlet, sku, quantity: missing }, resolved);
  move(tx, { outlet, sku, kind: 'short', delta: -missing, reason: 'short', ref: order, actor });
}

/** A return that staff found fit to sell again. */
export function takeBack(
  tx: Tx,
  order: OrderId,
  outlet: OutletId,
  { sku, quantity }: Pick<Want, 'sku' | 'quantity'>,
  actor: StaffId | null,
): void {
  tx.guard(addUnits, { outlet, sku, quantity }, () => {
    return new Refusal('conflict', 'inventory.not_carried_here', { sku });
  });
  move(tx, { outlet, sku, kind: 'return', delta: quantity, reason: '', ref: order, actor });
}

interface Movement {
  readonly outlet: OutletId;
  readonly sku: SkuId;
  readonly kind: string;
  readonly delta: number;
  readonly reason: string;
  readonly ref: string;
  readonly actor: StaffId | null;
}
export const move = (tx: Tx, movement: Movement): void =>
  tx.tell(insertMovement, { id: tx.newId<'movement'>(), ...movement });
