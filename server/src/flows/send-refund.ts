/** Asks the provider to send money back: by a number derived from ours, so asking again is safe. */
import type { MerchantId, RefundId } from '../kernel/id.ts';
import { after, minutes } from '../kernel/time.ts';
import * as payments from '../modules/payments/payments.ts';
import type { Db } from '../platform/db.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';
import type { Through } from './steps/payment-channel.ts';

const silent = async (): Promise<void> => {};
/** How long an answer may take before we ask again. */
const PATIENCE = minutes(5);

/** A crash anywhere leaves the timer: the same number is asked again, and paid once. */
export async function sendRefund(
  db: Db,
  channelOf: (through: Through) => Promise<payments.PaymentChannel>,
  merchant: MerchantId,
  id: RefundId,
  hear: (channel: payments.PaymentChannel, told: payments.RefundTold) => Promise<unknown> = silent,
): Promise<'asked' | 'ended'> {
  const refund = await db.transaction(merchant, async (tx) => {
    const found = await payments.findRefundById(tx, id);
    if (found === null || found.state === 'succeeded') {
      clearTimer(tx, 'payments.refund', id);
      return null;
    }
    payments.noteSent(tx, id);
    setTimer(tx, 'payments.refund', id, after(tx.now, PATIENCE));
    return found;
  });
  if (refund === null) return 'ended';
  const channel = await channelOf(refund);
  const told = await channel.refund(refund);
  // Asked again after a lost word, it says how it ended.
  if (told) await hear(channel, told);
  return 'asked';
}
