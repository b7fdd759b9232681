/**
 * Which adapter speaks for which account: the installation's own from the environment, and the
 * merchants' own from their rows. A new channel is one line in the table below.
 */
import { alipayChannel } from './adapters/alipay/channel.ts';
import { sandboxPay, type SandboxOptions } from './adapters/sandbox-pay/sandbox-pay.ts';
import { sandboxPayouts } from './adapters/sandbox-pay/payouts.ts';
import { stripeChannel } from './adapters/stripe/channel.ts';
import { wechatChannel } from './adapters/wechat-pay/channel.ts';
import { wechatPayouts } from './adapters/wechat-pay/payout-channel.ts';
import { wechatPay } from './adapters/wechat-pay/wechat-pay.ts';
import { Refusal } from './kernel/refusal.ts';
import type {
  AccountId,
  ChannelName,
  KeyedAccount,
  PaymentChannel,
  PaymentChannels,
  PayoutChannel,
  Texts,
} from './modules/payments/payments.ts';
import type { WechatPayAccount } from './platform/config.ts';
import { Halt } from './platform/halt.ts';
import { Lru } from './platform/lru.ts';

export interface ChannelsOptions {
  /** Null in production. */
  readonly sandbox: Pick<SandboxOptions, 'secret' | 'base'> | null;
  /** The installation's own at WeChat Pay. */
  readonly account: WechatPayAccount | undefined;
  readonly nowMs: () => number;
  /** Where platforms are, by channel; undefined: the real ones, which only production may reach. */
  readonly bases?: Readonly<Record<string, string>>;
}
/** One set of keys. @throws Error that names the setting which is wrong */
type Open = (
  account: KeyedAccount,
  keys: Texts,
  place: { readonly base: () => Promise<string>; readonly nowMs: () => number },
) => PaymentChannel;

const WECHAT_PAY = 'https://api.mch.weixin.qq.com';
const REAL: Readonly<Partial<Record<ChannelName, string>>> = {
  'wechat-pay': WECHAT_PAY,
  alipay: 'https://openapi.alipay.com',
  stripe: 'https://api.stripe.com',
};

const OPEN: Readonly<Partial<Record<ChannelName, Open>>> = {
  stripe: ({ id, settings }, keys, place) =>
    stripeChannel(
      {
        secretKey: keys.secretKey!,
        webhookSecret: keys.webhookSecret!,
        currency: settings.currency ?? 'cny',
        ...place,
      },
      id,
    ),
  alipay: ({ id, settings }, keys, place) =>
    alipayChannel(
      {
        appid: settings.appid!,
        ...(settings.sellerId && { sellerId: settings.sellerId }),
        privateKey: keys.privateKey!,
        alipayPublicKey: keys.alipayPublicKey!,
        ...place,
      },
      { host: settings.host!, account: id },
    ),
  'wechat-pay': (account, keys, { base, nowMs }) =>
    wechatPayOf(accountOf(account, keys), {
      ...{ base, nowMs, account: account.id },
      ...(account.settings.miniAppid && { miniAppid: account.settings.miniAppid }),
    }),
};

/** As the environment would say it. */
const accountOf = ({ settings, mode }: KeyedAccount, keys: Texts): WechatPayAccount => ({
  host: settings.host!,
  app: settings.appid!,
  mchid: settings.mchid!,
  serial: keys.serial!,
  privateKey: keys.privateKey!,
  apiKey: keys.apiKey!,
  ...(keys.publicKey && { publicKey: { id: keys.publicKeyId!, pem: keys.publicKey } }),
  ...(mode === 'partner' && {
    sub: { mchid: settings.subMchid!, ...(settings.subAppid && { app: settings.subAppid }) },
  }),
});

/** As many accounts as a large chain has. */
const KEPT = 2_000;

