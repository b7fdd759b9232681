/**
 * What one receiver is owed over a span of days, from pendings and transfers as they stood then:
 * opening + earned − paid − pending = closing, to the fen, and once more from transfers alone.
 */
import type { NodeId } from '../kernel/id.ts';
import { minus, plus, type Fen } from '../kernel/money.ts';
import { addDays, startOf, type Day, type Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export type StatementKind = 'dealer' | 'outlet' | 'staff';
const who = { kind: col.text<StatementKind>(), party: col.id() };
const DUE = `concat_ws(':', 'due', cast(:kind as text), cast(:party as uuid))`;
const DEBT = `concat_ws(':', 'debt', cast(:kind as text), cast(:party as uuid))`;
/** Balance of what she has and owes, by transfers before an instant. */
const BALANCE = (until: string): string => `(select coalesce(sum(case when t.to_account
    in (${DUE}, ${DEBT}) then t.amount_fen else 0 end
    - case when t.from_account in (${DUE}, ${DEBT}) then t.amount_fen else 0 end), 0)
  from ledger.transfer t where t.merchant_id = :merchant and t.at < ${until}
    and (t.to_account in (${DUE}, ${DEBT}) or t.from_account in (${DUE}, ${DEBT})))::bigint`;
/** Portions that waited at an instant: made, less voids, not yet posted. */
const WAITING = (until: string): string => `(select coalesce(sum(p.amount_fen - (select
    coalesce(sum(v.amount_fen), 0) from ledger.void v where v.merchant_id = p.merchant_id
      and v.pending_id = p.id and v.at < ${until})
    - case when p.resolved_at < ${until} then p.posted_fen else 0 end), 0)
  from ledger.pending p where p.merchant_id = :merchant and p.to_account = ${DUE}
    and p.type = 'portion' and p.at < ${until})::bigint`;
const FROZEN = (until: string): string => `(select coalesce(sum(p.amount_fen), 0)
  from ledger.pending p where p.merchant_id = :merchant and p.from_account = ${DUE}
    and p.type = 'withdraw' and p.at < ${until}
    and (p.resolved_at is null or p.resolved_at >= ${until}))::bigint`;

const sums = statement(
  'views.statement_sums',
  { ...who, from: col.instant, until: col.instant },
  `select ${BALANCE(':from')} as before, ${BALANCE(':until')} as after,
     ${WAITING(':from')} as "waitedBefore", ${WAITING(':until')} as "waitsAfter",
     ${FROZEN(':from')} as "frozenBefore", ${FROZEN(':until')} as "frozenAfter",
     (select coalesce(sum(p.amount_fen), 0) from ledger.pending p
       where p.merchant_id = :merchant and p.to_account = ${DUE} and p.type = 'portion'
         and p.at >= :from and p.at < :until)::bigint as made,
     (select coalesce(sum(v.amount_fen), 0) from ledger.void v
       join ledger.pending p on p.merchant_id = v.merchant_id and p.id = v.pending_id
       where v.merchant_id = :merchant and p.to_account = ${DUE} and p.type = 'portion'
         and v.at >= :from and v.at < :until)::bigint as voided,
     (select coalesce(sum(t.amount_fen), 0) from ledger.transfer t
       where t.merchant_id = :merchant and t.from_account in (${DUE}, ${DEBT})
         and t.type in ('claw_back', 'debt') and t.at >= :from and t.at < :until)::bigint as clawed,
     (select coalesce(sum(case when t.from_account = ${DUE} then t.amount_fen
          else -t.amount_fen end), 0) from ledger.transfer t
       where t.merchant_id = :merchant
         and ((t.from_account = ${DUE} and t.type = 'withdraw')
           or (t.to_account = ${DUE} and t.type = 'payout_back'))
         and t.at >= :from and t.at < :until)::bigint as paid`,
  {
    before: col.fen,
    after: col.fen,
    waitedBefore: col.fen,
    waitsAfter: col.fen,
    frozenBefore: col.fen,
    frozenAfter: col.fen,
    made: col.fen,
    voided: col.fen,
    clawed: col.fen,
    paid: col.fen,
  },
);

export interface StatementWish {
  readonly kind: StatementKind;
  readonly party: string;
  readonly from: Day;
  readonly to: Day;
}
const spanOf = ({ from, to }: StatementWish): { from: Instant; until: Instant } => ({
  from: startOf(from),
  until: startOf(addDays(to, 1)),
});

export async function findStatement(reader: Reader, wish: StatementWish) {
  const { kind } = wish;
  const party = wish.party as never;
  const [row] = await reader.ask(sums, { kind, party, ...spanOf(wish) });
  const { before, after, waitedBefore, waitsAfter, frozenBefore, frozenAfter } = row!;
  const openingFen = plus(before, waitedBefore);
  const earnedFen = minus(minus(row!.made, row!.voided), row!.clawed);
  const closingFen = minus(minus(plus(openingFen, earnedFen), row!.paid), waitsAfter);
  const differenceFen: Fen = minus(closingFen, after);
  return {
    openingFen,
    /** Of the opening: posted, and still waiting then. */
    openingAvailableFen: before,
    openingPendingFen: waitedBefore,
    earnedFen,
    cutFen: plus(row!.voided, row!.clawed),
    paidFen: row!.paid,
    pendingFen: waitsAfter,
    closingFen,
    /** Of the closing: asked for and not yet on its way. */
    frozenFen: frozenAfter,
    openingFrozenFen: frozenBefore,
    differenceFen,
    reconciled: differenceFen === 0,
  };
}

const ORDER_NET = `(p.amount_fen - p.voided_fen - coalesce((select sum(t.amount_fen)
  from ledger.transfer t where t.merchant_id = p.merchant_id and t.order_id = p.order_id
    and t.type in ('claw_back', 'debt') and split_part(t.source, ':', 2) = p.id::text), 0))`;

/** By selling outlet: what the orders of the span brought, role by role. */
const byOutlet = statement(
  'views.statement_outlets',
  { ...who, from: col.instant, until: col.instant },
  `with mine as (
     select p.order_id, p.role, ${ORDER_NET} as net from ledger.pending p
     where p.merchant_id = :merchant and p.to_account = ${DUE} and p.type = 'portion'
       and p.at >= :from and p.at < :until
   ), per as (
     select order_id, coalesce(sum(net) filter (where role = 'selling'), 0) as selling,
       coalesce(sum(net) filter (where role = 'fulfilling'), 0) as fulfilling,
       coalesce(sum(net) filter (where role = 'dealer'), 0) as dealer,
       coalesce(sum(net) filter (where role = 'guide'), 0) as guide, sum(net) as net
     from mine group by 1
   )
   select o.outlet_id as "outletId", s.short_name as "outletName", count(*)::integer as orders,
     sum(o.captured_fen)::bigint as "capturedFen", sum(o.refunded_fen)::bigint as "refundedFen",
     sum(selling)::bigint as "sellingFen", sum(fulfilling)::bigint as "fulfillingFen",
     sum(dealer)::bigint as "dealerFen", sum(guide)::bigint as "guideFen",
     sum(net)::bigint as "netFen"
   from per join orders.order o on o.merchant_id = :merchant and o.id = per.order_id
   join chain.outlet s on s.merchant_id = :merchant and s.id = o.outlet_id
   group by 1, 2 order by "netFen" desc, 1`,
  {
    outletId: col.id<'node'>(),
    outletName: col.text(),
    orders: col.int,
    capturedFen: col.fen,
    refundedFen: col.fen,
    sellingFen: col.fen,
    fulfillingFen: col.fen,
    dealerFen: col.fen,
    guideFen: col.fen,
    netFen: col.fen,
  },
);
export const findStatementOutlets = (reader: Reader, wish: StatementWish) =>
  reader.ask(byOutlet, { kind: wish.kind, party: wish.party as never, ...spanOf(wish) });

const byOrder = statement(
  'views.statement_orders',
  { ...who, from: col.instant, until: col.instant, after: col.maybe(col.id()), most: col.big },
  `select p.id, p.order_id as "orderId", o.number as "orderNumber",
     s.short_name as "outletName", p.role, p.amount_fen as "amountFen", ${ORDER_NET}::bigint as net,
     case when p.resolved_at is not null then case when p.posted_fen > 0 then 'posted'
       else 'voided' end when p.suspended then 'suspended' else 'pending' end as state, p.at
   from ledger.pending p
   join orders.order o on o.merchant_id = p.merchant_id and o.id = p.order_id
   join chain.outlet s on s.merchant_id = p.merchant_id and s.id = o.outlet_id
   where p.merchant_id = :merchant and p.to_account = ${DUE} and p.type = 'portion'
     and p.at >= :from and p.at < :until and (cast(:after as uuid) is null or p.id < :after)
   order by p.id desc limit :most`,
  {
    id: col.id(),
    orderId: col.id<'order'>(),
    orderNumber: col.text(),
    outletName: col.text(),
    role: col.text(),
    amountFen: col.fen,
    net: col.fen,
    state: col.text(),
    at: col.instant,
  },
);
export async function findStatementOrders(
  reader: Reader,
  wish: StatementWish & { readonly after: string | null; readonly count: number },
) {
  const { kind, count } = wish;
  const ask = { kind, party: wish.party as never, after: wish.after as never, ...spanOf(wish) };
  const found = await reader.ask(byOrder, { ...ask, most: count + 1 });
  const items = found
    .slice(0, count)
    .map(({ net, ...row }) => ({ ...row, cutFen: minus(row.amountFen, net), netFen: net }));
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}

/** Whose statements one may open: dealers, outlets and staff of the branch. */
const receivers = statement(
  'views.statement_receivers',
  { reach: col.list(col.id<'node'>()) },
  `select n.kind, n.id, n.name, n.parent_id as "outletId" from chain.node n
   where n.merchant_id = :merchant and n.path && :reach and n.kind in ('dealer', 'outlet')
   union all
   select 'staff', s.id, s.name, s.outlet_id from chain.staff s
   join chain.node n on n.merchant_id = s.merchant_id and n.id = s.outlet_id
   where s.merchant_id = :merchant and n.path && :reach
   order by 1, 3, 2`,
  {
    kind: col.text<StatementKind>(),
    id: col.id(),
    name: col.text(),
    outletId: col.maybe(col.id<'node'>()),
  },
);
export const findReceivers = (reader: Reader, reach: readonly NodeId[]) =>
  reader.ask(receivers, { reach });
