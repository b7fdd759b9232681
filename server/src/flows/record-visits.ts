/**
 * Visits are acknowledged one by one and written by the batch: those that come within two
 * milliseconds share a transaction, and each is answered after its commit.
 */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as members from '../modules/members/members.ts';
import * as sharing from '../modules/sharing/sharing.ts';
import { inBatches } from '../platform/batch.ts';
import type { Db } from '../platform/db.ts';

/** A device that already sent its cookie (`newDevice: false`) need not be met again. */
export type Opened = sharing.NewVisit & { readonly newDevice?: boolean };
export type VisitDesk = (merchant: MerchantId, visit: Opened) => Promise<sharing.RecordedVisit>;

/** @throws Refusal `sharing.no_such_link`, `sharing.id_reused` */
export function visitDesk(db: Db): VisitDesk {
  const record = inBatches(
    (merchant: MerchantId, visits: readonly Opened[]) => recordVisits(db, merchant, visits),
    { most: 64, waitMs: 2 },
  );
  return async (merchant, visit) => {
    const recorded = await record(merchant, visit);
    if (recorded.verdict === 'no_such_link') throw new Refusal('not_found', 'sharing.no_such_link');
    if (recorded.verdict === 'id_reused') throw new Refusal('invalid', 'sharing.id_reused');
    return recorded;
  };
}

export const recordVisits = (
  db: Db,
  merchant: MerchantId,
  visits: readonly Opened[],
): Promise<sharing.RecordedVisit[]> =>
  db.transaction(merchant, async (tx) => {
    members.meetDevices(
      tx,
      visits.flatMap(({ newDevice, device }) => (newDevice === false ? [] : (device ?? []))),
    );
    return sharing.record(tx, visits);
  });
