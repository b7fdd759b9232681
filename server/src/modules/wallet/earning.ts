/** Points of one order: promised when the goods are received, booked when it is settled. */
import type { MemberId, OrderId } from '../../kernel/id.ts';
import { Again, type Tx } from '../../platform/db.ts';
import * as store from './store-points.ts';
import type { Earning, PointTerms } from './types.ts';

/** Locked: who comes second sees what the first one wrote. */
export async function findEarning(tx: Tx, order: OrderId): Promise<Earning | null> {
  const [found] = await tx.ask(store.selectEarning, { order });
  return found ?? null;
}

const twin = (): Error => new Again('the points were counted meanwhile');

export const keepEarning = (
  tx: Tx,
  wish: {
    readonly order: OrderId;
    readonly member: MemberId;
    readonly rule: PointTerms;
    readonly points: number;
  },
): void => tx.guard(store.insertEarning, wish, twin);

/** Still pending: only the promise changes. */
export const changeEarning = (tx: Tx, { order, seq }: Earning, points: number): void =>
  tx.guard(store.updateEarning, { order, seq, points, posted: 0, state: 'pending' }, twin);

/** Booked as far as the order is worth now; `delta` is what has to be booked for it. */
export function settleEarning(
  tx: Tx,
  { order, seq, posted }: Earning,
  points: number,
): { readonly delta: number; readonly source: string } {
  tx.guard(store.updateEarning, { order, seq, points, posted: points, state: 'settled' }, twin);
  return { delta: points - posted, source: `${order}:${seq}` };
}
