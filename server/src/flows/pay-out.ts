/**
 * Finance lets a withdrawal go: released once, then asked of the channel outside of any
 * transaction, then booked by the channel's answer. A crash between leaves a timer that asks again
 * with the same number.
 */
import type { MemberId, MerchantId, StaffId } from '../kernel/id.ts';
import { after, minutes } from '../kernel/time.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as members from '../modules/members/members.ts';
import { payoutNoOf, type PaymentChannel } from '../modules/payments/payments.ts';
import { audit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';

const PATIENCE = minutes(10);

/** @throws Refusal `ledger.no_withdrawal`, `ledger.withdrawal_under_way` */
export async function releaseWithdrawal(
  db: Db,
  wish: { readonly merchant: MerchantId; readonly id: string; readonly staff: StaffId },
): Promise<{ readonly id: string; readonly state: 'under_way' }> {
  await db.transaction(wish.merchant, async (tx) => {
    const { amount } = await ledger.releaseWithdrawal(tx, wish.id);
    setTimer(tx, 'ledger.pay_out', wish.id, after(tx.now, PATIENCE));
    audit(
      tx,
      { kind: 'staff', id: wish.staff },
      {
        verb: 'ledger.withdrawal_released',
        object: { kind: 'withdrawal', id: wish.id },
        facts: { amountFen: amount },
      },
    );
  });
  return { id: wish.id, state: 'under_way' };
}

/** After the release, and again from the timer: the channel pays a number once. */
export async function payOut(
  db: Db,
  channel: PaymentChannel,
  merchant: MerchantId,
  id: string,
): Promise<ledger.Withdrawal['state'] | 'ended'> {
  const wanted = await db.reading(merchant, (reader) => ledger.findWithdrawal(reader, id));
  if (wanted?.state !== 'asked') return 'ended';
  const answer = await channel.payOut(payoutNoOf(id), wanted.amount);
  return db.transaction(merchant, async (tx) => {
    const survivor = await survivorOf(tx, wanted.account);
    const paid = answer === 'paid';
    const ended = await ledger.endWithdrawal(tx, { id, channel: channel.name, paid, survivor });
    clearTimer(tx, 'ledger.pay_out', id);
    if (ended === null) return 'ended';
    outbox.put(tx, {
      name: 'ledger.withdrawal_ended',
      facts: { withdrawal: id, state: ended.state },
    });
    return ended.state;
  });
}

/** What comes back to a merged member comes back to the one who stays. */
async function survivorOf(tx: Tx, account: ledger.Account): Promise<ledger.Account | null> {
  const [, kind, id] = account.split(':');
  if (kind !== 'member') return null;
  const { id: survivor } = await members.survivor(tx, id as MemberId);
  return ledger.dueOf({ kind: 'member', id: survivor });
}
