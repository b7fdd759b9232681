/** One account's book page by page, whose account it is, and the whole ledger as of a past day. */
import type { NodeId } from '../kernel/id.ts';
import { addDays, startOf, type Day, type Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';
import { NAME_OF } from './order-money.ts';

/** Both ways are walked by their own index down to where the page ends: a million cost nothing. */
const WAY = (own: string): string => `select t.id, t.at, t.type, t.from_account, t.to_account,
    t.amount_fen, t.role, t.order_id
  from ledger.transfer t
  where t.merchant_id = :merchant and t.${own} = :account and t.at >= :from and t.at < :until
    and (cast(:afterAt as timestamptz) is null
      or (t.at, t.id) < (:afterAt, cast(:afterId as uuid)))
  order by t.at desc, t.id desc limit :most`;
const entries = statement(
  'views.account_entries',
  {
    account: col.text(),
    from: col.instant,
    until: col.instant,
    afterAt: col.maybe(col.instant),
    afterId: col.maybe(col.id()),
    most: col.big,
  },
  `select t.id, t.at, t.type, t.from_account as "from", t.to_account as "to",
     ${NAME_OF('t.from_account')} as "fromName", ${NAME_OF('t.to_account')} as "toName",
     case when t.to_account = :account then t.amount_fen else -t.amount_fen end as "signedFen",
     coalesce(t.role, '') as role, t.order_id as "orderId", o.number as "orderNumber",
     to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || t.id as cursor
   from (select * from (${WAY('from_account')}) a union all select * from (${WAY('to_account')}) b
     order by at desc, id desc limit :most) t
   left join orders.order o on o.merchant_id = :merchant and o.id = t.order_id
   order by t.at desc, t.id desc`,
  {
    id: col.id(),
    at: col.instant,
    type: col.text(),
    from: col.text(),
    to: col.text(),
    fromName: col.text(),
    toName: col.text(),
    signedFen: col.big,
    role: col.text(),
    orderId: col.maybe(col.id<'order'>()),
    orderNumber: col.maybe(col.text()),
    cursor: col.text(),
  },
);
export async function findEntries(
  reader: Reader,
  wish: {
    readonly account: string;
    readonly from: Day;
    readonly to: Day;
    readonly after: string | null;
    readonly count: number;
  },
) {
  const [afterAt = null, afterId = null] = wish.after?.split('_') ?? [];
  const found = await reader.ask(entries, {
    account: wish.account,
    from: startOf(wish.from),
    until: startOf(addDays(wish.to, 1)),
    afterAt: afterAt as Instant | null,
    afterId: afterId as never,
    most: wish.count + 1,
  });
  const items = found.slice(0, wish.count).map(({ cursor: _, ...row }) => row);
  return { items, next: found.length > wish.count ? found[wish.count - 1]!.cursor : null };
}

const owner = statement(
  'views.account_owner',
  { account: col.text(), reach: col.list(col.id<'node'>()) },
  `select ${NAME_OF(':account')} as name, exists (select from chain.node n
     where n.merchant_id = :merchant and n.path && :reach and (n.kind = 'hq'
       or split_part(:account, ':', 1) in ('due', 'debt') and (
         n.id::text = split_part(:account, ':', 3) or n.id = (
           select s.outlet_id from chain.staff s where s.merchant_id = :merchant
             and split_part(:account, ':', 2) = 'staff'
             and s.id::text = split_part(:account, ':', 3))))) as within`,
  { name: col.text(), within: col.bool },
);
/** Null when it is of somebody outside of the branch; whoever reaches the root sees all. */
export async function findOwner(reader: Reader, account: string, reach: readonly NodeId[]) {
  const [found] = await reader.ask(owner, { account, reach });
  return found!.within ? { name: found!.name } : null;
}

const asOf = statement(
  'views.ledger_as_of',
  { day: col.day, until: col.instant },
  `with cursor as (
     select coalesce((select below_xid from ledger.rollup_cursor where merchant_id = :merchant),
       '0'::xid8) as below
   ), moved as (
     select account, in_fen - out_fen as fen from ledger.day_sum
     where merchant_id = :merchant and day < :day
     union all
     select to_account, amount_fen from ledger.transfer, cursor
     where merchant_id = :merchant and xid >= below and at < :until
     union all
     select from_account, -amount_fen from ledger.transfer, cursor
     where merchant_id = :merchant and xid >= below and at < :until
   )
   select coalesce(-sum(fen) filter (where account ~ '^cash'), 0)::bigint as "cashInFen",
     coalesce(sum(fen) filter (where account ~ '^due.hq'), 0)::bigint as "hqFen",
     coalesce(sum(fen) filter (where account ~ '^due.dealer'), 0)::bigint as "dealersFen",
     coalesce(sum(fen) filter (where account ~ '^due.outlet'), 0)::bigint as "outletsFen",
     coalesce(sum(fen) filter (where account ~ '^due.staff'), 0)::bigint as "staffFen",
     coalesce(sum(fen) filter (where account ~ '^due.member'), 0)::bigint as "membersFen",
     coalesce(-sum(fen) filter (where account ~ '^debt'), 0)::bigint as "debtFen",
     coalesce(sum(fen) filter (where account ~ '^order'), 0)::bigint as "pendingFen",
     (select coalesce(sum(amount_fen), 0) from ledger.pending where merchant_id = :merchant
       and type = 'refund' and at < :until and (resolved_at is null or resolved_at >= :until)
     )::bigint as "refundingFen"
   from moved`,
  {
    cashInFen: col.fen,
    hqFen: col.fen,
    dealersFen: col.fen,
    outletsFen: col.fen,
    staffFen: col.fen,
    membersFen: col.fen,
    debtFen: col.fen,
    pendingFen: col.fen,
    refundingFen: col.fen,
  },
);
/** The same totals as the overview's, at the end of that day. */
export async function findTotalsAsOf(reader: Reader, day: Day) {
  const next = addDays(day, 1);
  const [found] = await reader.ask(asOf, { day: next, until: startOf(next) });
  return found!;
}
