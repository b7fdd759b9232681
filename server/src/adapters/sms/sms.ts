/** Text messages by Tencent Cloud SMS 2021-01-11 (`SendSms`, signed by TC3-HMAC-SHA256). */
import { signTc3 } from './tc3.ts';

export interface SmsSettings {
  readonly secretId: string;
  readonly secretKey: string;
  readonly sdkAppId: string;
  readonly signName: string;
  /** Approved template of each of our messages. */
  readonly templates: Readonly<Record<'code', string>>;
  /** https://sms.tencentcloudapi.com, or the simulator's. */
  readonly base: () => Promise<string>;
  readonly nowMs: () => number;
}
interface Answer {
  readonly Response: {
    readonly SendStatusSet?: readonly { readonly Code: string; readonly Message: string }[];
    readonly Error?: { readonly Code: string; readonly Message: string };
  };
}
interface Message {
  readonly phone: string;
  readonly template: 'code';
  readonly params: readonly string[];
}

export function tencentSms(settings: SmsSettings) {
  return {
    /** @throws when the neighbour did not take it: the status stands per number */
    async send({ phone, template, params }: Message): Promise<void> {
      const base = await settings.base();
      const body = JSON.stringify({
        PhoneNumberSet: [`+86${phone}`],
        SmsSdkAppId: settings.sdkAppId,
        SignName: settings.signName,
        TemplateId: settings.templates[template],
        TemplateParamSet: params,
      });
      const headers = signTc3({
        secretId: settings.secretId,
        secretKey: settings.secretKey,
        host: new URL(base).host,
        action: 'SendSms',
        version: '2021-01-11',
        region: 'ap-guangzhou',
        atMs: settings.nowMs(),
        body,
      });
      const signal = AbortSignal.timeout(5_000);
      const reply = await fetch(base, { method: 'POST', headers, body, signal });
      const { Response } = (await reply.json()) as Answer;
      const status = Response.SendStatusSet?.[0] ?? Response.Error;
      if (status?.Code !== 'Ok') throw new Error(`SMS not sent: ${status?.Code}`);
    },
  };
}
