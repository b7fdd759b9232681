/**
 * An order after a refund that leaves something of it: parcels in which nothing is left are no
 * more, what was parked and is paid back is waited for no longer, and the order shows what its
 * other parcels show. So whoever has the rest in her hands has received her order.
 */
import * as commission from '../../modules/commission/commission.ts';
import * as fulfilment from '../../modules/fulfilment/fulfilment.ts';
import * as inventory from '../../modules/inventory/inventory.ts';
import * as ledger from '../../modules/ledger/ledger.ts';
import * as orders from '../../modules/orders/orders.ts';
import type { Tx } from '../../platform/db.ts';
import { clearTimer } from '../../platform/timer.ts';
import { hqOf, type OrderMoney } from './order-money.ts';
import { acceptRef, follow } from './parcel-life.ts';

const CLOCKS = ['accept', 'pickup', 'remind_1', 'remind_5'];
const GONE_OUT: readonly fulfilment.ParcelState[] = ['on_the_way', 'received'];
export const hasGoneOut = ({ state }: fulfilment.Parcel): boolean => GONE_OUT.includes(state);

interface Left {
  /** The lines as the refund leaves them. */
  readonly lines: readonly orders.StoredLine[];
  /** Of this refund, by line. */
  readonly going: readonly orders.RefundLine[];
  readonly cuts: readonly commission.LineParts[];
  readonly refund: string;
  readonly actor: orders.Actor;
  /** `kept`: the caller has dealt with the goods that were paid back. */
  readonly goods: 'released' | 'kept';
}

export async function goOn(tx: Tx, money: OrderMoney, left: Left): Promise<void> {
  const { order } = money;
  const live = fulfilment.live(money.parcels);
  const isEmpty = (nos: readonly number[]): boolean =>
    orders.nothingLeft(left.lines.filter(({ no }) => nos.includes(no)));
  const fallen = live.filter((parcel) => !hasGoneOut(parcel) && isEmpty(parcel.lineNos));
  const standing = live.filter((parcel) => !fallen.includes(parcel));
  release(tx, money, left, fallen);
  for (const parcel of fallen) {
    fulfilment.drop(tx, parcel);
    for (const kind of CLOCKS) clearTimer(tx, `fulfilment.${kind}`, acceptRef(parcel));
  }
  const placed = standing.flatMap(({ lineNos }) => lineNos);
  const unplaced = left.lines.filter(({ no }) => no > 0 && !placed.includes(no));
  const waits = order.parkedAt !== null && !isEmpty(unplaced.map(({ no }) => no));
  if (fallen.length === 0 && (order.parkedAt === null || waits)) return;
  moveFreight(tx, money, left, standing);
  const facts = { without: fallen.map(({ outlet }) => outlet) };
  const step = { verb: orders.GOES_ON, actor: left.actor, facts };
  await follow(tx, money, standing, { ...step, parked: waits });
}

/** Goods that nobody is to pick any more are sellable again. */
function release(
  tx: Tx,
  { order, holds }: OrderMoney,
  { going, goods }: Left,
  fallen: readonly fulfilment.Parcel[],
): void {
  const freed = holds.flatMap((hold) => {
    const isNobodys = fallen.some(
      ({ outlet, attempt }) => hold.outlet === outlet && hold.attempt === attempt,
    );
    const back = goods === 'kept' ? 0 : (going.find(({ no }) => no === hold.lineNo)?.pieces ?? 0);
    const rest = isNobodys ? hold.rest : Math.min(hold.rest, back);
    return rest > 0 ? [{ ...hold, rest }] : [];
  });
  inventory.release(tx, order.id, freed);
}

/** What is left of the freight rides with another parcel. */
function moveFreight(
  tx: Tx,
  money: OrderMoney,
  { cuts, refund }: Left,
  standing: readonly fulfilment.Parcel[],
): void {
  const rest = commission
    .restOfParts(money.portions, [...money.cuts, ...cuts])
    .filter(({ lineNo }) => lineNo === 0);
  const before = fulfilment.live(money.parcels);
  const moves = commission.movesOf(rest, before, standing, hqOf(money).id);
  const host = standing.find(({ outlet }) => outlet === moves[0]?.to.id);
  const wish = {
    attempt: host?.attempt ?? 1,
    cause: `goes_on:${refund}`,
    pendings: money.pendings,
    moves,
  };
  ledger.moveFulfilling(tx, money.order.id, wish);
}
