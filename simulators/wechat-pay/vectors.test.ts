/** The simulator is held to the published vectors as our adapter is, and the two to each other. */
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  apiKeyOf,
  encrypted,
  isSigned,
  opened,
  publicKeyOf,
  sealed,
} from '../../server/src/adapters/wechat-pay/crypto.ts';
import { platformKeys } from '../../server/src/adapters/wechat-pay/platform-keys.ts';
import { saidIn, verify } from '../../server/src/adapters/wechat-pay/signature.ts';
import { merchantOf, publicHalf, Seal, seal } from './wire.ts';

const read = (name: string) =>
  JSON.parse(
    readFileSync(
      join(import.meta.dirname, `../../contract/vectors/wechat-pay-${name}.json`),
      'utf8',
    ),
  );
const crypto = read('crypto');
const { keys } = crypto;
const pemOf = (text: string): string => text.replaceAll('TESTING KEY', 'PRIVATE KEY');
const API_KEY: string = keys.java_apiv3_key;
const PLATFORM = pemOf(keys.java_wechatpay.private_key_pkcs8);
const MERCHANT = {
  mchid: keys.java_merchant.mchid as string,
  serial: keys.java_merchant.serial as string,
  publicKey: publicHalf(pemOf(keys.java_merchant.private_key_pkcs8)),
  apiKey: API_KEY,
  appids: [],
};
const NOW = Date.parse('2025-03-01T00:00:00Z');

interface Signed {
  method: string;
  url: string;
  timestamp: number;
  body: string;
  authorization: string;
}
const asked = ({ method, url, body, authorization }: Signed) => ({
  method,
  url: new URL(url, 'http://simulator'),
  headers: { authorization, accept: 'application/json', 'user-agent': 'a test' },
  body,
});
const ask = (vector: Signed, nowMs = vector.timestamp * 1_000) =>
  merchantOf([MERCHANT], asked(vector), nowMs);

test.each<Signed>(crypto.request_signing)(
  '[B12] the simulator takes the published request $method $url, and nothing that was bent',
  (vector) => {
    expect(ask(vector)).toBe(MERCHANT);
    expect(ask(vector, (vector.timestamp + 300) * 1_000)).toBe(MERCHANT);
    const bent: Partial<Signed>[] = [
      { method: 'PUT' },
      { url: `${vector.url}${vector.url.includes('?') ? '&' : '?'}a=1` },
      { body: `${vector.body} ` },
      { authorization: vector.authorization.replace(/nonce_str="./, 'nonce_str="_') },
      { authorization: vector.authorization.replace(/timestamp="\d/, 'timestamp="2') },
      { authorization: vector.authorization.replace(MERCHANT.serial, 'AB12') },
      { authorization: vector.authorization.replace(MERCHANT.mchid, '1900000001') },
      { authorization: vector.authorization.replace('SHA256', 'SM3') },
      { authorization: '' },
    ];
    for (const change of bent) expect(() => ask({ ...vector, ...change })).toThrow();
    for (const seconds of [301, -301]) {
      expect(() => ask(vector, (vector.timestamp + seconds) * 1_000)).toThrow(/5分钟/);
    }
  },
);

test('[B12] what the simulator seals, the published cipher opens', () => {
  for (const { key, nonce, associated_data, plaintext, ciphertext } of crypto.aead_aes_256_gcm) {
    const published = sealed(apiKeyOf(key), nonce, associated_data, plaintext);
    expect(published.ciphertext).toBe(ciphertext);
    const ours = seal(key, associated_data, plaintext);
    const as = { nonce: ours.nonce, associatedText: associated_data, ciphertext: ours.ciphertext };
    expect(opened(apiKeyOf(key), as)).toBe(plaintext);
    expect(opened(apiKeyOf(API_KEY.toLowerCase()), as)).toBeNull();
  }
});

test('[B12] what the simulator signs is proven by the key that was asked for', () => {
  const publicKeyId: string = keys.java_wechatpay.public_key_id_for_tests;
  const { certificate, public_key: pem, serial } = keys.java_wechatpay;
  const both = new Seal({ privateKey: PLATFORM, publicKeyId, certificate }, () => NOW);
  const known = platformKeys({
    publicKey: { id: publicKeyId, pem },
    certificates: [certificate],
    apiKey: apiKeyOf(API_KEY),
  });
  for (const wanted of [publicKeyId, serial]) {
    const headers = both.sign('{"a":1}', wanted);
    expect(headers['wechatpay-serial']).toBe(wanted);
    verify(saidIn(headers), '{"a":1}', NOW, known.of);
    expect(() => verify(saidIn(headers), '{"a":2}', NOW, known.of)).toThrow();
  }
  const message = 'source';
  const stranger = publicKeyOf(keys.go.public_key_spki);
  expect(isSigned(stranger, message, both.sign(message)['wechatpay-signature']!)).toBe(false);
});

test('[B12] its certificates open and prove; with a public key only there are none', () => {
  const { certificate, serial } = keys.java_wechatpay;
  const old = new Seal({ privateKey: PLATFORM, certificate }, () => NOW);
  const known = platformKeys({ certificates: [], apiKey: apiKeyOf(API_KEY) });
  known.learn(old.certificates(MERCHANT));
  expect(known.of(serial)?.equals(createPublicKey(certificate))).toBe(true);
  const young = new Seal({ privateKey: PLATFORM, publicKeyId: 'PUB_KEY_ID_1' }, () => NOW);
  expect(() => young.certificates(MERCHANT)).toThrow();
});

test('[B12] what was sealed for it it reads, under the serial that names the key', () => {
  const publicKeyId = 'PUB_KEY_ID_1';
  const own = new Seal({ privateKey: PLATFORM, publicKeyId }, () => NOW);
  const sent = encrypted(publicKeyOf(keys.java_wechatpay.public_key), '张三');
  expect(own.unseal(sent, publicKeyId)).toBe('张三');
  expect(() => own.unseal(sent, 'PUB_KEY_ID_2')).toThrow();
  const other = encrypted(publicKeyOf(keys.go.public_key_spki), '张三');
  expect(() => own.unseal(other, publicKeyId)).toThrow();
});
