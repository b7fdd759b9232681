/**
 * WeChat Pay v3 for one merchant, direct or under a partner. Keys stand in the settings as PEM text
 * and go no further: neither logs nor faults show them.
 */
import type { Day } from '../../kernel/time.ts';
import { tradeBill } from './bill.ts';
import { calls } from './calls.ts';
import { combineCalls } from './combine.ts';
import { complaintCalls } from './complaints.ts';
import { apiKeyOf, privateKeyOf } from './crypto.ts';
import { Line, newStamp } from './line.ts';
import { noticeIn, type WechatNotice } from './notice.ts';
import { type PublicKey, platformKeys } from './platform-keys.ts';
import { sharingCalls } from './sharing.ts';
import { type Direct, directShape, type Partner, partnerShape } from './shape.ts';
import { appCallOf, pageCallOf } from './signature.ts';
import { transferCalls } from './transfers.ts';

export interface WechatPaySettings {
  readonly who: Direct | Partner;
  /** Of our API certificate. */
  readonly serial: string;
  readonly privateKey: string;
  readonly apiKey: string;
  /** New merchants have only this. */
  readonly publicKey?: PublicKey;
  /** Old ones have these; an empty list is one that the platform fills. */
  readonly certificates?: readonly string[];
  readonly base: () => Promise<string>;
  readonly nowMs: () => number;
  readonly timeoutMs?: number;
}

/** @throws Error that names the setting which is wrong, and shows no key */
export function wechatPay(settings: WechatPaySettings) {
  const { who, publicKey, certificates, base, nowMs, timeoutMs } = settings;
  const shape = 'spMchid' in who ? partnerShape(who) : directShape(who);
  const [key, apiKey] = [privateKeyOf(settings.privateKey), apiKeyOf(settings.apiKey)];
  const keys = platformKeys({
    apiKey,
    ...(publicKey === undefined ? {} : { publicKey }),
    ...(certificates === undefined ? {} : { certificates }),
  });
  const line = new Line({
    base,
    signer: { mchid: shape.mchid, serial: settings.serial.toUpperCase(), key },
    keys,
    nowMs,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const { callAppId: appId, partnerId, app } = shape;
  return {
    name: 'wechat-pay',
    app,
    callAppId: appId,
    ...calls(line, shape),
    transfers: transferCalls(line, { appid: shape.callAppId, mchid: shape.mchid }),
    sharing: sharingCalls(line, shape),
    combined: combineCalls(line, shape),
    complaints: complaintCalls(line, shape),
    /** Null while the platform still makes it. @throws WechatPayFault */
    bill: (day: Day) => tradeBill(line, shape, day),
    /** For a page in WeChat, and for a mini-program, which leaves `appId` out. */
    pageCall: (prepayId: string, by = appId) =>
      pageCallOf(key, { appId: by, prepayId }, newStamp(nowMs())),
    appCall: (prepayId: string) =>
      appCallOf(key, { appId, partnerId, prepayId }, newStamp(nowMs())),
    /**
     * @throws Refusal `payments.bad_signature`, `payments.stale_notice`,
     * `payments.signature_probe`, `payments.malformed_notice`
     */
    async read(headers: Readonly<Record<string, unknown>>, body: string): Promise<WechatNotice> {
      await line.prove(headers, body);
      return noticeIn(apiKey, body, shape);
    },
  };
}
