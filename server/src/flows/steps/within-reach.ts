/**
 * Whose order is it to work on: the selling outlet's branch, and the branches that have a parcel.
 */
import type { NodeId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { OrderMoney } from './order-money.ts';

/** An order elsewhere is as good as none. @throws Refusal `orders.no_such_order` */
export function mustReach(money: OrderMoney, reach: readonly NodeId[]): void {
  const outlets = [money.order.outlet, ...money.parcels.map(({ outlet }) => outlet)];
  const near = outlets.some((id) =>
    money.directory.outlet(id)?.path.some((node) => reach.includes(node)),
  );
  if (!near) throw new Refusal('not_found', 'orders.no_such_order');
}
