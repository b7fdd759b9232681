/** The state of an order in words: what is fetched is told otherwise than what is brought. */
import type { OrderCard } from '../api/orders.ts';
import { w } from './index.ts';

type Stands = Pick<OrderCard, 'state' | 'way' | 'parked'>;

export function stateOf({ state, way, parked }: Stands): string {
  if (parked) return w.orders.parked;
  if (way === 'delivery' && (state === 'ready' || state === 'received'))
    return w.orders.brought[state];
  return w.orders.states[state];
}
