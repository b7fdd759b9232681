/**
 * The fulfilling portions follow the goods: from the outlets that had them to those that do now.
 */
import * as commission from '../../modules/commission/commission.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import type { Tx } from '../../platform/db.ts';
import { hqOf, type OrderMoney } from './order-money.ts';

type Placed = Pick<fulfilment.Parcel, 'outlet' | 'attempt' | 'lineNos'>;

/**
 * @param now the live parcels as they will be; a line in none of them is parked, and head office
 * keeps its part until somebody has it. Before payment there is nothing to move.
 */
export function moveFulfilling(
  tx: Tx,
  money: OrderMoney,
  now: readonly Placed[],
  attempt: number,
): void {
  if (money.order.capturedFen === 0) return;
  const hq = hqOf(money);
  const rest = commission.restOfParts(money.portions, money.cuts);
  const before = fulfilment.live(money.parcels);
  const moves = commission.movesOf(rest, before, now, hq.id);
  ledger.moveFulfilling(tx, money.order.id, { pendings: money.pendings, attempt, moves });
}
