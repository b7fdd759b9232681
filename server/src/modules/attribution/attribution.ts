/** Who earned an order: decided once, at placement, and kept with every reason. */
import type { MemberId, OrderId } from '../../kernel/id.ts';
import { check } from '../../kernel/check.ts';
import type { Reader, Tx } from '../../platform/db.ts';
import type { Closeness } from './closeness.ts';
import { RULE_VERSION } from './rules.ts';
import { copyCredit, findCredit, findCreditOfEach, insertCredit, insertReview } from './store.ts';
import type { Credit } from './types.ts';

export { closenessOf, type Closeness, type Known } from './closeness.ts';
export { creditOf } from './rules.ts';
export type {
  Credit,
  CreditingLink,
  CreditingVisit,
  CreditQuestion,
  Domain,
  Reason,
  ReasonCode,
  SaleKind,
  StaffStanding,
} from './types.ts';

interface Policies {
  readonly credit: number;
  readonly belonging: number;
}

/** Frozen: rows of credit are never changed (the application may not even try). */
export function freeze(
  tx: Tx,
  order: OrderId,
  member: MemberId,
  credit: Credit,
  policies: Policies,
): void {
  tx.tell(insertCredit, {
    ...credit,
    order,
    member,
    ruleVersion: RULE_VERSION,
    creditPolicy: policies.credit,
    belongingPolicy: policies.belonging,
  });
}

/** The credit of an order that continues another one. */
export const follow = (tx: Tx, from: OrderId, to: OrderId): void =>
  tx.tell(copyCredit, { from, to });

export interface Finding {
  readonly who: MemberId;
  readonly code: Closeness;
}
/** What was found between buyer and sharer after placement: beside the credit, which stays. */
export const holdForReview = (tx: Tx, order: OrderId, found: readonly Finding[]): void => {
  for (const { who, code } of found) tx.tell(insertReview, { order, member: who, code });
};

export async function find(reader: Reader, order: OrderId) {
  const [credit] = await reader.ask(findCredit, { order });
  return credit ?? null;
}
/** Of a crowd of orders; null for one that has none. */
export async function findEach(reader: Reader, orders: readonly OrderId[]) {
  const found = await reader.askEach(
    findCreditOfEach,
    orders.map((order) => ({ order })),
  );
  return found.map(([credit]) => credit ?? null);
}
/** The frozen credit, as far as later steps of the order need it. */
export async function frozen(reader: Reader, order: OrderId) {
  const [credit] = await reader.ask(findCredit, { order });
  check(credit !== undefined, `order ${order} has its credit`);
  return credit;
}
