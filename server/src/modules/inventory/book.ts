/** The book of a store: every change of what is on hand is written here with its movement. */
import type { Id, OutletId, SkuId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Tx } from '../../platform/db.ts';
import * as store from './store-work.ts';

export interface Work {
  /** The caller's, so that the same wish again changes nothing. */
  readonly id: Id<'movement'>;
  readonly outlet: OutletId;
  readonly actor: StaffId | null;
}

export const twin = () => new Again('a twin of this work was faster');
const gone = () => new Again('the rows were not there yet');

/** In sku order, so that two works never wait for each other. @throws `inventory.named_twice` */
export function once<T extends { readonly sku: SkuId }>(lines: readonly T[]): T[] {
  const seen = new Set<SkuId>();
  for (const { sku } of lines) {
    if (seen.has(sku)) throw new Refusal('invalid', 'inventory.named_twice', { sku });
    seen.add(sku);
  }
  return [...lines].sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

export interface Entry extends store.StockChange {
  readonly kind: store.MovementRow['kind'];
  readonly reason?: string;
  readonly unitCostFen?: number | null;
}

/**
 * Changes the stock and writes the movements. With `first`, the first movement carries that id: a
 * twin of the work fails there, looks again and finds it done.
 */
export function book(
  tx: Tx,
  entries: readonly Entry[],
  { ref, first, actor }: { ref: string; first?: Id<'movement'>; actor: StaffId | null },
): void {
  if (entries.length === 0) return;
  const rows = entries.map(({ outlet, sku, delta }) => ({ outlet, sku, delta }));
  tx.tell(store.openRows, { rows });
  tx.guard(store.changeStock, { rows }, gone);
  const movements = entries.map((entry, i) => ({
    ...entry,
    id: i === 0 && first !== undefined ? first : tx.newId<'movement'>(),
    reason: entry.reason ?? '',
    unitCostFen: entry.unitCostFen ?? null,
    ref,
    actor,
  }));
  tx.guard(store.insertMovements, { rows: movements }, twin);
}

/** What lies at an outlet, locked to the end of the transaction. */
export async function locked(
  tx: Tx,
  outlet: OutletId,
  lines: readonly { readonly sku: SkuId }[],
): Promise<(sku: SkuId) => { readonly onHand: number; readonly held: number }> {
  const skus = lines.map((line) => line.sku);
  const rows = await tx.ask(store.lockStock, { outlet, skus });
  const found = new Map(rows.map((row) => [row.sku, row]));
  return (sku) => found.get(sku) ?? { onHand: 0, held: 0 };
}
