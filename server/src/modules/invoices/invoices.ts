/**
 * Invoices (发票): asked by a member, told to the tax platform, answered when it likes. Knows no
 * order's state; whoever asks says what was really paid.
 */
import type { MemberId, OrderId } from '../../kernel/id.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { sumOf } from './rules.ts';
import * as rows from './store.ts';
import type { Answer, Invoice, InvoiceId, InvoiceLine, Title } from './types.ts';

export { isTaxNo, isTitle, linesOf, redLines, standing, sumOf, taxWithin } from './rules.ts';
export type {
  Answer,
  Application,
  FapiaoPort,
  Invoice,
  InvoiceId,
  InvoiceLine,
  Title,
} from './types.ts';

const rowsOf = (reader: Reader, order: OrderId) => reader.ask(rows.findOfOrder, { order });
type Row = Awaited<ReturnType<typeof rowsOf>>[number];
const shaped = ({ titleKind: kind, titleName: name, taxNo, ...rest }: Row): Invoice => ({
  ...rest,
  title: { kind, name, taxNo },
});

export async function ofOrder(reader: Reader, order: OrderId): Promise<Invoice[]> {
  return (await rowsOf(reader, order)).map(shaped);
}
export async function find(reader: Reader, id: InvoiceId): Promise<Invoice | null> {
  const [found] = await reader.ask(rows.findInvoice, { id });
  return found === undefined ? null : shaped(found);
}

export interface NewInvoice {
  readonly id: InvoiceId;
  readonly order: OrderId;
  readonly member: MemberId;
  readonly of: InvoiceId | null;
  readonly title: Title;
  readonly lines: readonly InvoiceLine[];
}
/** One blue one an order: a twin that commits first makes the flow look again. */
export function ask(tx: Tx, { title, ...invoice }: NewInvoice): void {
  tx.guard(
    rows.insertInvoice,
    {
      ...invoice,
      ...sumOf(invoice.lines),
      colour: invoice.of === null ? 'blue' : 'red',
      titleKind: title.kind,
      titleName: title.name,
      taxNo: title.taxNo,
    },
    () => new Again('another was asked meanwhile'),
  );
}

export const noteSent = (tx: Tx, id: InvoiceId): void => tx.tell(rows.noteSent, { id });

export function end(tx: Tx, id: InvoiceId, answer: Exclude<Answer, { state: 'waiting' }>): void {
  const said =
    answer.state === 'issued'
      ? { state: 'issued' as const, number: answer.number, failure: '' }
      : { state: 'failed' as const, number: null, failure: answer.reason };
  tx.guard(rows.endInvoice, { id, ...said }, () => new Again('answered meanwhile'));
}
