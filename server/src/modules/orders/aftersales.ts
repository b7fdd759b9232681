/**
 * Cases and refunds: what a member asks back, what was decided, what went. They never change an
 * order's state by themselves; whoever refunds its last line cancels it.
 */
import type { CaseId, OrderId, RefundId } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import type { RefundableLine, RefundAsk, RefundLine } from './refund-rules.ts';
import * as rows from './store-aftersales.ts';
import type { AskedLine, Case, CaseKind, OrderRow } from './types.ts';

/** Until the commit nobody else refunds, settles or moves this order. */
export async function lock(tx: Tx, order: OrderId): Promise<void> {
  const [found] = await tx.ask(rows.lockOrder, { order });
  if (found === undefined) throw new Refusal('not_found', 'orders.no_such_order');
}

export async function findCase(reader: Reader, id: CaseId): Promise<Case | null> {
  const [found] = await reader.ask(rows.findCase, { id });
  return found ?? null;
}
export const findCases = (reader: Reader, order: OrderId): Promise<Case[]> =>
  reader.ask(rows.findCases, { order });
export const findRefunds = (reader: Reader, order: OrderId) =>
  reader.ask(rows.findRefunds, { order });

export interface Ask {
  readonly id: CaseId;
  readonly kind: CaseKind;
  readonly reason: string;
  readonly words: string;
  readonly photos: readonly string[];
  readonly lines: readonly AskedLine[];
}

const saidOf = ({ kind, reason, words, photos, lines }: Ask): string =>
  JSON.stringify([kind, reason, words, photos, lines.map((l) => [l.no, l.pieces, l.amountFen])]);

/** The case that stands under this id, if it says the same. @throws Refusal `orders.id_used` */
export function sameCase(standing: Case, order: OrderId, ask: Ask): Case {
  if (standing.order === order && saidOf(standing) === saidOf(ask)) return standing;
  throw new Refusal('invalid', 'orders.id_used', { id: ask.id });
}

/** While money or goods of the order may still move. @throws Refusal */
export function mayAsk(order: OrderRow, standing: readonly Case[]): void {
  if (order.capturedFen === 0) throw new Refusal('conflict', 'orders.not_paid');
  if (order.state === 'settled') throw new Refusal('conflict', 'orders.too_late_to_ask');
  if (order.state === 'cancelled') throw new Refusal('conflict', 'orders.order_has_moved_on');
  if (standing.some(({ state }) => state === 'asked')) {
    throw new Refusal('conflict', 'orders.case_is_open');
  }
}

export function open(tx: Tx, order: OrderId, ask: Ask, by: 'member' | 'staff' | 'system'): void {
  tx.guard(rows.insertCase, { ...ask, order, askedBy: by }, () => new Again('asked meanwhile'));
}

/** @throws Refusal `orders.case_is_decided` */
export function end(
  tx: Tx,
  id: CaseId,
  to: {
    readonly state: 'accepted' | 'rejected' | 'withdrawn';
    readonly by: string | null;
    readonly words: string;
    readonly refund: RefundId | null;
  },
): void {
  tx.guard(rows.endCase, { id, ...to }, () => new Refusal('conflict', 'orders.case_is_decided'));
}

export interface NewRefund {
  readonly id: RefundId;
  readonly order: OrderId;
  readonly case: CaseId | null;
  readonly reason: string;
  readonly actor: string | null;
  readonly lines: readonly RefundLine[];
  readonly sellable: readonly number[];
}

/**
 * Counts from this moment, not from the provider's word: two halves never make more than a whole.
 */
export function refund(tx: Tx, wish: NewRefund, before: readonly RefundableLine[]): Fen {
  const { lines, sellable, ...row } = wish;
  const amount = fen(lines.reduce((total, line) => total + line.amount, 0));
  const nos = lines.map(({ no }) => no);
  const pieces = lines.map((line) => line.pieces);
  const amounts = lines.map((line) => line.amount);
  const had = nos.map((no) => before.find((line) => line.no === no)!);
  const again = () => new Again('refunded meanwhile');
  tx.guard(
    rows.refundLines,
    {
      order: wish.order,
      nos,
      pieces,
      amounts,
      hadPieces: had.map((line) => line.refundedPieces),
      hadFen: had.map((line) => line.refundedFen),
    },
    again,
  );
  const state = amount === 0 ? 'succeeded' : 'in_flight';
  const fit = nos.map((no) => sellable.includes(no));
  tx.guard(
    rows.insertRefund,
    { ...row, amount, state, nos, pieces, amounts, sellable: fit },
    () => new Refusal('conflict', 'orders.refund_above_capture'),
  );
  return amount;
}

export function endRefund(tx: Tx, id: RefundId, state: 'succeeded' | 'failed'): void {
  tx.guard(rows.endRefund, { id, state }, () => new Again('the refund ended meanwhile'));
}

export async function findRefund(reader: Reader, id: RefundId) {
  const [found] = await reader.ask(rows.findRefund, { id });
  return found ?? null;
}

/** Whether a refund that stands is the one that is asked for again. */
export const sameAsks = (
  lines: readonly { readonly no: number; readonly pieces: number; readonly amount: number }[],
  asks: readonly RefundAsk[] | 'all',
): boolean =>
  asks === 'all' ||
  asks.every((ask) =>
    lines.some(
      ({ no, pieces, amount }) =>
        no === ask.no && (ask.amount === null ? pieces === ask.pieces : amount === ask.amount),
    ),
  );
