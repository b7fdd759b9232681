/** Standard Webhooks signatures: the message's id, its instant and its bytes under a secret. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** 24 random bytes, in the spelling that every receiver's library takes. */
export const newSigningSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** One signature a secret, so that a receiver may change over while both hold. */
export const signaturesOf = (
  secrets: readonly string[],
  id: string,
  epochMs: number,
  body: string,
): string =>
  secrets.map((secret) => new Webhook(secret).sign(id, new Date(epochMs), body)).join(' ');
