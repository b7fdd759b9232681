/** Reconciliation by day and account: what the bill says, what we have, and what is still open. */
import type { Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const OPEN = `(select count(*)::integer from payments.bill_break k
  where k.merchant_id = b.merchant_id and k.channel = b.channel and k.account = b.account
    and k.day = b.day and k.state <> 'resolved')`;
/** Of the merchant's own account; empty for the installation's. */
export const ACCOUNT_NAME = (row: string): string => `coalesce((select p.name
  from payments.account p where p.merchant_id = ${row}.merchant_id
    and p.id::text = ${row}.account), '')`;
const days = statement(
  'views.bill_days',
  {
    channel: col.maybe(col.text()),
    from: col.maybe(col.day),
    to: col.maybe(col.day),
    only: col.maybe(col.text()),
    after: col.maybe(col.text()),
    most: col.big,
  },
  `select x.*, concat_ws('_', day, channel, account) as cursor from (
     select b.channel, b.account, ${ACCOUNT_NAME('b')} as "accountName",
       b.day, b.state, b.failure, b.tries, b.tried_at as "triedAt",
       b.line_count as lines, b.paid_count as "paidCount", b.paid_fen as "therePaidFen",
       b.here_paid_fen as "herePaidFen", b.refund_count as "refundCount",
       b.refunded_fen as "thereRefundedFen", b.here_refunded_fen as "hereRefundedFen",
       b.fee_fen - b.fee_back_fen as "feeFen",
       (b.paid_fen - b.refunded_fen) - (b.here_paid_fen - b.here_refunded_fen) as "differenceFen",
       coalesce(b.hash, '') as hash, b.compared_at as "comparedAt", ${OPEN} as "openBreaks"
     from payments.bill b
     where b.merchant_id = :merchant and (cast(:channel as text) is null or b.channel = :channel)
       and (cast(:from as date) is null or b.day >= :from)
       and (cast(:to as date) is null or b.day <= :to)) x
   where (cast(:after as text) is null or concat_ws('_', day, channel, account) < :after)
     and case cast(:only as text) when 'open' then "openBreaks" > 0
       when 'waiting' then state <> 'compared'
       when 'agrees' then state = 'compared' and "openBreaks" = 0 else true end
   order by concat_ws('_', day, channel, account) desc limit :most`,
  {
    channel: col.text(),
    account: col.text(),
    accountName: col.text(),
    day: col.day,
    state: col.text<'waiting' | 'importing' | 'compared'>(),
    failure: col.text(),
    tries: col.int,
    triedAt: col.maybe(col.instant),
    lines: col.int,
    paidCount: col.int,
    therePaidFen: col.fen,
    herePaidFen: col.fen,
    refundCount: col.int,
    thereRefundedFen: col.fen,
    hereRefundedFen: col.fen,
    feeFen: col.fen,
    differenceFen: col.fen,
    hash: col.text(),
    comparedAt: col.maybe(col.instant),
    openBreaks: col.int,
    cursor: col.text(),
  },
);

export interface DaysWish {
  readonly channel: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly only: string | null;
  readonly after: string | null;
  readonly count: number;
}
export async function findBillDays(reader: Reader, { count, ...wish }: DaysWish) {
  const span = wish as typeof wish & { from: Day | null; to: Day | null };
  const found = await reader.ask(days, { ...span, most: count + 1 });
  const items = found.slice(0, count).map(({ cursor: _, ...row }) => row);
  return { items, next: found.length > count ? found[count - 1]!.cursor : null };
}

const accounts = statement(
  'views.bill_accounts',
  {},
  `select a.channel, a.account, ${ACCOUNT_NAME('a')} as "accountName",
     a.since, a.fee_bps as "feeBps",
     (select max(b.day) from payments.bill b where b.merchant_id = a.merchant_id
       and b.channel = a.channel and b.account = a.account and b.state = 'compared') as "lastDay",
     (select count(*)::integer from payments.bill_break k where k.merchant_id = a.merchant_id
       and k.channel = a.channel and k.account = a.account
       and k.state <> 'resolved') as "openBreaks",
     (select min(k.found_at) from payments.bill_break k where k.merchant_id = a.merchant_id
       and k.channel = a.channel and k.account = a.account
       and k.state <> 'resolved') as "oldestAt",
     (select coalesce(sum((case k.of when 'payment' then 1 else -1 end)
         * (coalesce(k.there_fen, 0) - coalesce(k.here_fen, 0))), 0)::bigint
       from payments.bill_break k where k.merchant_id = a.merchant_id
       and k.channel = a.channel and k.account = a.account
       and k.state <> 'resolved') as "openFen"
   from payments.bill_account a where a.merchant_id = :merchant order by a.channel, a.account`,
  {
    channel: col.text(),
    account: col.text(),
    accountName: col.text(),
    since: col.day,
    feeBps: col.maybe(col.int),
    lastDay: col.maybe(col.day),
    openBreaks: col.int,
    oldestAt: col.maybe(col.instant),
    openFen: col.fen,
  },
);
export const findBillAccounts = (reader: Reader) => reader.ask(accounts, {});
