import * as col from '../../platform/column.ts';
import { hashChain } from '../../platform/hash-chain.ts';
import { statement } from '../../platform/statement.ts';

/** Accounts that keep their totals in a row of their own; all others are rolled up. */
export const GUARDED = `'^(order|payout|debt|due.staff|due.member|stored|points.member)[:]'`;
/** The days of those are kept a kind at a time: all orders, all members. */
export const DAYS_OF = `case when account ~ ${GUARDED}
  then regexp_replace(account, '^((due:)?[a-z]+):.*$', '\\1:*') else account end`;
/** What a block holds at most, but for one transaction that is larger than this. */
export const FULL_BLOCK = 10_000;

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
/** Totals and days in one statement, so that they always speak of the same transfers. */
export const advance = statement(
  'ledger.advance',
  {},
  `with bounds as (
     select below_xid as low, pg_snapshot_xmin(pg_current_snapshot()) as high
     from ledger.rollup_cursor where merchant_id = :merchant
   ), legs as (
     select t.to_account as account, t.at, t.amount_fen as came, 0::bigint as went
     from ledger.transfer t, bounds
     where t.merchant_id = :merchant and t.xid >= low and t.xid < high
     union all
     select t.from_account, t.at, 0, t.amount_fen from ledger.transfer t, bounds
     where t.merchant_id = :merchant and t.xid >= low and t.xid < high
   ), days as (
     select ${DAYS_OF} as account, (at at time zone 'Asia/Shanghai')::date as day,
       sum(came)::bigint as came, sum(went)::bigint as went
     from legs group by 1, 2
   ), dated as (
     insert into ledger.day_sum (merchant_id, account, day, in_fen, out_fen)
     select :merchant, account, day, came, went from days order by account, day
     on conflict (merchant_id, account, day) do update
     set in_fen = day_sum.in_fen + excluded.in_fen, out_fen = day_sum.out_fen + excluded.out_fen
   ), summed as (
     insert into ledger.rollup (merchant_id, account, balance_fen)
     select :merchant, account, sum(came - went)::bigint from days
     where account not like '%*' group by account order by account
     on conflict (merchant_id, account)
     do update set balance_fen = rollup.balance_fen + excluded.balance_fen
   )
   update ledger.rollup_cursor set below_xid = greatest(low, high), at = :now
   from bounds where merchant_id = :merchant`,
);

export const chain = hashChain({
  names: { seal: 'ledger.insert_block', broken: 'ledger.find_broken_blocks' },
  rows: 'ledger.transfer',
  blocks: 'ledger.block',
  counted: 'transfers',
  line: `format('%s|%s|%s|%s|%s|%s|%s|%s|%s', id, from_account, to_account, amount_fen, type,
    source, order_id, role, extract(epoch from at))`,
  full: FULL_BLOCK,
});
