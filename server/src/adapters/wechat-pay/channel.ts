/**
 * WeChat Pay as a payment channel of the shop at one host: buyers pay on its page outside of WeChat
 * (H5), and it tells us at that host. The port is `PaymentChannel` of the payments room.
 */
import type { Id } from '../../kernel/id.ts';
import type { Fen } from '../../kernel/money.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type Day, epochOf, type Instant } from '../../kernel/time.ts';
import { WechatPayFault } from './fault.ts';
import type { WechatNotice } from './notice.ts';
import type { wechatPay } from './wechat-pay.ts';

interface Page {
  readonly description: string;
  readonly host: string;
  readonly back: string;
  readonly payBy: Instant;
  readonly address: string;
  readonly scene: 'phone' | 'desk' | 'wechat' | 'mini';
  readonly payer: string | null;
}
type Checkout =
  | string
  | { readonly kind: 'call'; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'code'; readonly text: string };
interface Refund {
  readonly refundNo: string;
  readonly providerNo: string;
  readonly amount: Fen;
}

type RefundTold = Extract<WechatNotice, { kind: 'refunded' }>;
type OtherAccount =
  | { readonly kind: 'merchant' }
  | {
      readonly kind: 'card';
      readonly bank: string;
      readonly number: string;
      readonly name: string;
    };
type TradeFound =
  | { readonly state: 'unpaid' | 'closed' }
  | { readonly state: 'paid'; readonly notice: Extract<WechatNotice, { kind: 'paid' }> };

/** The platform opens no order that ends within a minute. */
const LAST_MS = 60_000;

interface Place {
  /** By which buyers come; the platform knows it as the shop's. */
  readonly host: string;
  /** Of the merchant's own, told at an address of its own; null: the installation's. */
  readonly account: Id<'account'> | null;
  readonly nowMs: () => number;
  /** The mini-program of the same merchant. */
  readonly miniAppid?: string;
}
/** No trade of anybody's: whether we are let in is all that is asked. */
const PROBE = 'quandian-probe-000000';

