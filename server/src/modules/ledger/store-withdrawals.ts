import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Account, PayoutWay, WithdrawalState } from './types.ts';

const account = col.text<Account>();
const withdrawal = col.id<'withdrawal'>();
const staff = col.id<'staff'>();

const row = {
  id: withdrawal,
  account,
  amount: col.fen,
  fee: col.fen,
  withheld: col.fen,
  way: col.text<PayoutWay>(),
  payee: col.maybe(col.id<'payee'>()),
  needsSecond: col.bool,
  approvedBy: col.maybe(staff),
  releasedAt: col.maybe(col.instant),
  state: col.text<WithdrawalState>(),
  reason: col.text(),
  askedAt: col.instant,
  doneAt: col.maybe(col.instant),
};
const COLUMNS = `id, account, amount_fen as amount, fee_fen as fee, withheld_fen as withheld,
  method as way, payee_id as payee, needs_second as "needsSecond", approved_by as "approvedBy",
  released_at as "releasedAt", state, reason, asked_at as "askedAt", done_at as "doneAt"`;

export const insertWithdrawal = guard(
  'ledger.insert_withdrawal',
  {
    id: withdrawal,
    account,
    amount: col.fen,
    fee: col.fen,
    way: col.text<PayoutWay>(),
    payee: col.maybe(col.id<'payee'>()),
    needsSecond: col.bool,
  },
  `insert into ledger.withdrawal (merchant_id, id, account, amount_fen, fee_fen, method, payee_id,
     needs_second, state, asked_at)
   values (:merchant, :id, :account, :amount, :fee, :way, :payee, :needsSecond, 'asked', :now)
   on conflict do nothing`,
);
export const selectWithdrawal = statement(
  'ledger.find_withdrawal',
  { id: withdrawal },
  `select ${COLUMNS} from ledger.withdrawal where merchant_id = :merchant and id = :id`,
  row,
);
export const lockWithdrawal = statement(
  'ledger.lock_withdrawal',
  { id: withdrawal },
  `select ${COLUMNS} from ledger.withdrawal
   where merchant_id = :merchant and id = :id for update`,
  row,
);
export const selectWithdrawals = statement(
  'ledger.find_withdrawals',
  { account, count: col.big },
  `select ${COLUMNS} from ledger.withdrawal
   where merchant_id = :merchant and account = :account order by id desc limit :count`,
  row,
);
/** The first of two people. */
export const approveWithdrawal = guard(
  'ledger.approve_withdrawal',
  { id: withdrawal, by: staff },
  `update ledger.withdrawal set state = 'approved', approved_by = :by, approved_at = :now
   where merchant_id = :merchant and id = :id and state = 'asked' and needs_second`,
);
/** One lets it go, once; above the threshold it is not the one who approved it. */
export const releaseWithdrawal = guard(
  'ledger.release_withdrawal',
  {
    id: withdrawal,
    by: staff,
    taxable: col.fen,
    withheld: col.fen,
    taxMethod: col.text(),
  },
  `update ledger.withdrawal set released_by = :by, released_at = :now, taxable_fen = :taxable,
     withheld_fen = :withheld, tax_method = :taxMethod
   where merchant_id = :merchant and id = :id and released_at is null
     and state = case when needs_second then 'approved' else 'asked' end
     and approved_by is distinct from :by`,
);
export const refuseWithdrawal = guard(
  'ledger.refuse_withdrawal',
  { id: withdrawal, by: staff, reason: col.text() },
  `update ledger.withdrawal set state = 'refused', refused_by = :by, reason = :reason,
     done_at = :now
   where merchant_id = :merchant and id = :id and state in ('asked', 'approved')
     and released_at is null`,
);
export const endWithdrawal = guard(
  'ledger.end_withdrawal',
  { id: withdrawal, state: col.text<WithdrawalState>(), reason: col.text() },
  `update ledger.withdrawal set state = :state, reason = :reason, done_at = :now
   where merchant_id = :merchant and id = :id and state in ('asked', 'approved')
     and released_at is not null`,
);
/**
 * What one person was paid since then by this way of withholding, and what was withheld of it.
 * `months`: in how many other months than this one.
 */
export const selectTaxed = statement(
  'ledger.find_taxed',
  { account, from: col.instant, thisMonth: col.text(), method: col.text() },
  `select coalesce(sum(amount_fen), 0)::bigint as gross,
     coalesce(sum(withheld_fen), 0)::bigint as withheld,
     (count(distinct month) filter (where month <> :thisMonth))::integer as months
   from ledger.withdrawal cross join lateral (
     select to_char(released_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month) m
   where merchant_id = :merchant and account = :account and released_at >= :from
     and state <> 'failed' and tax_method = :method`,
  { gross: col.fen, withheld: col.fen, months: col.int },
);
