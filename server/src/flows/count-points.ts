/**
 * Points of an order, counted anew whenever something happens to it: promised when it is received,
 * booked when it is settled, less when something goes back. It may run as often as it likes.
 */
import type { MemberId, MerchantId, OrderId } from '../kernel/id.ts';
import * as chain from '../modules/chain/chain.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import * as members from '../modules/members/members.ts';
import * as orders from '../modules/orders/orders.ts';
import * as wallet from '../modules/wallet/wallet.ts';
import type { Db, Tx } from '../platform/db.ts';
import { endTimer, warnTimer } from './steps/bucket-timer.ts';
import { walletTermsIn } from './steps/wallet-terms.ts';

export function countPoints(db: Db, merchant: MerchantId, id: OrderId): Promise<number | null> {
  return db.transaction(merchant, async (tx) => {
    const [order, lines, directory, tender, earning] = await Promise.all([
      orders.find(tx, id),
      orders.linesOf(tx, id),
      chain.directory(tx),
      wallet.findTender(tx, id),
      wallet.findEarning(tx, id),
    ]);
    if (order === null || order.receivedAt === null) return null;
    const rule = earning?.rule ?? walletTermsIn(directory, tx.now).points;
    if (earning === null && !rule.enabled) return null;
    const notHers = tender?.state === 'used' ? tender.bonus + tender.pointsFen : 0;
    const paid = { payable: order.payableFen, notHers: notHers as typeof order.payableFen };
    const points = wallet.earnedBy(lines, paid, rule);
    if (earning === null) {
      wallet.keepEarning(tx, { order: id, member: order.member, rule, points });
      return points;
    }
    if (order.state !== 'settled' && earning.state === 'pending') {
      if (points !== earning.points) wallet.changeEarning(tx, earning, points);
      return points;
    }
    if (points === earning.points && earning.state === 'settled') return points;
    const { id: member } = await members.survivor(tx, earning.member);
    const { delta, source } = wallet.settleEarning(tx, earning, points);
    await book(tx, member, { delta, source, order: id, rule });
    return points;
  });
}

/** More is earned, and a debt is paid from it first; less is taken back, and may become a debt. */
async function book(
  tx: Tx,
  member: MemberId,
  wish: {
    readonly delta: number;
    readonly source: string;
    readonly order: OrderId;
    readonly rule: wallet.PointTerms;
  },
): Promise<void> {
  const { delta, source, order, rule } = wish;
  if (delta === 0) return;
  const buckets = await wallet.lockBuckets(tx, member);
  const { owes } = await ledger.lockPoints(tx, member);
  if (delta > 0) {
    const rest = ledger.earnPoints(tx, { member, points: delta, owes, source });
    const expiresAt = wallet.pointsEnd(tx.now, rule);
    wallet.fill(tx, member, { kind: 'points', source: order, amount: delta, rest, expiresAt });
    endTimer(tx, member, expiresAt);
    warnTimer(tx, member, expiresAt, rule.noticeDays);
    return;
  }
  const taken = Math.min(-delta, wallet.sumOf(buckets, 'points'));
  wallet.takeAway(tx, buckets, order, taken);
  ledger.takePoints(tx, { member, taken, owed: -delta - taken, source });
}
