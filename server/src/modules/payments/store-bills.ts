import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { BillLine } from './bill-types.ts';

const key = { channel: col.text(), account: col.text() };
const dayKey = { ...key, day: col.day };
const OF = `merchant_id = :merchant and channel = :channel and account = :account`;
const OF_DAY = `${OF} and day = :day`;

export const openAccount = statement(
  'payments.open_bill_account',
  { ...key, since: col.day },
  `insert into payments.bill_account (merchant_id, channel, account, since)
   values (:merchant, :channel, :account, :since) on conflict do nothing`,
);
export const findAccount = statement(
  'payments.find_bill_account',
  key,
  `select since, fee_bps as "feeBps" from payments.bill_account where ${OF}`,
  { since: col.day, feeBps: col.maybe(col.int) },
);
export const setFee = guard(
  'payments.set_agreed_fee',
  { ...key, feeBps: col.maybe(col.int) },
  `update payments.bill_account set fee_bps = :feeBps where ${OF}`,
);
/** Ids are made by time. */
export const findFirstUse = statement(
  'payments.find_first_use',
  key,
  `select made_at as at from payments.intent
   where merchant_id = :merchant and channel = :channel
     and coalesce(account_id::text, 'own') = :account order by id limit 1`,
  { at: col.instant },
);
/** Days that have no whole bill yet, oldest first. */
export const findMissing = statement(
  'payments.find_missing_bills',
  { ...key, since: col.day, until: col.day, most: col.int },
  `select d::date as day from generate_series(cast(:since as date), cast(:until as date),
     interval '1 day') d
   where not exists (select from payments.bill b where b.merchant_id = :merchant
     and b.channel = :channel and b.account = :account and b.day = d::date
     and b.state = 'compared')
   order by d limit cast(:most as integer)`,
  { day: col.day },
);

/** One at a time fetches a day; who has died is followed after a while. */
export const takeBill = guard(
  'payments.take_bill',
  { ...dayKey, until: col.instant },
  `insert into payments.bill as b (merchant_id, channel, account, day, state, tries, tried_at,
     taken_until)
   values (:merchant, :channel, :account, :day, 'waiting', 1, :now, :until)
   on conflict (merchant_id, channel, account, day) do update
     set tries = b.tries + 1, tried_at = :now, taken_until = :until
     where b.state <> 'compared' and (b.taken_until is null or b.taken_until <= :now)`,
);
export const leaveBill = statement(
  'payments.leave_bill',
  { ...dayKey, failure: col.text() },
  `update payments.bill set taken_until = null, failure = :failure
   where ${OF_DAY} and state <> 'compared'`,
);
const billRow = {
  state: col.text<'waiting' | 'importing' | 'compared'>(),
  hash: col.maybe(col.text()),
  feeFen: col.fen,
  feeBackFen: col.fen,
};
export const findBill = statement(
  'payments.find_bill',
  dayKey,
  `select state, hash, fee_fen as "feeFen", fee_back_fen as "feeBackFen"
   from payments.bill where ${OF_DAY}`,
  billRow,
);
/** Another file than the one that was begun: its lines go. */
export const dropLines = statement(
  'payments.drop_bill_lines',
  { ...dayKey, hash: col.text() },
  `delete from payments.bill_line where ${OF_DAY}
     and exists (select from payments.bill where ${OF_DAY} and state = 'importing'
       and hash <> :hash)`,
);
export const beginBill = guard(
  'payments.begin_bill',
  { ...dayKey, hash: col.text() },
  `update payments.bill set state = 'importing', hash = :hash, failure = ''
   where ${OF_DAY} and state <> 'compared'`,
);
export const insertLines = statement(
  'payments.insert_bill_lines',
  {
    ...dayKey,
    first: col.int,
    kinds: col.list(col.text<BillLine['kind']>()),
    ats: col.list(col.instant),
    apps: col.list(col.text()),
    providerNos: col.list(col.text()),
    outTradeNos: col.list(col.text()),
    refundNos: col.list(col.text()),
    amounts: col.list(col.fen),
    fees: col.list(col.fen),
    rates: col.list(col.maybe(col.int)),
    currencies: col.list(col.text()),
    states: col.list(col.text<BillLine['state']>()),
  },
  `insert into payments.bill_line (merchant_id, channel, account, day, no, kind, at, app,
     provider_no, out_trade_no, refund_no, amount_fen, fee_fen, rate_bps, currency, state)
   select :merchant, :channel, :account, :day, cast(:first as integer) + n::integer - 1, kind, at,
     app, provider_no, out_trade_no, refund_no, amount, fee, rate, currency, state
   from unnest(:kinds::text[], :ats::timestamptz[], :apps::text[], :providerNos::text[],
     :outTradeNos::text[], :refundNos::text[], :amounts::bigint[], :fees::bigint[],
     :rates::integer[], :currencies::text[], :states::text[]) with ordinality
     as x(kind, at, app, provider_no, out_trade_no, refund_no, amount, fee, rate, currency, state,
       n)
   on conflict do nothing`,
);

const SUM = (what: string, when: string): string =>
  `coalesce(sum(${what}) filter (where ${when}), 0)`;
const PAID = `kind = 'payment' and state = 'done'`;
const BACK = `kind = 'refund' and state <> 'failed'`;
export const closeBill = guard(
  'payments.close_bill',
  dayKey,
  `update payments.bill b set state = 'compared', compared_at = :now, taken_until = null,
     line_count = s.lines, paid_count = s.paid_count, paid_fen = s.paid,
     refund_count = s.refund_count, refunded_fen = s.refunded, fee_fen = s.fee,
     fee_back_fen = s.fee_back
   from (select count(*) as lines, count(*) filter (where ${PAID}) as paid_count,
       count(*) filter (where ${BACK}) as refund_count,
       ${SUM('amount_fen', PAID)} as paid, ${SUM('amount_fen', BACK)} as refunded,
       ${SUM('fee_fen', 'fee_fen > 0')} as fee, ${SUM('-fee_fen', 'fee_fen < 0')} as fee_back
     from payments.bill_line where ${OF_DAY}) s
   where b.merchant_id = :merchant and b.channel = :channel and b.account = :account
     and b.day = :day and b.state = 'importing'`,
);
/** Ours of what the bill lists, once each, and what it lacks: the rest is the sum of the breaks. */
export const totalHere = statement(
  'payments.total_here',
  dayKey,
  `with lacking as (
     select of, coalesce(sum(here_fen), 0) as fen from payments.bill_break
     where ${OF_DAY} and kind = 'missing_there'
       and coalesce(resolution, '') not in ('other_bill', 'agrees_now')
     group by of)
   update payments.bill set
     here_paid_fen = coalesce((select fen from lacking where of = 'payment'), 0) +
       (select coalesce(sum(c.amount_fen), 0) from payments.capture c
        where c.merchant_id = :merchant and c.channel = :channel and c.use <> 'mismatch'
          and c.provider_no in (select provider_no from payments.bill_line
            where ${OF_DAY} and kind = 'payment' and state = 'done')),
     here_refunded_fen = coalesce((select fen from lacking where of = 'refund'), 0) +
       (select coalesce(sum(r.amount_fen), 0) from payments.refund r
        where r.merchant_id = :merchant and r.state in ('sent', 'succeeded')
          and r.refund_no in (select refund_no from payments.bill_line
            where ${OF_DAY} and kind = 'refund' and state <> 'failed'))
   where ${OF_DAY}`,
);
