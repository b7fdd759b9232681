/**
 * Orders and refunds at WeChat Pay. Our numbers make each call safe to say again; the platform
 * compares, and so do we: an answer about another order or sum is no answer.
 */
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { contradiction, inShanghai, oneOf, understood, unlessMissing } from './answers.ts';
import type { Line } from './line.ts';
import { asObject, type Found, payerOf, textOf, wholeFen } from './reading.ts';
import type { Shape } from './shape.ts';

/** A page or mini-program inside WeChat, a code to scan, a page outside, an app. */
export type Way = 'jsapi' | 'native' | 'h5' | 'app';
export interface OrderWish {
  /** 6 to 32 letters, digits and `_-|*`; one order, however often it is said. */
  readonly outTradeNo: string;
  readonly amount: Fen;
  readonly description: string;
  readonly notifyUrl: string;
  /** The last instant to pay; the order stays open after it. */
  readonly payBy?: Instant;
  /** Comes back in query, notice and bill. */
  readonly attach?: string;
  /** Who pays; `jsapi` needs it. */
  readonly openid?: string;
  /** By another app of ours, under which the openid is; absent: the first. */
  readonly app?: string;
  /** Where the buyer's browser is; `h5` needs it. */
  readonly clientIp?: string;
  /** The money stands frozen until it is shared or set free. */
  readonly frozen?: boolean;
}
export type TradeState =
  | 'NOTPAY'
  | 'SUCCESS'
  | 'REFUND'
  | 'CLOSED'
  | 'USERPAYING'
  | 'PAYERROR'
  | 'REVOKED';
export interface Trade {
  readonly outTradeNo: string;
  readonly state: TradeState;
  /** Absent before payment. */
  readonly paid: {
    readonly providerNo: string;
    readonly amount: Fen;
    readonly currency: string;
    readonly payer: string | null;
  } | null;
}
export interface RefundWish {
  readonly refundNo: string;
  readonly providerNo: string;
  readonly amount: Fen;
  /** Of the whole order. */
  readonly total: Fen;
  readonly reason?: string;
  readonly notifyUrl?: string;
}
/** Where money goes that the buyer's account would not take. */
export interface OtherAccount {
  readonly to: 'USER_BANK_CARD' | 'MERCHANT_BANK_CARD';
  readonly bank?: { readonly type: string; readonly account: string; readonly name: string };
}
export interface RefundFound {
  readonly refundNo: string;
  readonly providerRefundNo: string;
  readonly amount: Fen;
  /** `ABNORMAL`: the buyer's account takes nothing; somebody must say where else it goes. */
  readonly state: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';
}

const ANSWERED: Readonly<Record<Way, string>> = {
  jsapi: 'prepay_id',
  app: 'prepay_id',
  native: 'code_url',
  h5: 'h5_url',
};
const STATES = ['NOTPAY', 'SUCCESS', 'REFUND', 'CLOSED', 'USERPAYING', 'PAYERROR', 'REVOKED'];
const REFUND_STATES = ['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'];
const REFUNDS = '/v3/refund/domestic/refunds';

