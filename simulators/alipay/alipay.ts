/**
 * Alipay in small, over real HTTP: gateway, cashier page, notifications until it reads "success",
 * bills; and switches for what goes wrong on the way.
 */
import { createHash } from 'node:crypto';
import type { SimReply, SimRequest } from '../serve.ts';
import { type BillRow, billOf } from './bills.ts';
import { html, type Letter, overHttp } from './speech.ts';
import { type Fields, inChina, type Merchant, merchantOf, No, notice, sealed } from './wire.ts';

export interface AlipayOptions {
  readonly merchants: readonly Merchant[];
  /** PEM. */
  readonly privateKey: string;
  readonly nowMs: () => number;
  /** Where it stands, for the addresses that it gives out. */
  readonly base: () => Promise<string>;
  /** Answers with what was read there. */
  readonly deliver?: (letter: Letter) => Promise<string>;
}
interface Trade {
  readonly merchant: Merchant;
  readonly no: string;
  readonly outTradeNo: string;
  readonly fen: number;
  readonly subject: string;
  readonly notifyUrl: string;
  readonly back: string;
  readonly endsMs: number;
  status: 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED';
  paidMs: number | null;
  refundedFen: number;
  readonly refunds: Map<string, { readonly fen: number; readonly atMs: number }>;
}
interface Pending {
  readonly trade: Trade;
  readonly more: Fields;
  tries: number;
  dueMs: number;
}
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 4m, 10m, 10m, 1h, 2h, 6h, 15h after the first. */
const AGAIN_MS = [4 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR];
const DAY_MS = 24 * HOUR;
const ok = { code: '10000', msg: 'Success' };
const yuan = (fen: number): string => (fen / 100).toFixed(2);
const fenOf = (text: unknown): number => {
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(String(text)))
    throw new No('ACQ.INVALID_PARAMETER', '金额有误');
  return Math.round(Number(text) * 100);
};
const feeOf = (fen: number): number => Math.round((fen * 60) / 10_000);

export class AlipaySimulator {
  readonly #options: AlipayOptions;
  readonly #trades = new Map<string, Trade>();
  readonly #files = new Map<string, Buffer>();
  #pending: Pending[] = [];
  /** How many of the next ones it happens to. */
  readonly mishaps = { drop: 0, duplicate: 0, forged: 0, wrongAmount: 0, unsigned: 0, silent: 0 };

  constructor(options: AlipayOptions) {
    this.#options = options;
  }

  async answer(asked: SimRequest): Promise<SimReply | null> {
    const { pathname, searchParams } = asked.url;
    if (pathname.startsWith('/bills/')) {
      const bytes = this.#files.get(pathname.slice(7));
      return bytes === undefined ? { status: 404, text: '' } : { status: 200, bytes };
    }
    if (pathname !== '/gateway.do') return { status: 404, text: '' };
    const fields = {
      ...Object.fromEntries(searchParams),
      ...(asked.method === 'POST' && !/^how=/.test(asked.body)
        ? Object.fromEntries(new URLSearchParams(asked.body))
        : {}),
    } as Fields;
    const method = fields.method ?? '';
    const isPage = /^alipay\.trade\.(page|wap)\.pay$/.test(method);
    if (this.#happens('silent')) return null;
    try {
      const merchant = merchantOf(this.#options.merchants, fields, this.#options.nowMs());
      const wish = JSON.parse(fields.biz_content ?? '{}') as Record<string, unknown>;
      if (isPage) return await this.#page(merchant, fields, wish, asked);
      const answer = await this.#deed(merchant, method, wish);
      return this.#said(method, { ...ok, ...answer });
    } catch (no) {
      if (!(no instanceof No)) throw no;
      if (isPage) return html(403, no.message);
      const { code, subCode: sub_code, message: sub_msg } = no;
      return this.#said(method, { code, msg: 'Business Failed', sub_code, sub_msg });
    }
  }

  #said(method: string, answer: object): SimReply {
    const text = sealed(this.#options.privateKey, method, answer);
    const sent = this.#happens('unsigned') ? text.replace('Success', 'Succes!') : text;
    return { status: 200, text: sent };
  }

  async #page(
    merchant: Merchant,
    fields: Fields,
    wish: Record<string, unknown>,
    asked: SimRequest,
  ) {
    const trade = this.#open(merchant, fields, wish);
    if (asked.method !== 'POST') {
      const button = '<form method="post"><button name="how" value="pay">确认付款</button></form>';
      return html(200, `<p>${trade.subject}</p><p>¥${yuan(trade.fen)}</p>${button}`);
    }
    const why = await this.pay(trade.outTradeNo);
    return html(200, why === null ? `已支付 <a href="${trade.back}">返回</a>` : why);
  }

  #open(merchant: Merchant, fields: Fields, wish: Record<string, unknown>): Trade {
    const outTradeNo = String(wish.out_trade_no);
    const known = this.#trades.get(`${merchant.appid}:${outTradeNo}`);
    const fen = fenOf(wish.total_amount);
    if (known !== undefined) {
      if (known.fen !== fen) throw new No('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改');
      return known;
    }
    const no = `2026${createHash('sha256').update(outTradeNo).digest('hex').slice(0, 24)}`;
    const trade: Trade = {
      merchant,
      no: no.replaceAll(/[a-f]/g, (hex) => String(hex.charCodeAt(0) % 10)),
      outTradeNo,
      fen,
      subject: String(wish.subject),
      notifyUrl: fields.notify_url ?? '',
      back: fields.return_url ?? '',
      endsMs: Date.parse(`${String(wish.time_expire).replace(' ', 'T')}+08:00`),
      status: 'WAIT_BUYER_PAY',
      paidMs: null,
      refundedFen: 0,
      refunds: new Map(),
    };
    this.#trades.set(`${merchant.appid}:${outTradeNo}`, trade);
    return trade;
  }

