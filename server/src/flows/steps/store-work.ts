/** What is done to an order in a store, and who does it where: the wish of each such flow. */
import type { Id, MerchantId, OrderId, OutletId, StaffId } from '../../kernel/id.ts';
import type { Actor } from '../../modules/orders/orders.ts';

interface Where {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly outlet: OutletId;
}
export interface StoreWork extends Where {
  readonly staff: StaffId;
}
/** Steps that a program may take for a store, by its key. */
export type KeyedWork = StoreWork | (Where & { readonly key: Id<'key'> });

export const workerOf = (work: KeyedWork): Extract<Actor, { kind: 'staff' | 'key' }> =>
  'key' in work ? { kind: 'key', id: work.key } : { kind: 'staff', id: work.staff };
