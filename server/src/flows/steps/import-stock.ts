/** Rows of a stock file: what was counted, by outlet and barcode. */
import type { NodeId, SkuId, StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as imports from '../../modules/imports/imports.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import type { Tx } from '../../platform/db.ts';
import { judged, type Chunk, type Judged } from './import-lines.ts';
import { outletFinder } from './import-outlets.ts';

export async function importStock(
  tx: Tx,
  chunk: Chunk,
  branches: readonly NodeId[],
): Promise<imports.Outcome[]> {
  const { mapping, madeBy: staff } = chunk.standing;
  const find = outletFinder(await chain.directory(tx), branches, mapping.outlet);
  const rows = await judged(
    tx,
    chunk,
    (cells) => imports.stockOf(mapping.columns, cells),
    ({ outlet, barcode }) => `${find(outlet)?.id ?? outlet} ${barcode}`,
  );
  rows.refuse(({ row }) => {
    const outlet = find(row.outlet);
    if (outlet === null) return { reason: 'outlet_unknown', facts: { outlet: row.outlet ?? '' } };
    return outlet.kind === 'partner'
      ? { reason: 'outlet_keeps_no_stock', facts: { outlet: outlet.shortName } }
      : null;
  });
  const codes = rows.good.map(({ row }) => row.barcode);
  const known = await catalog.findKnown(tx, codes, []);
  const skuOf = new Map(known.map(({ barcode, sku }) => [barcode, sku]));
  rows.refuse(({ row }) =>
    skuOf.get(row.barcode) == null
      ? { reason: 'barcode_unknown', facts: { barcode: row.barcode } }
      : null,
  );
  const outlets = new Set(rows.good.map(({ row }) => find(row.outlet)!.id));
  for (const outlet of outlets) {
    const here = ({ row }: { row: imports.StockRow }) => find(row.outlet)!.id === outlet;
    await countAll(tx, outlet, rows, here, skuOf as Map<string, SkuId>, staff);
  }
  return rows.outcomes();
}

/** A count that is refused for one sku is tried again without it. */
async function countAll(
  tx: Tx,
  outlet: NodeId,
  rows: Judged<imports.StockRow>,
  here: (each: { row: imports.StockRow }) => boolean,
  skuOf: ReadonlyMap<string, SkuId>,
  actor: StaffId,
): Promise<void> {
  for (;;) {
    const counts = rows.good.filter(here).map(({ row }) => {
      return { sku: skuOf.get(row.barcode)!, counted: row.quantity };
    });
    try {
      await inventory.count(tx, { id: tx.newId<'movement'>(), outlet, actor }, counts);
      return;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'inventory.held_for_orders') throw error;
      const { sku, held } = error.facts as { sku: SkuId; held: number };
      rows.refuse((each) =>
        here(each) && skuOf.get(each.row.barcode) === sku
          ? { reason: 'held_for_orders', facts: { held } }
          : null,
      );
    }
  }
}
