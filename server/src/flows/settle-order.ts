/** Seven days after it was received and with no open case, an order's money becomes available. */
import type { MerchantId, OrderId } from '../kernel/id.ts';
import { dayOf, monthOf } from '../kernel/time.ts';
import * as commission from '../modules/commission/commission.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';
import { bookCharges } from './steps/charges.ts';
import { MONTH_TIMER, closesAt } from './steps/month-timer.ts';
import { keepMonthCaps } from './steps/month-caps.ts';
import { orderMoneyOf, referralVersionOf, type OrderMoney } from './steps/order-money.ts';

export type Settled = 'settled' | 'not_received' | 'too_early' | 'case_is_open';

/** Posts all that waits; what is under review waits on. Doing it twice is doing it once. */
export function settleOrder(db: Db, merchant: MerchantId, id: OrderId): Promise<Settled> {
  return db.transaction(merchant, async (tx) => {
    const money = await orderMoneyOf(tx, id);
    const { order, pendings, portions, cuts } = money;
    if (order.state !== 'received') {
      clearTimer(tx, 'orders.settle', id);
      return 'not_received';
    }
    if (order.settlesAt === null || order.settlesAt > tx.now) return 'too_early';
    clearTimer(tx, 'orders.settle', id); // a decided case sets it again
    if (money.cases.some(orders.isOpenCase)) return 'case_is_open';
    const totals = await ledger.lockDues(tx, ledger.openDues(pendings));
    orders.settle(tx, id, {
      from: 'received',
      to: 'settled',
      verb: 'settled',
      actor: { kind: 'system', id: null },
    });
    ledger.settle(tx, id, await keepMonthCaps(tx, money, pendings), totals);
    bookCharges(tx, money);
    keepSale(tx, money);
    outbox.put(tx, orders.happened('orders.settled', order));
    const rest = commission.sumParts(commission.restOfParts(portions, cuts).map((l) => l.parts));
    commission.spendReferral(tx, id, referralVersionOf(money), rest.invitee);
    return 'settled';
  });
}

/** It counts towards her month, which is closed when it has ended. */
function keepSale(tx: Tx, { order, credit, lines }: OrderMoney): void {
  const staff = credit.serviceGuide;
  if (staff === null) return;
  const month = monthOf(dayOf(tx.now));
  commission.keepSale(tx, order.id, { staff, month, lines });
  setTimer(tx, MONTH_TIMER, month, closesAt(month));
}
