/** What one person has earned: totals from her accounts, and each part with its order. */
import { minus, type Fen } from '../kernel/money.ts';
import { dayOf, startOf, type Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const who = { kind: col.text<'staff' | 'member'>(), person: col.id() };
/** Hers, and those of the member she was before a merge. */
const MINE = `mine as (
     select concat_ws(':', 'due', :kind::text, :person::uuid) as due,
       concat_ws(':', 'debt', :kind::text, :person::uuid) as debt
     union all
     select concat_ws(':', 'due', 'member', id), concat_ws(':', 'debt', 'member', id)
     from members.member
     where merchant_id = :merchant and merged_into = :person
   )`;

const totals = statement(
  'views.income_totals',
  { ...who, since: col.instant },
  `with ${MINE}, open as (
     select p.* from ledger.pending p join mine on p.to_account = mine.due
     where p.merchant_id = :merchant and p.type = 'portion'
   ), moved as (
     select t.* from ledger.transfer t join mine on t.from_account in (mine.due, mine.debt)
     where t.merchant_id = :merchant
   )
   select
     (select coalesce(sum(balance_fen - pending_out_fen), 0)::bigint from ledger.account a
        join mine on a.account = mine.due where a.merchant_id = :merchant) as available,
     (select coalesce(-sum(balance_fen), 0)::bigint from ledger.account a
        join mine on a.account = mine.debt where a.merchant_id = :merchant) as debt,
     (select coalesce(sum(amount_fen - voided_fen), 0)::bigint from open
        where resolved_at is null and not suspended) as pending,
     (select coalesce(sum(amount_fen - voided_fen), 0)::bigint from open
        where resolved_at is null and suspended) as review,
     (select coalesce(sum(w.amount_fen), 0)::bigint from ledger.withdrawal w
        join mine on w.account = mine.due
        where w.merchant_id = :merchant and w.state in ('asked', 'approved')) as withdrawing,
     (select coalesce(sum(w.amount_fen), 0)::bigint from ledger.withdrawal w
        join mine on w.account = mine.due
        where w.merchant_id = :merchant and w.state = 'paid') as "paidOut",
     (select coalesce(sum(w.amount_fen), 0)::bigint from ledger.withdrawal w
        join mine on w.account = mine.due
        where w.merchant_id = :merchant and w.state = 'paid'
          and w.done_at >= :since) as "paidOutMonth",
     (select coalesce(sum(amount_fen), 0)::bigint from open where at >= :since) as earned,
     (select coalesce(sum(v.amount_fen), 0)::bigint from ledger.void v
        join open on open.merchant_id = v.merchant_id and open.id = v.pending_id
        where v.at >= :since)
     + (select coalesce(sum(amount_fen), 0)::bigint from moved
        where type in ('claw_back', 'debt') and at >= :since) as cut`,
  {
    available: col.fen,
    debt: col.fen,
    pending: col.fen,
    review: col.fen,
    withdrawing: col.fen,
    paidOut: col.fen,
    paidOutMonth: col.fen,
    earned: col.fen,
    cut: col.fen,
  },
);

/**
 * A neighbour who earns by another's order may know that there is one: not her whole name, nor what
 * she bought. Our guides may know what they sold.
 */
const BUYER = `case when not m.shows_name or m.name = '' then ''
       when :kind = 'staff' or o.member_id = :person then m.name
       else left(m.name, 1) || repeat('*', greatest(1, length(m.name) - 1)) end`;
const TITLES = `case when :kind = 'staff' or o.member_id = :person then
       (select coalesce(string_agg(l.title, '、' order by l.no), '') from orders.line l
        where l.merchant_id = p.merchant_id and l.order_id = p.order_id and l.no > 0)
       else '' end`;

const parts = statement(
  'views.income_parts',
  { ...who, after: col.maybe(col.id()), most: col.big },
  `with ${MINE}
   select p.id, p.order_id as "orderId", o.number as "orderNumber",
     ${BUYER} as buyer, p.role, p.amount_fen as amount,
     p.voided_fen + coalesce((select sum(t.amount_fen) from ledger.transfer t
       where t.merchant_id = p.merchant_id and t.order_id = p.order_id
         and t.type in ('claw_back', 'debt')
         and split_part(t.source, ':', 2) = p.id::text), 0)::bigint as cut,
     case when p.resolved_at is not null and p.posted_fen = 0 then 'cut'
       when p.resolved_at is not null then 'available'
       when p.suspended then 'under_review' else 'pending' end as state,
     o.settles_at as "availableAt", p.at, ${TITLES} as titles
   from ledger.pending p join mine on p.to_account = mine.due
   join orders.order o on o.merchant_id = p.merchant_id and o.id = p.order_id
   join members.member m on m.merchant_id = p.merchant_id and m.id = o.member_id
   where p.merchant_id = :merchant and p.type = 'portion'
     and (:after::uuid is null or p.id < :after)
   order by p.id desc limit :most`,
  {
    id: col.id(),
    orderId: col.id<'order'>(),
    orderNumber: col.text(),
    buyer: col.text(),
    role: col.text(),
    amount: col.fen,
    cut: col.fen,
    state: col.text<'pending' | 'available' | 'under_review' | 'cut'>(),
    availableAt: col.maybe(col.instant),
    at: col.instant,
    titles: col.text(),
  },
);

const withdrawals = statement(
  'views.income_withdrawals',
  who,
  `with ${MINE}
   select w.id, w.amount_fen as "amountFen", w.fee_fen as "feeFen",
     w.withheld_fen as "withheldFen", w.reason, w.asked_at as "askedAt",
     case when w.released_at is not null and w.done_at is null then 'under_way'
       else w.state end as state
   from ledger.withdrawal w join mine on w.account = mine.due
   where w.merchant_id = :merchant order by w.asked_at desc, w.id desc limit 20`,
  {
    id: col.id(),
    amountFen: col.fen,
    feeFen: col.fen,
    withheldFen: col.fen,
    reason: col.text(),
    askedAt: col.instant,
    state: col.text(),
  },
);

export interface Person {
  readonly kind: 'staff' | 'member';
  readonly id: string;
}

export async function findIncome(
  reader: Reader,
  { kind, id }: Person,
  wish: { readonly after?: string | undefined; readonly count: number },
) {
  const person = id as never;
  const since = startOf(`${dayOf(reader.now).slice(0, 8)}01` as Day);
  const after = (wish.after ?? null) as never;
  const [[sums], found, taken] = await Promise.all([
    reader.ask(totals, { kind, person, since }),
    reader.ask(parts, { kind, person, after, most: wish.count + 1 }),
    reader.ask(withdrawals, { kind, person }),
  ]);
  const { available, pending, review, withdrawing, paidOut, debt } = sums!;
  const items = found.slice(0, wish.count).map(({ amount, cut, ...rest }) => {
    const netFen: Fen = minus(amount, cut);
    const state = rest.state === 'available' && netFen === 0 ? ('cut' as const) : rest.state;
    return { ...rest, amountFen: amount, cutFen: cut, netFen, state };
  });
  return {
    availableFen: available,
    pendingFen: pending,
    underReviewFen: review,
    withdrawingFen: withdrawing,
    paidOutFen: paidOut,
    debtFen: debt,
    month: { earnedFen: sums!.earned, cutFen: sums!.cut, paidOutFen: sums!.paidOutMonth },
    items,
    next: found.length > wish.count ? items.at(-1)!.id : null,
    withdrawals: taken,
  };
}