  /** @returns why it cannot be paid, or null */
  async pay(outTradeNo: string): Promise<string | null> {
    const trade = [...this.#trades.values()].find((each) => each.outTradeNo === outTradeNo);
    if (trade === undefined) return 'unknown';
    const now = this.#options.nowMs();
    if (trade.status === 'TRADE_SUCCESS') return 'paid';
    if (trade.status === 'TRADE_CLOSED' || now >= trade.endsMs) return 'closed';
    trade.status = 'TRADE_SUCCESS';
    trade.paidMs = now;
    this.#tell(trade, {});
    await this.tick();
    return null;
  }

  #tell(trade: Trade, more: Fields): void {
    if (trade.notifyUrl === '') return;
    this.#pending.push({ trade, more, tries: 0, dueMs: this.#options.nowMs() });
  }

  get waiting(): number {
    return this.#pending.length;
  }

  async tick(): Promise<void> {
    const now = this.#options.nowMs();
    for (const each of this.#pending.filter(({ dueMs }) => dueMs <= now)) {
      const again = AGAIN_MS[each.tries];
      if ((await this.#send(each)) || again === undefined) {
        this.#pending = this.#pending.filter((other) => other !== each);
        continue;
      }
      each.tries += 1;
      each.dueMs = now + again;
    }
  }

  async #send({ trade, more }: Pending): Promise<boolean> {
    if (this.#happens('drop')) return true;
    const { merchant, outTradeNo, fen, no, status, paidMs } = trade;
    const said = this.#happens('wrongAmount') ? fen + 1 : fen;
    const fields = {
      notify_time: inChina(this.#options.nowMs()),
      notify_type: 'trade_status_sync',
      notify_id: createHash('sha256')
        .update(`${no}${JSON.stringify(more)}`)
        .digest('hex'),
      app_id: merchant.appid,
      charset: 'utf-8',
      version: '1.0',
      seller_id: merchant.sellerId,
      buyer_id: '2088102181250000',
      out_trade_no: outTradeNo,
      trade_no: no,
      trade_status: status,
      subject: trade.subject,
      total_amount: yuan(said),
      gmt_payment: inChina(paidMs ?? 0),
      ...more,
    };
    const whole = notice(this.#options.privateKey, fields);
    const body = this.#happens('forged') ? whole.replace('total_amount=', 'total_amount=9') : whole;
    const letter = { url: trade.notifyUrl, body };
    const deliver = this.#options.deliver ?? overHttp;
    const heard = await deliver(letter).catch(() => '');
    if (this.#happens('duplicate')) await deliver(letter).catch(() => '');
    return heard === 'success';
  }

  #happens(mishap: keyof AlipaySimulator['mishaps']): boolean {
    if (this.mishaps[mishap] <= 0) return false;
    this.mishaps[mishap] -= 1;
    return true;
  }

  async #deed(merchant: Merchant, method: string, wish: Record<string, unknown>): Promise<object> {
    if (method === 'alipay.data.dataservice.bill.downloadurl.query')
      return this.#bill(merchant, wish);
    const trade = this.#find(merchant, wish);
    const ids = { out_trade_no: trade.outTradeNo, trade_no: trade.no };
    if (method === 'alipay.trade.query') {
      const paid = trade.paidMs === null ? {} : { send_pay_date: inChina(trade.paidMs) };
      const who = { buyer_user_id: '2088102181250000' };
      return { ...ids, trade_status: trade.status, total_amount: yuan(trade.fen), ...paid, ...who };
    }
    if (method === 'alipay.trade.close') {
      if (trade.paidMs !== null) throw new No('ACQ.TRADE_STATUS_ERROR', '交易状态不合法');
      trade.status = 'TRADE_CLOSED';
      return ids;
    }
    if (method === 'alipay.trade.refund') return this.#refund(trade, wish, ids);
    if (method === 'alipay.trade.fastpay.refund.query') {
      const found = trade.refunds.get(String(wish.out_request_no));
      if (found === undefined) return ids;
      const sums = { refund_amount: yuan(found.fen), refund_status: 'REFUND_SUCCESS' };
      return { ...ids, out_request_no: wish.out_request_no, ...sums };
    }
    throw new No('isv.invalid-method', '不存在的方法名', '40002');
  }

  #refund(trade: Trade, wish: Record<string, unknown>, ids: object): object {
    const no = String(wish.out_request_no);
    const fen = fenOf(wish.refund_amount);
    if (trade.paidMs === null) throw new No('ACQ.TRADE_STATUS_ERROR', '交易状态不合法');
    const known = trade.refunds.get(no);
    if (known !== undefined) {
      if (known.fen !== fen) throw new No('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额不一致');
      return { ...ids, fund_change: 'N', refund_fee: yuan(trade.refundedFen) };
    }
    if (trade.refundedFen + fen > trade.fen) throw new No('ACQ.REFUND_FEE_ERROR', '退款金额超限');
    trade.refunds.set(no, { fen, atMs: this.#options.nowMs() });
    trade.refundedFen += fen;
    if (trade.refundedFen === trade.fen) trade.status = 'TRADE_CLOSED';
    this.#tell(trade, { out_biz_no: no, refund_fee: yuan(trade.refundedFen) });
    return { ...ids, fund_change: 'Y', refund_fee: yuan(trade.refundedFen) };
  }

  #find({ appid }: Merchant, wish: Record<string, unknown>): Trade {
    const found = [...this.#trades.values()].find(
      ({ merchant, outTradeNo, no }) =>
        merchant.appid === appid && (outTradeNo === wish.out_trade_no || no === wish.trade_no),
    );
    if (found === undefined) throw new No('ACQ.TRADE_NOT_EXIST', '交易不存在');
    return found;
  }

  async #bill({ appid }: Merchant, { bill_date: day, bill_type: kind }: Record<string, unknown>) {
    if (kind !== 'trade') throw new No('isv.invalid-bill-type', '账单类型有误');
    const fromMs = Date.parse(`${String(day)}T00:00:00+08:00`);
    const rows = this.#rows(appid).filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + DAY_MS);
    if (this.#options.nowMs() < fromMs + DAY_MS + 9 * HOUR || rows.length === 0) {
      throw new No('isp.bill_not_exist', '账单不存在');
    }
    const name = createHash('sha256')
      .update(`${appid}${String(day)}`)
      .digest('hex');
    this.#files.set(name, billOf(appid, rows));
    return { bill_download_url: `${await this.#options.base()}/bills/${name}` };
  }

  #rows(appid: string): BillRow[] {
    const own = [...this.#trades.values()].filter(({ merchant }) => merchant.appid === appid);
    return own
      .flatMap((trade): BillRow[] => {
        const { no: tradeNo, outTradeNo, subject, fen, paidMs, refunds } = trade;
        if (paidMs === null) return [];
        const ids = { tradeNo, outTradeNo, subject };
        const back = [...refunds].map(([refundNo, each]): BillRow => {
          const sums = { fen: 0 - each.fen, feeFen: feeOf(each.fen), atMs: each.atMs };
          return { kind: '退款', ...ids, ...sums, refundNo };
        });
        const paid = { atMs: paidMs, fen, feeFen: 0 - feeOf(fen), refundNo: '' };
        return [{ kind: '交易', ...ids, ...paid }, ...back];
      })
      .sort((a, b) => a.atMs - b.atMs);
  }
}
