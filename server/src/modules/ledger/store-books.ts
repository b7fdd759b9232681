import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

export const startCursor = statement(
  'ledger.start_cursor',
  {},
  `insert into ledger.rollup_cursor (merchant_id, below_xid, at)
   values (:merchant, '0'::xid8, :now) on conflict do nothing`,
);
/** In a statement of its own, so that the next one looks with a newer snapshot. */
export const lockCursor = statement(
  'ledger.lock_cursor',
  {},
  `select below_xid::text as below from ledger.rollup_cursor
   where merchant_id = :merchant for update`,
  { below: col.text() },
);
export const advance = statement(
  'ledger.advance',
  {},
  `with bounds as (
     select below_xid as low, pg_snapshot_xmin(pg_current_snapshot()) as high
     from ledger.rollup_cursor where merchant_id = :merchant
   ), legs as (
     select t.to_account as account, t.amount_fen as amount from ledger.transfer t, bounds
     where t.merchant_id = :merchant and t.xid >= low and t.xid < high
     union all
     select t.from_account, -t.amount_fen from ledger.transfer t, bounds
     where t.merchant_id = :merchant and t.xid >= low and t.xid < high
   ), summed as (
     insert into ledger.rollup (merchant_id, account, balance_fen)
     select :merchant, account, sum(amount)::bigint from legs
     where account !~ '^(order|payout|debt|due.staff|due.member)[:]'
     group by account order by account
     on conflict (merchant_id, account)
     do update set balance_fen = rollup.balance_fen + excluded.balance_fen
   )
   update ledger.rollup_cursor set below_xid = greatest(low, high), at = :now
   from bounds where merchant_id = :merchant`,
);

const LINE = `format('%s|%s|%s|%s|%s|%s|%s|%s|%s', id, from_account, to_account, amount_fen, type,
  source, order_id, role, extract(epoch from at))`;
const digest = (former: string, lines: string): string =>
  `encode(sha256(convert_to(${former} || E'\\n' || ${lines}, 'UTF8')), 'hex')`;

export const insertBlock = statement(
  'ledger.insert_block',
  {},
  `with last as (
     select no, below_xid, hash from ledger.block where merchant_id = :merchant
     union all select 0, '0'::xid8, '' order by no desc limit 1
   ), fresh as (
     select count(*)::integer as transfers, string_agg(${LINE}, E'\\n' order by id) as lines
     from ledger.transfer, last
     where merchant_id = :merchant and xid >= last.below_xid
       and xid < pg_snapshot_xmin(pg_current_snapshot())
   )
   insert into ledger.block (merchant_id, no, below_xid, transfers, hash, at)
   select :merchant, last.no + 1, pg_snapshot_xmin(pg_current_snapshot()), transfers,
     ${digest('last.hash', 'lines')}, :now
   from last, fresh where transfers > 0`,
);
export const selectBroken = statement(
  'ledger.find_broken_blocks',
  {},
  `with chain as (
     select no, hash, transfers, below_xid as high,
       coalesce(lag(below_xid) over (order by no), '0'::xid8) as low,
       coalesce(lag(hash) over (order by no), '') as former
     from ledger.block where merchant_id = :merchant
   )
   select no from chain c
   cross join lateral (
     select count(*) as found, string_agg(${LINE}, E'\\n' order by id) as lines
     from ledger.transfer
     where merchant_id = :merchant and xid >= c.low and xid < c.high
   ) t
   where t.found <> c.transfers
     or ${digest('c.former', "coalesce(t.lines, '')")} is distinct from c.hash
   order by no`,
  { no: col.big },
);
export const selectDrift = statement(
  'ledger.find_drift',
  {},
  `with bounds as (
     select below_xid as high from ledger.rollup_cursor where merchant_id = :merchant
   ), kept as (
     select account, balance_fen as kept from ledger.account where merchant_id = :merchant
     union all
     select account, balance_fen from ledger.rollup where merchant_id = :merchant
   ), legs as (
     select to_account as account, amount_fen as amount, xid from ledger.transfer
     where merchant_id = :merchant
     union all
     select from_account, -amount_fen, xid from ledger.transfer where merchant_id = :merchant
   ), sums as (
     select account, sum(amount)::bigint as summed from legs
     where account ~ '^(order|payout|debt|due.staff|due.member)[:]'
       or xid < (select high from bounds)
     group by account
   )
   select account, coalesce(kept, 0)::bigint as kept, coalesce(summed, 0)::bigint as summed
   from kept full join sums using (account)
   where coalesce(kept, 0) <> coalesce(summed, 0) order by account`,
  { account: col.text(), kept: col.big, summed: col.big },
);
