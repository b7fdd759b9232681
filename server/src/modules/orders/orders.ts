/**
 * Carts, orders and their life. The buyer's own device makes the order's id, so a retry is free; an
 * order's state is the guard of every step. Knows nothing of prices' reasons, routes or portions.
 */
import type { CartId, MemberId, OrderId } from '../../kernel/id.ts';
import { check } from '../../kernel/check.ts';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { canStep } from './rules.ts';
import * as rows from './store.ts';
import type { Actor, NewOrder, OrderRow, OrderState, Standing } from './types.ts';

export { canStep, GOES_ON, numberOf, STEPS } from './rules.ts';
export * as erasure from './erasure.ts';
export * as carts from './carts.ts';
export * as aftersales from './aftersales.ts';
export * as cases from './cases.ts';
export * as photos from './photos.ts';
export { CASE_STEPS, isOpenCase, OPEN_CASES, silenceOf, wantsGoods } from './case-rules.ts';
export {
  CLAIM_KINDS,
  claimEnds,
  isFault,
  priceFall,
  swapDown,
  swapMore,
  swapTerms,
  whyNot,
} from './claim-rules.ts';
export type { Claim, ClaimKind, WhyNot } from './claim-rules.ts';
export { afterRefund, asksOf, nothingLeft, refundOf, restOf, withFreight } from './refund-rules.ts';
export type { RefundableLine, RefundAsk, RefundLine } from './refund-rules.ts';
export type {
  Actor,
  AskedLine,
  Cart,
  CartItem,
  Case,
  CaseDesk,
  CaseKind,
  LineTerms,
  NewOrder,
  OrderLine,
  OrderRow,
  OrderState,
  Standing,
  Way,
} from './types.ts';

export async function standing(
  reader: Reader,
  order: OrderId,
  cart: CartId,
  member: MemberId,
): Promise<Standing> {
  const [row] = await reader.ask(rows.findStanding, { order, cart, member });
  const { payableFen, payBy, wishHash, number, orderedBefore, consumedBy } = row!;
  return {
    order: row!.member && {
      member: row!.member,
      wishHash: wishHash!,
      payableFen: payableFen!,
      payBy: payBy!,
      number: number!,
    },
    cart: row!.cart && {
      id: row!.cart,
      outlet: row!.outlet!,
      version: row!.version!,
      items: row!.items!,
      consumedBy,
    },
    orderedBefore,
  };
}

/** Whether any of these members has paid for an order; nobody asked about is no question. */
export async function havePaid(reader: Reader, members: readonly MemberId[]): Promise<boolean> {
  if (members.length === 0) return false;
  const [found] = await reader.ask(rows.findPaid, { members });
  return found!.paid;
}

/**
 * A twin of this request that commits first makes the whole flow look again, and find its order.
 * One cart becomes one order: whoever comes second with it looks again and is told of the first.
 */
export function place(tx: Tx, order: NewOrder): void {
  const { place: at, cart, ...rest } = order;
  tx.guard(
    rows.insertOrder,
    {
      ...rest,
      lat: at.lat,
      lng: at.lng,
      cart: cart.id,
      version: cart.version,
      history: tx.newId<'history'>(),
    },
    () => new Again('the order was placed, or its cart ordered or changed meanwhile'),
  );
}

export async function find(reader: Reader, order: OrderId): Promise<OrderRow | null> {
  const [row] = await reader.ask(rows.findOrder, { order });
  return row === undefined ? null : placed(row);
}

/** Of a crowd; null for an id that is no order. */
export async function findEach(
  reader: Reader,
  ids: readonly OrderId[],
): Promise<(OrderRow | null)[]> {
  const found = await reader.askEach(
    rows.findOrderOfEach,
    ids.map((order) => ({ order })),
  );
  return found.map(([row]) => (row === undefined ? null : placed(row)));
}
const placed = <R extends { lat: number; lng: number }>({ lat, lng, ...rest }: R) => ({
  ...rest,
  place: { lat, lng },
});

/** @throws Refusal `orders.no_such_order` */
export async function get(reader: Reader, order: OrderId): Promise<OrderRow> {
  const found = await find(reader, order);
  if (found === null) throw new Refusal('not_found', 'orders.no_such_order');
  return found;
}

/** Sealed: name, phone and, where it is brought, the address; empty when nobody was named. */
export async function contactOf(reader: Reader, order: OrderId): Promise<string> {
  const [found] = await reader.ask(rows.findContact, { order });
  return found?.sealed ?? '';
}