export function openChannels(options: ChannelsOptions): PaymentChannels {
  const { sandbox, account, nowMs } = options;
  const standard = sandbox === null ? null : sandboxPay(sandbox);
  const ours = account === undefined ? null : installed(account, nowMs);
  const all = [standard, ours].filter((each) => each !== null);
  const kept = new Lru<string, PaymentChannel>(KEPT);
  return {
    standard,
    at: (host) => (host.toLowerCase() === account?.host.toLowerCase() ? ours : standard),
    of: (name) => all.find((each) => each.name === name) ?? null,
    through(row) {
      const key = `${row.id}:${row.version}:${row.keyNos.join()}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const opened = openRow(row, options);
      if (opened !== null) kept.set(key, opened);
      return opened;
    },
    payouts: (row) => payoutsOf(row, options),
  };
}

/** By default the sandbox pays; in production only an account of the merchant's own does. */
function payoutsOf(row: KeyedAccount | null, options: ChannelsOptions): PayoutChannel | null {
  const { sandbox } = options;
  if (row?.channel === 'wechat-pay') return wechatPayoutsOf(row, options);
  if (sandbox === null || (row !== null && row.channel !== 'sandbox')) return null;
  return sandboxPayouts(row === null ? sandbox : { ...sandbox, account: row.id });
}

/** Only an account that was granted a scene may pay people, and only of its own name. */
function wechatPayoutsOf(row: KeyedAccount, options: ChannelsOptions): PayoutChannel | null {
  const { transferScene: scene, host } = row.settings;
  const at = placeOf(row.channel, options);
  const [keys] = row.keys;
  if (!scene || !host || keys === undefined || at === undefined || row.mode !== 'direct') {
    return null;
  }
  const pay = spokenBy(accountOf(row, keys), { base: async () => at, nowMs: options.nowMs });
  return wechatPayouts(pay, { host, account: row.id, scene });
}

/** Demo and test never reach a real platform: real money must not be taken for demo goods. */
const placeOf = (channel: ChannelName, { bases, sandbox }: ChannelsOptions): string | undefined =>
  bases?.[channel] ?? (sandbox === null ? REAL[channel] : undefined);

function openRow(row: KeyedAccount, options: ChannelsOptions): PaymentChannel | null {
  const { sandbox, nowMs } = options;
  if (row.channel === 'sandbox') {
    return sandbox === null ? null : sandboxPay({ ...sandbox, account: row.id });
  }
  const open = OPEN[row.channel];
  const at = placeOf(row.channel, options);
  if (open === undefined || at === undefined) return null;
  const place = { base: async () => at, nowMs };
  const [newest, ...older] = row.keys.map((keys) => open(row, keys, place));
  return newest === undefined ? null : hearingToo(newest, older);
}

const FOREIGN = ['payments.bad_signature', 'payments.malformed_notice'];

/** The newest keys speak; while a platform changes over, the older ones are heard as well. */
function hearingToo(newest: PaymentChannel, older: readonly PaymentChannel[]): PaymentChannel {
  if (older.length === 0) return newest;
  return {
    ...newest,
    async read(headers, body, nowMs) {
      for (const each of [newest, ...older]) {
        try {
          return await each.read(headers, body, nowMs);
        } catch (no) {
          const last = each === older.at(-1);
          if (last || !(no instanceof Refusal) || !FOREIGN.includes(no.code)) throw no;
        }
      }
      return null;
    },
  };
}

function installed(account: WechatPayAccount, nowMs: () => number): PaymentChannel {
  try {
    const base = async (): Promise<string> => account.base ?? WECHAT_PAY;
    return wechatPayOf(account, { base, nowMs, account: null });
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : '';
    throw new Halt('setting_wrong', `WECHAT_PAY_… 不对：${why}`, `WECHAT_PAY_… is wrong: ${why}`);
  }
}

interface Place {
  readonly base: () => Promise<string>;
  readonly nowMs: () => number;
  /** The mini-program of the same merchant. */
  readonly miniAppid?: string;
}

const wechatPayOf = (
  settings: WechatPayAccount,
  place: Place & { readonly account: AccountId | null; readonly miniAppid?: string },
): PaymentChannel => {
  const { host } = settings;
  return wechatChannel(spokenBy(settings, place), { ...place, host });
};

function spokenBy(settings: WechatPayAccount, { base, nowMs, miniAppid }: Place) {
  const { app, mchid, serial, privateKey, apiKey, publicKey, sub } = settings;
  const partner = sub && { spAppid: app, spMchid: mchid, subMchid: sub.mchid };
  const who = partner && { ...partner, ...(sub?.app && { subAppid: sub.app }) };
  return wechatPay({
    who: who ?? { appid: app, mchid, ...(miniAppid && { also: [miniAppid] }) },
    serial,
    privateKey,
    apiKey,
    ...(publicKey === undefined ? { certificates: [] } : { publicKey }),
    base,
    nowMs,
  });
}
