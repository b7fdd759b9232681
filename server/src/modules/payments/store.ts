import * as col from '../../platform/column.ts';
import { eachOf, guard, statement } from '../../platform/statement.ts';
import type { CaptureUse, Intent, ProviderRefund } from './types.ts';

const account = col.maybe(col.id<'account'>());
const intentRow = {
  id: col.id<'intent'>(),
  order: col.id<'order'>(),
  channel: col.text(),
  account,
  amount: col.fen,
  state: col.text<Intent['state']>(),
  outTradeNo: col.text(),
  asks: col.int,
  askedAt: col.maybe(col.instant),
  closed: col.bool,
};
const INTENT = `id, order_id as "order", channel, account_id as account, amount_fen as amount,
  state, out_trade_no as "outTradeNo", asks, asked_at as "askedAt",
  closed_at is not null as closed`;

export const findByTradeNo = statement(
  'payments.find_by_trade_no',
  { outTradeNo: col.text() },
  `select ${INTENT} from payments.intent
   where merchant_id = :merchant and out_trade_no = :outTradeNo`,
  intentRow,
);
export const findByTradeNoOfEach = eachOf(findByTradeNo);
export const findIntents = statement(
  'payments.find_intents',
  { order: intentRow.order },
  `select ${INTENT} from payments.intent
   where merchant_id = :merchant and order_id = :order order by id`,
  intentRow,
);
/** A twin that opens the same number first is found on the second look. */
export const insertIntent = guard(
  'payments.insert_intent',
  {
    id: intentRow.id,
    order: intentRow.order,
    channel: col.text(),
    account,
    amount: col.fen,
    outTradeNo: col.text(),
  },
  `insert into payments.intent
     (merchant_id, id, order_id, channel, account_id, amount_fen, state, out_trade_no, made_at)
   values (:merchant, :id, :order, :channel, :account, :amount, 'open', :outTradeNo, :now)
   on conflict do nothing`,
);
export const noteAsked = statement(
  'payments.note_asked',
  { id: intentRow.id },
  `update payments.intent set asks = asks + 1, asked_at = :now
   where merchant_id = :merchant and id = :id`,
);
/** A number that the provider has closed is used by no further try. */
export const noteClosed = statement(
  'payments.note_closed',
  { id: intentRow.id },
  `update payments.intent set closed_at = coalesce(closed_at, :now), asked_at = :now,
     state = case state when 'open' then 'shut' else state end
   where merchant_id = :merchant and id = :id`,
);
export const shutIntent = statement(
  'payments.shut_intent',
  { id: intentRow.id },
  `update payments.intent set state = 'shut'
   where merchant_id = :merchant and id = :id and state = 'open'`,
);
export const shutIntents = statement(
  'payments.shut_intents',
  { order: intentRow.order },
  `update payments.intent set state = 'shut'
   where merchant_id = :merchant and order_id = :order and state = 'open'`,
);

const captureRow = {
  channel: col.text(),
  account,
  providerNo: col.text(),
  order: col.id<'order'>(),
  amount: col.fen,
  use: col.text<CaptureUse>(),
  at: col.instant,
};
const CAPTURE = `channel, account_id as account, provider_no as "providerNo", order_id as "order",
  amount_fen as amount, use, at`;
/** What was reported under this number, and what was reported for this order. */
export const findReported = statement(
  'payments.find_reported',
  { order: intentRow.order, channel: col.text(), providerNo: col.text() },
  `select ${CAPTURE} from payments.capture
   where merchant_id = :merchant and order_id = :order
   union select ${CAPTURE} from payments.capture
   where merchant_id = :merchant and channel = :channel and provider_no = :providerNo`,
  captureRow,
);
export const findReportedOfEach = eachOf(findReported);
export const findCaptures = statement(
  'payments.find_captures',
  { order: intentRow.order },
  `select ${CAPTURE} from payments.capture
   where merchant_id = :merchant and order_id = :order order by at, provider_no`,
  captureRow,
);
/**
 * Waits for a twin of the notification that is still in flight. An intent is captured in the same
 * statement when the money is the order's.
 */
