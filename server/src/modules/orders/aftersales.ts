/**
 * Cases and refunds: what a member asks back, what was decided, what went. They never change an
 * order's state by themselves; whoever refunds its last line cancels it.
 */
import type { CaseId, OrderId, RefundId, SkuId } from '../../kernel/id.ts';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { isOpenCase } from './case-rules.ts';
import type { RefundableLine, RefundAsk, RefundLine } from './refund-rules.ts';
import * as rows from './store-aftersales.ts';
import type { Actor, AskedLine, Case, CaseDesk, CaseKind, OrderRow } from './types.ts';

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
  /** What the member says of the packing. */
  readonly opened?: boolean;
  /** Exchange: what she wants instead. */
  readonly swapSku?: SkuId | null;
}

const saidOf = ({ kind, reason, words, photos, lines, opened, swapSku }: Ask): string =>
  JSON.stringify([
    ...[kind, reason, words, photos, opened ?? false, swapSku ?? null],
    // What a fall of price is worth is our figure, not hers.
    lines.map((l) => (kind === 'price_protection' ? [l.no] : [l.no, l.pieces, l.amountFen])),
  ]);

/** The case that stands under this id, if it says the same. @throws Refusal `orders.id_used` */
export function sameCase(standing: Case, order: OrderId, ask: Ask): Case {
  if (standing.order === order && saidOf(standing) === saidOf(ask)) return standing;
  throw new Refusal('invalid', 'orders.id_used', { id: ask.id });
}

/** What was promised beyond settlement may be asked for after it; terms say how long. */
const OUTLIVES: readonly CaseKind[] = ['not_happy', 'price_protection'];

/** While money or goods of the order may still move. @throws Refusal */
export function mayAsk(order: OrderRow, kind: CaseKind, standing: readonly Case[]): void {
  if (order.paidAt === null) throw new Refusal('conflict', 'orders.not_paid');
  if (order.state === 'settled' && !OUTLIVES.includes(kind))
    throw new Refusal('conflict', 'orders.too_late_to_ask');
  if (order.state === 'cancelled') throw new Refusal('conflict', 'orders.order_has_moved_on');
  if (standing.some(isOpenCase)) throw new Refusal('conflict', 'orders.case_is_open');
}

export function open(
  tx: Tx,
  order: OrderId,
  ask: Ask,
  more: { readonly actor: Actor; readonly desk: CaseDesk; readonly due: Instant | null },
): void {
  const { opened = false, swapSku = null, ...rest } = ask;
  const { actor, desk, due } = more;
  const by = { askedBy: actor.kind, actor: actor.id };
  const row = { ...rest, ...by, order, desk, due, opened, swapSku, step: tx.newId() };
  tx.guard(rows.insertCase, row, () => new Again('asked meanwhile'));
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
