/** Staff ask a provider again for a refund that failed: now instead of within the hour. */
import type { MerchantId, NodeId, RefundId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as payments from '../modules/payments/payments.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import { setTimer } from '../platform/timer.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { mustReach } from './steps/within-reach.ts';

/**
 * The number stays the same, so however often it is asked it is paid once.
 * @throws Refusal `payments.unknown_refund`, `payments.refund_succeeded`
 */
export const retryRefund = (
  db: Db,
  wish: {
    readonly merchant: MerchantId;
    readonly refund: RefundId;
    readonly actor: Actor;
    readonly reach: readonly NodeId[];
  },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const found = await payments.findRefundById(tx, wish.refund);
    if (found === null) throw new Refusal('not_found', 'payments.unknown_refund');
    const money = await orderMoneyOf(tx, found.order);
    mustReach(money, wish.reach);
    // Behind the order's lock: the provider's good word may have come meanwhile.
    const now = await payments.findRefundById(tx, wish.refund);
    if (now!.state === 'succeeded') throw new Refusal('conflict', 'payments.refund_succeeded');
    setTimer(tx, 'payments.refund', found.id, tx.now);
    audit(tx, wish.actor, {
      verb: 'payments.refund_retried',
      object: { kind: 'order', id: found.order },
      facts: { refund: found.id, amountFen: found.amount },
    });
  });
