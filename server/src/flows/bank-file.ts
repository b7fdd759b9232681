/**
 * Withdrawals that go out by the bank: released ones are put into a file, the file leaves with its
 * names, and the bank's answers are booked line by line, each once.
 */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import { payoutNoOf } from '../modules/payments/payments.ts';
import * as payouts from '../modules/payouts/payouts.ts';
import { audit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { endWithin } from './steps/end-withdrawal.ts';

const BANK = 'bank';
interface Wish {
  readonly merchant: MerchantId;
  readonly batch: payouts.BatchId;
  readonly staff: StaffId;
}

/**
 * The same id with the same withdrawals is the same file.
 * @throws Refusal `ledger.no_withdrawal`, `payouts.not_for_the_bank`, `payouts.in_another_file`,
 * `payouts.id_used`
 */
export function makeBankFile(
  db: Db,
  { merchant, batch, staff, withdrawals }: Wish & { readonly withdrawals: readonly string[] },
): Promise<{ readonly id: payouts.BatchId; readonly lines: number }> {
  return db.transaction(merchant, async (tx) => {
    const ids = [...new Set(withdrawals)].sort();
    const standing = await payouts.findBatchLines(tx, batch);
    if (standing.length > 0) {
      const same = standing.map(({ withdrawal }) => withdrawal).sort();
      if (same.join() !== ids.join()) throw new Refusal('invalid', 'payouts.id_used');
      return { id: batch, lines: standing.length };
    }
    const found = await Promise.all(ids.map((id) => ledger.findWithdrawal(tx, id)));
    const lines = found.map((each) => {
      if (each === null) throw new Refusal('not_found', 'ledger.no_withdrawal');
      if (each.way !== 'bank' || each.releasedAt === null || each.doneAt !== null)
        throw new Refusal('conflict', 'payouts.not_for_the_bank');
      return { withdrawal: each.id as string, amount: ledger.netOf(each) };
    });
    payouts.keepBatch(tx, { id: batch, by: staff }, lines);
    note(tx, { batch, staff }, 'payouts.bank_file_made', { lines: lines.length });
    return { id: batch, lines: lines.length };
  });
}

export interface BankRow {
  readonly no: number;
  readonly payoutNo: string;
  readonly name: string;
  readonly account: string;
  readonly bankName: string;
  readonly amountFen: number;
}

/** With full names and numbers, for the bank alone: whoever takes it is written down. */
export function readBankFile(
  { db, vault }: { db: Db; vault: Vault },
  { merchant, batch, staff }: Wish,
): Promise<BankRow[]> {
  return db.transaction(merchant, async (tx) => {
    const lines = await payouts.findBatchLines(tx, batch);
    if (lines.length === 0) throw new Refusal('not_found', 'payouts.no_such_file');
    const found = await Promise.all(
      lines.map(({ withdrawal }) => ledger.findWithdrawal(tx, withdrawal)),
    );
    const opened = await payouts.openPayees(
      tx,
      vault,
      found.map((each) => each!.payee!),
    );
    note(tx, { batch, staff }, 'payouts.bank_file_taken', { lines: lines.length });
    return lines.map(({ no, withdrawal, amountFen }, i) => {
      const { name, account, bankName } = opened.get(found[i]!.payee!)!;
      return { no, payoutNo: payoutNoOf(withdrawal), name, account, bankName, amountFen };
    });
  });
}

export interface BankAnswer {
  readonly no: number;
  readonly paid: boolean;
  readonly reason: string;
}

/**
 * What is answered already stays as it was; the same answers again change nothing.
 * @throws Refusal `payouts.no_such_file`, `payouts.no_such_line`, `payouts.other_answer`
 */
export function takeBankAnswers(
  db: Db,
  { merchant, batch, staff, answers }: Wish & { readonly answers: readonly BankAnswer[] },
): Promise<{ readonly paid: number; readonly failed: number; readonly already: number }> {
  return db.transaction(merchant, async (tx) => {
    const lines = await payouts.findBatchLines(tx, batch);
    if (lines.length === 0) throw new Refusal('not_found', 'payouts.no_such_file');
    const tally = { paid: 0, failed: 0, already: 0 };
    for (const { no, paid, reason } of [...answers].sort((a, b) => a.no - b.no)) {
      const line = lines.find((each) => each.no === no);
      if (line === undefined) throw new Refusal('invalid', 'payouts.no_such_line', { no });
      if (line.state !== 'exported') {
        if ((line.state === 'paid') !== paid)
          throw new Refusal('conflict', 'payouts.other_answer', { no });
        tally.already += 1;
        continue;
      }
      const { withdrawal } = line;
      const { account } = (await ledger.findWithdrawal(tx, withdrawal))!;
      payouts.endLine(tx, batch, { withdrawal, paid, reason });
      await endWithin(tx, account, { id: withdrawal, channel: BANK, paid, reason });
      tally[paid ? 'paid' : 'failed'] += 1;
    }
    note(tx, { batch, staff }, 'payouts.bank_answers_taken', tally);
    return tally;
  });
}

function note(
  tx: Tx,
  { batch, staff }: Pick<Wish, 'batch' | 'staff'>,
  verb: string,
  facts: Readonly<Record<string, unknown>>,
): void {
  const object = { kind: 'payout_batch', id: batch };
  audit(tx, { kind: 'staff', id: staff }, { verb, object, facts });
}
