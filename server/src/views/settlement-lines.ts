/**
 * What a month's document freezes: an order and role a line with what was made and taken back in
 * that month, a line for each charge, and whose customer, whose sale, whose work, whose discount.
 */
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';
import { ENTRIES, span } from './statement-entries.ts';
import { CHARGES, DUE, spanOf, type StatementWish } from './statement.ts';

const NAME = (id: string): string => `(select s.short_name from chain.outlet s
  where s.merchant_id = :merchant and s.id = ${id})`;
const lines = statement(
  'views.settlement_lines',
  span,
  `${ENTRIES}, per as (
     select order_id, role, sum(made)::bigint as made, sum(cut)::bigint as cut
     from entry group by 1, 2
     union all
     select t.order_id, t.type,
       sum(case when t.to_account = ${DUE} then t.amount_fen else 0 end)::bigint,
       sum(case when t.from_account = ${DUE} then t.amount_fen else 0 end)::bigint
     from ledger.transfer t
     where t.merchant_id = :merchant and (t.from_account = ${DUE} or t.to_account = ${DUE})
       and t.type = any('${CHARGES}') and t.at >= :from and t.at < :until
     group by 1, 2
   )
   select per.order_id as "orderId", coalesce(o.number, '') as "orderNumber",
     (o.placed_at at time zone 'Asia/Shanghai')::date as "placedOn", per.role,
     coalesce(${NAME('c.home_outlet_id')}, '') as "homeOutlet",
     coalesce(${NAME('o.outlet_id')}, '') as "sellingOutlet",
     coalesce((select string_agg(s.short_name, '、' order by p.attempt, s.short_name)
       from fulfilment.parcel p
       join chain.outlet s on s.merchant_id = p.merchant_id and s.id = p.outlet_id
       where p.merchant_id = :merchant and p.order_id = o.id and p.state <> 'gone'), '')
       as "fulfillingOutlet",
     coalesce(o.discount_fen, 0)::bigint as "discountFen",
     case when coalesce(o.discount_fen, 0) = 0 then '' else coalesce((
       select string_agg(distinct h.payer_kind, '+' order by h.payer_kind)
       from commission.charge h where h.merchant_id = :merchant and h.order_id = o.id
         and h.kind = 'promotion'), 'hq') end as "borneBy",
     per.made as "madeFen", per.cut as "cutFen",
     case when o.paid_at < :from
       then to_char(o.paid_at at time zone 'Asia/Shanghai', 'YYYY-MM') end as former
   from per
   left join orders.order o on o.merchant_id = :merchant and o.id = per.order_id
   left join attribution.credit c on c.merchant_id = :merchant and c.order_id = per.order_id
   order by o.placed_at nulls last, o.id, per.role`,
  {
    orderId: col.maybe(col.id<'order'>()),
    orderNumber: col.text(),
    placedOn: col.maybe(col.day),
    role: col.text(),
    homeOutlet: col.text(),
    sellingOutlet: col.text(),
    fulfillingOutlet: col.text(),
    discountFen: col.fen,
    borneBy: col.text(),
    madeFen: col.fen,
    cutFen: col.fen,
    former: col.maybe(col.text()),
  },
);
export const findSettlementLines = (reader: Reader, wish: StatementWish) =>
  reader.ask(lines, { kind: wish.kind, party: wish.party as never, ...spanOf(wish) });

/** Whoever was ever pended or paid something, since when; no month is closed twice. */
const holders = statement(
  'views.settlement_holders',
  {},
  `select n.kind, n.id, (least(
       (select min(p.at) from ledger.pending p where p.merchant_id = :merchant
         and p.to_account = concat_ws(':', 'due', n.kind, n.id)),
       (select min(t.at) from ledger.transfer t where t.merchant_id = :merchant
         and t.to_account = concat_ws(':', 'due', n.kind, n.id)),
       (select min(t.at) from ledger.transfer t where t.merchant_id = :merchant
         and t.from_account = concat_ws(':', 'due', n.kind, n.id))
     ) at time zone 'Asia/Shanghai')::date as since
   from chain.node n where n.merchant_id = :merchant and n.kind in ('dealer', 'outlet')`,
  { kind: col.text<'dealer' | 'outlet'>(), id: col.id<'node'>(), since: col.maybe(col.day) },
);
export async function findHolders(reader: Reader) {
  const found = await reader.ask(holders, {});
  return found.flatMap(({ since, ...holder }) => (since === null ? [] : [{ ...holder, since }]));
}
