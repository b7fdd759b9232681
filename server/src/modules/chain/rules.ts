/** Which role may do what. A grant holds for its node and all below. */
import type { NodeId } from '../../kernel/id.ts';
import type { Role, SignedInStaff } from './types.ts';

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
const MANAGER = [
  ...STORE,
  'orders.refund',
  'offers.write',
  'outlets.hours',
  'members.read',
  'belonging.write',
  'promotions.write',
  'insight.read',
  'statements.read',
  'staff.read',
  'imports.write',
] as const;
const DEALER = [
  ...MANAGER,
  'policies.read',
  'policies.write',
  'staff.write',
  'ledger.read',
] as const;
const OPERATOR = [
  ...DEALER,
  'goods.write',
  'outlets.write',
  'audit.read',
  'members.export',
] as const;

/** The whole table: a permission that stands nowhere here is nobody's. */
const PERMISSIONS: Readonly<Record<Role, readonly string[]>> = {
  hq_admin: [...OPERATOR, 'keys.write', 'money.write'],
  hq_operator: OPERATOR,
  finance: [
    'orders.read',
    'orders.refund',
    'ledger.read',
    'statements.read',
    'insight.read',
    'money.write',
    'outlets.read',
    'goods.read',
  ],
  dealer: DEALER,
  store_manager: MANAGER,
  clerk: STORE,
  guide: STORE,
  creator: ['members.own', 'sharing.read', 'income.read', 'goods.read', 'outlets.read'],
};

export const permissionsOf = (role: Role): readonly string[] => PERMISSIONS[role];

/** The nodes in which this person may do it. */
export const reachOf = (staff: SignedInStaff, permission: string): readonly NodeId[] =>
  staff.grants.filter(({ role }) => PERMISSIONS[role].includes(permission)).map(({ node }) => node);
