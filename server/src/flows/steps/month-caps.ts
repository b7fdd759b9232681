/** What a month's caps leave of commissions that are about to be paid; the house has the rest. */
import { dayOf, monthOf, startOf, type Day } from '../../kernel/time.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import type { Tx } from '../../platform/db.ts';
import { hqOf, type OrderMoney } from './order-money.ts';

const CAPPED = ['guide', 'sharer_1', 'sharer_2'];

/** The plan that held when the month began: its tiers and its caps hold for the whole month. */
export function planOfMonth(directory: chain.Directory, month: Day): commission.Plan {
  const begun = startOf(month);
  // A merchant's first month begins with its first plan.
  const first = directory.firstFrom('commission');
  const at = begun < first ? first : begun;
  const { version, body } = chain.policyInForce(directory, 'commission', directory.root.path, at);
  return commission.planOf(version, body);
}

/** @returns the pendings as they stand then; `dues` are locked already */
export async function keepMonthCaps(
  tx: Tx,
  money: OrderMoney,
  pendings: readonly ledger.Pending[],
): Promise<ledger.Pending[]> {
  const month = monthOf(dayOf(tx.now));
  const plan = planOfMonth(money.directory, month);
  if (!commission.hasMonthCaps(plan)) return [...pendings];
  const personal = pendings.filter(
    ({ type, role, to, resolved }) =>
      type === 'portion' && !resolved && CAPPED.includes(role ?? '') && !to.startsWith('due:hq:'),
  );
  if (personal.length === 0) return [...pendings];
  const wants = personal.map((each) => {
    return { id: each.id as string, party: each.to, amount: ledger.restOf(each) };
  });
  const over = commission.overOf(wants, await commission.takeRoom(tx, month, plan, wants));
  return ledger.passOverCap(tx, money.order.id, pendings, over, hqOf(money));
}
