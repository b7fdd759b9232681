/** Every published vector of WeChat Pay v3: what must pass passes, what must be refused is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  apiKeyOf,
  certificateOf,
  decrypted,
  encrypted,
  isSigned,
  opened,
  privateKeyOf,
  publicKeyOf,
  sealed,
  signed,
} from './crypto.ts';
import { noticeIn, resourceIn } from './notice.ts';
import { platformKeys } from './platform-keys.ts';
import {
  appCallOf,
  authorizationOf,
  isPublicKeyId,
  pageCallOf,
  saidIn,
  verify,
} from './signature.ts';

const HOME = join(import.meta.dirname, '../../../..');
const read = (name: string) =>
  JSON.parse(readFileSync(join(HOME, `contract/vectors/wechat-pay-${name}.json`), 'utf8'));
const crypto = read('crypto');
const notify = read('notify');
const testKey = (pem: string): string => pem.replaceAll('TESTING KEY', 'PRIVATE KEY');
const keys = crypto.keys;
const merchantKey = privateKeyOf(testKey(keys.java_merchant.private_key_pkcs8));
const apiKey = apiKeyOf(keys.java_apiv3_key);

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

test.each<{ key: string; message: string; signature: string }>(crypto.rsa_sha256_sign)(
  '[B12] a signature by $key is the published one, and proves',
  ({ key, message, signature }) => {
    const own = privateKeyOf(testKey(keys[key].private_key_pkcs8));
    expect(signed(own, message)).toBe(signature);
    const shown = keys[key].public_key_spki ?? keys[key].certificate;
    expect(isSigned(publicKeyOf(shown), message, signature)).toBe(true);
    expect(isSigned(publicKeyOf(shown), `${message} `, signature)).toBe(false);
  },
);

test('[B12] a signature by another key does not prove', () => {
  expect(crypto.rsa_sha256_verify_fail).toHaveLength(1);
  for (const { message, signature } of crypto.rsa_sha256_verify_fail) {
    expect(isSigned(publicKeyOf(keys.java_wechatpay.public_key), message, signature)).toBe(false);
  }
});

interface Aead {
  key: string;
  nonce: string;
  associated_data: string;
  plaintext: string;
  ciphertext: string;
  why: string;
}
const sealedIn = ({ nonce, associated_data: associatedText, ciphertext }: Aead) => ({
  nonce,
  associatedText,
  ciphertext,
});
test.each<Aead>(crypto.aead_aes_256_gcm)('[B12] "$plaintext" opens and seals', (vector) => {
  const key = apiKeyOf(vector.key);
  expect(opened(key, sealedIn(vector))).toBe(vector.plaintext);
  const again = sealed(key, vector.nonce, vector.associated_data, vector.plaintext);
  expect(again.ciphertext).toBe(vector.ciphertext);
});
test.each<Aead>(crypto.aead_must_fail)(
  '[B12] what is sealed otherwise stays shut: $why',
  (vector) => {
    expect(opened(apiKeyOf(vector.key), sealedIn(vector))).toBeNull();
  },
);
test('[B12] an APIv3 key of 16 bytes, as one SDK tests with, is no key; nor is it shown', () => {
  for (const { key } of crypto.aead_aes_128_gcm_sdk_quirk) {
    expect(() => apiKeyOf(key)).toThrow(/32 bytes/);
    expect(() => apiKeyOf(key)).not.toThrow(new RegExp(key));
  }
  expect(() => privateKeyOf('secret words')).not.toThrow(/secret words/);
  expect(JSON.stringify({ apiKey, merchantKey })).not.toContain(keys.java_apiv3_key);
});

test.each<{
  method: 'GET' | 'POST';
  url: string;
  timestamp: number;
  nonce: string;
  body: string;
  authorization: string;
  signature: string;
}>(crypto.request_signing)('[B12] $method $url carries the published Authorization', (vector) => {
  const { mchid, serial } = keys.java_merchant;
  const { method, url: target, body, nonce } = vector;
  const stamp = { timestamp: String(vector.timestamp), nonce };
  const said = authorizationOf(
    { mchid, serial, key: merchantKey },
    { method, target, body },
    stamp,
  );
  expect(said).toBe(vector.authorization);
});

test('[B12] what a buyer’s WeChat is handed is signed as published', () => {
  const [page, app] = crypto.client_pay_sign;
  const stamp = { timestamp: page.timeStamp, nonce: page.nonceStr };
  const prepayId = page.package.replace('prepay_id=', '');
  const prepaid = { appId: page.appId, prepayId };
  expect(pageCallOf(merchantKey, prepaid, stamp)).toEqual({
    appId: page.appId,
    timeStamp: page.timeStamp,
    nonceStr: page.nonceStr,
    package: page.package,
    signType: page.signType,
    paySign: page.paySign,
  });
  const called = appCallOf(merchantKey, { ...prepaid, partnerId: '1234567891' }, stamp);
  expect(called).toMatchObject({ sign: app.sign, package: 'Sign=WXPay', prepayid: prepayId });
});

test('[B12] a downloaded certificate opens with the APIv3 key alone, and proves by its serial', () => {
  const { response, apiv3_key, expected_serial, expected_certificate_pem } =
    crypto.certificates_download;
  const fetched = platformKeys({ certificates: [], apiKey: apiKeyOf(apiv3_key) });
  expect(fetched.of(expected_serial)).toBeNull();
  fetched.learn(response);
  const expected = new X509Certificate(expected_certificate_pem).publicKey;
  expect(fetched.of(expected_serial)?.equals(expected)).toBe(true);
  const inForce = Date.parse('2026-01-01T00:00:00Z');
  expect(fetched.current(inForce)?.serial).toBe(expected_serial);
  expect(fetched.current(Date.parse('2030-01-01T00:00:00Z'))).toBeNull();
  const other = platformKeys({ certificates: [], apiKey: apiKeyOf('b'.repeat(32)) });
  expect(() => other.learn(response)).toThrow(/does not open/);
});

test('[B12] a sensitive field goes under the platform’s key and comes back under ours', () => {
  const platform = privateKeyOf(testKey(keys.java_wechatpay.private_key_pkcs8));
  const sent = encrypted(publicKeyOf(keys.java_wechatpay.public_key), '张三');
  expect(sent).not.toBe(encrypted(publicKeyOf(keys.java_wechatpay.public_key), '张三'));
  expect(decrypted(platform, sent)).toBe('张三');
  expect(() => decrypted(merchantKey, sent)).toThrow();
  expect(certificateOf(keys.java_wechatpay.certificate).serial).toBe(keys.java_wechatpay.serial);
});

interface Case {
  name: string;
  apiv3_key: string;
  now: number;
  headers: Record<string, string>;
  body: string;
  expected_plaintext: string;
  mode: string;
}
const platform = platformKeys({
  publicKey: {
    id: keys.java_wechatpay.public_key_id_for_tests,
    pem: keys.java_wechatpay.public_key,
  },
  certificates: [keys.java_wechatpay.certificate, keys.go.platform_certificate],
  apiKey,
});
const prove = (headers: Record<string, string>, body: string, nowS: number): void =>
  verify(saidIn(lowerCase(headers)), body, nowS * 1_000, platform.of);

test.each<Case>(notify.cases)('[B12] a notification is proven: $name', (vector) => {
  prove(vector.headers, vector.body, vector.now);
  expect(isPublicKeyId(vector.headers['Wechatpay-Serial']!)).toBe(vector.mode === 'public_key');
  if (vector.apiv3_key.length === 16) {
    expect(() => apiKeyOf(vector.apiv3_key)).toThrow();
    return;
  }
  const { text } = resourceIn(apiKeyOf(vector.apiv3_key), vector.body);
  expect(text).toBe(vector.expected_plaintext);
});

const REFUSED: Readonly<Record<string, string>> = {
  'timestamp older than 300 s': 'payments.stale_notice',
  'future timestamp > 300 s': 'payments.stale_notice',
  'one body byte changed': 'payments.bad_signature',
  'signature probe': 'payments.signature_probe',
  'unknown serial': 'payments.bad_signature',
  'missing header': 'payments.bad_signature',
};
interface Rejected {
  why: string;
  base_case: number;
  override_now?: number;
  body_replace?: [string, string];
  header_override?: Record<string, string>;
  header_remove?: string[];
}
test.each<Rejected>(notify.must_reject)('[B12] a notification is refused: $why', (vector) => {
  const from: Case = notify.cases[vector.base_case];
  const headers = { ...from.headers, ...vector.header_override };
  for (const name of vector.header_remove ?? []) delete headers[name];
  const body = vector.body_replace ? from.body.replace(...vector.body_replace) : from.body;
  const now = vector.override_now ?? from.now;
  expect(() => prove(headers, body, now)).toThrow(REFUSED[vector.why] ?? 'a new kind of vector');
});

test('[B12] exactly 300 seconds are too many, and a timestamp in milliseconds is none', () => {
  const { headers, body, now }: Case = notify.cases[1];
  prove(headers, body, now + 299);
  expect(() => prove(headers, body, now + 300)).toThrow('payments.stale_notice');
  const ms = { ...headers, 'Wechatpay-Timestamp': `${headers['Wechatpay-Timestamp']}000` };
  expect(() => prove(ms, body, now)).toThrow('payments.bad_signature');
});

test('[B12] the merchant’s notices come out as the payments room knows them', () => {
  const to = { appOf: () => 'mch:app', isOurs: () => true };
  const [, payment, refund, transfer]: Case[] = notify.cases;
  expect(noticeIn(apiKey, payment!.body, to)).toEqual({
    kind: 'paid',
    app: 'mch:app',
    currency: 'CNY',
    outTradeNo: '1217752501201407033233368018',
    providerNo: '1217752501201407033233368018',
    amount: 100,
    payer: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  });
  expect(noticeIn(apiKey, refund!.body, to)).toEqual({
    kind: 'refunded',
    refundNo: '7752501201407033233368018',
    amount: 999,
    succeeded: true,
  });
  expect(noticeIn(apiKey, transfer!.body, to)).toEqual({
    kind: 'payout',
    no: 'plfk2020042013',
  });
  const strangers = { ...to, isOurs: () => false };
  expect(() => noticeIn(apiKey, refund!.body, strangers)).toThrow('payments.malformed_notice');
});
