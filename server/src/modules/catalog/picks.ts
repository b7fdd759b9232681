/** What a guide stands behind on her own page: a few products, a sentence each, in her order. */
import type { StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import { countProducts, deletePicks, findPicks, insertPicks } from './store-picks.ts';
import type { GuidePick } from './types.ts';

export const picksOf = (reader: Reader, staff: StaffId) => reader.ask(findPicks, { staff });

/**
 * The whole list anew, so that sending it twice changes nothing.
 * @throws Refusal `catalog.product_unknown`
 */
export async function choosePicks(
  tx: Tx,
  staff: StaffId,
  picks: readonly Omit<GuidePick, 'position'>[],
): Promise<void> {
  const products = [...new Set(picks.map(({ productId }) => productId))];
  const [known] = await tx.ask(countProducts, { products });
  if (known!.count !== products.length) throw new Refusal('not_found', 'catalog.product_unknown');
  tx.tell(deletePicks, { staff });
  const rows = picks.map((pick, position) => ({ ...pick, position }));
  if (rows.length > 0) tx.tell(insertPicks, { staff, rows });
}
