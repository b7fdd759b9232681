/**
 * What runs when. To learn what a timer does, read this table; who sets it, grep for its kind. Each
 * may ring twice or late, so each looks first whether there is still something to do.
 */
import { agrees, checkBooks, wordsOf } from './flows/check-books.ts';
import { forgetPhotos } from './flows/case-photos.ts';
import { caseTime } from './flows/case-time.ts';
import { eraseMember } from './flows/erase-member.ts';
import { startAsking } from './flows/ask-payments.ts';
import { expireUnpaid } from './flows/cancel-order.ts';
import { closeMonth } from './flows/close-month.ts';
import { checkAuditTrail } from './flows/check-trail.ts';
import { closeContest } from './flows/contests.ts';
import { bookPenalty } from './flows/penalties.ts';
import { startDeliveries } from './flows/deliver-webhooks.ts';
import { closeMonths } from './flows/close-months.ts';
import { deliverParcel } from './flows/deliver-parcel.ts';
import { endBuckets, warnOfEnd } from './flows/end-buckets.ts';
import { forgetDevices } from './flows/forget-devices.ts';
import { rerouteIfLying } from './flows/hand-back.ts';
import { giveUpUncollected, remind } from './flows/leave-uncollected.ts';
import { noteEndingBonds } from './flows/note-ending-bonds.ts';
import { lookAgain } from './flows/retry-parked.ts';
import { endException } from './flows/price-exceptions.ts';
import { payOut } from './flows/pay-out.ts';
import { startReconciling } from './flows/reconcile-bills.ts';
import { resumeImport } from './flows/run-import.ts';
import { sendInvoice } from './flows/send-invoice.ts';
import { sendRefund } from './flows/send-refund.ts';
import { settleOrder } from './flows/settle-order.ts';
import { channelThrough, type Through } from './flows/steps/payment-channel.ts';
import { tidyUp } from './flows/tidy-up.ts';
import type { House } from './house.ts';
import type { CaseId, Id, MerchantId, OrderId, OutletId, RefundId } from './kernel/id.ts';
import { Refusal } from './kernel/refusal.ts';
import type { Day } from './kernel/time.ts';
import type * as members from './modules/members/members.ts';
import type { ContestId, PenaltyId } from './modules/incentives/incentives.ts';
import type { InvoiceId } from './modules/invoices/invoices.ts';
import type { PaymentChannel } from './modules/payments/payments.ts';
import { hearOf } from './http/callbacks/hear.ts';
import { statementBook } from './statement-book.ts';
import { crewOf, neighboursOf, wayOutOf } from './neighbours.ts';
import { findContestScores } from './views/scores.ts';

/** `complain`: of what goes wrong in the background, after the ring. */
type Ring = (
  house: House,
  merchant: MerchantId,
  ref: string,
  complain: (error: unknown) => void,
) => Promise<unknown>;

/** `order:outlet:attempt`, as `acceptRef` writes it. */
const parcel = (merchant: MerchantId, ref: string) => {
  const [order, outlet, attempt] = ref.split(':');
  return {
    merchant,
    order: order as OrderId,
    outlet: outlet as OutletId,
    attempt: Number(attempt),
  };
};

/** A channel that is gone throws, and the timer rings again. */
const channelOf =
  (house: House, merchant: MerchantId) =>
  (through: Through): Promise<PaymentChannel> =>
    channelThrough({ ...house, ...neighboursOf(house) }, merchant, through);

/** Another worker, or a person, was first: there is nothing left to do. */
function unlessOver(no: unknown): void {
  if (!(no instanceof Refusal)) throw no;
}

