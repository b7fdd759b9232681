/**
 * What each role earns of each line, frozen at placement. Knows no order states and no ledger: it
 * says who should get how much, others say when.
 */
import type { MemberId, OrderId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import * as rows from './store.ts';
import type { Parts, Portion, Role } from './types.ts';

export { backCharges, dueCharges, goodsCharges, promotionCharges } from './charge-rules.ts';
export type { Charge, CostShares } from './charge-rules.ts';
export { chargesOf, keepCharges } from './charges.ts';
export { cutsOf, findCuts, keepCuts, restOfParts, sumParts } from './cuts.ts';
export type { LineParts } from './cuts.ts';
export { legRole, legsOf, movesOf, placedCuts, REVIEWED_ROLES } from './legs-rules.ts';
export type { FulfillingMove, OrderLeg, PlacedCut, Receiver, Receivers } from './legs-rules.ts';
export { monthOf, redivide, sumRoles, withoutCaps } from './replay-rules.ts';
export type { PastPortions } from './replay-rules.ts';
export {
  closeTier,
  guidesIn,
  hasMonthCaps,
  keepSale,
  nextWord,
  overOf,
  saleLines,
  takeRoom,
  tierCloses,
  type Want,
} from './months.ts';
export { rowFor, SPECIFICITY, weighed } from './plan-rules.ts';
export { extraOf, standingOf, tierFor } from './tier-rules.ts';
export { NOTHING, planOf, portionsOf } from './rules.ts';
export { ROLES } from './types.ts';
export type {
  LineFacts,
  OrderFacts,
  PaidRole,
  Parts,
  Plan,
  Portion,
  PortionLine,
  Present,
  Referral,
  Role,
  TierRow,
} from './types.ts';

/** Written once; the row itself checks that the parts make the net. */
export function freeze(
  tx: Tx,
  order: OrderId,
  version: number,
  portions: readonly Portion[],
): void {
  const of = (role: Role): Fen[] => portions.map(({ parts }) => parts[role]);
  tx.tell(rows.insertPortions, {
    order,
    version,
    lineNos: portions.map(({ lineNo }) => lineNo),
    nets: portions.map(({ netFen }) => netFen),
    guide: of('guide'),
    sharer1: of('sharer1'),
    sharer2: of('sharer2'),
    invitee: of('invitee'),
    selling: of('selling'),
    fulfilling: of('fulfilling'),
    dealer: of('dealer'),
    hq: of('hq'),
  });
}

export const frozen = async (reader: Reader, order: OrderId): Promise<Portion[]> =>
  (await reader.ask(rows.findPortions, { order })).map(portionOf);
/** Of a crowd of orders. */
export async function frozenOfEach(
  reader: Reader,
  orders: readonly OrderId[],
): Promise<Portion[][]> {
  const found = await reader.askEach(
    rows.findPortionsOfEach,
    orders.map((order) => ({ order })),
  );
  return found.map((portions) => portions.map(portionOf));
}
const portionOf = ({
  lineNo,
  netFen,
  guide,
  sharer1,
  sharer2,
  invitee,
  selling,
  fulfilling,
  dealer,
  hq,
}: { readonly lineNo: number; readonly netFen: Fen } & Parts): Portion => ({
  lineNo,
  netFen,
  parts: { guide, sharer1, sharer2, invitee, selling, fulfilling, dealer, hq },
});

export interface ReferralStanding {
  /** The member's one first order is taken already. */
  readonly taken: boolean;
  /** What each policy version may still give. */
  readonly leftFen: Readonly<Record<number, Fen>>;
}
export async function referralStanding(
  reader: Reader,
  member: MemberId,
): Promise<ReferralStanding> {
  const [standing] = await reader.ask(rows.findReferral, { member });
  return standing!;
}

/** How many first orders this inviter has brought since then. */
export async function invitedBy(
  reader: Reader,
  inviter: MemberId,
  since: Instant,
): Promise<number> {
  const [count] = await reader.ask(rows.countInvited, { inviter, since });
  return count!.invited;
}

interface Invitation {
  readonly member: MemberId;
  readonly inviter: MemberId;
  readonly rewardFen: Fen;
  readonly version: number;
}
/** The one first order and its reward: taken at placement, or the flow looks again. */
export function takeReferral(tx: Tx, order: OrderId, invitation: Invitation): void {
  const { member, inviter, rewardFen, version } = invitation;
  const again = () => new Again('somebody took the referral or the budget meanwhile');
  tx.guard(rows.takeReferral, { member, order, inviter, rewardFen }, again);
  tx.guard(rows.reserveBudget, { version, rewardFen }, again);
}

export const dropReferral = (tx: Tx, order: OrderId, version: number): void =>
  tx.tell(rows.dropReferral, { order, version });
export const spendReferral = (tx: Tx, order: OrderId, version: number, spentFen: Fen): void =>
  tx.tell(rows.spendReferral, { order, version, spentFen });
export const openBudget = (tx: Tx, version: number, budgetFen: Fen): void =>
  tx.tell(rows.insertBudget, { version, budgetFen });
