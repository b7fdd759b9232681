/** A member asks for her invoice; and a refund takes back what is too much of it. */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { after, days } from '../kernel/time.ts';
import * as invoices from '../modules/invoices/invoices.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db } from '../platform/db.ts';
import { setTimer } from '../platform/timer.ts';
import { caseRuleOf } from './steps/case-life.ts';
import { invoiceLines } from './steps/invoice-lines.ts';
import { orderMoneyOf } from './steps/order-money.ts';
import { mustBeHers } from './steps/own-order.ts';

export interface RequestInvoice {
  readonly merchant: MerchantId;
  readonly order: OrderId;
  readonly member: MemberId;
  readonly id: invoices.InvoiceId;
  readonly title: invoices.Title;
}

/**
 * The same id is the same invoice.
 * @throws Refusal `orders.no_such_order`, `invoices.title_wrong`, `invoices.not_received`,
 * `invoices.too_late`, `invoices.asked_already`, `invoices.nothing_to_invoice`
 */
export function requestInvoice(db: Db, wish: RequestInvoice): Promise<{ readonly state: string }> {
  return db.transaction(wish.merchant, async (tx) => {
    const money = await orderMoneyOf(tx, wish.order);
    const { order } = money;
    await mustBeHers(tx, order, wish.member);
    const [standing, lines] = await Promise.all([
      invoices.ofOrder(tx, wish.order),
      invoiceLines(tx, money.lines),
    ]);
    const same = standing.find(({ id }) => id === wish.id);
    if (same !== undefined) return { state: same.state };
    if (!invoices.isTitle(wish.title)) throw new Refusal('invalid', 'invoices.title_wrong');
    if (order.receivedAt === null) throw new Refusal('conflict', 'invoices.not_received');
    if (after(order.receivedAt, days(caseRuleOf(money).invoiceDays)) <= tx.now)
      throw new Refusal('conflict', 'invoices.too_late');
    if (standing.some(({ colour, state }) => colour === 'blue' && state !== 'failed'))
      throw new Refusal('conflict', 'invoices.asked_already');
    if (lines.length === 0) throw new Refusal('conflict', 'invoices.nothing_to_invoice');
    const { id, title } = wish;
    invoices.ask(tx, { id, order: order.id, member: order.member, of: null, title, lines });
    setTimer(tx, 'invoices.send', id, tx.now);
    orders.note(tx, order.id, 'invoice_asked', { kind: 'member', id: wish.member }, { id });
    return { state: 'asked' };
  });
}

/** After any refund: what stands beyond what is left is taken back; said twice it is done once. */
export function reverseInvoice(db: Db, merchant: MerchantId, order: OrderId): Promise<boolean> {
  return db.transaction(merchant, async (tx) => {
    const money = await orderMoneyOf(tx, order);
    const all = await invoices.ofOrder(tx, order);
    const blue = all.find(({ colour, state }) => colour === 'blue' && state !== 'failed');
    if (blue === undefined) return false;
    const reds = all.filter(({ of }) => of === blue.id);
    const left = await invoiceLines(tx, money.lines);
    const lines = invoices.redLines(invoices.standing(blue, reds), left);
    if (lines.length === 0) return false;
    const id = tx.newId<'invoice'>();
    const { member, title } = blue;
    invoices.ask(tx, { id, order, member, of: blue.id, title, lines });
    setTimer(tx, 'invoices.send', id, tx.now);
    return true;
  });
}
