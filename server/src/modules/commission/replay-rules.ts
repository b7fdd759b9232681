/** Past orders under another plan: what every role would have had more or less. Pure. */
import { sum, ZERO, type Fen } from '../../kernel/money.ts';
import { portionsOf } from './rules.ts';
import { ROLES, type Parts, type Plan, type Portion, type Present, type Role } from './types.ts';

export interface PastPortions {
  readonly present: Present;
  readonly portions: readonly Portion[];
}

/** @returns the same lines divided by the draft; an invited buyer's reward is as it was. */
export function redivide({ present, portions }: PastPortions, plan: Plan): Portion[] {
  const lines = portions.map(({ lineNo, netFen }) => ({ no: lineNo, netFen }));
  const rewardFen = sum(portions.map(({ parts }) => parts.invitee));
  return portionsOf(
    lines.filter(({ no }) => no > 0),
    lines.find(({ no }) => no === 0) ?? null,
    plan,
    present,
    rewardFen === 0 ? null : { inviteeFen: rewardFen, inviterFen: ZERO },
  );
}

/** A role's sum of many lines. */
export const sumRoles = (portions: readonly Portion[]): Parts =>
  Object.fromEntries(
    ROLES.map((role) => [role, sum(portions.map(({ parts }) => parts[role]))] as [Role, Fen]),
  ) as Record<Role, Fen>;
