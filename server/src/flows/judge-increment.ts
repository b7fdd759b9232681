/**
 * Was this order gained by time, by space, and would it have come anyway? Asked at payment and
 * whenever the goods change hands; p is made from rows before the order and stored once: by time
 * alone at payment, else at hand-over.
 */
import type { MerchantId, OrderId } from '../kernel/id.ts';
import { ZERO, type Bps } from '../kernel/money.ts';
import { dayOf, type Instant } from '../kernel/time.ts';
import * as attribution from '../modules/attribution/attribution.ts';
import * as fulfilment from '../modules/fulfilment/fulfilment.ts';
import * as insight from '../modules/insight/insight.ts';
import * as members from '../modules/members/members.ts';
import * as orders from '../modules/orders/orders.ts';
import type { Db, Tx } from '../platform/db.ts';

const HANDED_OVER = ['received', 'settled'];

export function judgeIncrement(db: Db, merchant: MerchantId, id: OrderId): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const [order, credit, parcels, standing] = await Promise.all([
      orders.get(tx, id),
      attribution.frozen(tx, id),
      fulfilment.parcelsOf(tx, id),
      insight.find(tx, id),
    ]);
    if (order.paidAt === null) return;
    const elsewhere = fulfilment.live(parcels).filter(({ outlet }) => outlet !== order.outlet);
    const spaceLines = elsewhere.flatMap(({ lineNos }) => lineNos);
    const [isTime, isSpace] = [order.sellingClosed, spaceLines.length > 0];
    const final = HANDED_OVER.includes(order.state) || (isTime && !isSpace);
    const settled = standing?.final === true || (!isTime && !isSpace);
    const judged = settled
      ? { pBps: standing?.pBps ?? (ZERO as number as Bps), facts: standing?.facts ?? {} }
      : await chance(tx, order.member, order.placedAt, credit.link !== null);
    insight.keep(tx, {
      order: id,
      outlet: order.outlet,
      member: order.member,
      day: dayOf(order.placedAt),
      placedAt: order.placedAt,
      paidAt: order.paidAt,
      isTime,
      isSpace,
      spaceLines,
      final,
      ...judged,
    });
  });
}

async function chance(
  tx: Tx,
  member: orders.OrderRow['member'],
  placedAt: Instant,
  byLink: boolean,
): Promise<Pick<insight.Judgement, 'pBps' | 'facts'>> {
  const past = await insight.pastOf(tx, member, placedAt);
  const ends = [...new Set([placedAt, past.firstGained ?? placedAt])];
  const habits = await Promise.all(ends.map((end) => habitBefore(tx, member, end)));
  const pBps = insight.chanceOf(habits, { orderedBefore: past.orderedBefore, byLink });
  const [now, first] = habits;
  return {
    pBps,
    facts: { ...now, ...(first && { firstOrders: first.orders, firstDays: first.days }) },
  };
}

async function habitBefore(
  tx: Tx,
  member: orders.OrderRow['member'],
  end: Instant,
): Promise<insight.Habit> {
  const window = insight.windowBefore(end);
  const [counted, known] = await Promise.all([
    insight.ordinaryOrders(tx, member, window),
    members.daysKnown(tx, member, window),
  ]);
  return { ...counted, ...known };
}
