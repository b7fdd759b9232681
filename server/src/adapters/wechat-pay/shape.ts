/**
 * Direct merchant or partner with sub-merchant: the same calls with other names in them. Only here
 * is it known which of the two we are.
 */
import type { Found } from './reading.ts';

export interface Direct {
  readonly appid: string;
  /** Of the same merchant, such as its mini-program's: orders by them are ours too. */
  readonly also?: readonly string[];
  readonly mchid: string;
}
export interface Partner {
  readonly spAppid: string;
  readonly spMchid: string;
  readonly subMchid: string;
  /** Bound to the sub-merchant; then buyers are named by it. */
  readonly subAppid?: string;
}
export interface Shape {
  /** Who signs. */
  readonly mchid: string;
  /** What a buyer's WeChat is called with. */
  readonly callAppId: string;
  readonly partnerId: string;
  /** Our name in the payments room. */
  readonly app: string;
  readonly orders: string;
  /** Who orders: in the body of an order. */
  readonly identity: object;
  /** The same, by another app of ours. */
  identityBy(app: string): object;
  payer(openid: string): object;
  readonly closing: object;
  /** In the query of an order's address. */
  readonly asking: string;
  readonly refunding: object;
  readonly askingRefund: string;
  appOf(trade: Found): string;
  /** What a bill is asked for with, and who we are in a line of it. */
  readonly billing: Readonly<Record<string, string>>;
  appIn(said: { appid: string; mchid: string; sub: string }): string;
  isOurs(refund: Found): boolean;
}

export function directShape({ appid, mchid, also = [] }: Direct): Shape {
  const ours = (said: unknown): unknown => (also.includes(String(said)) ? appid : said);
  return {
    mchid,
    callAppId: appid,
    partnerId: mchid,
    app: `${mchid}:${appid}`,
    orders: '/v3/pay/transactions',
    identity: { appid, mchid },
    identityBy: (app) => ({ appid: app, mchid }),
    payer: (openid) => ({ openid }),
    closing: { mchid },
    asking: `?${new URLSearchParams({ mchid })}`,
    refunding: {},
    askingRefund: '',
    appOf: (trade) => `${trade.mchid}:${ours(trade.appid)}`,
    billing: {},
    appIn: (said) => `${said.mchid}:${said.appid}`,
    isOurs: (refund) => refund.mchid === mchid,
  };
}

export function partnerShape({ spAppid, spMchid, subMchid, subAppid }: Partner): Shape {
  const [sp_appid, sp_mchid, sub_mchid] = [spAppid, spMchid, subMchid];
  const sub = subAppid === undefined ? {} : { sub_appid: subAppid };
  return {
    mchid: spMchid,
    callAppId: subAppid ?? spAppid,
    partnerId: subMchid,
    app: `${spMchid}:${subMchid}:${spAppid}`,
    orders: '/v3/pay/partner/transactions',
    identity: { sp_appid, sp_mchid, ...sub, sub_mchid },
    // A mini-program is bound to the sub-merchant; the partner stays who it is.
    identityBy: (app) => ({ sp_appid, sp_mchid, sub_appid: app, sub_mchid }),
    payer: (openid) => (subAppid === undefined ? { sp_openid: openid } : { sub_openid: openid }),
    closing: { sp_mchid, sub_mchid },
    asking: `?${new URLSearchParams({ sp_mchid, sub_mchid })}`,
    refunding: { sub_mchid },
    askingRefund: `?${new URLSearchParams({ sub_mchid })}`,
    appOf: (trade) => `${trade.sp_mchid}:${trade.sub_mchid}:${trade.sp_appid}`,
    billing: { sub_mchid },
    appIn: (said) => `${said.mchid}:${said.sub}:${said.appid}`,
    isOurs: (refund) => refund.sp_mchid === spMchid && refund.sub_mchid === subMchid,
  };
}