export const timers: Readonly<Record<string, Ring>> = {
  'orders.unpaid': ({ db }, merchant, ref) => expireUnpaid(db, merchant, ref as OrderId),
  'orders.case': ({ db }, merchant, ref) => caseTime(db, merchant, ref as CaseId),
  'orders.forget_photos': (house, merchant) => forgetPhotos(house, merchant),
  'invoices.send': (house, merchant, ref) =>
    sendInvoice(
      { db: house.db, port: neighboursOf(house).invoices, origin: house.origin },
      merchant,
      ref as InvoiceId,
    ),
  'orders.settle': ({ db }, merchant, ref) => settleOrder(db, merchant, ref as OrderId),
  'payments.refund': (house, merchant, ref) =>
    sendRefund(house.db, channelOf(house, merchant), merchant, ref as RefundId, (channel, told) =>
      hearOf(house).refunded(merchant, channel, told),
    ),
  'payments.bills': (house, merchant, _, complain) =>
    startReconciling({ ...house, ...neighboursOf(house), hear: hearOf(house) }, merchant, complain),
  'payments.ask': (house, merchant, ref, complain) =>
    startAsking(
      { ...house, ...neighboursOf(house), hear: hearOf(house), crew: crewOf(house) },
      merchant,
      ref as OrderId,
      complain,
    ),
  'ledger.pay_out': async (house, merchant, ref) => {
    const sandbox = await channelOf(house, merchant)({ channel: 'sandbox', account: null });
    return payOut(house.db, sandbox, merchant, ref);
  },
  'settlement.close': ({ db }, merchant) => closeMonths(db, merchant, statementBook),
  'ledger.check': async ({ db }, merchant, _, complain) => {
    const found = await checkBooks(db, merchant);
    if (!agrees(found)) complain(new Error(`the books do not agree: ${wordsOf(found)}`));
    const { broken } = await checkAuditTrail(db, merchant);
    if (broken.length > 0) complain(new Error(`blocks of the trail are broken: ${broken}`));
  },
  'orders.parked': (house, merchant, ref) => lookAgain(house, merchant, ref as OrderId),
  'fulfilment.accept': (house, merchant, ref) =>
    rerouteIfLying(house, parcel(merchant, ref)).catch(unlessOver),
  'fulfilment.remind_1': (house, merchant, ref) => remind(house, parcel(merchant, ref), '1'),
  'fulfilment.remind_5': (house, merchant, ref) => remind(house, parcel(merchant, ref), '5'),
  'fulfilment.pickup': (house, merchant, ref) =>
    giveUpUncollected(house, parcel(merchant, ref)).catch(unlessOver),
  'fulfilment.delivered': (house, merchant, ref) =>
    deliverParcel(house, { ...parcel(merchant, ref), actor: { kind: 'system', id: null } }).catch(
      unlessOver,
    ),
  'webhooks.deliver': (house, merchant, ref) =>
    startDeliveries({ ...house, ...wayOutOf(house) }, merchant, ref as Id<'endpoint'>),
  'imports.resume': (house, merchant, ref, complain) =>
    resumeImport(house, merchant, ref as Id<'import'>, complain),
  'catalog.exception': ({ db }, merchant, ref) =>
    endException(db, merchant, ref as Id<'price_exception'>),
  'commission.month': ({ db }, merchant, ref) => closeMonth(db, merchant, ref as Day),
  'incentives.contest': ({ db }, merchant, ref) =>
    closeContest(db, merchant, ref as ContestId, findContestScores),
  'incentives.penalty': ({ db }, merchant, ref) => bookPenalty(db, merchant, ref as PenaltyId),
  'wallet.end': ({ db }, merchant, ref) => endBuckets(db, merchant, ref),
  'wallet.warn': ({ db }, merchant, ref) => warnOfEnd(db, merchant, ref),
  'belonging.notice': ({ db }, merchant) => noteEndingBonds(db, merchant),
  'platform.tidy_up': ({ db }, merchant) => tidyUp(db, merchant),
  'members.erase': (house, merchant, ref) =>
    eraseMember(house, merchant, ref as members.erasure.ErasureId),
  'sharing.forget_devices': ({ db }, merchant) => forgetDevices(db, merchant),
};
