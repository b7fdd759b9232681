/**
 * The platform's side of the v3 wire: proves who asks, signs what it answers, seals what it tells.
 * Written apart from our adapter, so that one cannot repeat the other's mistake.
 */
import {
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  createSign,
  createVerify,
  privateDecrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import type { SimRequest } from '../serve.ts';

export interface Merchant {
  readonly mchid: string;
  /** Of its API certificate, and the public key in it. */
  readonly serial: string;
  readonly publicKey: string;
  readonly apiKey: string;
  readonly appids: readonly string[];
  /** Sub-merchants of a partner, each with the app ids bound to it. */
  readonly subs?: Readonly<Record<string, readonly string[]>>;
}
export interface Platform {
  readonly privateKey: string;
  /** Either may be absent; a merchant that changes over has both. */
  readonly publicKeyId?: string;
  readonly certificate?: string;
}

/** What the platform says instead of an answer. */
export class No extends Error {
  readonly status: number;
  readonly code: string;
  readonly number: number;
  constructor(status: number, code: string, number: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.number = number;
  }
}
const badSignature = (why: string): No => new No(401, 'SIGN_ERROR', 268_443_699, why);

const SKEW_S = 300;
const SCHEMA = 'WECHATPAY2-SHA256-RSA2048';

/** @throws No 401 */
export function merchantOf(
  merchants: readonly Merchant[],
  { method, url, headers, body }: SimRequest,
  nowMs: number,
): Merchant {
  const [schema, said = ''] = (headers.authorization ?? '').split(/ (.*)/s);
  if (schema !== SCHEMA) throw badSignature('Http头Authorization值格式错误');
  const parts = new Map(
    [...said.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!] as const),
  );
  const part = (name: string): string => parts.get(name) ?? '';
  const [timestamp, nonce] = [part('timestamp'), part('nonce_str')];
  const merchant = merchants.find(({ mchid }) => mchid === part('mchid'));
  if (merchant === undefined || merchant.serial !== part('serial_no')) {
    throw badSignature('商户证书序列号有误');
  }
  if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) - nowMs / 1_000) > SKEW_S) {
    throw badSignature('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟');
  }
  if (nonce === '' || nonce.length > 32) throw badSignature('随机串有误');
  const message = [method, `${url.pathname}${url.search}`, timestamp, nonce, body, ''].join('\n');
  const proof = createVerify('RSA-SHA256').update(message, 'utf8');
  if (!proof.verify(merchant.publicKey, part('signature'), 'base64')) {
    throw badSignature('签名错误，请检查后再试');
  }
  if ((headers['user-agent'] ?? '') === '') throw badSignature('缺少User-Agent');
  if (!(headers.accept ?? '').includes('application/json')) throw badSignature('Accept有误');
  return merchant;
}

export class Seal {
  readonly #platform: Platform;
  readonly #nowMs: () => number;
  readonly #serial: string;

  constructor(platform: Platform, nowMs: () => number) {
    this.#platform = platform;
    this.#nowMs = nowMs;
    this.#serial =
      platform.certificate === undefined
        ? ''
        : new X509Certificate(platform.certificate).serialNumber;
  }

  /** @param wanted the serial that the request named */
  sign(body: string, wanted?: string): Record<string, string> {
    const timestamp = String(Math.floor(this.#nowMs() / 1_000));
    const nonce = randomBytes(16).toString('hex');
    const { publicKeyId, privateKey } = this.#platform;
    const byId = wanted === undefined ? this.#serial === '' : wanted === publicKeyId;
    const signer = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`, 'utf8');
    return {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': byId ? (publicKeyId ?? '') : this.#serial,
      'wechatpay-signature': signer.sign(privateKey, 'base64'),
      'wechatpay-signature-type': SCHEMA,
    };
  }

  /** @throws No when it was sealed for somebody else */
  unseal(text: string, serial: string | undefined): string {
    const { privateKey, publicKeyId } = this.#platform;
    if (serial !== publicKeyId && serial !== this.#serial) throw unreadable();
    try {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const from = { key: privateKey, padding, oaepHash: 'sha1' };
      return privateDecrypt(from, Buffer.from(text, 'base64')).toString('utf8');
    } catch {
      throw unreadable();
    }
  }

  /** The answer of `GET /v3/certificates`. @throws No where there are none */
  certificates({ apiKey }: Merchant): object {
    const { certificate } = this.#platform;
    if (certificate === undefined) {
      throw new No(404, 'RESOURCE_NOT_EXISTS', 0, '系统繁忙，请稍后重试');
    }
    const { validFrom, validTo } = new X509Certificate(certificate);
    const encrypt_certificate = { ...seal(apiKey, 'certificate', certificate) };
    const times = { effective_time: inChina(validFrom), expire_time: inChina(validTo) };
    return { data: [{ serial_no: this.#serial, ...times, encrypt_certificate }] };
  }
}

const unreadable = (): No => new No(400, 'PARAM_ERROR', 268_435_461, '敏感信息解密失败');

export function seal(apiKey: string, associated_data: string, text: string) {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', apiKey, nonce);
  cipher.setAAD(Buffer.from(associated_data));
  const parts = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  const ciphertext = Buffer.concat(parts).toString('base64');
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, associated_data, nonce };
}

export const inChina = (at: number | string): string =>
  `${new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** So many digits, the same for the same words. */
export function digitsOf(words: string, count: number): string {
  const found = BigInt(`0x${createHash('sha256').update(words).digest('hex')}`).toString();
  return found.slice(0, count).padEnd(count, '0');
}

/** For tests: what a merchant would give the platform of its private key. */
export const publicHalf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
