/**
 * Alipay's side of the wire: proves who asks, signs what it answers and tells, by RSA2 keys of its
 * own. Shares nothing with our adapter, so that one cannot repeat the other's mistake.
 */
import { createSign, createVerify } from 'node:crypto';

export interface Merchant {
  readonly appid: string;
  readonly sellerId: string;
  /** PEM. */
  readonly publicKey: string;
}
/** What Alipay says instead of an answer. */
export class No extends Error {
  readonly code: string;
  readonly subCode: string;
  constructor(subCode: string, message: string, code = '40004') {
    super(message);
    this.code = code;
    this.subCode = subCode;
  }
}
export type Fields = Readonly<Record<string, string>>;

const SKEW_MS = 15 * 60_000;
const joined = (fields: Fields, without: readonly string[]): string =>
  Object.keys(fields)
    .filter((name) => !without.includes(name) && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
export const signed = (privateKey: string, text: string): string =>
  createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64');

/** @throws No */
export function merchantOf(
  merchants: readonly Merchant[],
  fields: Fields,
  nowMs: number,
): Merchant {
  const merchant = merchants.find(({ appid }) => appid === fields.app_id);
  if (merchant === undefined) throw new No('isv.invalid-app-id', '无效的AppID参数', '40002');
  if (fields.sign_type !== 'RSA2')
    throw new No('isv.invalid-signature-type', '无效签名类型', '40002');
  const proof = createVerify('RSA-SHA256').update(joined(fields, ['sign']), 'utf8');
  if (!proof.verify(merchant.publicKey, fields.sign ?? '', 'base64')) {
    throw new No('isv.invalid-signature', '验签出错', '40002');
  }
  const at = Date.parse(`${(fields.timestamp ?? '').replace(' ', 'T')}+08:00`);
  if (!(Math.abs(at - nowMs) <= SKEW_MS))
    throw new No('isv.invalid-timestamp', '非法的时间戳参数', '40002');
  return merchant;
}

/** The very text of the answer is signed, as it stands between its key and the signature. */
export function sealed(privateKey: string, method: string, answer: object): string {
  const text = JSON.stringify(answer);
  const key = `${method.replaceAll('.', '_')}_response`;
  return `{"${key}":${text},"sign":"${signed(privateKey, text)}"}`;
}
export function notice(privateKey: string, fields: Fields): string {
  const sign = signed(privateKey, joined(fields, ['sign', 'sign_type']));
  return new URLSearchParams({ ...fields, sign, sign_type: 'RSA2' }).toString();
}
export const inChina = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
