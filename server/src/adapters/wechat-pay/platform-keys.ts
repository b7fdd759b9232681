/**
 * By which of the platform's keys a message is proven: one public key that the merchant was given,
 * or certificates that come and go, or both while a merchant changes over.
 */
import type { KeyObject } from 'node:crypto';
import { type Certificate, certificateOf, opened, publicKeyOf } from './crypto.ts';
import { isPublicKeyId } from './signature.ts';

export interface PublicKey {
  /** `PUB_KEY_ID_…` */
  readonly id: string;
  readonly pem: string;
}
export interface PlatformKeySettings {
  readonly publicKey?: PublicKey;
  /** Given by hand, or null: no certificate is valid here, and none is asked for. */
  readonly certificates?: readonly string[];
  readonly apiKey: KeyObject;
}

export interface PlatformKeys {
  /** Which key our request asks to be answered under, and its sensitive fields go under. */
  current(nowMs: number): { readonly serial: string; readonly key: KeyObject } | null;
  of(serial: string): KeyObject | null;
  /** Takes what `GET /v3/certificates` answered. Only our API key can have opened them. */
  learn(certificates: unknown): void;
  /** Certificates are asked for only where there are any: else the platform answers 404. */
  readonly fromCertificates: boolean;
}

export function platformKeys({ publicKey, certificates, apiKey }: PlatformKeySettings) {
  const given = publicKey === undefined ? null : { ...publicKey, key: publicKeyOf(publicKey.pem) };
  if (given !== null && !isPublicKeyId(given.id)) {
    throw new Error('the id of the public key does not begin with PUB_KEY_ID_');
  }
  if (given === null && certificates === undefined) {
    throw new Error('neither a public key nor certificates of the platform');
  }
  const known = new Map<string, Certificate>();
  for (const pem of certificates ?? []) keep(known, certificateOf(pem));
  return {
    fromCertificates: certificates !== undefined,
    current(nowMs) {
      if (given !== null) return { serial: given.id, key: given.key };
      const valid = [...known.values()].filter((each) => isValid(each, nowMs));
      return valid.toSorted((a, b) => b.fromMs - a.fromMs)[0] ?? null;
    },
    of(serial) {
      if (isPublicKeyId(serial)) return serial === given?.id ? given.key : null;
      return known.get(serial.toUpperCase())?.key ?? null;
    },
    learn(answer) {
      for (const each of listOf(answer)) keep(known, sentCertificate(apiKey, each));
    },
  } satisfies PlatformKeys;
}

const keep = (known: Map<string, Certificate>, found: Certificate): void =>
  void known.set(found.serial, found);

const isValid = ({ fromMs, untilMs }: Certificate, nowMs: number): boolean =>
  fromMs <= nowMs && nowMs < untilMs;

function listOf(answer: unknown): readonly unknown[] {
  const { data } = (answer ?? {}) as { data?: unknown };
  if (!Array.isArray(data)) throw new Error('the platform sent no list of certificates');
  return data;
}

function sentCertificate(apiKey: KeyObject, sent: unknown): Certificate {
  const { serial_no, encrypt_certificate } = (sent ?? {}) as Record<string, unknown>;
  const { nonce, associated_data, ciphertext } = (encrypt_certificate ?? {}) as Record<
    string,
    unknown
  >;
  const pem = opened(apiKey, {
    nonce: String(nonce ?? ''),
    associatedText: String(associated_data ?? ''),
    ciphertext: String(ciphertext ?? ''),
  });
  if (pem === null) throw new Error('a certificate does not open with our APIv3 key');
  const found = certificateOf(pem);
  if (found.serial !== serial_no) throw new Error('a certificate is not the one it is named');
  return found;
}
