/** Tencent Cloud SMS as our adapter meets it: checks the signature, keeps what was sent. */
import { createHmac, hash } from 'node:crypto';
import type { SimReply, SimRequest } from '../serve.ts';

export interface Sms {
  readonly phone: string;
  readonly words: string;
  readonly code: string;
  readonly atMs: number;
}
interface Sent {
  readonly PhoneNumberSet: readonly string[];
  readonly SignName: string;
  readonly TemplateParamSet: readonly string[];
}

const KEPT = 200;
const SIGNATURE = new RegExp(
  '^TC3-HMAC-SHA256 Credential=([^/]+)/(\\d{4}-\\d\\d-\\d\\d)/sms/tc3_request, ' +
    'SignedHeaders=([^,]+), Signature=(\\w+)$',
);
export const SMS_KEYS = { secretId: 'AKIDsimulated', secretKey: 'simulated-secret' } as const;

export class SmsInbox {
  readonly #nowMs: () => number;
  readonly #sent: Sms[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Newest first. */
  messages(phone?: string): readonly Sms[] {
    return this.#sent.filter((each) => phone === undefined || each.phone === phone).toReversed();
  }

  answer({ headers, body }: SimRequest): SimReply {
    if (!isSigned(headers, body)) return fault('AuthFailure.SignatureFailure');
    const { PhoneNumberSet, SignName, TemplateParamSet } = JSON.parse(body) as Sent;
    const [code = '', minutes = ''] = TemplateParamSet;
    const words = `【${SignName}】您的验证码是 ${code}，${minutes} 分钟内有效。请勿告诉他人。`;
    const SendStatusSet = PhoneNumberSet.map((number, i) => {
      const phone = number.replace(/^\+86/, '');
      this.#sent.push({ phone, words, code, atMs: this.#nowMs() });
      return { SerialNo: `${i}`, PhoneNumber: number, Fee: 1, Code: 'Ok', Message: 'send success' };
    });
    this.#sent.splice(0, this.#sent.length - KEPT);
    return { status: 200, json: { Response: { SendStatusSet, RequestId: 'simulated' } } };
  }
}

const fault = (Code: string): SimReply => ({
  status: 200, // Tencent answers faults with 200 as well
  json: { Response: { Error: { Code, Message: Code }, RequestId: 'simulated' } },
});

/** TC3-HMAC-SHA256, worked out here from its public description, apart from our adapter. */
function isSigned(headers: Readonly<Record<string, string>>, body: string): boolean {
  const said = SIGNATURE.exec(headers.authorization ?? '');
  if (said === null || said[1] !== SMS_KEYS.secretId) return false;
  const [, , date = '', names = '', signature] = said;
  const signed = names
    .split(';')
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`)
    .map((line, i) => (names.split(';')[i] === 'x-tc-action' ? line.toLowerCase() : line));
  const asked = ['POST', '/', '', signed.join(''), names, hash('sha256', body, 'hex')].join('\n');
  const scope = `${date}/sms/tc3_request`;
  const stamp = headers['x-tc-timestamp'] ?? '';
  const text = ['TC3-HMAC-SHA256', stamp, scope, hash('sha256', asked, 'hex')].join('\n');
  let key: string | Buffer = `TC3${SMS_KEYS.secretKey}`;
  for (const part of [date, 'sms', 'tc3_request'])
    key = createHmac('sha256', key).update(part).digest();
  return createHmac('sha256', key).update(text).digest('hex') === signature;
}
