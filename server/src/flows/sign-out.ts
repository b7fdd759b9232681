/** A member leaves this device: her token is worth nothing from the next request on. */
import type { MerchantId } from '../kernel/id.ts';
import * as members from '../modules/members/members.ts';
import type { Db } from '../platform/db.ts';

export const signOut = (
  db: Db,
  { merchant, session, device }: { merchant: MerchantId; session: string; device: string | null },
): Promise<void> => db.transaction(merchant, async (tx) => members.endSession(tx, session, device));
