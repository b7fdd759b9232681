/**
 * A provider says that something became of a pay-out. Nothing is booked by its word: the
 * withdrawal's timer rings now instead of later, and asks.
 */
import type { MerchantId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { withdrawalOfPayout } from '../modules/payments/payments.ts';
import type { Db } from '../platform/db.ts';
import { setTimer } from '../platform/timer.ts';

/** @throws Refusal `payments.unknown_trade` */
export function hearPayout(
  db: Db,
  { merchant, notice }: { readonly merchant: MerchantId; readonly notice: { readonly no: string } },
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const withdrawal = withdrawalOfPayout(notice.no);
    if (withdrawal === null) throw new Refusal('not_found', 'payments.unknown_trade');
    setTimer(tx, 'ledger.pay_out', withdrawal, tx.now);
  });
}
