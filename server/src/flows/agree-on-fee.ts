/** Finance notes which fee was agreed with a provider: another one in a bill is a break. */
import type { MerchantId } from '../kernel/id.ts';
import * as payments from '../modules/payments/payments.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

/** @throws Refusal `payments.no_such_account` */
export const agreeOnFee = (
  db: Db,
  wish: payments.BillKey & {
    readonly merchant: MerchantId;
    readonly actor: Actor;
    readonly feeBps: number | null;
  },
): Promise<void> =>
  db.transaction(wish.merchant, async (tx) => {
    const { channel, account, feeBps } = wish;
    payments.bills.agreeOnFee(tx, wish, feeBps);
    audit(tx, wish.actor, {
      verb: 'payments.fee_agreed',
      object: { kind: 'bill_account', id: `${channel}:${account}` },
      facts: { feeBps },
    });
  });
