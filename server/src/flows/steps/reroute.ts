/**
 * A parcel goes to another outlet: the old hold gives its rest free, the next best holds it, what
 * is left of the fulfilling portions follows, all in one transaction. Nobody can: by the rule the
 * money goes back at once, or the order is parked, nothing is held, and its member decides.
 */
import { afterOpenMinutes } from '../../kernel/hours.ts';
import type { OutletId, SkuId, StaffId } from '../../kernel/id.ts';
import * as catalog from '../../modules/catalog/catalog.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as orders from '../../modules/orders/orders.ts';
import type { Tx } from '../../platform/db.ts';
import * as outbox from '../../platform/outbox.ts';
import type { Vault } from '../../platform/secret.ts';
import { stopwatch } from '../../platform/stopwatch.ts';
import { clearTimer, setTimer } from '../../platform/timer.ts';
import { findVersions } from '../../platform/version.ts';
import { hqOf, type OrderMoney } from './order-money.ts';
import { goodsChargesOf, type OwnGoods } from './own-goods.ts';
import { acceptRef } from './parcel-life.ts';
import { refundUnmet } from './refund-unmet.ts';
import { candidatesFor, routeWith, ruleFor, stockFactsOf } from './routing.ts';

export interface Reroute {
  readonly why: fulfilment.RouteCause;
  readonly actor: orders.Actor;
  readonly reason: string;
}

/** Takes the parcel from its outlet, which is not asked again for this order. */
export async function rerouteWithin(
  tx: Tx,
  vault: Vault,
  money: OrderMoney,
  parcel: fulfilment.Parcel,
  wish: Reroute,
): Promise<fulfilment.RouteEnd> {
  const held = money.holds.filter(
    (hold) => hold.outlet === parcel.outlet && hold.attempt === parcel.attempt,
  );
  const lines = linesOf(money, parcel.lineNos);
  const refused = await fulfilment.refusedBy(tx, parcel.order);
  const decided = await decide(tx, money, lines, new Set([...refused, parcel.outlet]));
  clearTimer(tx, 'fulfilment.accept', acceptRef(parcel));
  fulfilment.noteRefusal(tx, parcel, wish.reason, staffOf(wish.actor));
  if (decided.route.outcome === 'parked' && decided.onNone === 'refund') {
    const { route, attempt, tookUs } = decided;
    const refunded = { ...route, outcome: 'refunded' } as const;
    fulfilment.keep(tx, parcel.order, refunded, { attempt, why: wish.why, tookUs });
    await refundUnmet(tx, { ...money, parcel }, lines, wish.why);
    return 'refunded';
  }
  fulfilment.drop(tx, parcel);
  const outcome = write(tx, vault, money, { ...decided, lines, from: parcel, wish });
  inventory.release(tx, parcel.order, held);
  takeGoods(tx, money, decided, lines);
  return outcome;
}

/** A parked order is looked at again: goods have come, or an outlet has opened. */
export async function retryParked(
  tx: Tx,
  vault: Vault,
  money: OrderMoney,
): Promise<fulfilment.Route['outcome']> {
  const placed = fulfilment.live(money.parcels).flatMap(({ lineNos }) => lineNos);
  const open = money.lines.map(({ no }) => no).filter((no) => no > 0 && !placed.includes(no));
  const lines = linesOf(money, open);
  const refused = await fulfilment.refusedBy(tx, money.order.id);
  const decided = await decide(tx, money, lines, refused);
  if (decided.route.outcome === 'parked') return 'parked';
  const wish = { why: 'waited', actor: { kind: 'system', id: null }, reason: 'waited' } as const;
  const outcome = write(tx, vault, money, { ...decided, lines, from: null, wish });
  takeGoods(tx, money, decided, lines);
  return outcome;
}

interface OpenLine extends fulfilment.RouteLine {
  readonly sku: SkuId;
}
/** Pieces that are not refunded, and so still to be had. */
const linesOf = ({ lines }: OrderMoney, nos: readonly number[]): OpenLine[] =>
  lines.flatMap(({ no, sku, quantity, refundedPieces }) => {
    const rest = quantity - refundedPieces;
    return sku === null || rest === 0 || !nos.includes(no) ? [] : [{ no, sku, quantity: rest }];
  });

interface Decided {
  readonly route: fulfilment.Route;
  readonly tookUs: number;
  readonly attempt: number;
  readonly onNone: chain.RoutingBody['onNone'];
  readonly own: OwnGoods;
}

