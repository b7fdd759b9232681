/** A provider says that money has gone back: booked once, however often it is said. */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, hours } from '../kernel/time.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as orders from '../modules/orders/orders.ts';
import * as payments from '../modules/payments/payments.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';

type Told = Extract<payments.Notice, { kind: 'refunded' }>;

interface ConfirmRefund {
  readonly merchant: MerchantId;
  /** Through whom it was told; what another account says of it counts for nothing. */
  readonly channel: Pick<payments.PaymentChannel, 'name'> &
    Partial<Pick<payments.PaymentChannel, 'account'>>;
  readonly notice: Told;
}

/** @throws Refusal `payments.unknown_refund` */
export function confirmRefund(
  db: Db,
  { merchant, channel: by, notice }: ConfirmRefund,
): Promise<{ readonly state: payments.ProviderRefund['state'] | 'mismatch' }> {
  return db.transaction(merchant, async (tx) => {
    const refund = await payments.findRefund(tx, notice.refundNo);
    if (refund === null || refund.channel !== by.name || refund.account !== (by.account ?? null)) {
      throw new Refusal('not_found', 'payments.unknown_refund');
    }
    const { id, order, amount, channel } = refund;
    // What no order wanted may be of a top-up, and its own guard decides who was first.
    if (refund.forOrder) await orders.aftersales.lock(tx, order);
    const [now, pendings] = await Promise.all([
      payments.findRefund(tx, notice.refundNo),
      ledger.findPendings(tx, order),
    ]);
    if (now!.state === 'succeeded') return { state: 'succeeded' };
    if (notice.amount !== amount) {
      outbox.put(tx, { name: 'payments.mismatch', facts: { order, refund: id } });
      return { state: 'mismatch' };
    }
    if (!notice.succeeded) {
      const { reason = '' } = notice;
      payments.noteFailure(tx, id, reason);
      outbox.put(tx, { name: 'payments.refund_failed', facts: { order, refund: id, reason } });
      setTimer(tx, 'payments.refund', id, after(tx.now, hours(1)));
      return { state: now!.state };
    }
    payments.endRefund(tx, id, 'succeeded');
    if (refund.forOrder) {
      orders.aftersales.endRefund(tx, id, 'succeeded');
      ledger.confirmRefund(tx, order, ledger.refundAmong(pendings, id));
    } else ledger.passedBack(tx, channel, id, amount);
    clearTimer(tx, 'payments.refund', id);
    outbox.put(tx, { name: 'payments.refunded', facts: { order, refund: id } });
    return { state: 'succeeded' };
  });
}
