/** What a sign-in may demand, decided from plain facts: who needs a code, and who must show one. */
import { after, days, epochOf, type Instant } from '../../kernel/time.ts';
import { permissionsOf } from './rules.ts';
import type { Enrolment, Grant, SignInRule } from './types.ts';

export const NO_RULE: Omit<SignInRule, 'since'> = {
  roles: [],
  permissions: [],
  graceDays: 14,
  exportNeedsCode: false,
};
/** Of a chain that begins in earnest. */
export const FIRST_SIGN_IN_RULE: Omit<SignInRule, 'since'> = {
  ...NO_RULE,
  roles: ['hq_admin', 'finance'],
  exportNeedsCode: true,
};

/** The grace of somebody who came later begins when she came. */
export function enrolmentOf(
  rule: SignInRule | null,
  person: {
    readonly grants: readonly Grant[];
    readonly madeAt: Instant;
    readonly hasFactor: boolean;
  },
  now: Instant,
): Enrolment {
  if (person.hasFactor) return { state: 'done' };
  if (rule === null || !isAskedOf(rule, person.grants)) return { state: 'free' };
  const start = rule.since > person.madeAt ? rule.since : person.madeAt;
  const by = after(start, days(rule.graceDays));
  return { state: now >= by ? 'over' : 'asked', by };
}

export const isAskedOf = (
  { roles, permissions }: Pick<SignInRule, 'roles' | 'permissions'>,
  grants: readonly Grant[],
): boolean =>
  grants.some(
    ({ role }) =>
      roles.includes(role) || permissionsOf(role).some((each) => permissions.includes(each)),
  );

/** A rule that asks for nothing new keeps the grace that runs. */
export function sinceOf(
  before: SignInRule | null,
  wish: Omit<SignInRule, 'since'>,
  now: Instant,
): Instant {
  const asksNothingNew =
    before !== null &&
    wish.roles.every((each) => before.roles.includes(each)) &&
    wish.permissions.every((each) => before.permissions.includes(each));
  return asksNothingNew ? before.since : now;
}

/** Sensitive acts ask who sits there when nobody has shown it for this long. */
const PROOF_LIFE_MS = 300_000;
export const isProofFresh = (provedAt: Instant | null, now: Instant): boolean =>
  provedAt !== null && epochOf(now) - epochOf(provedAt) <= PROOF_LIFE_MS;

/** How long a device that its owner trusts needs no code. */
export const TRUST_DAYS = 30;
