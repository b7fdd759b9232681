/**
 * Profit sharing as the platform keeps it: money of a marked order stands frozen, at most three
 * tenths of it are shared with receivers that were added before, the rest is set free at the end.
 */
import type { SimRequest } from '../serve.ts';
import { type Body, bodyOf, canonical, fenOf, text, wrong } from './fields.ts';
import type { Order, Orders } from './orders.ts';
import { subOf } from './refunds.ts';
import { digitsOf, inChina, type Merchant, No } from './wire.ts';

interface Row {
  readonly type: string;
  readonly account: string;
  readonly amount: number;
  readonly description: string;
  result: 'PENDING' | 'SUCCESS' | 'CLOSED';
  reason: string | null;
}
interface Sharing {
  readonly order: Order;
  readonly no: string;
  readonly said: string;
  readonly openedMs: number;
  readonly rows: Row[];
  readonly last: boolean;
  finished: boolean;
}
interface Return {
  readonly no: string;
  readonly shareNo: string;
  readonly from: string;
  readonly amount: number;
  readonly said: string;
  result: 'PROCESSING' | 'SUCCESS' | 'FAILED';
}
const ROOT = '/v3/profitsharing';
const MINUTE = 60_000;
const DAY = 86_400_000;
const RECEIVER = { appid: '!', sub_mchid: '?', type: '!', account: '!' } as const;
const refused = (why: string): No => new No(400, 'INVALID_REQUEST', 0, why);
const missing = (): No => new No(404, 'RESOURCE_NOT_EXISTS', 0, '记录不存在');

export class ProfitSharing {
  readonly #orders: Orders;
  readonly #nowMs: () => number;
  readonly #receivers = new Set<string>();
  readonly #sharings = new Map<string, Sharing>();
  readonly #returns = new Map<string, Return>();
  readonly #free = new Set<Order>();
  /** Of an order, in basis points. */
  mostBps = 3_000;
  /** Accounts that take nothing, each with the platform's word for why. */
  readonly broken = new Map<string, string>();

  constructor(orders: Orders, nowMs: () => number) {
    this.#orders = orders;
    this.#nowMs = nowMs;
  }

  /** @returns what is answered, or undefined when it is none of ours. @throws No */
  answer(merchant: Merchant, { method, url, body }: SimRequest, unseal: (text: string) => string) {
    if (!url.pathname.startsWith(`${ROOT}/`)) return undefined;
    const rest = decodeURIComponent(url.pathname.slice(ROOT.length));
    if (method === 'POST' && rest === '/receivers/add') return this.#add(merchant, body, unseal);
    if (method === 'POST' && rest === '/receivers/delete') return this.#drop(merchant, body);
    if (method === 'POST' && rest === '/orders') return this.#share(merchant, body, unseal);
    if (method === 'POST' && rest === '/orders/unfreeze') return this.#unfreeze(merchant, body);
    if (method === 'POST' && rest === '/return-orders') return this.#giveBack(merchant, body);
    const [, kind, no] = /^\/(orders|return-orders|transactions)\/([^/]+)/.exec(rest) ?? [];
    if (method !== 'GET' || no === undefined) throw new No(404, 'NOT_FOUND', 0, '接口不存在');
    if (kind === 'orders') {
      const found = this.#sharings.get(`${merchant.mchid}:${no}`);
      if (found?.order.paid?.transactionId !== url.searchParams.get('transaction_id')) {
        throw missing();
      }
      return told(found!);
    }
    if (kind === 'return-orders') {
      const found = this.#returns.get(`${merchant.mchid}:${no}`);
      if (found?.shareNo !== url.searchParams.get('out_order_no')) throw missing();
      return toldReturn(found!);
    }
    const order = this.#byTransaction(merchant, no);
    return { transaction_id: no, unsplit_amount: this.rest(order) };
  }

  /** What is still frozen of it. */
  rest(order: Order): number {
    this.#age(order);
    return this.#free.has(order) ? 0 : order.total - order.refundedFen - this.#shared(order);
  }

