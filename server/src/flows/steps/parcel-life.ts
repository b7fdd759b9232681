/**
 * A parcel moves on, and with it the order, which shows its least advanced live parcel. Every step
 * of store work passes here, behind the order's lock.
 */
import { Refusal } from '../../kernel/refusal.ts';
import { after, days } from '../../kernel/time.ts';
import type { MemberId, OrderId, OutletId, StaffId } from '../../kernel/id.ts';
import * as belonging from '../../modules/belonging/belonging.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import * as members from '../../modules/members/members.ts';
import * as orders from '../../modules/orders/orders.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import { clearTimer, setTimer } from '../../platform/timer.ts';
import { orderMoneyOf, type OrderMoney } from './order-money.ts';
import { mustBeHers } from './own-order.ts';

export interface ParcelWork extends OrderMoney {
  readonly parcel: fulfilment.Parcel;
}

/**
 * The live parcel of an order at an outlet; to anybody but its owner, where one is named, there is
 * no such order.
 * @throws Refusal `orders.no_such_order`, `fulfilment.not_with_this_outlet`
 */
export async function workOn(
  tx: Tx,
  order: OrderId,
  outlet: OutletId,
  owner?: MemberId,
): Promise<ParcelWork> {
  const money = await orderMoneyOf(tx, order);
  if (owner !== undefined) await mustBeHers(tx, money.order, owner);
  const parcel = fulfilment.live(money.parcels).find((each) => each.outlet === outlet);
  if (parcel === undefined || parcel.state === 'waiting')
    throw new Refusal('not_found', 'fulfilment.not_with_this_outlet');
  return { ...money, parcel };
}

/** @throws Refusal `fulfilment.parcel_has_moved_on` */
export function mustBe(work: ParcelWork, ...states: readonly fulfilment.ParcelState[]): void {
  const { state } = work.parcel;
  if (!states.includes(state))
    throw new Refusal('conflict', 'fulfilment.parcel_has_moved_on', { state });
}

export const acceptRef = ({ order, outlet, attempt }: fulfilment.ParcelKey): string =>
  `${order}:${outlet}:${attempt}`;

/** What is held for this parcel, and for no other. */
export const holdsOf = ({ holds, parcel }: ParcelWork): inventory.OpenHold[] =>
  holds.filter((hold) => hold.outlet === parcel.outlet && hold.attempt === parcel.attempt);

interface Step {
  readonly to: fulfilment.ParcelState;
  readonly verb: string;
  readonly event: orders.OrderEventName | null;
  readonly actor: orders.Actor;
  readonly facts?: object;
}

export async function advance(tx: Tx, work: ParcelWork, step: Step): Promise<void> {
  const { order, parcel, parcels } = work;
  const after = parcels.map((each) => (each === parcel ? { ...each, state: step.to } : each));
  const facts = { outlet: parcel.outlet, ...step.facts };
  const { verb, actor } = step;
  await follow(tx, work, after, { verb, actor, facts, parked: order.parkedAt !== null });
  if (step.event !== null)
    outbox.put(tx, orders.happened(step.event, order, { outlet: parcel.outlet }));
}

interface Trace {
  readonly verb: string;
  readonly actor: orders.Actor;
  readonly facts: object;
}

/**
 * The order follows its least advanced parcel; a step that does not move it still leaves a trace.
 * While some of it is parked, it stays what it is to those who wait for that: paid.
 */
export async function follow(
  tx: Tx,
  money: OrderMoney,
  parcels: readonly fulfilment.Parcel[],
  { parked, ...trace }: Trace & { readonly parked: boolean },
): Promise<void> {
  const { order } = money;
  const { verb, actor, facts } = trace;
  const next = parked ? order.state : (fulfilment.orderStateOf(parcels) as orders.OrderState);
  const step = { from: order.state, to: next, verb, actor, facts };
  if (next === 'received' && order.state !== next) await receiveOrder(tx, money, trace);
  else if (order.parkedAt !== null && !parked) orders.unpark(tx, order.id, step);
  else if (next === order.state) orders.note(tx, order.id, verb, actor, facts);
  else orders.move(tx, order.id, step);
}

/** The last live parcel is in the member's hands: the after-sales window begins. */
async function receiveOrder(
  tx: Tx,
  { order, credit, directory }: OrderMoney,
  { verb, actor, facts }: Trace,
): Promise<void> {
  const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
  const { body } = chain.policyInForce(directory, 'aftersales', path, order.placedAt);
  const settlesAt = after(tx.now, days(body.windowDays));
  orders.receive(
    tx,
    order.id,
    { from: order.state, to: 'received', verb, actor, facts },
    settlesAt,
  );
  setTimer(tx, 'orders.settle', order.id, settlesAt);
  outbox.put(tx, orders.happened('orders.received', order));
  if (credit.serviceGuide === null) return;
  const policy = chain.policyInForce(directory, 'belonging', path, order.placedAt);
  const { id: member } = await members.survivor(tx, order.member);
  await belonging.served(
    tx,
    { member, guide: credit.serviceGuide, order: order.id },
    belonging.termsOf([policy]),
  );
}

/** Goods leave the shelf with whoever hands them over. */
export function handGoodsOver(tx: Tx, work: ParcelWork, actor: StaffId | null): void {
  inventory.consume(tx, work.order.id, holdsOf(work), actor);
  for (const kind of ['fulfilment.pickup', 'fulfilment.remind_1', 'fulfilment.remind_5'])
    clearTimer(tx, kind, acceptRef(work.parcel));
}