export function wechatChannel(
  pay: ReturnType<typeof wechatPay>,
  { host, account, nowMs, miniAppid }: Place,
) {
  const own = account === null ? '' : `/${account}`;
  const notifyUrl = `https://${host}/api/callbacks/${pay.name}${own}`;
  return {
    name: pay.name,
    account,
    app: pay.app,
    async checkout(
      { outTradeNo, amount }: { readonly outTradeNo: string; readonly amount: Fen },
      { description, back, payBy, address, scene, payer }: Page,
    ): Promise<Checkout> {
      if (epochOf(payBy) - nowMs() < LAST_MS) {
        throw new Refusal('conflict', 'orders.pay_time_is_over');
      }
      const wish = { outTradeNo, amount, description, notifyUrl, payBy, clientIp: address };
      const ordered = (way: 'h5' | 'native' | 'jsapi', more = {}): Promise<string> =>
        pay.order(way, { ...wish, ...more }).catch(async (fault: unknown) => {
          throw await meaningOf(fault, () => pay.close(outTradeNo));
        });
      const app = scene === 'mini' ? miniAppid : pay.callAppId;
      if ((scene === 'wechat' || scene === 'mini') && payer !== null && app !== undefined) {
        const prepayId = await ordered('jsapi', { openid: payer, app });
        const { appId, ...params } = pay.pageCall(prepayId, app);
        return { kind: 'call', params: scene === 'mini' ? params : { appId, ...params } };
      }
      if (scene === 'desk') return { kind: 'code', text: await ordered('native') };
      // Inside WeChat and unknown to it: its page tells her to open a browser.
      const url = await ordered('h5');
      return `${url}&redirect_url=${encodeURIComponent(`https://${host}${back}`)}`;
    },
    appIn: (scene: Page['scene']): string | null =>
      scene === 'wechat' ? pay.callAppId : scene === 'mini' ? (miniAppid ?? null) : null,
    async read(
      headers: Readonly<Record<string, unknown>>,
      body: string,
    ): Promise<Exclude<WechatNotice, { kind: 'other' }> | null> {
      const notice = await pay.read(headers, body);
      return notice.kind === 'other' ? null : notice;
    },
    async find(outTradeNo: string): Promise<TradeFound> {
      const trade = await pay.find(outTradeNo);
      if (trade?.state === 'SUCCESS' && trade.paid !== null) {
        const { payer, ...money } = trade.paid;
        const who = payer === null ? {} : { payer };
        const notice = { kind: 'paid', app: pay.app, outTradeNo, ...money, ...who } as const;
        return { state: 'paid', notice };
      }
      // Sent back by hand at the platform, it never paid for an order: the bill will show it.
      const over = trade !== null && ['CLOSED', 'REVOKED', 'REFUND'].includes(trade.state);
      return { state: over ? 'closed' : 'unpaid' };
    },
    async close(outTradeNo: string): Promise<'closed' | 'paid'> {
      try {
        await pay.close(outTradeNo);
        return 'closed';
      } catch (fault) {
        if (!(fault instanceof WechatPayFault)) throw fault;
        if (fault.code === 'ORDER_PAID') return 'paid';
        if (fault.code === 'ORDER_CLOSED' || fault.code === 'ORDER_NOT_EXIST') return 'closed';
        throw fault;
      }
    },
    /** The sum of the whole order goes with it; the platform, that wants it, knows it best. */
    async refund({ refundNo, providerNo, amount }: Refund): Promise<RefundTold | undefined> {
      const total = await pay.totalOf(providerNo);
      const { state } = await pay.refund({ refundNo, providerNo, amount, total, notifyUrl });
      if (state !== 'SUCCESS') return undefined;
      return { kind: 'refunded', refundNo, amount, succeeded: true };
    },
    async refundElsewhere({ refundNo }: Refund, to: OtherAccount): Promise<void> {
      const no = (): Refusal => new Refusal('conflict', 'payments.not_elsewhere');
      const away = (fault: unknown): never => {
        if (!(fault instanceof WechatPayFault)) throw fault;
        throw fault.next === 'never' ? no() : new Refusal('conflict', 'payments.provider_away');
      };
      const found = await pay.findRefund(refundNo).catch(away);
      if (found?.state !== 'ABNORMAL') throw no();
      const card =
        to.kind === 'card' ? { type: to.bank, account: to.number, name: to.name } : undefined;
      const where = card === undefined ? 'MERCHANT_BANK_CARD' : 'USER_BANK_CARD';
      await pay.refundElsewhere(found, { to: where, ...(card && { bank: card }) }).catch(away);
    },
    async payOut(): Promise<'paid' | 'failed'> {
      throw new Refusal('conflict', 'payments.no_such_channel');
    },
    bills: {
      bill: (day: Day) => pay.bill(day),
      async ask(outTradeNo: string) {
        const paid = (await pay.find(outTradeNo))?.paid ?? null;
        if (paid === null) return null;
        const { payer, ...money } = paid;
        const of = { kind: 'paid' as const, app: pay.app, outTradeNo };
        return { ...of, ...money, ...(payer === null ? {} : { payer }) };
      },
    },
    complaints: {
      list: (from: Day, to: Day) => pay.complaints.list(from, to).catch(unheard),
      reply: (id: string, words: string) => pay.complaints.reply(id, words).catch(unheard),
      complete: (id: string) => pay.complaints.complete(id).catch(unheard),
    },
    async probe(): Promise<string | null> {
      try {
        await pay.find(PROBE);
        return null;
      } catch (fault) {
        return fault instanceof WechatPayFault ? fault.code : 'UNREACHABLE';
      }
    },
  };
}

/** Staff look again later; what is our own fault stays one. */
function unheard(fault: unknown): never {
  if (!(fault instanceof WechatPayFault) || fault.next === 'never') throw fault;
  throw new Refusal('conflict', 'payments.provider_away');
}

/** What a buyer can be told; what remains is our own setting, and a fault. */
async function meaningOf(fault: unknown, giveUp: () => Promise<void>): Promise<unknown> {
  if (!(fault instanceof WechatPayFault)) return fault;
  if (fault.code === 'ORDER_PAID') return new Refusal('conflict', 'orders.already_paid');
  if (fault.code === 'ORDER_CLOSED') return new Refusal('conflict', 'payments.trade_is_over');
  if (fault.code === 'PARAMETERS_CHANGED') {
    // She began from another network. The first is closed before there is a second, so that only
    // one of them can be paid.
    try {
      await giveUp();
    } catch (refused) {
      return meaningOf(refused, async () => {});
    }
    return new Refusal('conflict', 'payments.trade_is_over');
  }
  return fault.next === 'never' ? fault : new Refusal('conflict', 'payments.provider_away');
}
