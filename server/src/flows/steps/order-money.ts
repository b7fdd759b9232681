/**
 * Everything that a refund, a cancellation or a settlement must know of one order, asked in one
 * breath behind the order's lock: whoever comes second sees what the first one wrote.
 */
import type { MemberId, OrderId } from '../../kernel/id.ts';
import * as attribution from '../../modules/attribution/attribution.ts';
import * as chain from '../../modules/chain/chain.ts';
import * as commission from '../../modules/commission/commission.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as members from '../../modules/members/members.ts';
import * as orders from '../../modules/orders/orders.ts';
import * as payments from '../../modules/payments/payments.ts';
import type { Tx } from '../../platform/db.ts';

export interface OrderMoney {
  readonly order: orders.OrderRow;
  readonly lines: readonly orders.StoredLine[];
  readonly credit: Awaited<ReturnType<typeof attribution.frozen>>;
  readonly portions: readonly commission.Portion[];
  readonly cuts: readonly commission.LineParts[];
  readonly charges: readonly commission.Charge[];
  /** Receivers who have merged are named as the member who stays. */
  readonly pendings: readonly ledger.Pending[];
  readonly parcels: readonly fulfilment.Parcel[];
  readonly captures: readonly payments.CaptureRow[];
  readonly holds: readonly inventory.OpenHold[];
  readonly cases: readonly orders.Case[];
  readonly directory: chain.Directory;
}

/** @throws Refusal `orders.no_such_order` */
export async function orderMoneyOf(tx: Tx, id: OrderId): Promise<OrderMoney> {
  // An order that is not there is said first, and then nothing else matters.
  const [, order, lines, credit, portions, cuts, charges, booked] = await Promise.all([
    orders.aftersales.lock(tx, id),
    orders.get(tx, id),
    orders.linesOf(tx, id),
    attribution.frozen(tx, id),
    commission.frozen(tx, id),
    commission.findCuts(tx, id),
    commission.chargesOf(tx, id),
    ledger.findPendings(tx, id),
  ]);
  const [pendings, parcels, captures, holds, cases, directory] = await Promise.all([
    withSurvivors(tx, booked),
    fulfilment.parcelsOf(tx, id),
    payments.findCaptures(tx, id),
    inventory.holdsOf(tx, id),
    orders.aftersales.findCases(tx, id),
    chain.directory(tx),
  ]);
  return {
    order,
    lines,
    credit,
    portions,
    cuts,
    charges,
    pendings,
    parcels,
    captures,
    holds,
    cases,
    directory,
  };
}

async function withSurvivors(
  tx: Tx,
  pendings: readonly ledger.Pending[],
): Promise<ledger.Pending[]> {
  const ids = ledger.membersAmong(pendings) as MemberId[];
  const found = await Promise.all(ids.map((id) => members.survivor(tx, id)));
  return ledger.redirected(pendings, new Map(ids.map((id, i) => [id, found[i]!.id])));
}

/** Nothing has left the house: the goods can still stay. */
export const isBeforeHandOver = ({ order, parcels }: OrderMoney): boolean =>
  ['unpaid', 'paid', 'picking', 'ready'].includes(order.state) &&
  fulfilment.live(parcels).every(({ state }) => state !== 'on_the_way' && state !== 'received');

export const hqOf = ({ directory }: OrderMoney): ledger.Party => ({
  kind: 'hq',
  id: directory.root.id,
});

/** The referral rule that held when the order was placed. */
export function referralVersionOf({ order, directory }: OrderMoney): number {
  const path = directory.outlet(order.outlet)?.path ?? directory.root.path;
  return chain.policyInForce(directory, 'referral', path, order.placedAt).version;
}
