/** Points: earned from the house, taken back, owed when they are gone. Their amounts are no fen. */
import type { Tx } from '../../platform/db.ts';
import { keptOf, line, move, owedOf, POINTS_HOUSE } from './stored.ts';
import type { Account } from './types.ts';
import { change, lockAccounts, transfer } from './writing.ts';

/** Her accounts of points, locked; what she has free of holds, and what she owes. */
export async function lockPoints(
  tx: Tx,
  member: string,
): Promise<{ readonly has: number; readonly owes: number }> {
  const [mine, owed] = [keptOf('points', member), owedOf(member)];
  const totals = await lockAccounts(tx, [mine, owed]);
  const of = (account: Account) => totals.find((each) => each.account === account)!;
  return { has: of(mine).balance - of(mine).pendingOut, owes: -of(owed).balance };
}

/** @returns what is left of them for a bucket, after what she owed was paid */
export function earnPoints(
  tx: Tx,
  wish: {
    readonly member: string;
    readonly points: number;
    readonly owes: number;
    readonly source: string;
  },
): number {
  const { member, points, owes, source } = wish;
  const [mine, owed] = [keptOf('points', member), owedOf(member)];
  const paid = Math.min(points, owes);
  transfer(tx, [
    line('points_earned', POINTS_HOUSE, mine, points, source),
    ...(paid > 0 ? [line('points_paid', mine, owed, paid, source)] : []),
  ]);
  change(tx, [move(mine, points - paid), move(owed, paid)]);
  return points - paid;
}

/** Earned points are taken back: what she has no more, she owes. */
export function takePoints(
  tx: Tx,
  wish: {
    readonly member: string;
    readonly taken: number;
    readonly owed: number;
    readonly source: string;
  },
): void {
  const { member, taken, owed, source } = wish;
  const [mine, debt] = [keptOf('points', member), owedOf(member)];
  transfer(tx, [
    ...(taken > 0 ? [line('points_taken', mine, POINTS_HOUSE, taken, source)] : []),
    ...(owed > 0 ? [line('points_owed', debt, POINTS_HOUSE, owed, source)] : []),
  ]);
  change(tx, [move(mine, -taken), move(debt, -owed)]);
}
