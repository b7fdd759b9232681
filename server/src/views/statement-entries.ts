/**
 * What a statement's "earned" is made of: every portion made in the span, and every void and
 * claw-back of the span, also of orders that are older. By outlet and by order, to the fen.
 */
import { minus } from '../kernel/money.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';
import { DEBT, DUE, spanOf, who, type StatementWish } from './statement.ts';

export const span = { ...who, from: col.instant, until: col.instant };
export const ENTRIES = `with entry as (
     select p.id, p.order_id, p.role, p.amount_fen as made, 0 as cut, false as former
     from ledger.pending p
     where p.merchant_id = :merchant and p.to_account = ${DUE} and p.type = 'portion'
       and p.at >= :from and p.at < :until
     union all
     select p.id, p.order_id, p.role, 0, v.amount_fen, p.at < :from
     from ledger.void v
     join ledger.pending p on p.merchant_id = v.merchant_id and p.id = v.pending_id
     where v.merchant_id = :merchant and p.to_account = ${DUE} and p.type = 'portion'
       and v.at >= :from and v.at < :until
     union all
     select coalesce(p.id, t.id), t.order_id, coalesce(p.role, t.role), 0, t.amount_fen,
       coalesce(p.at < :from, true)
     from ledger.transfer t
     left join ledger.pending p on p.merchant_id = t.merchant_id and p.order_id = t.order_id
       and p.type = 'portion' and p.id::text = split_part(t.source, ':', 2)
     where t.merchant_id = :merchant and t.from_account in (${DUE}, ${DEBT})
       and t.type in ('claw_back', 'debt') and t.at >= :from and t.at < :until
   )`;
const ROLE = (role: string): string =>
  `coalesce(sum(made - cut) filter (where role = '${role}'), 0) as ${role}`;

/** By selling outlet, role by role. Captures and refunds are those of the span, as the rest is. */
const byOutlet = statement(
  'views.statement_outlets',
  span,
  `${ENTRIES}, per as (
     select order_id, ${ROLE('selling')}, ${ROLE('fulfilling')}, ${ROLE('dealer')},
       ${ROLE('guide')}, sum(made - cut) as net, sum(made) > 0 as fresh,
       coalesce(sum(cut) filter (where former), 0) as former_cut
     from entry group by 1
   )
   select o.outlet_id as "outletId", s.short_name as "outletName",
     (count(*) filter (where fresh))::integer as orders,
     coalesce(sum(o.captured_fen) filter (where fresh), 0)::bigint as "capturedFen",
     coalesce(sum((select sum(r.amount_fen) from orders.refund r
       where r.merchant_id = :merchant and r.order_id = o.id and r.state <> 'failed'
         and r.asked_at >= :from and r.asked_at < :until)), 0)::bigint as "refundedFen",
     sum(selling)::bigint as "sellingFen", sum(fulfilling)::bigint as "fulfillingFen",
     sum(dealer)::bigint as "dealerFen", sum(guide)::bigint as "guideFen",
     sum(net)::bigint as "netFen", sum(former_cut)::bigint as "formerCutFen"
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
    formerCutFen: col.fen,
  },
);
export const findStatementOutlets = (reader: Reader, wish: StatementWish) =>
  reader.ask(byOutlet, { kind: wish.kind, party: wish.party as never, ...spanOf(wish) });

const byOrder = statement(
  'views.statement_orders',
  { ...span, after: col.maybe(col.id()), most: col.big },
  `${ENTRIES}, per as (
     select id, order_id, min(role) as role, sum(made) as made, sum(cut) as cut
     from entry where cast(:after as uuid) is null or id < :after
     group by 1, 2 order by 1 desc limit :most
   )
   select per.id, per.order_id as "orderId", o.number as "orderNumber",
     s.short_name as "outletName", per.role, per.made::bigint as "amountFen",
     per.cut::bigint as "cutFen",
     case when p.id is null or p.resolved_at is not null then
       case when coalesce(p.posted_fen, 1) > 0 then 'posted' else 'voided' end
       when p.suspended then 'suspended' else 'pending' end as state,
     coalesce(p.at, o.placed_at) as at
   from per
   join orders.order o on o.merchant_id = :merchant and o.id = per.order_id
   join chain.outlet s on s.merchant_id = :merchant and s.id = o.outlet_id
   left join ledger.pending p on p.merchant_id = :merchant and p.id = per.id
   order by per.id desc`,
  {
    id: col.id(),
    orderId: col.id<'order'>(),
    orderNumber: col.text(),
    outletName: col.text(),
    role: col.text(),
    amountFen: col.fen,
    cutFen: col.fen,
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
    .map((row) => ({ ...row, netFen: minus(row.amountFen, row.cutFen) }));
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}
