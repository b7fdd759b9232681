/** What the order's history tells. */
import type { Order } from '../../api/orders.ts';

const lastOf = (order: Order, verb: string): number =>
  order.history.map((event) => event.verb).lastIndexOf(verb);

/** Its member said that she waits, since it was last parked. */
export const waits = (order: Order): boolean =>
  order.parked && lastOf(order, 'waits') > lastOf(order, 'parked');

export const happenedAt = (order: Order, verb: string): string | null =>
  order.history[lastOf(order, verb)]?.at ?? null;
