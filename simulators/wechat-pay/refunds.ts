/** Refunds as the platform keeps them: a number is a refund, and never more than was paid. */
import {
  type Body,
  bodyOf,
  canonical,
  fenOf,
  type Fields,
  inside,
  notifyUrl,
  text,
  wrong,
} from './fields.ts';
import type { Order, Orders } from './orders.ts';
import { digitsOf, inChina, type Merchant, No } from './wire.ts';

export type End = 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
export interface Refund {
  readonly order: Order;
  readonly no: string;
  readonly id: string;
  readonly amount: number;
  readonly said: string;
  readonly notifyUrl: string | null;
  readonly openedMs: number;
  status: 'PROCESSING' | End;
  endedMs: number | null;
}

const YEAR_MS = 366 * 86_400_000;
const MOST = 50;
const FIELDS: Fields = {
  sub_mchid: '?',
  transaction_id: '?',
  out_trade_no: '?',
  out_refund_no: '!',
  reason: '?',
  notify_url: '?',
  funds_account: '?',
  amount: { refund: '!', total: '!', currency: '!', from: '?' },
  goods_detail: '?',
};
const ELSEWHERE: Fields = {
  sub_mchid: '?',
  out_refund_no: '!',
  type: '!',
  bank_type: '?',
  bank_account: '?',
  real_name: '?',
};
const missing = (): No => new No(404, 'RESOURCE_NOT_EXISTS', 0, '退款单不存在');
const refused = (number: number, why: string): No => new No(400, 'INVALID_REQUEST', number, why);

export class Refunds {
  readonly #orders: Orders;
  readonly #nowMs: () => number;
  readonly #refunds = new Map<string, Refund>();
  /** The merchant's account has nothing that could go back. */
  empty = false;
  /** How the next ones end. */
  end: End = 'SUCCESS';

  constructor(orders: Orders, nowMs: () => number) {
    this.#orders = orders;
    this.#nowMs = nowMs;
  }

  /** @throws No */
  open({ mchid }: Merchant, json: string): Refund {
    const body = bodyOf(json, FIELDS);
    const no = text(body.out_refund_no, 'out_refund_no', 64);
    const amount = fenOf(inside(body, 'amount').refund, 'amount.refund');
    const said = canonical(body);
    const known = this.#refunds.get(`${mchid}:${no}`);
    if (known !== undefined) {
      if (known.said === said) return known;
      throw refused(268_498_688, '请求重入时，参数与首次请求时不一致');
    }
    const order = this.#orderOf(mchid, body);
    this.#mustFit(order, amount, inside(body, 'amount'));
    if (this.empty) throw new No(403, 'NOT_ENOUGH', 0, '基本账户余额不足，请充值后重新发起');
    const refund: Refund = {
      order,
      no,
      id: `50${digitsOf(`${mchid}:${no}:refund`, 26)}`,
      amount,
      said,
      notifyUrl: body.notify_url === undefined ? null : notifyUrl(body.notify_url),
      openedMs: this.#nowMs(),
      status: 'PROCESSING',
      endedMs: null,
    };
    order.refundedFen += amount;
    order.state = 'REFUND';
    this.#refunds.set(`${mchid}:${no}`, refund);
    return refund;
  }

  /** @throws No `RESOURCE_NOT_EXISTS` */
  get(mchid: string, no: string, sub: string | null): Refund {
    const found = this.#refunds.get(`${mchid}:${no}`);
    if (found === undefined || (found.order.identity.sub_mchid ?? null) !== sub) throw missing();
    return found;
  }

