/**
 * Who says what: our signature on requests and on what a buyer's WeChat is handed, the platform's
 * on answers and notifications.
 */
import type { KeyObject } from 'node:crypto';
import { Refusal } from '../../kernel/refusal.ts';
import { isSigned, signed } from './crypto.ts';

export const SCHEMA = 'WECHATPAY2-SHA256-RSA2048';
/** The platform refuses what is older, and so do we. */
const SKEW_MS = 300_000;
/** The platform tries us with these: whoever takes one for good verifies nothing. */
const PROBE = 'WECHATPAY/SIGNTEST/';
const PUBLIC_KEY = 'PUB_KEY_ID_';

export interface Signer {
  readonly mchid: string;
  /** Of our certificate: upper-case hex. */
  readonly serial: string;
  readonly key: KeyObject;
}
export interface Stamp {
  readonly timestamp: string;
  readonly nonce: string;
}
export interface Asked {
  readonly method: 'GET' | 'POST';
  /** Path and query, as they are sent. */
  readonly target: string;
  /** The bytes sent; '' for GET. */
  readonly body: string;
}

export function authorizationOf(
  { mchid, serial, key }: Signer,
  { method, target, body }: Asked,
  { timestamp, nonce }: Stamp,
): string {
  const message = `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`;
  const parts = { mchid, nonce_str: nonce, timestamp, serial_no: serial };
  const said = Object.entries({ ...parts, signature: signed(key, message) });
  return `${SCHEMA} ${said.map(([name, value]) => `${name}="${value}"`).join(',')}`;
}

export interface PrepaidCall {
  readonly appId: string;
  readonly prepayId: string;
}
/** What `WeixinJSBridge` is given; a mini-program leaves `appId` out, signed all the same. */
export function pageCallOf(key: KeyObject, { appId, prepayId }: PrepaidCall, stamp: Stamp) {
  const { timestamp: timeStamp, nonce: nonceStr } = stamp;
  const wanted = `prepay_id=${prepayId}`;
  const paySign = signed(key, `${appId}\n${timeStamp}\n${nonceStr}\n${wanted}\n`);
  return { appId, timeStamp, nonceStr, package: wanted, signType: 'RSA', paySign };
}

/** An app's call signs the bare prepay id. */
export function appCallOf(
  key: KeyObject,
  { appId, partnerId, prepayId }: PrepaidCall & { readonly partnerId: string },
  { timestamp, nonce: noncestr }: Stamp,
) {
  const sign = signed(key, `${appId}\n${timestamp}\n${noncestr}\n${prepayId}\n`);
  const named = { appid: appId, partnerid: partnerId, prepayid: prepayId };
  return { ...named, package: 'Sign=WXPay', noncestr, timestamp, sign };
}

export interface PlatformSays {
  readonly timestamp: string;
  readonly nonce: string;
  readonly serial: string;
  readonly signature: string;
}
type Headers = Readonly<Record<string, unknown>>;

/** @throws Refusal `payments.bad_signature` when one of the four headers is missing */
export function saidIn(headers: Headers): PlatformSays {
  const text = (name: string): string => {
    const value = headers[`wechatpay-${name}`];
    if (typeof value !== 'string' || value === '') throw forged();
    return value;
  };
  return {
    timestamp: text('timestamp'),
    nonce: text('nonce'),
    serial: text('serial'),
    signature: text('signature'),
  };
}

/**
 * Proves the raw bytes of an answer or a notification.
 * @param keyOf the platform's key under a serial, if we have it
 * @throws Refusal `payments.bad_signature`, `payments.stale_notice`, `payments.signature_probe`
 */
export function verify(
  said: PlatformSays,
  body: string,
  nowMs: number,
  keyOf: (serial: string) => KeyObject | null,
): void {
  const { timestamp, nonce, serial, signature } = said;
  if (!/^\d{1,11}$/.test(timestamp)) throw forged();
  if (Math.abs(Number(timestamp) * 1_000 - nowMs) >= SKEW_MS) {
    throw new Refusal('unauthorized', 'payments.stale_notice');
  }
  // Known by its start only: who forges may write it too, and is refused with it.
  if (signature.startsWith(PROBE)) throw new Refusal('unauthorized', 'payments.signature_probe');
  const key = keyOf(serial);
  if (key === null || !isSigned(key, `${timestamp}\n${nonce}\n${body}\n`, signature)) {
    throw forged();
  }
}

export const isPublicKeyId = (serial: string): boolean => serial.startsWith(PUBLIC_KEY);

const forged = (): Refusal => new Refusal('unauthorized', 'payments.bad_signature');
