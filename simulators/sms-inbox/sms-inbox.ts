/** Tencent Cloud SMS as our adapter meets it: checks the signature, keeps what was sent. */
import { signTc3 } from '../../server/src/adapters/sms/tc3.ts';
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

function isSigned(headers: Readonly<Record<string, string>>, body: string): boolean {
  const expected = signTc3({
    ...SMS_KEYS,
    host: headers.host ?? '',
    action: headers['x-tc-action'] ?? '',
    version: headers['x-tc-version'] ?? '',
    region: headers['x-tc-region'] ?? '',
    atMs: Number(headers['x-tc-timestamp']) * 1000,
    body,
  });
  return headers.authorization === expected.authorization;
}
