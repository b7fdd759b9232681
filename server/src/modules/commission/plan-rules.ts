/**
 * Which row of a plan pays a role of a line. Pure and in memory: rows are put in their order once a
 * plan, and a line takes the first that is about it. No row: the rate of the role.
 */
import { floorRate, least, times, type Bps, type Fen } from '../../kernel/money.ts';
import type {
  LineFacts,
  OrderFacts,
  PaidRole,
  Pay,
  Plan,
  PlanRow,
  PlanWhen,
  PortionLine,
} from './types.ts';

/**
 * The written order: a row that names a product beats any that does not, then one that names a
 * category, a promotion, a role of products, a level, a kind of guide, a kind of outlet, a period.
 * Where two name the same, the upper one of the plan.
 */
export const SPECIFICITY = [
  'products',
  'categories',
  'promotions',
  'productRoles',
  'levels',
  'kinds',
  'outletKinds',
  'period',
] as const;
export type Condition = (typeof SPECIFICITY)[number];

/** The conditions that a row has, the weightiest first. */
export const conditionsOf = (when: PlanWhen): Condition[] =>
  SPECIFICITY.filter((each) =>
    each === 'period'
      ? when.from !== undefined || when.until !== undefined
      : (when[each]?.length ?? 0) > 0,
  );
const weightOf = ({ when }: PlanRow): number =>
  conditionsOf(when).reduce(
    (total, each) => total + 2 ** (SPECIFICITY.length - SPECIFICITY.indexOf(each)),
    0,
  );

type Ordered = ReadonlyMap<PaidRole, readonly PlanRow[]>;
const ordered = new WeakMap<readonly PlanRow[], Ordered>();

/** Rows of each role, the most specific first. */
function orderOf(rows: readonly PlanRow[]): Ordered {
  const known = ordered.get(rows);
  if (known !== undefined) return known;
  const sorted = [...rows].sort((a, b) => weightOf(b) - weightOf(a)); // stable: the upper first
  const made = Map.groupBy(sorted, ({ role }) => role);
  ordered.set(rows, made);
  return made;
}

const names = (set: readonly string[] | undefined, value: string | null): boolean =>
  set === undefined || set.length === 0 || (value !== null && set.includes(value));

/** Null: the row is about this line. Else the first condition that is not met. */
export function unmet(when: PlanWhen, line: LineFacts, order: OrderFacts): Condition | null {
  if (!names(when.products, line.product)) return 'products';
  if (!names(when.categories, line.category)) return 'categories';
  if (!names(when.promotions, order.promotion)) return 'promotions';
  if (!names(when.productRoles, line.productRole)) return 'productRoles';
  if (!names(when.levels, order.guideLevel)) return 'levels';
  if (!names(when.kinds, order.guideKind)) return 'kinds';
  if (!names(when.outletKinds, order.outletKind)) return 'outletKinds';
  const tooSoon = when.from !== undefined && order.day < when.from;
  const tooLate = when.until !== undefined && order.day > when.until;
  return tooSoon || tooLate ? 'period' : null;
}

/** @returns the row that pays this role of this line; null: the role's own rate does */
export function rowFor(
  plan: Plan,
  role: PaidRole,
  line: LineFacts | undefined,
  order: OrderFacts | null,
): PlanRow | null {
  if (plan.rules.length === 0 || line === undefined || order === null) return null;
  const rows = orderOf(plan.rules).get(role) ?? [];
  return rows.find(({ when }) => unmet(when, line, order) === null) ?? null;
}

const amountOf = (pay: Pay, net: Fen, quantity: number): Fen =>
  pay.kind === 'rate'
    ? floorRate(net, pay.bps as Bps)
    : least(times(pay.fen as Fen, quantity), net);

/** What a role would have of a line, caps aside; never more than there is. */
export function wishOf(
  plan: Plan,
  role: PaidRole,
  { netFen, facts }: PortionLine,
  order: OrderFacts | null,
): Fen {
  const row = rowFor(plan, role, facts, order);
  if (row === null) return floorRate(netFen, plan.bps[role]);
  return amountOf(row.pay, netFen, facts!.quantity);
}

/** Every row of a role beside a line: who wins, and what keeps the others out. */
export function weighed(plan: Plan, role: PaidRole, line: LineFacts, order: OrderFacts) {
  const rows = orderOf(plan.rules).get(role) ?? [];
  const won = rowFor(plan, role, line, order);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    conditions: conditionsOf(row.when),
    verdict: row === won ? ('pays' as const) : (unmet(row.when, line, order) ?? 'less_specific'),
  }));
}
