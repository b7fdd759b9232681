/**
 * Who carries our messages and knows WeChat's people: the real ones in production, simulators that
 * speak the same wire in demo and test.
 */
import { SMS_KEYS, SmsInbox } from '../../simulators/sms-inbox/sms-inbox.ts';
import { serve } from '../../simulators/serve.ts';
import { WECHAT_APP, WechatSimulator } from '../../simulators/wechat/wechat.ts';
import { tencentSms } from './adapters/sms/sms.ts';
import { wechat } from './adapters/wechat/wechat.ts';
import type { House, Neighbours } from './house.ts';
import { Refusal } from './kernel/refusal.ts';

export interface Met extends Neighbours {
  /** Null in production. */
  readonly simulators: { readonly sms: SmsInbox; readonly wechat: WechatSimulator } | null;
  close(): Promise<void>;
}

export interface NeighbourSettings {
  readonly sms?: {
    readonly secretId: string;
    readonly secretKey: string;
    readonly sdkAppId: string;
    readonly signName: string;
    readonly codeTemplate: string;
  };
  readonly wechat?: { readonly app: string; readonly secret: string };
}

const at = (url: string) => async (): Promise<string> => url;

/** @param settings of production; what is not set refuses in words. */
export function meetNeighbours(house: House, settings: NeighbourSettings = {}): Met {
  const nowMs = (): number => house.clock.now();
  return house.mode === 'production' ? real(settings, nowMs) : simulated(nowMs);
}

function real({ sms, wechat: mini }: NeighbourSettings, nowMs: () => number): Met {
  const unset = (what: string) => () =>
    Promise.reject(new Refusal('conflict', 'platform.not_set_up', { what }));
  return {
    sms:
      sms === undefined
        ? { send: unset('sms') }
        : tencentSms({
            ...sms,
            templates: { code: sms.codeTemplate },
            base: at('https://sms.tencentcloudapi.com'),
            nowMs,
          }),
    wechat:
      mini === undefined
        ? { app: '', sessionOf: unset('wechat') }
        : wechat({ ...mini, base: at('https://api.weixin.qq.com') }),
    simulators: null,
    close: async () => {},
  };
}

function simulated(nowMs: () => number): Met {
  const inbox = new SmsInbox(nowMs);
  const people = new WechatSimulator(nowMs);
  const server = serve((request) =>
    request.method === 'POST' ? inbox.answer(request) : people.answer(request),
  );
  return {
    sms: tencentSms({
      ...SMS_KEYS,
      sdkAppId: '1400000000',
      signName: '邻里鲜',
      templates: { code: '100001' },
      base: server.url,
      nowMs,
    }),
    wechat: wechat({ ...WECHAT_APP, base: server.url }),
    simulators: { sms: inbox, wechat: people },
    close: server.close,
  };
}
