/** Brings the shared totals up to what has surely committed, and seals the next block of hashes. */
import type { MerchantId } from '../../kernel/id.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import type { Db } from '../../platform/db.ts';

export async function closeBooks(db: Db, merchant: MerchantId): Promise<void> {
  await db.transaction(merchant, (tx) => ledger.rollUp(tx));
  while (await db.transaction(merchant, (tx) => ledger.sealBlock(tx))); // a backlog is many blocks
}
