/** A member's own invoices, how much she may still ask for, and the file of one. */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as invoices from '../modules/invoices/invoices.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { invoiceLines } from './steps/invoice-lines.ts';
import { mustBeHers } from './steps/own-order.ts';

export interface InvoiceDesk {
  readonly db: Db;
  readonly invoices: invoices.FapiaoPort;
}
interface Hers {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly member: MemberId;
}

/** @throws Refusal `orders.no_such_order` */
export function invoicesOf(
  db: Db,
  { merchant, order: id, member }: Hers,
): Promise<{ readonly items: invoices.Invoice[]; readonly mayFen: Fen }> {
  return db.reading(merchant, async (reader) => {
    const order = await orders.get(reader, id);
    await mustBeHers(reader, order, member);
    const [items, lines] = await Promise.all([
      invoices.ofOrder(reader, id),
      orders.linesOf(reader, id),
    ]);
    const asked = items.some(({ colour, state }) => colour === 'blue' && state !== 'failed');
    const open = order.receivedAt !== null && !asked;
    const may = open ? await invoiceLines(reader, lines) : [];
    return { items, mayFen: invoices.sumOf(may).amountFen };
  });
}

/** @throws Refusal `orders.no_such_order`, `invoices.no_file_yet`, `invoices.platform_away` */
export async function invoiceFile(
  { db, invoices: port }: InvoiceDesk,
  { id, ...hers }: Hers & { readonly id: invoices.InvoiceId },
): Promise<Buffer> {
  const { items } = await invoicesOf(db, hers);
  const number = items.find((one) => one.id === id)?.number ?? null;
  if (number === null) throw new Refusal('not_found', 'invoices.no_file_yet');
  return port.file(number);
}
