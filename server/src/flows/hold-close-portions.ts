/**
 * A paid order's sharer may be the buyer herself by another name: the same account that paid, door
 * or phone. Then the portions that came by the sharer wait for a person. Asked after the payment,
 * which no buyer should wait for longer, and days before anything of it can be settled.
 */
import type { MerchantId, OrderId } from '../kernel/id.ts';
import * as attribution from '../modules/attribution/attribution.ts';
import * as commission from '../modules/commission/commission.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { closeSharers } from './steps/close-sharers.ts';

/** Told twice it does nothing more: also when somebody has decided meanwhile. */
export function holdClosePortions(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  merchant: MerchantId,
  id: OrderId,
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const [order, credit] = await Promise.all([orders.get(tx, id), attribution.frozen(tx, id)]);
    const found = await closeSharers(tx, vault, order, [credit.sharer1, credit.sharer2]);
    if (found.length === 0) return;
    attribution.holdForReview(tx, id, found);
    ledger.suspend(tx, id, commission.REVIEWED_ROLES);
  });
}