export const insertCaptures = guard(
  'payments.insert_captures',
  {
    channels: col.list(col.text()),
    accounts: col.list(account),
    providerNos: col.list(col.text()),
    intents: col.list(intentRow.id),
    orders: col.list(intentRow.order),
    amounts: col.list(col.fen),
    uses: col.list(col.text<CaptureUse>()),
  },
  `insert into payments.capture
     (merchant_id, channel, account_id, provider_no, intent_id, order_id, amount_fen, use, at)
   select :merchant, n.*, :now from unnest(:channels::text[], :accounts::uuid[],
     :providerNos::text[], :intents::uuid[], :orders::uuid[], :amounts::bigint[],
     :uses::text[]) as n
   on conflict do nothing`,
  {
    rows: 'cardinality(:orders)',
    first: `captured as (
      update payments.intent i
      set state = 'captured', provider_no = n.provider_no, captured_at = :now
      from unnest(:intents::uuid[], :providerNos::text[], :uses::text[]) as n(id, provider_no, use)
      where i.merchant_id = :merchant and i.id = n.id and n.use = 'order')`,
  },
);

/** In one order of rows, so that two crowds never wait for each other. */
export const insertPayers = statement(
  'payments.insert_payers',
  { members: col.list(col.id<'member'>()), payers: col.list(col.text()) },
  `insert into payments.payer (merchant_id, member_id, payer_hash, at)
   select distinct cast(:merchant as uuid), member, payer, cast(:now as timestamptz)
   from unnest(:members::uuid[], :payers::text[]) as n(member, payer) order by member, payer
   on conflict do nothing`,
);
export const findPayers = statement(
  'payments.find_payers',
  { members: col.list(col.id<'member'>()) },
  `select distinct payer_hash as payer from payments.payer
   where merchant_id = :merchant and member_id = any(:members)`,
  { payer: col.text() },
);

const refundRow = {
  id: col.id<'refund'>(),
  order: col.id<'order'>(),
  channel: col.text(),
  account,
  providerNo: col.text(),
  refundNo: col.text(),
  amount: col.fen,
  forOrder: col.bool,
  state: col.text<ProviderRefund['state']>(),
  tries: col.int,
};
const REFUND = `id, order_id as "order", channel, account_id as account,
  provider_no as "providerNo", refund_no as "refundNo", amount_fen as amount,
  for_order as "forOrder", state, tries`;
export const insertRefund = statement(
  'payments.insert_refund',
  {
    id: refundRow.id,
    order: refundRow.order,
    channel: col.text(),
    account,
    providerNo: col.text(),
    refundNo: col.text(),
    amount: col.fen,
    forOrder: col.bool,
  },
  `insert into payments.refund (merchant_id, id, order_id, channel, account_id, provider_no,
     refund_no, amount_fen, for_order, state, made_at)
   values (:merchant, :id, :order, :channel, :account, :providerNo, :refundNo, :amount,
     :forOrder, 'wanted',
     :now)`,
);
export const findRefund = statement(
  'payments.find_refund',
  { refundNo: col.text() },
  `select ${REFUND} from payments.refund
   where merchant_id = :merchant and refund_no = :refundNo`,
  refundRow,
);
export const findRefundById = statement(
  'payments.find_refund_by_id',
  { id: refundRow.id },
  `select ${REFUND} from payments.refund where merchant_id = :merchant and id = :id`,
  refundRow,
);
export const findDueRefunds = statement(
  'payments.find_due_refunds',
  { count: col.big },
  `select ${REFUND} from payments.refund
   where merchant_id = :merchant and state in ('wanted', 'sent') order by id limit :count`,
  refundRow,
);
/** How often it was asked, for the page; a refund that succeeded meanwhile stays so. */
export const noteSent = statement(
  'payments.note_sent',
  { id: refundRow.id },
  `update payments.refund set state = 'sent', tries = tries + 1
   where merchant_id = :merchant and id = :id and state in ('wanted', 'sent')`,
);
export const noteFailure = statement(
  'payments.note_failure',
  { id: refundRow.id, reason: col.text() },
  `update payments.refund set failed_at = coalesce(failed_at, :now), failure = :reason
   where merchant_id = :merchant and id = :id and state in ('wanted', 'sent')`,
);
export const endRefund = guard(
  'payments.end_refund',
  { id: refundRow.id, state: col.text<'succeeded' | 'failed'>() },
  `update payments.refund set state = :state, done_at = :now
   where merchant_id = :merchant and id = :id and state in ('wanted', 'sent')`,
);