async function decide(
  tx: Tx,
  { order, directory }: OrderMoney,
  lines: readonly OpenLine[],
  refusedBy: ReadonlySet<OutletId>,
): Promise<Decided> {
  const selling = directory.outlet(order.outlet)!;
  const rule = ruleFor(directory, selling, tx.now);
  const candidates = candidatesFor(directory, selling, order.place, rule);
  const skus = lines.map(({ sku }) => sku);
  const [stock, last, versions] = await Promise.all([
    stockFactsOf(tx, candidates, skus),
    fulfilment.lastAttempt(tx, order.id),
    findVersions(tx),
  ]);
  const carries = await catalog.listingsAt(tx, versions.offer, skus);
  const lap = stopwatch();
  const { way, place, splitAgreed } = order;
  const wish = {
    selling: selling.id,
    place,
    way,
    notBefore: tx.now,
    splitAgreed,
    lines,
    refusedBy,
  };
  const route = routeWith(candidates, wish, stock, carries, rule);
  const { own } = stock;
  return { route, tookUs: lap(), attempt: last + 1, onNone: rule.onNone, own };
}

interface Write extends Decided {
  readonly lines: readonly OpenLine[];
  readonly from: fulfilment.Parcel | null;
  readonly wish: Reroute;
}

function write(
  tx: Tx,
  vault: Vault,
  money: OrderMoney,
  { route, tookUs, attempt, from, wish, own }: Write,
): fulfilment.Route['outcome'] {
  const { order, parcels, directory } = money;
  const standing = fulfilment.live(parcels).filter((each) => each !== from);
  const fresh = route.allocations.map(({ outlet, lineNos }) => ({ outlet, attempt, lineNos }));
  moveMoney(
    tx,
    money,
    from === null ? standing : [...standing, from],
    [...standing, ...fresh],
    attempt,
  );
  commission.keepCharges(
    tx,
    order.id,
    goodsChargesOf(directory, route.allocations, attempt, money.lines, own),
  );
  trace(tx, money, route, wish, from);
  fulfilment.keep(tx, order.id, route, { attempt, why: wish.why, tookUs });
  const { body } = chain.policyInForce(
    directory,
    'routing',
    directory.outlet(order.outlet)!.path,
    tx.now,
  );
  for (const { outlet } of route.allocations) {
    const { hours } = directory.outlet(outlet)!;
    const acceptBy = afterOpenMinutes(hours, tx.now, body.acceptMinutes);
    const parcel = { order: order.id, outlet, attempt };
    fulfilment.start(tx, vault, [{ ...parcel, acceptBy }]);
    if (acceptBy !== null) setTimer(tx, 'fulfilment.accept', acceptRef(parcel), acceptBy);
  }
  fulfilment.takePlaces(tx, route.allocations);
  return route.outcome;
}

/** Hottest rows last. */
function takeGoods(
  tx: Tx,
  { order }: OrderMoney,
  { route, attempt }: Decided,
  lines: readonly OpenLine[],
): void {
  for (const { outlet, lineNos, safety } of route.allocations) {
    const wants = lines
      .filter(({ no }) => lineNos.includes(no))
      .map(({ no, sku, quantity }) => ({ lineNo: no, sku, quantity }));
    inventory.hold(tx, order.id, outlet, wants, { attempt, safety });
  }
}

interface Place {
  readonly outlet: OutletId;
  readonly attempt: number;
  readonly lineNos: readonly number[];
}

function moveMoney(
  tx: Tx,
  money: OrderMoney,
  before: readonly Place[],
  now: readonly Place[],
  attempt: number,
): void {
  const { order, pendings, portions, cuts } = money;
  const rest = commission.restOfParts(portions, cuts);
  const moves = commission.movesOf(rest, before, now, hqOf(money).id);
  ledger.moveFulfilling(tx, order.id, { pendings, attempt, moves });
}

function trace(
  tx: Tx,
  { order }: OrderMoney,
  { outcome, allocations }: fulfilment.Route,
  { why, actor, reason }: Reroute,
  from: fulfilment.Parcel | null,
): void {
  const to = allocations.map(({ outlet }) => outlet);
  const facts = { why, reason, from: from?.outlet ?? null, to };
  const step = { from: order.state, to: 'paid', actor, facts } as const;
  if (outcome === 'parked') {
    orders.park(tx, order.id, { ...step, verb: 'parked' });
    outbox.put(tx, orders.happened('orders.parked', order, { why }));
    return;
  }
  if (order.parkedAt === null) orders.move(tx, order.id, { ...step, verb: 'rerouted' });
  else orders.unpark(tx, order.id, { ...step, verb: 'rerouted' });
  outbox.put(tx, orders.happened('orders.rerouted', order, { from: from?.outlet ?? null, to }));
}

const staffOf = (actor: orders.Actor): StaffId | null => (actor.kind === 'staff' ? actor.id : null);