export function calls(line: Line, shape: Shape) {
  const target = (outTradeNo: string): string =>
    `${shape.orders}/out-trade-no/${encodeURIComponent(outTradeNo)}`;
  return {
    /**
     * @returns the prepay id, the code's text, or the page's address
     * @throws WechatPayFault `ORDER_PAID`, `ORDER_CLOSED`, `PARAMETERS_CHANGED` among others
     */
    async order(way: Way, wish: OrderWish): Promise<string> {
      const body = orderBody(shape, way, wish);
      const asked = { method: 'POST', target: `${shape.orders}/${way}`, wish: body } as const;
      const answer = await line.ask(asked);
      return understood(() => textOf(answer[ANSWERED[way]], 1_024));
    },
    /** @returns null when the platform never heard of it */
    async find(outTradeNo: string): Promise<Trade | null> {
      const asked = { method: 'GET', target: `${target(outTradeNo)}${shape.asking}` } as const;
      const found = await unlessMissing(line.ask(asked));
      return found === null ? null : understood(() => tradeOf(shape, outTradeNo, found));
    },
    /** What the order of a payment was for in all. */
    async totalOf(providerNo: string): Promise<Fen> {
      const at = `${shape.orders}/id/${encodeURIComponent(providerNo)}${shape.asking}`;
      const found = await line.ask({ method: 'GET', target: at });
      return understood(() => {
        if (found.transaction_id !== providerNo) throw contradiction();
        return wholeFen(asObject(found.amount).total);
      });
    },
    /** Closing twice is closing once. @throws WechatPayFault `ORDER_PAID` among others */
    async close(outTradeNo: string): Promise<void> {
      const at = `${target(outTradeNo)}/close`;
      await line.ask({ method: 'POST', target: at, wish: shape.closing });
    },
    /** The same number is the same refund. @throws WechatPayFault `NOT_ENOUGH` among others */
    async refund(wish: RefundWish): Promise<RefundFound> {
      const body = refundBody(shape, wish);
      const answer = await line.ask({ method: 'POST', target: REFUNDS, wish: body });
      const found = understood(() => refundOf(wish.refundNo, answer));
      if (found.amount !== wish.amount) throw contradiction();
      return found;
    },
    /** Only for a refund in state `ABNORMAL`. */
    async refundElsewhere(
      { refundNo, providerRefundNo }: RefundFound,
      { to, bank }: OtherAccount,
    ): Promise<RefundFound> {
      const at = `${REFUNDS}/${encodeURIComponent(providerRefundNo)}/apply-abnormal-refund`;
      const answer = await line.ask({
        method: 'POST',
        target: at,
        wish: (seal) => ({
          ...shape.refunding,
          out_refund_no: refundNo,
          type: to,
          ...(bank === undefined
            ? {}
            : {
                bank_type: bank.type,
                bank_account: seal(bank.account),
                real_name: seal(bank.name),
              }),
        }),
      });
      return understood(() => refundOf(refundNo, answer));
    },
    async findRefund(refundNo: string): Promise<RefundFound | null> {
      const at = `${REFUNDS}/${encodeURIComponent(refundNo)}${shape.askingRefund}`;
      const found = await unlessMissing(line.ask({ method: 'GET', target: at }));
      return found === null ? null : understood(() => refundOf(refundNo, found));
    },
  };
}

/** Fields that are not set do not travel: the platform refuses nulls and names it does not know. */
function orderBody(shape: Shape, way: Way, wish: OrderWish): object {
  const { outTradeNo, amount, description, notifyUrl, payBy, attach, openid, clientIp } = wish;
  return {
    ...(wish.app === undefined ? shape.identity : shape.identityBy(wish.app)),
    description: [...description].slice(0, 127).join(''),
    out_trade_no: outTradeNo,
    time_expire: payBy === undefined ? undefined : inShanghai(payBy),
    attach,
    notify_url: notifyUrl,
    amount: { total: amount, currency: 'CNY' },
    payer: way === 'jsapi' && openid !== undefined ? shape.payer(openid) : undefined,
    scene_info:
      clientIp === undefined
        ? undefined
        : { payer_client_ip: clientIp, ...(way === 'h5' ? { h5_info: { type: 'Wap' } } : {}) },
    settle_info: wish.frozen === true ? { profit_sharing: true } : undefined,
  };
}

function refundBody(shape: Shape, wish: RefundWish): object {
  const { refundNo, providerNo, amount, total, reason, notifyUrl } = wish;
  return {
    ...shape.refunding,
    transaction_id: providerNo,
    out_refund_no: refundNo,
    reason: reason === undefined ? undefined : [...reason].slice(0, 80).join(''),
    notify_url: notifyUrl,
    amount: { refund: amount, total, currency: 'CNY' },
  };
}

function tradeOf(shape: Shape, outTradeNo: string, found: Found): Trade {
  const state = oneOf(STATES, found.trade_state) as TradeState;
  if (found.out_trade_no !== outTradeNo || shape.appOf(found) !== shape.app) throw contradiction();
  if (found.transaction_id === undefined) return { outTradeNo, state, paid: null };
  const amount = asObject(found.amount);
  const paid = {
    providerNo: textOf(found.transaction_id),
    amount: wholeFen(amount.total),
    currency: textOf(amount.currency),
    payer: payerOf(found),
  };
  return { outTradeNo, state, paid };
}

function refundOf(refundNo: string, found: Found): RefundFound {
  if (found.out_refund_no !== refundNo) throw contradiction();
  return {
    refundNo,
    providerRefundNo: textOf(found.refund_id),
    amount: wholeFen(asObject(found.amount).refund),
    state: oneOf(REFUND_STATES, found.status) as RefundFound['state'],
  };
}
