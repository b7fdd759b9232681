/** What of an order may be invoiced now: goods at what was really paid for them. */
import * as catalog from '../../modules/catalog/catalog.ts';
import * as invoices from '../../modules/invoices/invoices.ts';
import type * as orders from '../../modules/orders/orders.ts';
import type { Reader } from '../../platform/db.ts';

const UNKNOWN = { taxCode: '1000000000000000000', taxBps: 1_300 };

export async function invoiceLines(
  reader: Reader,
  lines: readonly orders.StoredLine[],
): Promise<invoices.InvoiceLine[]> {
  const products = [...new Set(lines.flatMap(({ product }) => product ?? []))];
  const taxes = new Map(
    (await catalog.taxesOf(reader, products)).map(({ product, ...tax }) => [product, tax]),
  );
  return invoices.linesOf(
    lines.map((line) => ({
      ...line,
      ...((line.product === null ? null : taxes.get(line.product)) ?? UNKNOWN),
    })),
  );
}
