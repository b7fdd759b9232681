/** Visits that nobody joined within 30 days lose their device: they lead to nobody any more. */
import type { MerchantId } from '../kernel/id.ts';
import * as sharing from '../modules/sharing/sharing.ts';
import type { Db } from '../platform/db.ts';

export const forgetDevices = (db: Db, merchant: MerchantId): Promise<void> =>
  db.transaction(merchant, async (tx) => sharing.forgetDevices(tx));