  /** Those under way come to their end. */
  finish(): void {
    for (const each of this.#sharings.values()) {
      if (each.finished) continue;
      for (const row of each.rows) {
        row.reason = this.broken.get(row.account) ?? null;
        row.result = row.reason === null ? 'SUCCESS' : 'CLOSED';
      }
      each.finished = true;
      if (each.last) this.#free.add(each.order);
    }
    for (const each of this.#returns.values()) {
      if (each.result === 'PROCESSING') each.result = 'SUCCESS';
    }
  }

  #shared(order: Order): number {
    const rows = [...this.#sharings.values()].filter((each) => each.order === order);
    return rows
      .flatMap((each) => each.rows)
      .reduce((sum, { amount, result }) => sum + (result === 'CLOSED' ? 0 : amount), 0);
  }

  /** Thirty days after payment all of it is the seller's. */
  #age(order: Order): void {
    if (order.paid !== null && this.#nowMs() > order.paid.atMs + 30 * DAY) this.#free.add(order);
  }

  #add(merchant: Merchant, json: string, unseal: (text: string) => string) {
    const fields = { ...RECEIVER, name: '?', relation_type: '!', custom_relation: '?' } as const;
    const body = bodyOf(json, fields);
    const { type, account, relation_type } = body;
    if (type === 'MERCHANT_ID' && body.name === undefined) throw wrong('缺少参数 name');
    if (!['MERCHANT_ID', 'PERSONAL_OPENID', 'PERSONAL_SUB_OPENID'].includes(String(type))) {
      throw wrong('type 有误');
    }
    if (body.name !== undefined) unseal(text(body.name, 'name', 1_024));
    this.#receivers.add(keyOf(merchant, body));
    return { type, account: text(account, 'account', 64), relation_type };
  }

  #drop(merchant: Merchant, json: string) {
    const body = bodyOf(json, RECEIVER);
    this.#receivers.delete(keyOf(merchant, body));
    return { type: body.type, account: body.account };
  }

  #share(merchant: Merchant, json: string, unseal: (text: string) => string) {
    const body = bodyOf(json, {
      appid: '!',
      sub_mchid: '?',
      sub_appid: '?',
      transaction_id: '!',
      out_order_no: '!',
      receivers: '!',
      unfreeze_unsplit: '!',
    });
    const no = text(body.out_order_no, 'out_order_no', 64);
    const list = (Array.isArray(body.receivers) ? body.receivers : []) as Body[];
    // Sealed differently each time: names are compared, not what they look like.
    const rows = list.map((each) => {
      if (each.name !== undefined) unseal(text(each.name, 'name', 1_024));
      return { ...each, name: undefined };
    });
    const said = canonical({ ...body, receivers: rows });
    const known = this.#sharings.get(`${merchant.mchid}:${no}`);
    if (known !== undefined) {
      if (known.said !== said) throw refused('分账接收方与原请求不一致');
      return told(known);
    }
    const order = this.#byTransaction(merchant, String(body.transaction_id), subOf(body));
    const shares = rows.map((each) => this.#rowOf(merchant, body, each));
    this.#mustFit(order, shares);
    const made = {
      ...{ order, no, said, openedMs: this.#nowMs(), rows: shares },
      last: body.unfreeze_unsplit === true,
      finished: false,
    };
    this.#sharings.set(`${merchant.mchid}:${no}`, made);
    return told(made);
  }

  #rowOf(merchant: Merchant, body: Body, each: Body): Row {
    if (!this.#receivers.has(keyOf(merchant, { ...each, sub_mchid: body.sub_mchid }))) {
      throw refused('分账接收方关系不存在');
    }
    return {
      type: String(each.type),
      account: text(each.account, 'account', 64),
      amount: fenOf(each.amount, 'amount'),
      description: text(each.description, 'description', 80),
      result: 'PENDING',
      reason: null,
    };
  }

  #mustFit(order: Order, shares: readonly Row[]): void {
    if (order.paid === null || !order.frozen) throw refused('非分账订单不支持分账');
    if (this.#nowMs() < order.paid.atMs + MINUTE) throw refused('订单处理中，暂时无法分账');
    if (shares.length === 0 || shares.length > 50) throw wrong('receivers 数量不符');
    if (new Set(shares.map(({ account }) => account)).size < shares.length) {
      throw refused('分账接收方重复');
    }
    const before = [...this.#sharings.values()].filter((each) => each.order === order);
    if (before.length >= 50) throw refused('分账次数超过限制');
    const sum = shares.reduce((all, { amount }) => all + amount, 0);
    const most = Math.floor((order.total * this.mostBps) / 10_000);
    if (this.#shared(order) + sum > most) throw refused('分账金额超过最大分账比例');
    if (sum > this.rest(order)) throw new No(403, 'NOT_ENOUGH', 0, '分账金额不足');
  }

  #unfreeze(merchant: Merchant, json: string) {
    const body = bodyOf(json, {
      sub_mchid: '?',
      transaction_id: '!',
      out_order_no: '!',
      description: '!',
    });
    const no = text(body.out_order_no, 'out_order_no', 64);
    const known = this.#sharings.get(`${merchant.mchid}:${no}`);
    if (known !== undefined) return told(known); // a number used before does nothing
    const order = this.#byTransaction(merchant, String(body.transaction_id), subOf(body));
    const now = this.#nowMs();
    const made = { order, no, said: '', openedMs: now, rows: [], last: true, finished: false };
    this.#sharings.set(`${merchant.mchid}:${no}`, made);
    return told(made);
  }

  #giveBack(merchant: Merchant, json: string) {
    const body = bodyOf(json, {
      sub_mchid: '?',
      order_id: '?',
      out_order_no: '?',
      out_return_no: '!',
      return_mchid: '!',
      amount: '!',
      description: '!',
    });
    const no = text(body.out_return_no, 'out_return_no', 64);
    const known = this.#returns.get(`${merchant.mchid}:${no}`);
    if (known !== undefined) {
      if (known.said !== canonical(body)) throw refused('请求重入时，参数与首次请求时不一致');
      return toldReturn(known);
    }
    const shareNo = String(body.out_order_no);
    const from = String(body.return_mchid);
    const share = this.#sharings.get(`${merchant.mchid}:${shareNo}`);
    const row = share?.rows.find((each) => each.account === from && each.result === 'SUCCESS');
    if (share === undefined || row === undefined) throw missing();
    if (row.type !== 'MERCHANT_ID') throw refused('只支持商户回退');
    if (this.#nowMs() > share.openedMs + 180 * DAY) throw refused('超过回退期限');
    const amount = fenOf(body.amount, 'amount');
    const before = [...this.#returns.values()].filter(
      (each) => each.shareNo === shareNo && each.from === from,
    );
    const back = before.reduce((sum, each) => sum + each.amount, 0);
    if (back + amount > row.amount) throw refused('回退金额超过分账金额');
    const made = {
      no,
      shareNo,
      from,
      amount,
      said: canonical(body),
      result: 'PROCESSING' as const,
    };
    this.#returns.set(`${merchant.mchid}:${no}`, made);
    return toldReturn(made);
  }

  #byTransaction({ mchid }: Merchant, id: string, sub: string | null = null): Order {
    const found = this.#orders
      .all()
      .find((each) => each.mchid === mchid && each.paid?.transactionId === id);
    if (found === undefined || (sub !== null && found.identity.sub_mchid !== sub)) throw missing();
    return found;
  }
}

const keyOf = ({ mchid }: Merchant, { sub_mchid = '', type, account }: Body): string =>
  `${mchid}:${sub_mchid}:${type}:${account}`;

const told = ({ order, no, rows, finished, openedMs }: Sharing) => ({
  ...(order.identity.sub_mchid === undefined ? {} : { sub_mchid: order.identity.sub_mchid }),
  transaction_id: order.paid?.transactionId,
  out_order_no: no,
  order_id: `30${digitsOf(`${order.mchid}:${no}:share`, 26)}`,
  state: finished ? 'FINISHED' : 'PROCESSING',
  receivers: rows.map(({ reason, ...row }, i) => ({
    ...row,
    ...(reason === null ? {} : { fail_reason: reason }),
    detail_id: `36${digitsOf(`${no}:${i}`, 20)}`,
    create_time: inChina(openedMs),
  })),
});

const toldReturn = ({ no, shareNo, from, amount, result }: Return) => ({
  out_order_no: shareNo,
  out_return_no: no,
  return_id: `31${digitsOf(`${no}:return`, 26)}`,
  return_mchid: from,
  amount,
  result,
});
