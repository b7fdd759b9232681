/**
 * What providers of payment know of us and we of them: intents, captures, refunds. Each payment
 * that is reported is kept, also the second and the late one. Moves no money: the ledger does.
 */
import type { IntentId, MemberId, OrderId, RefundId } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { refundNoOf, tradeNoOf } from './rules.ts';
import type { AccountId } from './account-types.ts';
import * as rows from './store.ts';
import type { CaptureRow, CaptureUse, Intent, ProviderRefund } from './types.ts';

export {
  changeAccount,
  disableAccount,
  enableAccount,
  findAccountsOn,
  getAccount,
  keyed,
  lockAccount,
  makeAccount,
  turnKeys,
} from './accounts.ts';
export { askVerdict, nextAskMs } from './ask-rules.ts';
export { ACCOUNT_FIELDS, accountsAt } from './account-rules.ts';
export {
  captureNoOf,
  isSame,
  orderOfTrade,
  payoutNoOf,
  refundNoOf,
  useOf,
  withdrawalOfPayout,
} from './rules.ts';
export { ACCOUNT_MODES, CHANNELS } from './account-types.ts';
export type {
  Account,
  AccountForm,
  AccountId,
  AccountMode,
  ChannelName,
  KeyedAccount,
  Texts,
} from './account-types.ts';
export { PAY_SCENES } from './types.ts';
export { PAYOUT_ENDS } from './payout-types.ts';
export type {
  Payout,
  PayoutChannel,
  PayoutConfirmation,
  PayoutState,
  PayoutWish,
} from './payout-types.ts';
export * as bills from './bills.ts';
export { differenceOf, needsSecond } from './bill-rules.ts';
export { BREAK_KINDS, BREAK_STATES } from './bill-types.ts';
export type * from './bill-types.ts';
export * as breaks from './breaks.ts';
export * as erasure from './erasure.ts';
export type {
  CaptureRow,
  CaptureUse,
  Checkout,
  CheckoutPage,
  Complaint,
  Intent,
  Notice,
  OtherAccount,
  PaymentChannel,
  PaymentChannels,
  PayScene,
  ProviderRefund,
  RefundTold,
  TradeFound,
} from './types.ts';

/** Of a crowd; null for a number that is none of ours. */
export async function findEach(
  reader: Reader,
  tradeNos: readonly string[],
): Promise<(Intent | null)[]> {
  const found = await reader.askEach(
    rows.findByTradeNoOfEach,
    tradeNos.map((outTradeNo) => ({ outTradeNo })),
  );
  return found.map(([intent]) => intent ?? null);
}
export const findIntents = (reader: Reader, order: OrderId): Promise<Intent[]> =>
  reader.ask(rows.findIntents, { order });

/** The open intent of this order, or a new one: pressing pay again is the same payment. */
export function open(
  tx: Tx,
  wish: {
    readonly order: OrderId;
    readonly channel: string;
    readonly account: AccountId | null;
    readonly amount: Fen;
  },
  standing: readonly Intent[],
): Intent {
  const same = standing.find(
    ({ channel, account, amount, state }) =>
      state === 'open' &&
      channel === wish.channel &&
      account === wish.account &&
      amount === wish.amount,
  );
  if (same !== undefined) return same;
  const id = tx.newId<'intent'>();
  const outTradeNo = tradeNoOf(wish.order, standing.length + 1);
  tx.guard(rows.insertIntent, { id, ...wish, outTradeNo }, () => new Again('opened meanwhile'));
  return { id, ...wish, state: 'open', outTradeNo, asks: 0, askedAt: null, closed: false };
}

export const noteAsked = (tx: Tx, id: IntentId): void => tx.tell(rows.noteAsked, { id });
/** The provider has closed it: it is neither asked of nor paid by again. */
export const noteClosed = (tx: Tx, id: IntentId): void => tx.tell(rows.noteClosed, { id });
/** Nothing is paid by this number any more: the next that is asked for is a new one. */
export const giveUp = (tx: Tx, id: IntentId): void => tx.tell(rows.shutIntent, { id });
/** The order is cancelled: what is paid from now on is late. */
export const shut = (tx: Tx, order: OrderId): void => tx.tell(rows.shutIntents, { order });

