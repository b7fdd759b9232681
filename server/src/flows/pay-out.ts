/**
 * Finance lets a withdrawal go: released once, by two people where it is much, then asked of the
 * channel outside of any transaction, then booked by the channel's answer. A crash between leaves a
 * timer that asks again with the same number.
 */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, minutes } from '../kernel/time.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import { payoutNoOf, type PaymentChannel } from '../modules/payments/payments.ts';
import * as payouts from '../modules/payouts/payouts.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';
import { endWithin } from './steps/end-withdrawal.ts';
import { personOf, taxFor } from './steps/withdrawal-terms.ts';

const PATIENCE = minutes(10);

export interface Decision {
  readonly merchant: MerchantId;
  readonly id: string;
  readonly staff: StaffId;
}
export interface Released {
  readonly id: string;
  /** `approved`: one of two has said yes. */
  readonly state: 'under_way' | 'approved';
  readonly way: ledger.Withdrawal['way'];
}

/**
 * @throws Refusal `ledger.no_withdrawal`, `ledger.withdrawal_under_way`, `payouts.own_money`,
 * `payouts.second_person`
 */
export function releaseWithdrawal(db: Db, { merchant, id, staff }: Decision): Promise<Released> {
  return db.transaction(merchant, async (tx): Promise<Released> => {
    const found = await ledger.lockWithdrawal(tx, id);
    const { account, amount, needsSecond, approvedBy, way } = found;
    mustNotBeOwn(found, staff);
    const actor = { kind: 'staff', id: staff } as const;
    const object = { kind: 'withdrawal', id };
    if (needsSecond && approvedBy === null) {
      ledger.approveWithdrawal(tx, found.id, staff);
      audit(tx, actor, {
        verb: 'ledger.withdrawal_approved',
        object,
        facts: { amountFen: amount },
      });
      return { id, state: 'approved', way };
    }
    if (approvedBy === staff) throw new Refusal('conflict', 'payouts.second_person');
    const { taxMethod, ...tax } = await taxFor(tx, personOf(account), amount, (span) =>
      ledger.taxedSince(tx, account, span),
    );
    const kept = { taxable: tax.taxableFen, withheld: tax.withheldFen, taxMethod };
    const { net } = await ledger.releaseWithdrawal(tx, found, staff, kept);
    if (way === 'transfer') setTimer(tx, 'ledger.pay_out', id, after(tx.now, PATIENCE));
    audit(tx, actor, {
      verb: 'ledger.withdrawal_released',
      object,
      facts: { amountFen: amount, netFen: net, withheldFen: tax.withheldFen },
    });
    return { id, state: 'under_way', way };
  });
}

function mustNotBeOwn({ account }: ledger.Withdrawal, staff: StaffId): void {
  const person = personOf(account);
  if (person.kind === 'staff' && person.id === staff)
    throw new Refusal('forbidden', 'payouts.own_money');
}

/**
 * Not let go: the money is hers again, and she reads why.
 * @throws Refusal `ledger.no_withdrawal`, `ledger.withdrawal_under_way`, `payouts.own_money`
 */
export function refuseWithdrawal(
  db: Db,
  { merchant, id, staff, reason }: Decision & { readonly reason: string },
): Promise<{ readonly id: string; readonly state: 'refused' }> {
  return db.transaction(merchant, async (tx) => {
    const found = await ledger.lockWithdrawal(tx, id);
    mustNotBeOwn(found, staff);
    await ledger.refuseWithdrawal(tx, found, staff, reason);
    payouts.giveAllowanceBack(tx, found.account, found.amount, found.askedAt);
    outbox.put(tx, {
      name: 'ledger.withdrawal_ended',
      facts: { withdrawal: id, state: 'refused' },
    });
    audit(
      tx,
      { kind: 'staff', id: staff },
      {
        verb: 'ledger.withdrawal_refused',
        object: { kind: 'withdrawal', id },
        facts: { amountFen: found.amount, reason },
      },
    );
    return { id, state: 'refused' };
  });
}

/** After the release, and again from the timer: the channel pays a number once. */
export async function payOut(
  db: Db,
  channel: PaymentChannel,
  merchant: MerchantId,
  id: string,
): Promise<ledger.Withdrawal['state'] | 'ended'> {
  const wanted = await db.reading(merchant, (reader) => ledger.findWithdrawal(reader, id));
  if (wanted === null || wanted.releasedAt === null || wanted.doneAt !== null) return 'ended';
  const answer = await channel.payOut(payoutNoOf(id), ledger.netOf(wanted));
  const end = { id, channel: channel.name, paid: answer === 'paid' };
  return db.transaction(merchant, async (tx) => {
    clearTimer(tx, 'ledger.pay_out', id);
    const ended = await endWithin(tx, wanted.account, end);
    return ended === null ? 'ended' : ended.state;
  });
}
