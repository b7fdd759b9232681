/**
 * The buyer's account takes nothing any more: staff say where her money goes instead, to a card of
 * hers, or to the merchant's own, who then gives it to her by hand. The number of the refund stays.
 */
import type { MerchantId, NodeId, RefundId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, minutes } from '../kernel/time.ts';
import * as payments from '../modules/payments/payments.ts';
import { audit, type Actor } from '../platform/audit.ts';
import { setTimer } from '../platform/timer.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { channelThrough, type PaymentDesk } from './steps/payment-channel.ts';
import { mustReach } from './steps/within-reach.ts';

export interface RefundElsewhere {
  readonly merchant: MerchantId;
  readonly refund: RefundId;
  readonly actor: Actor;
  readonly reach: readonly NodeId[];
  readonly to: payments.OtherAccount;
}
/** Then the provider is asked how it went. */
const LATER = minutes(5);

/**
 * A card's number goes to the provider and nowhere else: no row and no trail has it.
 * @throws Refusal `payments.unknown_refund`, `payments.refund_succeeded`,
 * `payments.not_elsewhere`, `payments.provider_away`
 */
export async function refundElsewhere(desk: PaymentDesk, wish: RefundElsewhere): Promise<void> {
  const { merchant, actor, to } = wish;
  const found = await desk.db.transaction(merchant, async (tx) => {
    const refund = await payments.findRefundById(tx, wish.refund);
    if (refund === null) throw new Refusal('not_found', 'payments.unknown_refund');
    mustReach(await orderMoneyOf(tx, refund.order), wish.reach);
    if (refund.state === 'succeeded') throw new Refusal('conflict', 'payments.refund_succeeded');
    // Written down before it is asked: what was tried is known, whatever becomes of the answer.
    audit(tx, actor, {
      verb: 'payments.refund_elsewhere',
      object: { kind: 'order', id: refund.order },
      facts: { refund: refund.id, amountFen: refund.amount, to: to.kind },
    });
    return refund;
  });
  const channel = await channelThrough(desk, merchant, found);
  if (channel.refundElsewhere === undefined) {
    throw new Refusal('conflict', 'payments.not_elsewhere');
  }
  await channel.refundElsewhere(found, to);
  await desk.db.transaction(merchant, async (tx) =>
    setTimer(tx, 'payments.refund', found.id, after(tx.now, LATER)),
  );
}