export interface Reported {
  readonly order: OrderId;
  readonly channel: string;
  readonly providerNo: string;
}
/** Of a crowd: what was reported under the number, by whichever order, or for the order. */
export const reportedOfEach = (
  reader: Reader,
  reports: readonly Reported[],
): Promise<CaptureRow[][]> =>
  reader.askEach(
    rows.findReportedOfEach,
    reports.map(({ order, channel, providerNo }) => ({ order, channel, providerNo })),
  );
export const findCaptures = (reader: Reader, order: OrderId): Promise<CaptureRow[]> =>
  reader.ask(rows.findCaptures, { order });

/** The payment that paid for the order: refunds go back to it. */
export const paying = (captures: readonly CaptureRow[]): CaptureRow | null =>
  captures.find(({ use }) => use === 'order') ?? null;

export interface Kept {
  readonly channel: string;
  readonly account: AccountId | null;
  readonly providerNo: string;
  readonly intent: IntentId;
  readonly order: OrderId;
  readonly amount: Fen;
  readonly use: CaptureUse;
}
/** Keeps what was reported, once. A twin of a notification makes the flow look again. */
export function capture(tx: Tx, kept: readonly Kept[]): void {
  if (kept.length === 0) return;
  tx.guard(
    rows.insertCaptures,
    {
      channels: kept.map((each) => each.channel),
      accounts: kept.map((each) => each.account),
      providerNos: kept.map((each) => each.providerNo),
      intents: kept.map((each) => each.intent),
      orders: kept.map((each) => each.order),
      amounts: kept.map((each) => each.amount),
      uses: kept.map((each) => each.use),
    },
    () => new Again('a payment was noted meanwhile'),
  );
}

export interface Payer {
  readonly member: MemberId;
  /** Blind index of the account that paid. */
  readonly payer: string;
}
/** Which account a member paid with. */
export function notePayers(tx: Tx, payers: readonly Payer[]): void {
  if (payers.length === 0) return;
  tx.tell(rows.insertPayers, {
    members: payers.map(({ member }) => member),
    payers: payers.map(({ payer }) => payer),
  });
}
export async function payersOf(reader: Reader, members: readonly MemberId[]): Promise<string[]> {
  const found = await reader.ask(rows.findPayers, { members });
  return found.map(({ payer }) => payer);
}

/** To be asked of the provider after commit; a timer of this id is the flow's to set. */
export function wantRefund(
  tx: Tx,
  wish: {
    readonly id: RefundId;
    readonly order: OrderId;
    readonly channel: string;
    readonly account: AccountId | null;
    readonly providerNo: string;
    readonly amount: Fen;
    readonly forOrder: boolean;
  },
): void {
  tx.tell(rows.insertRefund, { ...wish, refundNo: refundNoOf(wish.id) });
}
export async function findRefund(reader: Reader, refundNo: string): Promise<ProviderRefund | null> {
  const [found] = await reader.ask(rows.findRefund, { refundNo });
  return found ?? null;
}
export async function findRefundById(reader: Reader, id: RefundId): Promise<ProviderRefund | null> {
  const [found] = await reader.ask(rows.findRefundById, { id });
  return found ?? null;
}
export const findDueRefunds = (reader: Reader, count = 100): Promise<ProviderRefund[]> =>
  reader.ask(rows.findDueRefunds, { count });
export const noteSent = (tx: Tx, id: RefundId): void => tx.tell(rows.noteSent, { id });
/** It is asked again; until it succeeds the console shows since when and why. */
export const noteFailure = (tx: Tx, id: RefundId, reason: string): void =>
  tx.tell(rows.noteFailure, { id, reason });
export function endRefund(tx: Tx, id: RefundId, state: 'succeeded' | 'failed'): void {
  tx.guard(rows.endRefund, { id, state }, () => new Again('the refund ended meanwhile'));
}
