/**
 * The preview of a refund, by the rule the ledger follows (domain.md 5): what is due of a line for
 * so many pieces, split by largest remainder over what each role still has of it. Pure.
 */
import type { Line } from './types.ts';

export const ROLES = [
  'fulfilling',
  'selling',
  'dealer',
  'guide',
  'sharer_1',
  'sharer_2',
  'invitee',
  'hq',
] as const;
export type Role = (typeof ROLES)[number];
export type Shares = Readonly<Record<Role, number>>;
/** What each role still has of each line, as recorded. */
export type Portions = Readonly<Record<number, Shares>>;

/** Whole fen: floor each part, then one fen more to the largest remainders, ties by order. */
export function allocate(total: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / whole);
  const parts = exact.map(Math.floor);
  let left = total - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = weights
    .map((weight, i) => ({ i, rest: (total * weight) % whole }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder) {
    if (left <= 0) break;
    parts[i]! += 1;
    left -= 1;
  }
  return parts;
}

/** x = max(0, ⌊N(r+n)/q⌋ − R) */
export const dueOf = (line: Line, pieces: number): number =>
  pieces === 0
    ? 0
    : Math.max(
        0,
        Math.floor((line.netFen * (line.refundedPieces + pieces)) / line.quantity) -
          line.refundedFen,
      );

export function effectOf(
  lines: readonly Line[],
  pieces: Readonly<Record<number, number>>,
  portions: Portions,
): { readonly totalFen: number; readonly cuts: Shares } {
  const cuts = Object.fromEntries(ROLES.map((role) => [role, 0])) as Record<Role, number>;
  let totalFen = 0;
  for (const line of lines) {
    const due = dueOf(line, pieces[line.no] ?? 0);
    const left = portions[line.no];
    totalFen += due;
    if (!left) continue;
    allocate(
      due,
      ROLES.map((role) => left[role]),
    ).forEach((part, i) => {
      cuts[ROLES[i]!] += part;
    });
  }
  return { totalFen, cuts };
}
