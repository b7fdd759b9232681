/**
 * A notification of WeChat Pay, once it is proven: opened, and read with care. Amounts are whole
 * fen or nothing; what an order is worth is compared by whoever knows the order.
 */
import type { KeyObject } from 'node:crypto';
import { fen, type Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { opened } from './crypto.ts';

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
  | { readonly kind: 'other'; readonly event: string };

type Found = Readonly<Record<string, unknown>>;
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
  const { event, plain } = resourceIn(apiKey, body);
  if (event === 'TRANSACTION.SUCCESS') return paid(plain, to);
  if (/^REFUND\.(SUCCESS|ABNORMAL|CLOSED)$/.test(event)) return refunded(plain, to);
  return { kind: 'other', event };
}

/** The event's name and what was sealed in it. */
export function resourceIn(apiKey: KeyObject, body: string) {
  const { event_type, resource } = objectOf(body);
  const { algorithm, ciphertext, nonce, associated_data = '' } = asObject(resource);
  if (algorithm !== ALGORITHM) throw malformed();
  const text = opened(apiKey, {
    nonce: texts(nonce),
    associatedText: typeof associated_data === 'string' ? associated_data : '',
    ciphertext: texts(ciphertext, 1_000_000),
  });
  if (text === null) throw malformed();
  return { event: texts(event_type), text, plain: objectOf(text) };
}

function paid(trade: Found, to: Addressee): WechatNotice {
  if (trade.trade_state !== 'SUCCESS') throw malformed();
  const amount = asObject(trade.amount);
  const payer = payerOf(trade);
  return {
    kind: 'paid',
    app: to.appOf(trade),
    currency: texts(amount.currency),
    outTradeNo: texts(trade.out_trade_no),
    providerNo: texts(trade.transaction_id),
    amount: wholeFen(amount.total),
    ...(payer === null ? {} : { payer }),
  };
}

function refunded(refund: Found, to: Addressee): WechatNotice {
  if (!to.isOurs(refund)) throw malformed();
  const state = texts(refund.refund_status);
  const succeeded = state === 'SUCCESS';
  return {
    kind: 'refunded',
    refundNo: texts(refund.out_refund_no),
    amount: wholeFen(asObject(refund.amount).refund),
    succeeded,
    ...(succeeded ? {} : { reason: state }),
  };
}

/** Direct: `openid`. Under a partner the sub-merchant's name of the person, else the partner's. */
export function payerOf({ payer }: Found): string | null {
  if (typeof payer !== 'object' || payer === null) return null;
  const { openid, sub_openid, sp_openid } = payer as Found;
  const said = [openid, sub_openid, sp_openid].find((each) => typeof each === 'string');
  return typeof said === 'string' && said !== '' ? texts(said) : null;
}

export function wholeFen(value: unknown): Fen {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) throw malformed();
  return fen(value);
}

export function texts(value: unknown, most = 256): string {
  if (typeof value !== 'string' || value === '' || value.length > most) throw malformed();
  return value;
}

export function asObject(value: unknown): Found {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed();
  return value as Found;
}

function objectOf(text: string): Found {
  try {
    return asObject(JSON.parse(text));
  } catch {
    throw malformed();
  }
}

const malformed = (): Refusal => new Refusal('invalid', 'payments.malformed_notice');
