/**
 * The one truth about money: transfers that are only ever added, pendings that are voided or
 * posted once, totals of guarded accounts. Knows names of accounts, never a rate or a rule.
 */
export { accountSpan, balanceAsOf } from './as-of.ts';
export type { AccountSpan, Span } from './as-of.ts';
export {
  checkUp,
  findDrift,
  keepCheckup,
  lastCheckup,
  rollUp,
  sealBlock,
  verifyBlocks,
} from './books.ts';
export { charge, paidByBank, payByBank } from './charges.ts';
export type { Charge } from './charges.ts';
export { availableTo, earnedIn, giveExtra, passOverCap, takeExtra, type Extra } from './extras.ts';
export {
  capture,
  confirmRefund,
  decideSuspended,
  findPendings,
  membersAmong,
  moveFulfilling,
  openDues,
  passedBack,
  passThrough,
  postedDues,
  redirected,
  refund,
  refundAmong,
  settle,
  suspend,
  underReview,
} from './order-money.ts';
export type { Capture, Move, Refund } from './order-money.ts';
export { adjust, bookFees } from './provider-money.ts';
export { standingWith, type Standing } from './person.ts';
export { availableOf, debtOf, dueOf, restOf } from './rules.ts';
export {
  approveWithdrawal,
  askWithdrawal,
  endWithdrawal,
  findTotals,
  findWithdrawal,
  findWithdrawals,
  lockWithdrawal,
  mergeDues,
  netOf,
  refuseWithdrawal,
  releaseWithdrawal,
  taxedSince,
  taxedSoFar,
} from './withdrawals.ts';
export { earnPoints, lockPoints, takePoints } from './points.ts';
export {
  captureTender,
  endKept,
  findHeld,
  freeHeld,
  hold,
  mergeKept,
  principalOut,
  tenderBack,
  topUp,
} from './stored.ts';
export { lockDues } from './writing.ts';
export type { Account, Checkup, Cut, Leg, Party, Pending, Totals, Withdrawal } from './types.ts';
