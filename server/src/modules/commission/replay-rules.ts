/** Past orders under another plan: what every role would have had more or less. Pure. */
import { sum, ZERO, type Bps, type Fen } from '../../kernel/money.ts';
import { portionsOf } from './rules.ts';
import { counts, extraOf, tierFor } from './tier-rules.ts';
import {
  ROLES,
  type LineFacts,
  type OrderFacts,
  type Parts,
  type Plan,
  type Portion,
  type Present,
  type Role,
} from './types.ts';

export interface PastPortions {
  readonly present: Present;
  readonly portions: readonly Portion[];
  /** By number of the line. */
  readonly facts: ReadonlyMap<number, LineFacts>;
  readonly order: OrderFacts;
}

/** @returns the same lines divided by the draft; an invited buyer's reward is as it was. */
export function redivide({ present, portions, facts, order }: PastPortions, plan: Plan): Portion[] {
  const lines = portions.map(({ lineNo: no, netFen }) => ({ no, netFen, facts: facts.get(no)! }));
  const rewardFen = sum(portions.map(({ parts }) => parts.invitee));
  return portionsOf(
    lines.filter(({ no }) => no > 0),
    lines.find(({ no }) => no === 0) ?? null,
    plan,
    present,
    rewardFen === 0 ? null : { inviteeFen: rewardFen, inviterFen: ZERO },
    order,
  );
}

const WHOLE = 10_000 as Bps;
/** What the rows ask for before any cap cuts: to see what the caps cut. */
export const withoutCaps = (plan: Plan): Plan => ({
  ...plan,
  personalCapBps: WHOLE,
  allCapBps: WHOLE,
  orderPersonalFen: ZERO,
});

export interface MonthLine {
  readonly productRole: string;
  /** Its net after refunds. */
  readonly leftFen: Fen;
}
/** A guide's month: what counts, and what the tier gives beyond the rates of the orders. */
export function monthOf(
  plan: Pick<Plan, 'tiers'>,
  guide: { readonly level: string | null; readonly kind: string | null },
  lines: readonly MonthLine[],
) {
  const tier = tierFor(plan, guide);
  const counted = tier === null ? [] : lines.filter((line) => counts(tier, line.productRole));
  const salesFen = sum(counted.map(({ leftFen }) => leftFen));
  return { tier, salesFen, extraFen: tier === null ? ZERO : extraOf(tier, salesFen) };
}

/** A role's sum of many lines. */
export const sumRoles = (portions: readonly Portion[]): Parts =>
  Object.fromEntries(
    ROLES.map((role) => [role, sum(portions.map(({ parts }) => parts[role]))] as [Role, Fen]),
  ) as Record<Role, Fen>;
