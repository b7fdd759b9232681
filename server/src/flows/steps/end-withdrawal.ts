/** A withdrawal has an end: the channel or the bank has answered, and the answer is booked once. */
import type { MemberId } from '../../kernel/id.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as members from '../../modules/members/members.ts';
import * as payouts from '../../modules/payouts/payouts.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';

/** Null: it had its end before. */
export async function endWithin(
  tx: Tx,
  account: ledger.Account,
  end: Omit<Parameters<typeof ledger.endWithdrawal>[1], 'survivor'>,
): Promise<ledger.Withdrawal | null> {
  const survivor = await survivorOf(tx, account);
  const ended = await ledger.endWithdrawal(tx, { ...end, survivor });
  if (ended === null) return null;
  if (ended.state === 'failed')
    payouts.giveAllowanceBack(tx, ended.account, ended.amount, ended.askedAt);
  outbox.put(tx, {
    name: 'ledger.withdrawal_ended',
    facts: { withdrawal: end.id, state: ended.state },
  });
  return ended;
}

/** What comes back to a merged member comes back to the one who stays. */
async function survivorOf(tx: Tx, account: ledger.Account): Promise<ledger.Account | null> {
  const [, kind, id] = account.split(':');
  if (kind !== 'member') return null;
  const { id: survivor } = await members.survivor(tx, id as MemberId);
  return ledger.dueOf({ kind: 'member', id: survivor });
}
