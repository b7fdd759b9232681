import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import { GUARDED } from './store-books.ts';

/**
 * Balance before an instant that begins a business day. A shared account's days are added up, and
 * what the cursor has not reached yet; a guarded one has few transfers, found by its name.
 */
const BALANCE = (until: string, day: string): string => `(case
  when :account ~ ${GUARDED} then (
    select coalesce(sum(signed), 0) from (
      select amount_fen as signed from ledger.transfer
      where merchant_id = :merchant and to_account = :account and at < ${until}
      union all
      select -amount_fen from ledger.transfer
      where merchant_id = :merchant and from_account = :account and at < ${until}) own)
  else (
    select coalesce(sum(in_fen - out_fen), 0) from ledger.day_sum
    where merchant_id = :merchant and account = :account and day < ${day}) + (
    select coalesce(sum(case when to_account = :account then amount_fen else -amount_fen end), 0)
    from ledger.transfer
    where merchant_id = :merchant and xid >= coalesce((select below_xid
        from ledger.rollup_cursor where merchant_id = :merchant), '0'::xid8)
      and (to_account = :account or from_account = :account) and at < ${until})
  end)::bigint`;

export const selectBalance = statement(
  'ledger.find_balance_as_of',
  { account: col.text(), day: col.day, until: col.instant },
  `select ${BALANCE('cast(:until as timestamptz)', 'cast(:day as date)')} as balance`,
  { balance: col.fen },
);

/** What moved in whole days, both ways. */
export const selectTurnover = statement(
  'ledger.find_turnover',
  {
    account: col.text(),
    from: col.instant,
    until: col.instant,
    fromDay: col.day,
    untilDay: col.day,
  },
  `select coalesce(sum(came), 0)::bigint as came, coalesce(sum(went), 0)::bigint as went from (
     select in_fen as came, out_fen as went from ledger.day_sum
     where merchant_id = :merchant and account = :account and day >= :fromDay and day < :untilDay
     union all
     select case when to_account = :account then amount_fen else 0 end,
       case when from_account = :account then amount_fen else 0 end
     from ledger.transfer
     where :account ~ ${GUARDED} and merchant_id = :merchant
       and (to_account = :account or from_account = :account) and at >= :from and at < :until
     union all
     select case when to_account = :account then amount_fen else 0 end,
       case when from_account = :account then amount_fen else 0 end
     from ledger.transfer
     where :account !~ ${GUARDED} and merchant_id = :merchant
       and xid >= coalesce((select below_xid from ledger.rollup_cursor
         where merchant_id = :merchant), '0'::xid8)
       and (to_account = :account or from_account = :account) and at >= :from and at < :until
   ) moved`,
  { came: col.fen, went: col.fen },
);
