/**
 * The stock work of a store: what arrives, what is counted, what is thrown away, what goes to
 * another outlet. Every change of the book has its movement, and every verb carries the caller's
 * id: the same wish again changes nothing, another wish under the same id is refused.
 */
import type { OrderId, OutletId, SkuId } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { book, locked, once, type Work } from './book.ts';
import * as store from './store-work.ts';

export const REASONS = ['damaged', 'expired', 'tasting', 'found', 'lost', 'other'] as const;
export type Reason = (typeof REASONS)[number];

export interface Arrival {
  readonly sku: SkuId;
  readonly quantity: number;
  readonly unitCostFen: Fen | null;
}

/** True when this very work stands already. @throws Refusal `inventory.id_taken` */
async function stands(
  reader: Reader,
  { id, outlet }: Work,
  wish: { readonly kind: string; readonly sku: SkuId; readonly delta?: number },
): Promise<boolean> {
  const [done] = await reader.ask(store.findDone, { ref: id });
  if (done === undefined) return false;
  const same =
    done.outlet === outlet &&
    done.kind === wish.kind &&
    done.sku === wish.sku &&
    (wish.delta === undefined || done.delta === wish.delta);
  if (!same) throw new Refusal('invalid', 'inventory.id_taken', { id });
  return true;
}

/**
 * Goods came in. Answers false when this arrival was booked before.
 * @throws Refusal `inventory.named_twice`, `inventory.id_taken`
 */
export async function receive(tx: Tx, work: Work, arrivals: readonly Arrival[]): Promise<boolean> {
  const lines = once(arrivals);
  const [first] = lines;
  if (first === undefined) return false;
  if (await stands(tx, work, { kind: 'receive', sku: first.sku, delta: first.quantity }))
    return false;
  const { outlet, id, actor } = work;
  const entries = lines.map(({ sku, quantity, unitCostFen }) => {
    return { outlet, sku, kind: 'receive' as const, delta: quantity, unitCostFen };
  });
  book(tx, entries, { ref: id, first: id, actor });
  return true;
}

/** The first stock of an outlet, once. */
export function open(
  tx: Tx,
  outlet: OutletId,
  lines: readonly { readonly sku: SkuId; readonly quantity: number; readonly lowAt: number }[],
): void {
  const rows = once(lines);
  setLow(tx, outlet, rows);
  const entries = rows.map(({ sku, quantity }) => {
    return { outlet, sku, kind: 'opening' as const, delta: quantity };
  });
  book(tx, entries, { ref: '', actor: null });
}

export interface Counted {
  readonly sku: SkuId;
  readonly counted: number;
}

/**
 * What really lies there. Below what is held for orders it is refused, naming them: they are
 * re-routed or short-picked first.
 * @throws Refusal `inventory.named_twice`, `inventory.id_taken`, `inventory.held_for_orders`
 */
export async function count(tx: Tx, work: Work, counts: readonly Counted[]): Promise<boolean> {
  const lines = once(counts);
  const [first] = lines;
  if (first === undefined) return false;
  if (await stands(tx, work, { kind: 'count', sku: first.sku })) return false;
  const { outlet, id, actor } = work;
  const at = await locked(tx, outlet, lines);
  const entries = [];
  for (const { sku, counted } of lines) {
    const { onHand, held } = at(sku);
    if (counted < held) throw await heldForOrders(tx, outlet, sku, held, counted);
    entries.push({ outlet, sku, kind: 'count' as const, delta: counted - onHand });
  }
  book(tx, entries, { ref: id, first: id, actor });
  return true;
}

export interface Adjustment {
  readonly sku: SkuId;
  readonly delta: number;
  readonly reason: Reason;
}

/**
 * Pieces thrown away, tasted or found again.
 * @throws Refusal `inventory.id_taken`, `inventory.held_for_orders`
 */
export async function adjust(tx: Tx, work: Work, change: Adjustment): Promise<boolean> {
  const { sku, delta, reason } = change;
  if (await stands(tx, work, { kind: 'adjust', sku, delta })) return false;
  const { outlet, id, actor } = work;
  const { onHand, held } = (await locked(tx, outlet, [change]))(sku);
  if (onHand + delta < held) throw await heldForOrders(tx, outlet, sku, held, onHand + delta);
  book(tx, [{ outlet, sku, kind: 'adjust', delta, reason }], { ref: id, first: id, actor });
  return true;
}

async function heldForOrders(
  tx: Tx,
  outlet: OutletId,
  sku: SkuId,
  held: number,
  wanted: number,
): Promise<Refusal> {
  const holders = await tx.ask(store.findHolders, { outlet, sku });
  const orders = holders.map(({ order }): OrderId => order).join(' ');
  return new Refusal('conflict', 'inventory.held_for_orders', { sku, held, wanted, orders });
}

export const setLow = (
  tx: Tx,
  outlet: OutletId,
  lines: readonly { readonly sku: SkuId; readonly lowAt: number }[],
): void => {
  const rows = once(lines);
  const skus = rows.map((row) => row.sku);
  tx.tell(store.setLow, { outlet, skus, lows: rows.map((row) => row.lowAt) });
};

/** For an outlet opened from a template. */
export const copyLow = (tx: Tx, from: OutletId, to: OutletId): void =>
  tx.tell(store.copyLow, { from, to });

/** Pieces of each sku in all outlets together, for the average cost. */
export async function totalsOf(
  reader: Reader,
  skus: readonly SkuId[],
): Promise<Map<SkuId, number>> {
  const rows = await reader.ask(store.findTotals, { skus });
  return new Map(rows.map(({ sku, onHand }) => [sku, onHand]));
}

/** The average cost of a piece after an arrival (moving weighted average, half up). */
export function averageCost(
  standing: { readonly quantity: number; readonly costFen: Fen },
  arrived: { readonly quantity: number; readonly costFen: Fen },
): Fen {
  const quantity = standing.quantity + arrived.quantity;
  if (quantity <= 0) return arrived.costFen;
  const worth =
    BigInt(standing.quantity) * BigInt(standing.costFen) +
    BigInt(arrived.quantity) * BigInt(arrived.costFen);
  return fen(Number((worth * 2n + BigInt(quantity)) / (2n * BigInt(quantity))));
}

/**
 * Free pieces of each list of skus at its outlet, in the order asked; no stock, no pieces. A list
 * is spelt as PostgreSQL spells arrays: {id,id}.
 */
export async function piecesAt(
  reader: Reader,
  outlets: readonly OutletId[],
  lists: readonly string[],
): Promise<readonly (readonly number[])[]> {
  const rows = await reader.ask(store.findPieces, { outlets, lists });
  return rows.map(({ pieces }) => pieces);
}
