import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import { DAYS_OF, GUARDED } from './store-books.ts';
import type { Drift } from './types.ts';

/** Every kept total beside what the transfers and pendings say, of the whole history. */
export const selectDrift = statement(
  'ledger.find_drift',
  {},
  `with bounds as (
     select below_xid as high from ledger.rollup_cursor where merchant_id = :merchant
   ), legs as (
     select to_account as account, at, xid, amount_fen as came, 0::bigint as went
     from ledger.transfer where merchant_id = :merchant
     union all
     select from_account, at, xid, 0, amount_fen from ledger.transfer
     where merchant_id = :merchant
   ), days as (
     select ${DAYS_OF} as account, (at at time zone 'Asia/Shanghai')::date as day,
       sum(came)::bigint as came, sum(went)::bigint as went
     from legs where xid < (select high from bounds) group by 1, 2
   ), sums as (
     select 'balance' as what, account, null::date as day, sum(came - went)::bigint as summed
     from legs where account ~ ${GUARDED} or xid < (select high from bounds) group by account
     union all
     select x.what, account, day, x.summed from days,
       lateral (values ('day_in', came), ('day_out', went)) as x(what, summed)
     union all
     select 'frozen', from_account, null, sum(amount_fen - voided_fen - posted_fen)::bigint
     from ledger.pending where merchant_id = :merchant and resolved_at is null
     group by from_account
   ), kept as (
     select x.what, account, null::date as day, x.kept from ledger.account,
       lateral (values ('balance', balance_fen), ('frozen', pending_out_fen)) as x(what, kept)
     where merchant_id = :merchant
     union all
     select 'balance', account, null, balance_fen from ledger.rollup
     where merchant_id = :merchant
     union all
     select x.what, account, day, x.kept from ledger.day_sum,
       lateral (values ('day_in', in_fen), ('day_out', out_fen)) as x(what, kept)
     where merchant_id = :merchant
   )
   select k.what as "keptWhat", s.what as "summedWhat", k.account as "keptAccount",
     s.account as "summedAccount", k.day as "keptDay", s.day as "summedDay",
     coalesce(k.kept, 0)::bigint as kept, coalesce(s.summed, 0)::bigint as summed
   from kept k full join sums s on s.what = k.what and s.account = k.account
     and coalesce(s.day, '-infinity') = coalesce(k.day, '-infinity')
   where coalesce(k.kept, 0) <> coalesce(s.summed, 0)
   order by coalesce(k.account, s.account), coalesce(k.what, s.what), coalesce(k.day, s.day)
   limit 100`,
  {
    keptWhat: col.maybe(col.text<Drift['what']>()),
    summedWhat: col.maybe(col.text<Drift['what']>()),
    keptAccount: col.maybe(col.text()),
    summedAccount: col.maybe(col.text()),
    keptDay: col.maybe(col.day),
    summedDay: col.maybe(col.day),
    kept: col.big,
    summed: col.big,
  },
);
/** A chain made anew from a false block on holds in itself: an earlier check remembers its hash. */
export const selectRemade = statement(
  'ledger.find_remade_blocks',
  {},
  `select distinct c.block_no as no from ledger.checkup c
   left join ledger.block b on b.merchant_id = c.merchant_id and b.no = c.block_no
   where c.merchant_id = :merchant and c.block_no > 0 and b.hash is distinct from c.block_hash
   order by 1`,
  { no: col.big },
);
export const selectHead = statement(
  'ledger.find_head',
  {},
  `select coalesce(max(no), 0)::bigint as "blockNo",
     coalesce((array_agg(hash order by no desc))[1], '') as "blockHash",
     coalesce(sum(transfers), 0)::bigint as transfers
   from ledger.block where merchant_id = :merchant`,
  { blockNo: col.big, blockHash: col.text(), transfers: col.big },
);

const checkup = {
  at: col.instant,
  blockNo: col.big,
  blockHash: col.text(),
  transfers: col.big,
  broken: col.list(col.big),
  drift: col.json<readonly Drift[]>(),
};
const { at: _, ...found } = checkup;
export const insertCheckup = statement(
  'ledger.insert_checkup',
  { id: col.id(), ...found },
  `insert into ledger.checkup (merchant_id, id, at, block_no, block_hash, transfers, broken, drift)
   values (:merchant, :id, :now, :blockNo, :blockHash, :transfers, :broken, :drift)`,
);
export const selectCheckups = statement(
  'ledger.find_checkups',
  { count: col.big },
  `select at, block_no as "blockNo", block_hash as "blockHash", transfers, broken, drift
   from ledger.checkup where merchant_id = :merchant order by id desc limit :count`,
  checkup,
);
