/** A guide keeps her name out of rankings, or shows it again. */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import * as incentives from '../modules/incentives/incentives.ts';
import type { Db } from '../platform/db.ts';

export const hideOwnName = (
  db: Db,
  wish: { readonly merchant: MerchantId; readonly staff: StaffId; readonly hidden: boolean },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) =>
    incentives.setNameHidden(tx, wish.staff, wish.hidden),
  );
