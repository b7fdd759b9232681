/** Somebody takes out what she has earned: frozen now, paid when finance lets it go. */
import type { MerchantId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';

export interface Withdraw {
  readonly merchant: MerchantId;
  readonly id: string;
  readonly party: ledger.Party;
  readonly amount: Fen;
  readonly channel: string;
}

/** @throws Refusal `ledger.id_used`, `ledger.debt_first`, `ledger.not_enough` */
export function withdraw(db: Db, { merchant, ...wish }: Withdraw): Promise<ledger.Withdrawal> {
  return db.transaction(merchant, async (tx) => {
    const made = await ledger.askWithdrawal(tx, wish);
    outbox.put(tx, { name: 'ledger.withdrawal_asked', facts: { withdrawal: wish.id } });
    return made;
  });
}
