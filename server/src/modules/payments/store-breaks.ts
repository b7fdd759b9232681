import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { BillLine, BreakKind, BreakState, Resolution } from './bill-types.ts';

const breakId = col.id<'break'>();
const staff = col.id<'staff'>();
const breakRow = {
  id: breakId,
  channel: col.text(),
  account: col.text(),
  day: col.day,
  of: col.text<BillLine['kind']>(),
  subject: col.text(),
  kind: col.text<BreakKind>(),
  reason: col.text(),
  outTradeNo: col.text(),
  order: col.maybe(col.id<'order'>()),
  line: col.maybe(col.int),
  there: col.maybe(col.fen),
  here: col.maybe(col.fen),
  state: col.text<BreakState>(),
  owner: staff,
};
const BREAK = `id, channel, account, day, of, subject, kind, reason, out_trade_no as "outTradeNo",
  order_id as "order", line_no as line, there_fen as there, here_fen as here, state,
  owner_id as owner`;

/** Found again it is the same break, whoever looked. */
export const insertBreaks = statement(
  'payments.insert_breaks',
  {
    channel: col.text(),
    account: col.text(),
    day: col.day,
    owner: staff,
    ids: col.list(breakId),
    events: col.list(col.id<'event'>()),
    ofs: col.list(col.text<BillLine['kind']>()),
    subjects: col.list(col.text()),
    kinds: col.list(col.text<BreakKind>()),
    reasons: col.list(col.text()),
    tradeNos: col.list(col.text()),
    orders: col.list(col.maybe(col.id<'order'>())),
    lines: col.list(col.maybe(col.int)),
    theres: col.list(col.maybe(col.fen)),
    heres: col.list(col.maybe(col.fen)),
    resolutions: col.list(col.maybe(col.text<Resolution>())),
  },
  `with made as (
     insert into payments.bill_break (merchant_id, id, channel, account, day, of, subject, kind,
       reason, out_trade_no, order_id, line_no, there_fen, here_fen, state, owner_id, found_at,
       resolution, resolved_at)
     select :merchant, id, :channel, :account, :day, of, subject, kind, reason, trade_no, order_id,
       line_no, there, here, case when resolution is null then 'open' else 'resolved' end, :owner,
       :now, resolution, case when resolution is null then null else :now::timestamptz end
     from unnest(:ids::uuid[], :ofs::text[], :subjects::text[], :kinds::text[], :reasons::text[],
       :tradeNos::text[], :orders::uuid[], :lines::integer[], :theres::bigint[],
       :heres::bigint[], :resolutions::text[]) as x(id, of, subject, kind, reason, trade_no,
       order_id, line_no, there, here, resolution)
     on conflict do nothing returning id)
   insert into payments.break_event (merchant_id, id, break_id, verb, at)
   select :merchant, e.event_id, made.id, 'found', :now
   from made join unnest(:ids::uuid[], :events::uuid[]) as e(id, event_id) on e.id = made.id`,
);
export const findBreak = statement(
  'payments.find_break',
  { id: breakId },
  `select ${BREAK} from payments.bill_break where merchant_id = :merchant and id = :id`,
  breakRow,
);
export const lockBreak = statement(
  'payments.lock_break',
  { id: breakId },
  `select ${BREAK} from payments.bill_break where merchant_id = :merchant and id = :id for update`,
  breakRow,
);
export const findOpen = statement(
  'payments.find_open_breaks',
  { channel: col.text(), account: col.text(), after: col.maybe(breakId), most: col.big },
  `select ${BREAK} from payments.bill_break
   where merchant_id = :merchant and channel = :channel and account = :account
     and state = 'open' and (cast(:after as uuid) is null or id > :after)
   order by id limit :most`,
  breakRow,
);
export const resolveBreak = guard(
  'payments.resolve_break',
  { id: breakId, resolution: col.text<Resolution>(), by: col.maybe(staff) },
  `update payments.bill_break set state = 'resolved', resolution = :resolution,
     resolved_by = :by, resolved_at = :now
   where merchant_id = :merchant and id = :id and state <> 'resolved'`,
);
export const assignBreak = guard(
  'payments.assign_break',
  { id: breakId, owner: staff },
  `update payments.bill_break set owner_id = :owner
   where merchant_id = :merchant and id = :id and state <> 'resolved'`,
);
export const markAsked = guard(
  'payments.mark_break_asked',
  { id: breakId, from: col.text<BreakState>(), to: col.text<BreakState>() },
  `update payments.bill_break set state = :to
   where merchant_id = :merchant and id = :id and state = :from`,
);
export const insertEvent = statement(
  'payments.insert_break_event',
  {
    id: col.id<'event'>(),
    break: breakId,
    verb: col.text(),
    actor: col.maybe(staff),
    words: col.text(),
    facts: col.json(),
  },
  `insert into payments.break_event (merchant_id, id, break_id, verb, actor_id, words, facts, at)
   values (:merchant, :id, :break, :verb, :actor, :words, :facts, :now)
   on conflict do nothing`,
);

const bookingId = col.id<'booking'>();
const bookingRow = {
  id: bookingId,
  break: breakId,
  amount: col.fen,
  gain: col.bool,
  asFee: col.bool,
  askedBy: staff,
  needsSecond: col.bool,
};
export const insertBooking = guard(
  'payments.insert_booking',
  { ...bookingRow, words: col.text() },
  `insert into payments.break_booking (merchant_id, break_id, id, amount_fen, gain, as_fee, words,
     asked_by, asked_at, needs_second)
   values (:merchant, :break, :id, :amount, :gain, :asFee, :words, :askedBy, :now, :needsSecond)
   on conflict do nothing`,
);
export const findBooking = statement(
  'payments.find_booking',
  { break: breakId },
  `select id, break_id as "break", amount_fen as amount, gain, as_fee as "asFee",
     asked_by as "askedBy", needs_second as "needsSecond"
   from payments.break_booking
   where merchant_id = :merchant and break_id = :break and refused_at is null
     and booked_at is null`,
  bookingRow,
);
export const findBookingById = statement(
  'payments.find_booking_by_id',
  { id: bookingId },
  `select break_id as "break", amount_fen as amount, gain, as_fee as "asFee", words,
     booked_at is not null as booked
   from payments.break_booking where merchant_id = :merchant and id = :id`,
  {
    break: breakId,
    amount: col.fen,
    gain: col.bool,
    asFee: col.bool,
    words: col.text(),
    booked: col.bool,
  },
);
/** By another than who asked, where it takes two. */
export const endBooking = guard(
  'payments.end_booking',
  { id: bookingId, by: staff },
  `update payments.break_booking set booked_by = :by, booked_at = :now
   where merchant_id = :merchant and id = :id and booked_at is null and refused_at is null
     and (not needs_second or asked_by <> :by)`,
);
export const refuseBooking = guard(
  'payments.refuse_booking',
  { id: bookingId, by: staff },
  `update payments.break_booking set refused_by = :by, refused_at = :now
   where merchant_id = :merchant and id = :id and booked_at is null and refused_at is null`,
);
