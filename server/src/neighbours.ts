/**
 * Who carries our messages and knows WeChat's people: the real ones in production, simulators that
 * speak the same wire in demo and test.
 */
import {
  SandboxCashier,
  type Notification,
} from '../../simulators/sandbox-cashier/sandbox-cashier.ts';
import { type FapiaoNotice, FapiaoPlatform } from '../../simulators/fapiao/fapiao.ts';
import { SMS_KEYS, SmsInbox } from '../../simulators/sms-inbox/sms-inbox.ts';
import { serve } from '../../simulators/serve.ts';
import { WECHAT_APP, WechatSimulator } from '../../simulators/wechat/wechat.ts';
import { fapiao } from './adapters/fapiao/fapiao.ts';
import { SANDBOX_APP } from './adapters/sandbox-pay/sandbox-pay.ts';
import { tencentSms } from './adapters/sms/sms.ts';
import { wayOut } from './adapters/webhook/webhook.ts';
import { wechat } from './adapters/wechat/wechat.ts';
import { join } from 'node:path';
import { request } from 'undici';
import type { House, Neighbours } from './house.ts';
import { Refusal } from './kernel/refusal.ts';
import type { FapiaoPort } from './modules/invoices/invoices.ts';
import { Crew } from './platform/crew.ts';
import { Lanes } from './platform/lanes.ts';
import { openChannels } from './payment-channels.ts';
import type { NeighbourSettings } from './platform/config.ts';

export interface Met extends Neighbours {
  /** Null in production. */
  readonly simulators: {
    readonly sms: SmsInbox;
    readonly wechat: WechatSimulator;
    readonly cashier: SandboxCashier;
    readonly fapiao: FapiaoPlatform;
  } | null;
  close(): Promise<void>;
}

const at = (url: string) => async (): Promise<string> => url;

/** @param settings of production; what is not set refuses in words. */
export function meetNeighbours(
  house: House,
  settings: NeighbourSettings = {},
  deliver: Deliver = overHttp(house.origin),
): Met {
  const nowMs = (): number => house.clock.now();
  const found =
    house.mode === 'production' ? real(settings, nowMs) : simulated(settings, house, deliver);
  known.set(house, found);
  return found;
}

const known = new WeakMap<House, Met>();
/** Those of this house: timers and the app speak with the same. */
export const neighboursOf = (house: House): Met => known.get(house) ?? meetNeighbours(house);

/** Others in their place: the demo's 90 days have no server that a provider could call. */
export const introduce = (house: House, met: Met): void => void known.set(house, met);

const out = new WeakMap<House, ReturnType<typeof openWayOut>>();
const openWayOut = ({ webhooksMayReach: mayReach = [] }: House) => ({
  port: wayOut({ mayReach }),
  lanes: new Lanes(),
});
/** How this house reaches the chain's own systems: one way out, a lane an endpoint. */
export function wayOutOf(house: House): ReturnType<typeof openWayOut> {
  const found = out.get(house) ?? openWayOut(house);
  out.set(house, found);
  return found;
}
const crews = new WeakMap<House, Crew>();
/** As many questions to payment providers at a time. */
const ASKING = 8;
/** Who asks providers of payments, so that other timers need not wait for their answers. */
export function crewOf(house: House): Crew {
  const found = crews.get(house) ?? new Crew(ASKING);
  crews.set(house, found);
  return found;
}
/** What is on its way is dropped, and falls due again. */
export async function closeWayOut(house: House): Promise<void> {
  await crews.get(house)?.close();
  crews.delete(house);
  const found = out.get(house);
  if (found === undefined) return;
  out.delete(house);
  await found.port.close();
  await found.lanes.idle();
}

/** How a provider's notification reaches us. */
export type Deliver = (notification: Notification) => Promise<number>;
export const overHttp =
  (origin: string): Deliver =>
  async (notification) => {
    const { host, headers, body } = notification;
    const answer = await request(`${origin}${sandboxCallback(notification)}`, {
      method: 'POST',
      headers: host === '' ? headers : { ...headers, host },
      body,
    });
    await answer.body.dump();
    return answer.statusCode;
  };
export const SANDBOX_CALLBACK = '/api/callbacks/sandbox';
export const sandboxCallback = ({
  account,
  path,
}: Pick<Notification, 'account' | 'path'>): string =>
  path ?? (account === undefined ? SANDBOX_CALLBACK : `${SANDBOX_CALLBACK}/${account}`);

/** The tax platform calls the address that it was given; in here its path is enough. */
const tellHouse =
  (deliver: Deliver) =>
  ({ url, headers, body }: FapiaoNotice): Promise<number> =>
    deliver({ host: '', headers, body, path: new URL(url).pathname });

function real({ sms, wechat: mini, wechatPay }: NeighbourSettings, nowMs: () => number): Met {
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
    payments: openChannels({ sandbox: null, account: wechatPay, nowMs }),
    invoices: unsetInvoices,
    simulators: null,
    close: async () => {},
  };
}

/** Invoices need a platform's account; without one each question says so. */
const noPlatform = () =>
  Promise.reject(new Refusal('conflict', 'platform.not_set_up', { what: 'fapiao' }));
const unsetInvoices: FapiaoPort = {
  apply: noPlatform,
  query: noPlatform,
  file: noPlatform,
  read: () => {
    throw new Refusal('conflict', 'platform.not_set_up', { what: 'fapiao' });
  },
};

function simulated(
  { wechatPay, bases = {} }: NeighbourSettings,
  { clock, vault, mode, dataDir }: House,
  deliver: Deliver,
): Met {
  const nowMs = (): number => clock.now();
  const secret = vault.sign('sandbox-cashier');
  const inbox = new SmsInbox(nowMs);
  const people = new WechatSimulator(nowMs);
  const cashier = new SandboxCashier({
    app: SANDBOX_APP,
    secret,
    nowMs,
    deliver,
    ...(mode === 'demo' ? { bookFile: join(dataDir, 'sandbox-cashier.jsonl') } : {}),
  });
  const tax = { app: 'quandian-demo', secret: vault.sign('fapiao'), nowMs };
  const platform = new FapiaoPlatform({ ...tax, deliver: tellHouse(deliver) });
  const server = serve((request) => {
    if (request.url.pathname.startsWith('/fapiao/')) return platform.answer(request);
    if (request.url.pathname.startsWith('/sandbox/')) return cashier.answer(request);
    return request.method === 'POST' ? inbox.answer(request) : people.answer(request);
  });
  const sandbox = { secret, base: server.url };
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
    payments: openChannels({
      sandbox,
      // A real account set by mistake must not take real money for demo goods.
      account: wechatPay?.base === undefined ? undefined : wechatPay,
      nowMs,
      bases,
    }),
    invoices: fapiao({ ...tax, base: server.url }),
    simulators: { sms: inbox, wechat: people, cashier, fapiao: platform },
    async close() {
      cashier.close();
      await server.close();
    },
  };
}
