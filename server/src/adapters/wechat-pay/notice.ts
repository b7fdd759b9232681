/**
 * A notification of WeChat Pay, once it is proven: opened, and read with care. Amounts are whole
 * fen or nothing; what an order is worth is compared by whoever knows the order.
 */
import type { KeyObject } from 'node:crypto';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { opened } from './crypto.ts';
import {
  asObject,
  type Found,
  objectIn,
  payerOf,
  textOf,
  Unreadable,
  wholeFen,
} from './reading.ts';

/** The port is `Notice` of the payments room; `other` is answered and changes nothing. */
export type WechatNotice =
  | {
      readonly kind: 'paid';
      readonly app: string;
      readonly currency: string;
      readonly outTradeNo: string;
      readonly providerNo: string;
      readonly amount: Fen;
      readonly payer?: string;
    }
  | {
      readonly kind: 'refunded';
      readonly refundNo: string;
      readonly amount: Fen;
      readonly succeeded: boolean;
      readonly reason?: string;
    }
  | { readonly kind: 'payout'; readonly no: string }
  | { readonly kind: 'other'; readonly event: string };

const ALGORITHM = 'AEAD_AES_256_GCM';

/** Whose orders these are; a notice to somebody else is not for us, however well it is signed. */
export interface Addressee {
  /** `mchid:appid` of the one who ordered, as the trade says it. */
  appOf(trade: Found): string;
  /** As a refund names it: `mchid`, or `sp_mchid` and `sub_mchid`. */
  isOurs(refund: Found): boolean;
}

/** @throws Refusal `payments.malformed_notice` */
export function noticeIn(apiKey: KeyObject, body: string, to: Addressee): WechatNotice {
  try {
    const { event, plain } = resourceIn(apiKey, body);
    // Of a combined payment nobody here has asked for; its parts are found by query.
    const combined = plain.combine_out_trade_no !== undefined;
    if (event === 'TRANSACTION.SUCCESS' && !combined) return paid(plain, to);
    if (event === 'MCHTRANSFER.BILL.FINISHED') {
      return { kind: 'payout', no: textOf(plain.out_bill_no) };
    }
    if (/^REFUND\.(SUCCESS|ABNORMAL|CLOSED)$/.test(event)) return refunded(plain, to);
    return { kind: 'other', event };
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    throw new Refusal('invalid', 'payments.malformed_notice');
  }
}

/** The event's name and what was sealed in it. */
export function resourceIn(apiKey: KeyObject, body: string) {
  const { event_type, resource } = objectIn(body);
  const { algorithm, ciphertext, nonce, associated_data = '' } = asObject(resource);
  if (algorithm !== ALGORITHM) throw new Unreadable('not as notices are');
  const text = opened(apiKey, {
    nonce: textOf(nonce),
    associatedText: typeof associated_data === 'string' ? associated_data : '',
    ciphertext: textOf(ciphertext, 1_000_000),
  });
  if (text === null) throw new Unreadable('not as notices are');
  return { event: textOf(event_type), text, plain: objectIn(text) };
}

function paid(trade: Found, to: Addressee): WechatNotice {
  if (trade.trade_state !== 'SUCCESS') throw new Unreadable('not as notices are');
  const amount = asObject(trade.amount);
  const payer = payerOf(trade);
  return {
    kind: 'paid',
    app: to.appOf(trade),
    currency: textOf(amount.currency),
    outTradeNo: textOf(trade.out_trade_no),
    providerNo: textOf(trade.transaction_id),
    amount: wholeFen(amount.total),
    ...(payer === null ? {} : { payer }),
  };
}

function refunded(refund: Found, to: Addressee): WechatNotice {
  if (!to.isOurs(refund)) throw new Unreadable('not as notices are');
  const state = textOf(refund.refund_status);
  const succeeded = state === 'SUCCESS';
  return {
    kind: 'refunded',
    refundNo: textOf(refund.out_refund_no),
    amount: wholeFen(asObject(refund.amount).refund),
    succeeded,
    ...(succeeded ? {} : { reason: state }),
  };
}
