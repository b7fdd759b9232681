/** Breaks as a list, and one of them with both sides and what people did about it. */
import type { Id } from '../kernel/id.ts';
import type { Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';
import { ACCOUNT_NAME } from './bill-days.ts';

const ROW = `k.id, k.channel, k.account, ${ACCOUNT_NAME('k')} as "accountName",
  k.day, k.of, k.subject, k.kind, k.reason,
  k.out_trade_no as "outTradeNo", k.order_id as "orderId", o.number as "orderNumber",
  k.there_fen as "thereFen", k.here_fen as "hereFen",
  (case k.of when 'payment' then 1 else -1 end)
    * (coalesce(k.there_fen, 0) - coalesce(k.here_fen, 0)) as "differenceFen",
  k.state, k.owner_id as "ownerId", w.name as "ownerName", k.found_at as "foundAt",
  k.resolution, k.resolved_at as "resolvedAt", coalesce(r.name, '') as "resolvedBy"`;
const FROM = `payments.bill_break k
  join chain.staff w on w.merchant_id = k.merchant_id and w.id = k.owner_id
  left join chain.staff r on r.merchant_id = k.merchant_id and r.id = k.resolved_by
  left join orders.order o on o.merchant_id = k.merchant_id and o.id = k.order_id`;
const row = {
  id: col.id<'break'>(),
  channel: col.text(),
  account: col.text(),
  accountName: col.text(),
  day: col.day,
  of: col.text<'payment' | 'refund'>(),
  subject: col.text(),
  kind: col.text(),
  reason: col.text(),
  outTradeNo: col.text(),
  orderId: col.maybe(col.id<'order'>()),
  orderNumber: col.maybe(col.text()),
  thereFen: col.maybe(col.fen),
  hereFen: col.maybe(col.fen),
  differenceFen: col.fen,
  state: col.text<'open' | 'asked' | 'resolved'>(),
  ownerId: col.id<'staff'>(),
  ownerName: col.text(),
  foundAt: col.instant,
  resolution: col.maybe(col.text()),
  resolvedAt: col.maybe(col.instant),
  resolvedBy: col.text(),
};
const list = statement(
  'views.bill_breaks',
  {
    state: col.maybe(col.text()),
    kind: col.maybe(col.text()),
    channel: col.maybe(col.text()),
    day: col.maybe(col.day),
    owner: col.maybe(col.id<'staff'>()),
    text: col.maybe(col.text()),
    after: col.maybe(col.id<'break'>()),
    most: col.big,
  },
  `select ${ROW} from ${FROM}
   where k.merchant_id = :merchant
     and case cast(:state as text) when 'waiting' then k.state <> 'resolved'
       else cast(:state as text) is null or k.state = :state end
     and (cast(:kind as text) is null or k.kind = :kind)
     and (cast(:channel as text) is null or k.channel = :channel)
     and (cast(:day as date) is null or k.day = :day)
     and (cast(:owner as uuid) is null or k.owner_id = :owner)
     and (cast(:text as text) is null or strpos(k.subject, :text) > 0
       or strpos(k.out_trade_no, :text) > 0 or o.number = :text)
     and (cast(:after as uuid) is null or k.id < :after)
   order by k.id desc limit :most`,
  row,
);
export interface BreaksWish {
  readonly state: string | null;
  readonly kind: string | null;
  readonly channel: string | null;
  readonly day: string | null;
  readonly owner: string | null;
  readonly text: string | null;
  readonly after: string | null;
  readonly count: number;
}
export async function findBreaks(reader: Reader, { count, ...wish }: BreaksWish) {
  const { day, owner, after, ...rest } = wish;
  const found = await reader.ask(list, {
    ...rest,
    day: day as Day | null,
    owner: owner as Id<'staff'> | null,
    after: after as Id<'break'> | null,
    most: count + 1,
  });
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}

const single = statement(
  'views.bill_break',
  { id: row.id },
  `select ${ROW} from ${FROM} where k.merchant_id = :merchant and k.id = :id`,
  row,
);
const line = statement(
  'views.bill_break_line',
  { id: row.id },
  `select l.no, l.at, l.app, l.provider_no as "providerNo", l.out_trade_no as "outTradeNo",
     l.refund_no as "refundNo", l.amount_fen as "amountFen", l.fee_fen as "feeFen",
     l.rate_bps as "rateBps", l.currency, l.state
   from payments.bill_break k
   join payments.bill_line l on l.merchant_id = k.merchant_id and l.channel = k.channel
     and case k.of when 'payment' then l.kind = 'payment' and l.provider_no = k.subject
       else l.kind = 'refund' and l.refund_no = k.subject end
   where k.merchant_id = :merchant and k.id = :id
   order by (l.day = k.day and l.no = k.line_no) desc nulls last, l.day, l.no limit 1`,
  {
    no: col.int,
    at: col.instant,
    app: col.text(),
    providerNo: col.text(),
    outTradeNo: col.text(),
    refundNo: col.text(),
    amountFen: col.fen,
    feeFen: col.fen,
    rateBps: col.maybe(col.int),
    currency: col.text(),
    state: col.text(),
  },
);
const here = statement(
  'views.bill_break_here',
  { id: row.id },
  `select c.at, c.amount_fen as "amountFen", c.use as state from payments.bill_break k
   join payments.capture c on c.merchant_id = k.merchant_id and c.channel = k.channel
     and (c.provider_no = k.subject or starts_with(c.provider_no, k.subject || '?'))
   where k.merchant_id = :merchant and k.id = :id and k.of = 'payment'
   union all
   select coalesce(r.done_at, r.made_at), r.amount_fen, r.state from payments.bill_break k
   join payments.refund r on r.merchant_id = k.merchant_id and r.refund_no = k.subject
   where k.merchant_id = :merchant and k.id = :id and k.of = 'refund'`,
  { at: col.instant, amountFen: col.fen, state: col.text() },
);
const events = statement(
  'views.bill_break_events',
  { id: row.id },
  `select e.id, e.verb, coalesce(s.name, '') as "actorName", e.words, e.facts, e.at
   from payments.break_event e
   left join chain.staff s on s.merchant_id = e.merchant_id and s.id = e.actor_id
   where e.merchant_id = :merchant and e.break_id = :id order by e.at, e.id limit 200`,
  {
    id: col.id(),
    verb: col.text(),
    actorName: col.text(),
    words: col.text(),
    facts: col.json<Readonly<Record<string, unknown>>>(),
    at: col.instant,
  },
);
const booking = statement(
  'views.bill_break_booking',
  { id: row.id },
  `select b.amount_fen as "amountFen", b.gain, b.as_fee as "asFee", b.words,
     b.asked_by as "askedById", s.name as "askedBy", b.asked_at as "askedAt",
     b.needs_second as "needsSecond", b.booked_at as "bookedAt"
   from payments.break_booking b
   join chain.staff s on s.merchant_id = b.merchant_id and s.id = b.asked_by
   where b.merchant_id = :merchant and b.break_id = :id and b.refused_at is null`,
  {
    amountFen: col.fen,
    gain: col.bool,
    asFee: col.bool,
    words: col.text(),
    askedById: col.id<'staff'>(),
    askedBy: col.text(),
    askedAt: col.instant,
    needsSecond: col.bool,
    bookedAt: col.maybe(col.instant),
  },
);

/** Null where there is none. */
export async function findBreakPage(reader: Reader, id: Id<'break'>) {
  const [[found], [there], ours, told, [asked]] = await Promise.all([
    reader.ask(single, { id }),
    reader.ask(line, { id }),
    reader.ask(here, { id }),
    reader.ask(events, { id }),
    reader.ask(booking, { id }),
  ]);
  if (found === undefined) return null;
  return { ...found, there: there ?? null, here: ours, events: told, booking: asked ?? null };
}
