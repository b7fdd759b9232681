/**
 * Nobody can, and the rule in force leaves no choice to the member: what the parcel had in it is
 * refunded at once, through the one passage of refunds. Other parcels of the order go on.
 */
import type { RefundId } from '../../kernel/id.ts';
import type * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as orders from '../../modules/orders/orders.ts';
import type { Tx } from '../../platform/db.ts';
import type { ParcelWork } from './parcel-life.ts';
import { refundWithin } from './refund.ts';

/** Said in the history, in the refund and in the event of a cancelled order. */
export const NOBODY_CAN = 'nobody_can';
const SYSTEM = { kind: 'system', id: null } as const;

/** @param lines the pieces that are still to be had, of this parcel alone */
export async function refundUnmet(
  tx: Tx,
  work: ParcelWork,
  lines: readonly { readonly no: number; readonly quantity: number }[],
  why: fulfilment.RouteCause,
): Promise<void> {
  const { order, parcel } = work;
  const facts = { why, from: parcel.outlet };
  orders.note(tx, order.id, NOBODY_CAN, SYSTEM, facts);
  await refundWithin(tx, work, {
    id: tx.newId<'refund'>() as RefundId,
    asks: lines.map(({ no, quantity }) => ({ no, pieces: quantity, amount: null })),
    reason: NOBODY_CAN,
    case: null,
    actor: SYSTEM,
    sellable: [],
    goods: 'released',
  });
}
