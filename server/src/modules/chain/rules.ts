/** Who may do what, and where. A grant holds for its node and all below. */
import type { NodeId } from '../../kernel/id.ts';
import type { App, Grant, Role, SignedInStaff } from './types.ts';

const STORE = [
  'orders.read',
  'orders.work',
  'stock.read',
  'stock.write',
  'goods.read',
  'outlets.read',
  'members.own',
  'sharing.read',
  'income.read',
] as const;
const STORE_MANAGER = [
  ...STORE,
  'orders.refund',
  'offers.write',
  'outlets.hours',
  'members.read',
  'members.reveal',
  'belonging.write',
  'promotions.write',
  'insight.read',
  'statements.read',
  'statements.confirm',
  'staff.read',
  'staff.write',
  'incentives.read',
  'incentives.write',
  'policies.read',
  'imports.write',
] as const;
const DEALER = [...STORE_MANAGER, 'policies.write', 'ledger.read', 'outlets.write'] as const;
/** Whom a statement is about agrees with it: that is never head office. */
const OPERATOR = [
  ...DEALER.filter((each) => each !== 'statements.confirm'),
  'goods.write',
  'organisation.write',
  'incentives.prizes',
  'audit.read',
  'members.export',
  'privacy.write',
] as const;
const FINANCE = [
  'orders.read',
  'orders.refund',
  'ledger.read',
  'statements.read',
  'incentives.read',
  'incentives.write',
  'incentives.prizes',
  'insight.read',
  'money.write',
  'payments.reconcile',
  'outlets.read',
  'goods.read',
  'staff.read',
  'policies.read',
  'audit.read',
  'accounts.write',
] as const;

/** The whole table: a permission that stands nowhere here is nobody's. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly string[]>> = {
  hq_admin: [
    ...OPERATOR,
    'operations.write',
    'keys.write',
    'money.write',
    'accounts.write',
    'payments.reconcile',
  ],
  hq_operator: OPERATOR,
  finance: FINANCE,
  dealer: DEALER,
  store_manager: STORE_MANAGER,
  clerk: STORE,
  guide: STORE,
  creator: ['members.own', 'sharing.read', 'income.read', 'goods.read', 'outlets.read'],
};

export const permissionsOf = (role: Role): readonly string[] => ROLE_PERMISSIONS[role];

export const rolesWith = (permission: string): Role[] =>
  (Object.keys(ROLE_PERMISSIONS) as Role[]).filter((role) =>
    ROLE_PERMISSIONS[role].includes(permission),
  );

/** The nodes in which this person may do it. */
export const reachOf = (
  { grants }: Pick<SignedInStaff, 'grants'>,
  permission: string,
): readonly NodeId[] =>
  grants.filter(({ role }) => ROLE_PERMISSIONS[role].includes(permission)).map(({ node }) => node);

/** Whether the end of `path` lies in one of the branches. */
export const reaches = (branches: readonly NodeId[], path: readonly NodeId[]): boolean =>
  path.some((node) => branches.includes(node));

const BRANCH: readonly Role[] = ['dealer', 'store_manager', 'clerk', 'guide', 'creator'];
/** What a role may give and take, on its own node or below. Only the top gives its own rank. */
const MAY_GRANT: Readonly<Record<Role, readonly Role[]>> = {
  hq_admin: ['hq_admin', 'hq_operator', 'finance', ...BRANCH],
  hq_operator: BRANCH,
  finance: [],
  dealer: BRANCH.slice(1),
  store_manager: BRANCH.slice(2),
  clerk: [],
  guide: [],
  creator: [],
};

/** Whether these grants let their holder give (or take) `role` at the end of `path`. */
export const mayGrant = (grants: readonly Grant[], role: Role, path: readonly NodeId[]): boolean =>
  grants.some((held) => MAY_GRANT[held.role].includes(role) && path.includes(held.node));

/** Head office's roles stand at the root, a dealer's at a dealer, those of a store at an outlet. */
export const NODE_KIND_OF: Readonly<Record<Role, 'hq' | 'dealer' | 'outlet'>> = {
  hq_admin: 'hq',
  hq_operator: 'hq',
  finance: 'hq',
  dealer: 'dealer',
  store_manager: 'outlet',
  clerk: 'outlet',
  guide: 'outlet',
  creator: 'outlet',
};

const APP_ROLES: Readonly<Record<App, readonly Role[]>> = {
  console: ['hq_admin', 'hq_operator', 'finance', 'dealer', 'store_manager'],
  workbench: ['store_manager', 'clerk', 'guide', 'creator'],
};
/** An app knows only the roles that it was made for: a guide has no business in the console. */
export const grantsIn = (app: App, grants: readonly Grant[]): readonly Grant[] =>
  grants.filter(({ role }) => APP_ROLES[app].includes(role));

const HOUR_MS = 3_600_000;
/** A session ends when unused for `idleMs`, and in any case after `wholeMs`. */
export const SESSION_LIFE: Readonly<Record<App, { idleMs: number; wholeMs: number }>> = {
  console: { idleMs: 24 * HOUR_MS, wholeMs: 7 * 24 * HOUR_MS },
  workbench: { idleMs: 7 * 24 * HOUR_MS, wholeMs: 30 * 24 * HOUR_MS },
};
/** How stale `seen_at` may get before it is worth a write. */
export const SEEN_EVERY_MS = 300_000;
/** A one-time code to set a password is good for a day. */
export const RESET_LIFE_MS = 24 * HOUR_MS;

export type PasswordFinding =
  | 'chain.password_short'
  | 'chain.password_long'
  | 'chain.password_common';
const MIN_LENGTH = 8;
const MAX_LENGTH = 128;

/** OWASP ASVS 5.0, 6.2: length, and no common password; no rule of composition. */
export function passwordFinding(
  password: string,
  own: readonly string[],
  isCommon: (lower: string) => boolean,
): PasswordFinding | null {
  const length = [...password].length;
  if (length < MIN_LENGTH) return 'chain.password_short';
  if (length > MAX_LENGTH) return 'chain.password_long';
  const lower = password.toLowerCase();
  const guessed = isCommon(lower) || own.some((each) => each.toLowerCase() === lower);
  return guessed ? 'chain.password_common' : null;
}
