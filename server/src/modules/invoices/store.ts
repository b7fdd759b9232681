import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { InvoiceLine, InvoiceState } from './types.ts';

const id = col.id<'invoice'>();
const order = col.id<'order'>();
const member = col.id<'member'>();

const row = {
  id,
  order,
  member,
  colour: col.text<'blue' | 'red'>(),
  of: col.maybe(id),
  titleKind: col.text<'personal' | 'company'>(),
  titleName: col.text(),
  taxNo: col.text(),
  lines: col.json<readonly InvoiceLine[]>(),
  amountFen: col.fen,
  taxFen: col.fen,
  state: col.text<InvoiceState>(),
  number: col.maybe(col.text()),
  failure: col.text(),
  tries: col.int,
  askedAt: col.instant,
  issuedAt: col.maybe(col.instant),
};
const COLUMNS = `id, order_id as "order", member_id as member, colour, of_id as "of",
  title_kind as "titleKind", title as "titleName", tax_no as "taxNo", lines,
  amount_fen as "amountFen", tax_fen as "taxFen", state, number, failure, tries,
  asked_at as "askedAt", issued_at as "issuedAt"`;

export const findInvoice = statement(
  'invoices.find_invoice',
  { id },
  `select ${COLUMNS} from invoices.invoice where merchant_id = :merchant and id = :id`,
  row,
);
export const findOfOrder = statement(
  'invoices.find_of_order',
  { order },
  `select ${COLUMNS} from invoices.invoice where merchant_id = :merchant and order_id = :order
   order by id`,
  row,
);
/** Touches nothing when another blue one of this order commits first. */
export const insertInvoice = guard(
  'invoices.insert_invoice',
  {
    id,
    order,
    member,
    colour: col.text(),
    of: col.maybe(id),
    titleKind: col.text(),
    titleName: col.text(),
    taxNo: col.text(),
    lines: col.json<readonly InvoiceLine[]>(),
    amountFen: col.fen,
    taxFen: col.fen,
  },
  `insert into invoices.invoice (merchant_id, id, order_id, member_id, colour, of_id, title_kind,
     title, tax_no, lines, amount_fen, tax_fen, state, asked_at)
   values (:merchant, :id, :order, :member, :colour, :of, :titleKind, :titleName, :taxNo, :lines,
     :amountFen, :taxFen, 'asked', :now)
   on conflict do nothing`,
);
export const noteSent = statement(
  'invoices.note_sent',
  { id },
  `update invoices.invoice set state = 'sent', tries = tries + 1
   where merchant_id = :merchant and id = :id and state in ('asked', 'sent')`,
);
/** Answered once: what the platform says later of the same application changes nothing. */
export const endInvoice = guard(
  'invoices.end_invoice',
  { id, state: col.text<InvoiceState>(), number: col.maybe(col.text()), failure: col.text() },
  `update invoices.invoice set state = :state, number = :number, failure = :failure,
     issued_at = case when :state = 'issued' then :now::timestamptz end
   where merchant_id = :merchant and id = :id and state in ('asked', 'sent')`,
);
