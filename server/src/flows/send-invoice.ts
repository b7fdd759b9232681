/** Tells the tax platform, asks again when it is silent, and keeps its answer once. */
import type { MerchantId } from '../kernel/id.ts';
import { after, minutes } from '../kernel/time.ts';
import * as invoices from '../modules/invoices/invoices.ts';
import type { Db } from '../platform/db.ts';
import * as outbox from '../platform/outbox.ts';
import { clearTimer, setTimer } from '../platform/timer.ts';

/** How long an answer may take before we ask for it. */
const PATIENCE = minutes(5);

interface Desk {
  readonly db: Db;
  readonly port: invoices.FapiaoPort;
  readonly origin: string;
}

/** A crash anywhere leaves the timer: the same number is the same application. */
export async function sendInvoice(
  { db, port, origin }: Desk,
  merchant: MerchantId,
  id: invoices.InvoiceId,
): Promise<'sent' | 'waits' | 'ended'> {
  const found = await db.transaction(merchant, async (tx) => {
    const invoice = await invoices.find(tx, id);
    if (invoice === null || invoice.state === 'issued' || invoice.state === 'failed') {
      clearTimer(tx, 'invoices.send', id);
      return null;
    }
    const blue = invoice.of === null ? null : await invoices.find(tx, invoice.of);
    setTimer(tx, 'invoices.send', id, after(tx.now, PATIENCE));
    if (blue?.state === 'failed') {
      invoices.end(tx, id, { state: 'refused', reason: blue.failure });
      clearTimer(tx, 'invoices.send', id);
      return null;
    }
    // A red one names the blue one's number: it waits until there is one.
    if (blue !== null && blue.number === null) return 'waits' as const;
    invoices.noteSent(tx, id);
    return { invoice, blueNumber: blue?.number ?? null };
  });
  if (found === null) return 'ended';
  if (found === 'waits') return 'waits';
  const { invoice, blueNumber } = found;
  const { colour, title, lines, amountFen, taxFen, tries } = invoice;
  const notifyUrl = `${origin}/api/callbacks/fapiao/${merchant}`;
  const wish = { applyNo: id, colour, blueNumber, title, lines, amountFen, taxFen, notifyUrl };
  const answer = tries === 0 ? await port.apply(wish) : await asked(port, wish);
  await hearInvoice(db, merchant, id, answer);
  return 'sent';
}

/** Whether the first word of it arrived is not known: it is said again, then asked about. */
async function asked(port: invoices.FapiaoPort, wish: invoices.Application) {
  await port.apply(wish);
  return port.query(wish.applyNo);
}

/** Told twice, told late, told after we asked: kept once. */
export function hearInvoice(
  db: Db,
  merchant: MerchantId,
  id: invoices.InvoiceId,
  answer: invoices.Answer,
): Promise<string> {
  return db.transaction(merchant, async (tx) => {
    const invoice = await invoices.find(tx, id);
    if (invoice === null || answer.state === 'waiting') return invoice?.state ?? 'nothing';
    if (invoice.state === 'issued' || invoice.state === 'failed') return invoice.state;
    invoices.end(tx, id, answer);
    clearTimer(tx, 'invoices.send', id);
    const facts = { order: invoice.order, invoice: id, state: answer.state };
    outbox.put(tx, { name: 'invoices.answered', facts });
    return answer.state;
  });
}
