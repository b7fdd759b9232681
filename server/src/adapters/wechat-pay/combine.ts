/**
 * Combined payment (合单): one payment by the buyer, several orders of several sellers; all of them
 * or none. Refunds and sharing are each seller's own afterwards.
 */
import type { Fen } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { contradiction, inShanghai, oneOf, understood, unlessMissing } from './answers.ts';
import type { Way } from './calls.ts';
import type { Line } from './line.ts';
import { asObject, type Found, textOf, Unreadable, wholeFen } from './reading.ts';
import type { Shape } from './shape.ts';

export interface CombinedPart {
  readonly outTradeNo: string;
  readonly amount: Fen;
  readonly description: string;
  /** Comes back in query and notice; the platform wants one. */
  readonly attach: string;
  /** Direct: the seller's own number. Under a partner: the sub-merchant's. */
  readonly seller: string;
}
export interface CombinedWish {
  readonly no: string;
  readonly parts: readonly CombinedPart[];
  readonly notifyUrl: string;
  readonly payBy?: Instant;
  readonly openid?: string;
  readonly clientIp?: string;
}
export interface CombinedFound {
  readonly no: string;
  readonly parts: readonly {
    readonly outTradeNo: string;
    readonly state: string;
    readonly seller: string;
    readonly amount: Fen;
    readonly providerNo: string | null;
  }[];
}
const ROOT = '/v3/combine-transactions';
const STATES = ['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'USERPAYING', 'PAYERROR'];
const ANSWERED = {
  jsapi: 'prepay_id',
  app: 'prepay_id',
  native: 'code_url',
  h5: 'h5_url',
} as const;

export function combineCalls(line: Line, shape: Shape) {
  const appid = shape.app.split(':').at(-1);
  const isPartner = shape.app.split(':').length === 3;
  const sellerOf = ({ seller }: CombinedPart) =>
    isPartner ? { mchid: shape.mchid, sub_mchid: seller } : { mchid: seller };
  const at = (no: string): string => `${ROOT}/out-trade-no/${encodeURIComponent(no)}`;
  return {
    async order(way: Way, wish: CombinedWish): Promise<string> {
      const { no, parts, notifyUrl, payBy, openid, clientIp } = wish;
      const body = {
        combine_appid: appid,
        combine_mchid: shape.mchid,
        combine_out_trade_no: no,
        sub_orders: parts.map((part) => ({
          ...sellerOf(part),
          attach: part.attach,
          amount: { total_amount: part.amount, currency: 'CNY' },
          out_trade_no: part.outTradeNo,
          description: [...part.description].slice(0, 127).join(''),
        })),
        combine_payer_info: openid === undefined ? undefined : { openid },
        scene_info:
          clientIp === undefined
            ? undefined
            : { payer_client_ip: clientIp, ...(way === 'h5' ? { h5_info: { type: 'Wap' } } : {}) },
        time_expire: payBy === undefined ? undefined : inShanghai(payBy),
        notify_url: notifyUrl,
      };
      const answer = await line.ask({ method: 'POST', target: `${ROOT}/${way}`, wish: body });
      return understood(() => textOf(answer[ANSWERED[way]], 1_024));
    },
    async find(no: string): Promise<CombinedFound | null> {
      const found = await unlessMissing(line.ask({ method: 'GET', target: at(no) }));
      return found === null ? null : understood(() => combinedOf(no, found));
    },
    /** Exactly the parts that were ordered. */
    async close(no: string, parts: readonly CombinedPart[]): Promise<void> {
      const sub_orders = parts.map((part) => ({
        ...sellerOf(part),
        out_trade_no: part.outTradeNo,
      }));
      const wish = { combine_appid: appid, sub_orders };
      await line.ask({ method: 'POST', target: `${at(no)}/close`, wish });
    },
  };
}

/** As a query answers, and a notification says. */
export function combinedOf(no: string, found: Found): CombinedFound {
  if (found.combine_out_trade_no !== no) throw contradiction();
  if (!Array.isArray(found.sub_orders)) throw new Unreadable('no list');
  return {
    no,
    parts: found.sub_orders.map((each) => {
      const part = asObject(each);
      return {
        outTradeNo: textOf(part.out_trade_no),
        state: oneOf(STATES, part.trade_state),
        seller: textOf(part.sub_mchid ?? part.mchid),
        amount: wholeFen(asObject(part.amount).total_amount),
        providerNo: part.transaction_id === undefined ? null : textOf(part.transaction_id),
      };
    }),
  };
}
