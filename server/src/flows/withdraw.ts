/**
 * Somebody takes out what she has earned: allowed by the rule, frozen now, paid when finance lets
 * it go.
 */
import type { MerchantId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as payouts from '../modules/payouts/payouts.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { withdrawalTermsOf } from './steps/withdrawal-terms.ts';

export interface Withdraw {
  readonly merchant: MerchantId;
  readonly id: string;
  readonly party: payouts.Person;
  readonly amount: Fen;
  /** Of the transfers; a payee with a bank card is paid by file. */
  readonly channel: string;
}

const BANK = 'bank';

/**
 * @throws Refusal `ledger.id_used`, `ledger.debt_first`, `payouts.*` of the rule,
 * `ledger.not_enough`, `payouts.too_much_today`, `payouts.too_much_this_month`
 */
export function withdraw(db: Db, { merchant, ...wish }: Withdraw): Promise<ledger.Withdrawal> {
  return db.transaction(merchant, async (tx) => {
    const { party, amount } = wish;
    const { terms, standing } = await withdrawalTermsOf(tx, party);
    const before = await ledger.findWithdrawal(tx, wish.id);
    if (before === null) payouts.mustBeAllowed(amount, standing, terms, tx.now);
    const way = standing.payee?.kind === 'bank' ? 'bank' : 'transfer';
    const { made, isNew } = await ledger.askWithdrawal(tx, {
      ...wish,
      channel: way === 'bank' ? BANK : wish.channel,
      fee: payouts.feeOf(amount, terms),
      way,
      payee: standing.payee?.id ?? null,
      needsSecond: amount >= terms.secondPersonFen,
    });
    if (!isNew) return made;
    payouts.takeAllowance(tx, made.account, amount, terms);
    outbox.put(tx, { name: 'ledger.withdrawal_asked', facts: { withdrawal: wish.id } });
    return made;
  });
}
