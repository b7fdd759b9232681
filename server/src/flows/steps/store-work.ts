/** What store staff do to an order, and who does it where: the wish of each such flow. */
import type { MerchantId, OrderId, OutletId, StaffId } from '../../kernel/id.ts';

export interface StoreWork {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly outlet: OutletId;
  readonly staff: StaffId;
}