  /** What the buyer's account would not take goes to a card. @throws No */
  elsewhere({ mchid }: Merchant, id: string, json: string, unseal: (text: string) => string) {
    const body = bodyOf(json, ELSEWHERE);
    const refund = this.get(mchid, String(body.out_refund_no), subOf(body));
    if (refund.id !== id) throw missing();
    if (refund.status !== 'ABNORMAL') throw refused(0, '退款单状态不是异常');
    if (body.type === 'USER_BANK_CARD') {
      const account = unseal(text(body.bank_account, 'bank_account', 1_024));
      if (!/^\d{12,20}$/.test(account)) throw wrong('bank_account 有误');
      unseal(text(body.real_name, 'real_name', 1_024));
      text(body.bank_type, 'bank_type', 32);
    } else if (body.type !== 'MERCHANT_BANK_CARD') {
      throw wrong('type 有误');
    }
    refund.status = 'PROCESSING';
    refund.endedMs = null;
    return refund;
  }

  all(): readonly Refund[] {
    return [...this.#refunds.values()];
  }

  /** Those under way come to their end. @returns them, to be told of */
  finish(): Refund[] {
    const under = [...this.#refunds.values()].filter(({ status }) => status === 'PROCESSING');
    for (const refund of under) {
      refund.status = this.end;
      refund.endedMs = this.#nowMs();
      // Closed: nothing left, and the sum may be asked for again.
      if (this.end === 'CLOSED') refund.order.refundedFen -= refund.amount;
    }
    return under;
  }

  #orderOf(mchid: string, body: Body): Order {
    const sub = subOf(body);
    const [byId, byNo] = [body.transaction_id, body.out_trade_no];
    if (byId === undefined && byNo === undefined) throw wrong('缺少transaction_id或out_trade_no');
    try {
      return byId === undefined
        ? this.#orders.get(mchid, String(byNo), sub)
        : this.#orders.ofTransaction(mchid, String(byId), sub);
    } catch {
      throw new No(404, 'RESOURCE_NOT_EXISTS', 0, '订单不存在');
    }
  }

  #mustFit(order: Order, amount: number, { total, currency }: Body): void {
    if (order.paid === null) throw new No(404, 'RESOURCE_NOT_EXISTS', 0, '订单未支付');
    if (total !== order.total || currency !== 'CNY') throw wrong('订单金额不一致');
    if (this.#nowMs() > order.paid.atMs + YEAR_MS) throw refused(0, '订单已超过退款期限');
    if (order.refundedFen + amount > order.total) throw refused(0, '退款金额大于可退金额');
    const before = [...this.#refunds.values()].filter((each) => each.order === order);
    if (before.length >= MOST) throw refused(0, '退款次数超过限制');
  }
}

export const subOf = (body: Body): string | null =>
  typeof body.sub_mchid === 'string' ? body.sub_mchid : null;

/** As a call answers. */
export function answered(refund: Refund): Record<string, unknown> {
  const { order, no, id, amount, status, openedMs, endedMs } = refund;
  return {
    refund_id: id,
    out_refund_no: no,
    transaction_id: order.paid?.transactionId,
    out_trade_no: order.no,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: inChina(openedMs),
    ...(endedMs !== null && status === 'SUCCESS' ? { success_time: inChina(endedMs) } : {}),
    status,
    funds_account: 'UNSETTLED',
    amount: { ...sums(order.total, amount), currency: 'CNY', discount_refund: 0 },
  };
}

/** As a notification tells. */
export function toldOf(refund: Refund): Record<string, unknown> {
  const { order, no, id, amount, status, endedMs } = refund;
  const { mchid, sp_mchid, sub_mchid } = order.identity;
  return {
    ...(mchid === undefined ? { sp_mchid, sub_mchid } : { mchid }),
    out_trade_no: order.no,
    transaction_id: order.paid?.transactionId,
    out_refund_no: no,
    refund_id: id,
    refund_status: status,
    ...(status === 'SUCCESS' ? { success_time: inChina(endedMs ?? 0) } : {}),
    user_received_account: '支付用户零钱',
    amount: sums(order.total, amount),
  };
}

const sums = (total: number, refund: number) => ({
  total,
  refund,
  payer_total: total,
  payer_refund: refund,
});
