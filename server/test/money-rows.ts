/** Rows that money tests start from, where the flows before them are not the point. */
import type pg from 'pg';
import type { MerchantId } from '../src/kernel/id.ts';

export const NEARBY = '019cea00-0000-7000-8000-000000000001' as MerchantId;

/** A merchant and nothing else: the ledger knows only names. */
export async function nearbyFresh(owner: pg.Client): Promise<MerchantId> {
  await owner.query(
    `insert into platform.merchant (id, name, made_at) values ($1, '邻里鲜', '2026-01-01Z')`,
    [NEARBY],
  );
  return NEARBY;
}
