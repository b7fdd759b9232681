/** TC3-HMAC-SHA256, Tencent Cloud's request signature, as its public documentation spells it. */
import { createHmac, hash } from 'node:crypto';
import { instantAt } from '../../kernel/time.ts';

export interface Tc3Request {
  readonly secretId: string;
  readonly secretKey: string;
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly atMs: number;
  readonly body: string;
}

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
const CONTENT_TYPE = 'application/json; charset=utf-8';
const PRODUCT = 'sms';
const SIGNED = 'content-type;host;x-tc-action';

export function signTc3(request: Tc3Request): Record<string, string> {
  const { secretId, secretKey, host, action, version, region, atMs, body } = request;
  const timestamp = String(Math.floor(atMs / 1000));
  const date = instantAt(atMs).slice(0, 10); // UTC's, unlike a business day
  const canonical = [
    'POST',
    '/',
    '',
    `content-type:${CONTENT_TYPE}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`,
    SIGNED,
    hash('sha256', body, 'hex'),
  ].join('\n');
  const scope = `${date}/${PRODUCT}/tc3_request`;
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, hash('sha256', canonical, 'hex')].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), PRODUCT), 'tc3_request');
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return {
    'content-type': CONTENT_TYPE,
    authorization:
      `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${SIGNED}, ` +
      `Signature=${signature}`,
    'x-tc-action': action,
    'x-tc-version': version,
    'x-tc-region': region,
    'x-tc-timestamp': timestamp,
  };
}
