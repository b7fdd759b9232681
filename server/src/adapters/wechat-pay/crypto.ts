/**
 * The ciphers of WeChat Pay v3, and nothing of what they carry. Keys come in as PEM text and stay
 * key objects from then on: those print nothing.
 */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';

export interface Sealed {
  readonly nonce: string;
  readonly associatedText: string;
  /** Base64; its last 16 bytes are the tag. */
  readonly ciphertext: string;
}

const TAG_BYTES = 16;
const API_KEY_BYTES = 32;

/** @throws Error that names what is wrong and never shows the key */
export function privateKeyOf(pem: string): KeyObject {
  return rsa('the private key', () => createPrivateKey(lines(pem)));
}

export function publicKeyOf(pem: string): KeyObject {
  return rsa('the public key', () => createPublicKey(lines(pem)));
}

export interface Certificate {
  /** As the platform spells it: upper-case hex. */
  readonly serial: string;
  readonly key: KeyObject;
  readonly fromMs: number;
  readonly untilMs: number;
}
export function certificateOf(pem: string): Certificate {
  const found = attempt('the certificate', () => new X509Certificate(lines(pem)));
  return {
    serial: found.serialNumber.toUpperCase(),
    key: rsa('the certificate', () => found.publicKey),
    fromMs: Date.parse(found.validFrom),
    untilMs: Date.parse(found.validTo),
  };
}

/** The APIv3 key: exactly 32 bytes. Shorter ones would silently be a weaker cipher. */
export function apiKeyOf(text: string): KeyObject {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length !== API_KEY_BYTES) throw new Error('the APIv3 key has not 32 bytes');
  return createSecretKey(bytes);
}

export const signed = (key: KeyObject, message: string): string =>
  sign('sha256', Buffer.from(message, 'utf8'), key).toString('base64');

export const isSigned = (key: KeyObject, message: string, signature: string): boolean =>
  verify('sha256', Buffer.from(message, 'utf8'), key, Buffer.from(signature, 'base64'));

/** @returns null when key, nonce, associated text or tag do not belong together */
export function opened(key: KeyObject, { nonce, associatedText, ciphertext }: Sealed) {
  const bytes = Buffer.from(ciphertext, 'base64');
  if (bytes.length < TAG_BYTES || nonce === '') return null;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'utf8'), {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(Buffer.from(associatedText, 'utf8'));
    cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = cipher.update(bytes.subarray(0, -TAG_BYTES));
    return Buffer.concat([text, cipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** The way there; the platform does it, and we to show that ours is the same cipher. */
export function sealed(key: KeyObject, nonce: string, associatedText: string, text: string) {
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(nonce, 'utf8'));
  cipher.setAAD(Buffer.from(associatedText, 'utf8'));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { nonce, associatedText, ciphertext: body.toString('base64') } satisfies Sealed;
}

/** Names and numbers of people travel under the platform's key even inside TLS. */
export const encrypted = (key: KeyObject, text: string): string =>
  publicEncrypt(oaep(key), Buffer.from(text, 'utf8')).toString('base64');

export const decrypted = (key: KeyObject, ciphertext: string): string =>
  privateDecrypt(oaep(key), Buffer.from(ciphertext, 'base64')).toString('utf8');

const oaep = (key: KeyObject) => ({
  key,
  padding: constants.RSA_PKCS1_OAEP_PADDING,
  oaepHash: 'sha1',
});

/** An environment variable holds no line breaks; two characters stand for one. */
const lines = (pem: string): string => pem.replaceAll('\\n', '\n').trim();

function rsa(what: string, make: () => KeyObject): KeyObject {
  const key = attempt(what, make);
  if (key.asymmetricKeyType !== 'rsa') throw new Error(`${what} is no RSA key`);
  return key;
}

function attempt<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new Error(`${what} cannot be read`);
  }
}