export const linesOf = (reader: Reader, order: OrderId) => reader.ask(rows.findLines, { order });
export type StoredLine = Awaited<ReturnType<typeof linesOf>>[number];

interface Step {
  readonly from: OrderState;
  readonly to: OrderState;
  readonly verb: string;
  readonly actor: Actor;
  readonly facts?: object;
}
/** No verb takes an order off its path, whoever asks. */
function stepArgs(tx: Tx, order: OrderId, { from, to, verb, actor, facts }: Step) {
  check(canStep(from, to, verb), `an order goes from ${from} to ${to} by ${verb}`);
  const history = tx.newId<'history'>();
  const by = { actorKind: actor.kind, actor: actor.id };
  return { order, from, to, verb, history, ...by, facts: facts ?? {} };
}
const moved = () =>
  new Again('the order moved on', {}, new Refusal('conflict', 'orders.order_has_moved_on'));

/** Each step below is guarded by the state it starts from; a lost race looks again. */
export const move = (tx: Tx, order: OrderId, step: Step): void =>
  tx.guard(rows.moveOrder, stepArgs(tx, order, step), moved);
/** What a wallet pays of an order: as it was seen, and as it is now. */
export interface PaidOrder {
  readonly id: OrderId;
  readonly seenFen: Fen;
  readonly tenderFen: Fen;
}
/** A crowd of orders at once; when one of them has moved on, none is paid. */
export function payAll(tx: Tx, orders: readonly PaidOrder[]): void {
  if (orders.length === 0) return;
  check(canStep('unpaid', 'paid', 'paid'), 'an unpaid order can be paid');
  const step = { from: 'unpaid', to: 'paid', verb: 'paid', actorKind: 'payment' } as const;
  const rest = {
    orders: orders.map(({ id }) => id),
    seen: orders.map(({ seenFen }) => seenFen),
    tenders: orders.map(({ tenderFen }) => tenderFen),
    histories: orders.map(() => tx.newId<'history'>()),
  };
  tx.guard(rows.payOrders, { ...rest, ...step }, moved);
}
/** @throws Again when it was paid, given up or shared with a wallet meanwhile */
export const noteTender = (tx: Tx, order: OrderId, tenderFen: Fen): void =>
  tx.guard(rows.noteTender, { order, tenderFen }, moved);
export const receive = (tx: Tx, order: OrderId, step: Step, settlesAt: Instant): void =>
  tx.guard(rows.receiveOrder, { ...stepArgs(tx, order, step), settlesAt }, moved);
export const settle = (tx: Tx, order: OrderId, step: Step): void =>
  tx.guard(rows.settleOrder, stepArgs(tx, order, step), moved);
export const cancel = (tx: Tx, order: OrderId, step: Step, reason: string): void =>
  tx.guard(rows.cancelOrder, { ...stepArgs(tx, order, step), reason }, moved);
export const park = (tx: Tx, order: OrderId, step: Step): void =>
  tx.guard(rows.parkOrder, stepArgs(tx, order, step), moved);
export const unpark = (tx: Tx, order: OrderId, step: Step): void =>
  tx.guard(rows.unparkOrder, stepArgs(tx, order, step), moved);

/** A trace that changes no state: a short pick, a re-route, a tick. */
export const note = (
  tx: Tx,
  order: OrderId,
  verb: string,
  actor: Actor,
  facts: object = {},
): void =>
  tx.tell(rows.insertHistory, {
    order,
    verb,
    history: tx.newId<'history'>(),
    actorKind: actor.kind,
    actor: actor.id,
    facts,
  });

export type OrderEventName =
  | 'orders.placed'
  | 'orders.paid'
  | 'orders.accepted'
  | 'orders.rerouted'
  | 'orders.parked'
  | 'orders.ready'
  | 'orders.handed_over'
  | 'orders.received'
  | 'orders.settled'
  | 'orders.cancelled'
  | 'orders.refunded';
/** What a person has typed stays where it was typed: it travels to nobody. */
const codeOnly = (reason: unknown): unknown =>
  typeof reason === 'string' && !/^[a-z][a-z_.]*$/.test(reason) ? 'said' : reason;

/** What happened to an order, for the outbox: small ids, whoever wants more asks. */
export const happened = (
  name: OrderEventName,
  { id, member }: { readonly id: OrderId; readonly member: MemberId },
  facts: Readonly<Record<string, unknown>> = {},
) => ({
  name,
  facts: {
    order: id,
    member,
    ...facts,
    ...('reason' in facts && { reason: codeOnly(facts.reason) }),
  },
});
