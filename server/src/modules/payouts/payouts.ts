/**
 * Withdrawals as people and finance see them: to whom, under which terms, how much is withheld, in
 * which file for the bank. Refuses to know accounts and transfers: the ledger moves the money.
 */
import type { StaffId } from '../../kernel/id.ts';
import { sum, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/secret.ts';
import {
  findingAgainst,
  isCardNo,
  isIdNo,
  maskAccount,
  maskIdNo,
  maskPerson,
  spansOf,
} from './rules.ts';
import * as store from './store.ts';
import type {
  BatchId,
  BatchLine,
  Payee,
  PayeeId,
  PayeeKind,
  PayeeSecrets,
  PayeeWish,
  Person,
  Standing,
  Terms,
} from './types.ts';

export { coolUntil, feeOf, methodFor, quoteFor, spansOf, taxOf } from './rules.ts';
export type {
  BatchId,
  BatchLine,
  Payee,
  PayeeId,
  PayeeSecrets,
  PayeeWish,
  Person,
  Standing,
  TaxedSoFar,
  Terms,
} from './types.ts';

const partyOf = ({ kind, id }: Person) => ({ partyKind: kind, partyId: id as never });

export async function findPayee(reader: Reader, person: Person): Promise<Payee | null> {
  const [found] = await reader.ask(store.selectPayee, partyOf(person));
  return found ?? null;
}

/**
 * Where her money goes from now on; the former payee is kept, ended.
 * @throws Refusal `payouts.bad_name`, `payouts.bad_id_no`, `payouts.bad_card_no`
 */
export async function putPayee(tx: Tx, vault: Vault, person: Person, wish: PayeeWish) {
  const { id, kind, bankName } = wish;
  const name = wish.name.trim();
  const idNo = wish.idNo.trim().toUpperCase();
  const account = wish.account.replaceAll(/\s/g, '');
  if (!/^[\p{L}·. ]{2,40}$/u.test(name)) throw new Refusal('invalid', 'payouts.bad_name');
  if (!isIdNo(idNo)) throw new Refusal('invalid', 'payouts.bad_id_no');
  if (kind === 'bank' && !isCardNo(account)) throw new Refusal('invalid', 'payouts.bad_card_no');
  const [standing] = await tx.ask(store.selectPayee, partyOf(person));
  if (standing?.id === id) return;
  tx.tell(store.endPayee, partyOf(person));
  const row = {
    id,
    ...partyOf(person),
    kind,
    nameEnc: vault.seal(name),
    nameMasked: maskPerson(name),
    idNoEnc: vault.seal(idNo),
    idNoMasked: maskIdNo(idNo),
    idNoHash: vault.blindIndex(`id_no:${idNo}`),
    accountEnc: vault.seal(account),
    accountMasked: maskAccount(account),
    accountHash: vault.blindIndex(`payee:${kind}:${account}`),
    bankName: kind === 'bank' ? bankName.trim() : '',
  };
  tx.guard(store.insertPayee, row, () => new Again('another payee was set meanwhile'));
}

export interface OpenedPayee extends PayeeSecrets {
  readonly kind: PayeeKind;
  readonly bankName: string;
}
/** Opened for a channel or a file; whoever asks writes an audit row. */
export async function openPayees(
  reader: Reader,
  vault: Vault,
  ids: readonly PayeeId[],
): Promise<Map<PayeeId, OpenedPayee>> {
  const rows = await reader.ask(store.selectSecrets, { ids: [...new Set(ids)] });
  return new Map(
    rows.map(({ id, kind, nameEnc, idNoEnc, accountEnc, bankName }) => [
      id,
      {
        kind,
        bankName,
        name: vault.open(nameEnc),
        idNo: vault.open(idNoEnc),
        account: vault.open(accountEnc),
      },
    ]),
  );
}

/** @throws Refusal `payouts.no_payee`, `payouts.below_minimum`, `payouts.above_maximum`,
 * `payouts.cooling`, `payouts.nothing_left`, in this order */
export function mustBeAllowed(amount: Fen, standing: Standing, terms: Terms, now: Instant): void {
  const found = findingAgainst(amount, standing, terms, now);
  if (found !== null) throw new Refusal('conflict', found.code, found.facts);
}

/** Counts it against the limits of today and of this month. @throws Refusal `payouts.too_much_…` */
export function takeAllowance(tx: Tx, account: string, amount: Fen, terms: Terms): void {
  const { day, month } = spansOf(tx.now);
  const { perDay, perDayFen, perMonthFen } = terms;
  const today = { account, span: day, amount, mostTimes: perDay, mostFen: perDayFen as Fen };
  const facts = { perDay, perDayFen };
  tx.guard(store.takeAllowance, today, () => {
    return new Refusal('conflict', 'payouts.too_much_today', facts);
  });
  const most = { mostTimes: perDay * 31, mostFen: perMonthFen as Fen };
  tx.guard(store.takeAllowance, { account, span: month, amount, ...most }, () => {
    return new Refusal('conflict', 'payouts.too_much_this_month', { perMonthFen });
  });
}
export function giveAllowanceBack(tx: Tx, account: string, amount: Fen, askedAt: Instant): void {
  const { day, month } = spansOf(askedAt);
  tx.tell(store.giveAllowanceBack, { account, spans: [day, month], amount });
}

/** @throws Refusal `payouts.in_another_file`, `payouts.id_used` */
export function keepBatch(
  tx: Tx,
  wish: { readonly id: BatchId; readonly by: StaffId },
  lines: readonly { readonly withdrawal: string; readonly amount: Fen }[],
): void {
  const amounts = lines.map(({ amount }) => amount);
  const batch = { id: wish.id, lines: lines.length, amount: sum(amounts), madeBy: wish.by };
  tx.guard(store.insertBatch, batch, () => new Refusal('invalid', 'payouts.id_used'));
  const withdrawals = lines.map(({ withdrawal }) => withdrawal as never);
  tx.guard(store.insertLines, { batch: wish.id, withdrawals, amounts }, () => {
    return new Refusal('conflict', 'payouts.in_another_file');
  });
}
export const findBatchLines = (reader: Reader, batch: BatchId): Promise<BatchLine[]> =>
  reader.ask(store.selectLines, { batch });
/** @throws Again when the line was answered meanwhile */
export function endLine(
  tx: Tx,
  batch: BatchId,
  line: { readonly withdrawal: string; readonly paid: boolean; readonly reason: string },
): void {
  const { withdrawal, paid, reason } = line;
  const row = { batch, withdrawal: withdrawal as never, state: paid ? 'paid' : 'failed', reason };
  tx.guard(store.endLine, row as never, () => new Again('the line was answered meanwhile'));
}
