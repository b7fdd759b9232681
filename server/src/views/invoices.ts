/** Invoices as head office looks through them, newest first. */
import type { NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const list = statement(
  'views.invoices',
  {
    reach: col.list(col.id<'node'>()),
    state: col.maybe(col.text()),
    colour: col.maybe(col.text()),
    after: col.maybe(col.id()),
    most: col.big,
  },
  `select i.id, i.order_id as "orderId", o.number as "orderNumber", s.short_name as "outletName",
     i.colour, i.title_kind as "titleKind", i.title, i.tax_no as "taxNo",
     i.amount_fen as "amountFen", i.tax_fen as "taxFen", i.state, i.number, i.failure,
     i.asked_at as "askedAt", i.issued_at as "issuedAt"
   from invoices.invoice i
   join orders.order o on o.merchant_id = i.merchant_id and o.id = i.order_id
   join chain.outlet s on s.merchant_id = i.merchant_id and s.id = o.outlet_id
   join chain.node n on n.merchant_id = i.merchant_id and n.id = o.outlet_id
   where i.merchant_id = :merchant and n.path && :reach
     and (:state::text is null or i.state = :state)
     and (:colour::text is null or i.colour = :colour)
     and (:after::uuid is null or i.id < :after)
   order by i.id desc limit :most`,
  {
    id: col.id(),
    orderId: col.id<'order'>(),
    orderNumber: col.text(),
    outletName: col.text(),
    colour: col.text(),
    titleKind: col.text(),
    title: col.text(),
    taxNo: col.text(),
    amountFen: col.fen,
    taxFen: col.fen,
    state: col.text(),
    number: col.maybe(col.text()),
    failure: col.text(),
    askedAt: col.instant,
    issuedAt: col.maybe(col.instant),
  },
);

export interface InvoiceWish {
  readonly reach: readonly NodeId[];
  readonly state: string | null;
  readonly colour: string | null;
  readonly after: string | null;
  readonly count: number;
}
export async function findInvoices(reader: Reader, { count, after, ...wish }: InvoiceWish) {
  const found = await reader.ask(list, { ...wish, after: after as never, most: count + 1 });
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}
