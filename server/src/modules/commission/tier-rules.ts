/**
 * What a guide's month brings beyond what its orders were paid by. A line is paid by its rate; a
 * tier says what more each step is worth than the first, of the sales that were left after refunds.
 * Pure; floored once a month.
 */
import { fen, ZERO, type Fen } from '../../kernel/money.ts';
import type { Plan, TierRow } from './types.ts';

const asks = (set: readonly string[] | undefined, value: string | null): boolean =>
  set === undefined || set.length === 0 || (value !== null && set.includes(value));

/** The first tier of the plan that is about such a guide. */
export const tierFor = (
  { tiers }: Pick<Plan, 'tiers'>,
  guide: { readonly level: string | null; readonly kind: string | null },
): TierRow | null =>
  tiers.find(({ when }) => asks(when.levels, guide.level) && asks(when.kinds, guide.kind)) ?? null;

/** Whether a line of that role of products counts towards the month. */
export const counts = ({ when }: TierRow, productRole: string): boolean =>
  asks(when.productRoles, productRole);

/** The step that these sales reach, and how far it is to the next. */
export function standingOf({ steps }: TierRow, salesFen: number) {
  const at = steps.findLastIndex(({ fromFen }) => salesFen >= fromFen);
  const reached = steps[Math.max(0, at)]!;
  const next = steps[Math.max(0, at) + 1] ?? null;
  return {
    bps: reached.bps,
    nextBps: next?.bps ?? null,
    moreFen: next === null ? null : fen(next.fromFen - Math.max(0, salesFen)),
  };
}

/** ⌊what the steps above the first are worth⌋, never below nothing. */
export function extraOf(tier: TierRow, salesFen: number): Fen {
  if (salesFen <= 0) return ZERO;
  const first = tier.steps[0]!.bps;
  let worth = 0n;
  for (const [i, { fromFen, bps }] of tier.steps.entries()) {
    const upto = Math.min(salesFen, tier.steps[i + 1]?.fromFen ?? salesFen);
    const inside = tier.mode === 'marginal' ? Math.max(0, upto - fromFen) : 0;
    worth += BigInt(inside) * BigInt(bps - first);
  }
  if (tier.mode === 'whole')
    worth = BigInt(salesFen) * BigInt(standingOf(tier, salesFen).bps - first);
  return fen(Number(worth / 10_000n));
}
