import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { BillLine, Pair } from './bill-types.ts';

type There = NonNullable<Pair['there']>;
type Here = NonNullable<Pair['here']>;
const key = { channel: col.text(), account: col.text(), day: col.day };

const pairRow = {
  of: col.text<BillLine['kind']>(),
  subject: col.text(),
  outTradeNo: col.text(),
  app: col.text(),
  currency: col.text(),
  there: col.maybe(col.json<There>()),
  here: col.maybe(col.json<Here>()),
  intent: col.maybe(col.json<NonNullable<Pair['intent']>>()),
  mismatched: col.bool,
};
const AT = (of: string): string =>
  `to_char(${of} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** One index a kind answers this; a single question about both would read every line for each. */
const AGAIN = {
  payment: `exists (select from payments.bill_line b where b.merchant_id = l.merchant_id
    and b.channel = l.channel and b.kind = 'payment' and b.provider_no = l.provider_no
    and (b.day, b.no) < (l.day, l.no))`,
  refund: `exists (select from payments.bill_line b where b.merchant_id = l.merchant_id
    and b.channel = l.channel and b.kind = 'refund' and b.refund_no = l.refund_no
    and (b.day, b.no) < (l.day, l.no))`,
};
const THERE = (kind: keyof typeof AGAIN): string => `jsonb_build_object('no', l.no, 'day', l.day,
  'at', ${AT('l.at')}, 'amount', l.amount_fen, 'fee', l.fee_fen, 'rateBps', l.rate_bps,
  'state', l.state, 'again', ${AGAIN[kind]})`;
const CAPTURED = `case when c.at is not null then jsonb_build_object('at', ${AT('c.at')},
  'amount', c.amount_fen, 'state', c.use) end`;
const REFUNDED = `case when r.id is not null then jsonb_build_object('at',
  ${AT('coalesce(r.done_at, r.made_at)')}, 'amount', r.amount_fen, 'state', r.state) end`;
const INTENT = `case when i.id is not null then jsonb_build_object('order', i.order_id,
  'amount', i.amount_fen) end`;
const MISMATCHED = `(c.at is null and i.id is not null and exists (select from payments.capture m
  where m.merchant_id = l.merchant_id and m.order_id = i.order_id and m.use = 'mismatch'
    and starts_with(m.provider_no, l.provider_no || '?')))`;
const PAYMENT_LINES = `select l.kind as of, l.provider_no as subject,
     l.out_trade_no as "outTradeNo", l.app, l.currency,
     ${THERE('payment')} as there, ${CAPTURED} as here,
     ${INTENT} as intent, ${MISMATCHED} as mismatched, l.no as "no"
   from payments.bill_line l
   left join payments.capture c on c.merchant_id = l.merchant_id and c.channel = l.channel
     and c.provider_no = l.provider_no and c.use <> 'mismatch'
   left join payments.intent i on i.merchant_id = l.merchant_id
     and i.out_trade_no = l.out_trade_no`;
const REFUND_LINES = `select l.kind as of, l.refund_no as subject,
     l.out_trade_no as "outTradeNo", l.app, l.currency,
     ${THERE('refund')} as there, ${REFUNDED} as here,
     case when r.id is not null then jsonb_build_object('order', r.order_id,
       'amount', r.amount_fen) end as intent, false as mismatched, l.no as "no"
   from payments.bill_line l
   left join payments.refund r on r.merchant_id = l.merchant_id and r.refund_no = l.refund_no`;

/**
 * Lines of one bill that may not agree: whatever surely does is left out here, and the rules have
 * the last word on the rest.
 */
const OF_BILL = `l.merchant_id = :merchant and l.channel = :channel and l.account = :account
  and l.day = :day and l.no > cast(:after as integer)`;
const page = {
  ...key,
  after: col.int,
  from: col.instant,
  end: col.instant,
  agreed: col.maybe(col.int),
  most: col.big,
};
export const findOddPayments = statement(
  'payments.find_odd_payments',
  page,
  `${PAYMENT_LINES}
   where ${OF_BILL} and l.kind = 'payment'
     and (c.at is null or c.amount_fen <> l.amount_fen or l.state <> 'done'
       or c.at < :from or c.at >= :end or ${AGAIN.payment}
       or abs((l.amount_fen * coalesce(:agreed, l.rate_bps) + 5000) / 10000 - l.fee_fen) > 1)
   order by l.no limit :most`,
  { ...pairRow, no: col.int },
);
export const findOddRefunds = statement(
  'payments.find_odd_refunds',
  { ...key, after: col.int, most: col.big },
  `${REFUND_LINES}
   where ${OF_BILL} and l.kind = 'refund'
     and (r.id is null or r.amount_fen <> l.amount_fen or ${AGAIN.refund}
       or (l.state = 'done') <> (r.state = 'succeeded'))
   order by l.no limit :most`,
  { ...pairRow, no: col.int },
);

const lacking = {
  channel: col.text(),
  account: col.text(),
  from: col.instant,
  until: col.instant,
  after: col.text(),
  most: col.big,
};
/**
 * Looked up one by one: right after an import the table has no statistics, and as a join this
 * would read all of it for each of ours.
 */
const LISTED = (kind: BillLine['kind'], same: string): string => `select 1
  from payments.bill_line l where l.merchant_id = :merchant and l.channel = :channel
    and l.kind = '${kind}' and ${same} limit 1`;
/** Ours that no bill lists. */
export const findLackingPayments = statement(
  'payments.find_lacking_payments',
  lacking,
  `select 'payment' as of, c.provider_no as subject, i.out_trade_no as "outTradeNo", '' as app,
     'CNY' as currency, null::jsonb as there, ${CAPTURED} as here, ${INTENT} as intent,
     false as mismatched
   from payments.capture c
   join payments.intent i on i.merchant_id = c.merchant_id and i.id = c.intent_id
   where c.merchant_id = :merchant and c.channel = :channel and c.use <> 'mismatch'
     and coalesce(c.account_id::text, 'own') = :account
     and c.at >= :from and c.at < :until and c.provider_no > :after
     and (${LISTED('payment', 'l.provider_no = c.provider_no')}) is null
   order by c.provider_no limit :most`,
  pairRow,
);
export const findLackingRefunds = statement(
  'payments.find_lacking_refunds',
  lacking,
  `select 'refund' as of, r.refund_no as subject, '' as "outTradeNo", '' as app,
     'CNY' as currency, null::jsonb as there, ${REFUNDED} as here,
     jsonb_build_object('order', r.order_id, 'amount', r.amount_fen) as intent,
     false as mismatched
   from payments.refund r
   where r.merchant_id = :merchant and r.channel = :channel and r.state = 'succeeded'
     and coalesce(r.account_id::text, 'own') = :account
     and r.done_at >= :from and r.done_at < :until and r.refund_no > :after
     and (${LISTED('refund', 'l.refund_no = r.refund_no')}) is null
   order by r.refund_no limit :most`,
  pairRow,
);

/** The one pair behind a number, as it stands now. */
export const findPayment = statement(
  'payments.find_payment_pair',
  { channel: col.text(), subject: col.text(), day: col.maybe(col.day), no: col.maybe(col.int) },
  `${PAYMENT_LINES}
   where l.merchant_id = :merchant and l.channel = :channel and l.kind = 'payment'
     and l.provider_no = :subject
   order by (l.day = :day and l.no = :no) desc nulls last, l.day, l.no limit 1`,
  { ...pairRow, no: col.int },
);
export const findRefund = statement(
  'payments.find_refund_pair',
  { channel: col.text(), subject: col.text(), day: col.maybe(col.day), no: col.maybe(col.int) },
  `${REFUND_LINES}
   where l.merchant_id = :merchant and l.channel = :channel and l.kind = 'refund'
     and l.refund_no = :subject
   order by (l.day = :day and l.no = :no) desc nulls last, l.day, l.no limit 1`,
  { ...pairRow, no: col.int },
);
