/**
 * WeChat Pay in small, as its v3 pages describe it: there is no test environment of the real one.
 * It keeps the platform's states, refusals and timetable by a clock that is given to it.
 */
import { randomBytes } from 'node:crypto';
import { request } from 'undici';
import type { SimReply, SimRequest } from '../serve.ts';
import { APPLY, Bills, FETCH } from './bills.ts';
import { type Combined, CombinedOrders, told as toldCombined } from './combine.ts';
import { Complaints } from './complaints.ts';
import { payPage } from './cashier-page.ts';
import { bodyOf } from './fields.ts';
import { type Letter, Notifier } from './notifier.ts';
import { type Order, Orders, told, type Way } from './orders.ts';
import { answered, type Refund, Refunds, toldOf } from './refunds.ts';
import { ProfitSharing } from './sharing.ts';
import { type Transfer, Transfers, whole } from './transfers.ts';
import { type Merchant, merchantOf, No, type Platform, Seal } from './wire.ts';

export interface WechatPayOptions {
  readonly merchants: readonly Merchant[];
  readonly platform: Platform;
  readonly nowMs: () => number;
  /** How a notification travels to the address that an order named; answers with the status. */
  readonly deliver?: (letter: Letter) => Promise<number>;
}
/** What becomes of the next answers; `lost` ones were carried out. */
export type Mishap = 'lost' | 'busy' | 'broken' | 'unsigned' | 'foreign' | 'silent';
export type HowToPay = 'pay' | 'refuse';

interface Said {
  readonly status: number;
  readonly json?: object;
}
const ORDERS = /^\/v3\/pay\/(partner\/)?transactions\/(.+)$/;
const REFUNDS = '/v3/refund/domestic/refunds';
const PAGE = /^\/sim\/pay\/(wx\d+)$/;
const H5 = '/cgi-bin/mmpayweb-bin/checkmweb';
const TELL_MS = 5_000;

export class WechatPaySimulator {
  readonly merchants: readonly Merchant[];
  readonly #nowMs: () => number;
  readonly #seal: Seal;
  readonly orders: Orders;
  readonly refunds: Refunds;
  readonly bills: Bills;
  readonly notifier: Notifier;
  readonly transfers: Transfers;
  readonly sharing: ProfitSharing;
  readonly combined: CombinedOrders;
  readonly complaints: Complaints;
  readonly nextAnswers: Mishap[] = [];
  /** How often each address was asked, to see who asks too much. */
  readonly asked = new Map<string, number>();

  constructor({ merchants, platform, nowMs, deliver = overHttp }: WechatPayOptions) {
    this.merchants = merchants;
    this.#nowMs = nowMs;
    this.#seal = new Seal(platform, nowMs);
    this.orders = new Orders(nowMs);
    this.refunds = new Refunds(this.orders, nowMs);
    this.bills = new Bills(this.orders, this.refunds, nowMs);
    this.notifier = new Notifier(this.#seal, nowMs, deliver);
    this.transfers = new Transfers(nowMs);
    this.transfers.onEnd = (transfer) => this.#tellTransfer(transfer);
    this.sharing = new ProfitSharing(this.orders, nowMs);
    this.combined = new CombinedOrders(nowMs);
    this.combined.onPaid = (combined) => this.#tellCombined(combined);
    this.complaints = new Complaints(nowMs);
  }

  async answer(asked: SimRequest): Promise<SimReply | null> {
    const { pathname } = asked.url;
    if (PAGE.test(pathname) || pathname === H5) return this.#page(asked);
    this.asked.set(pathname, (this.asked.get(pathname) ?? 0) + 1);
    const mishap = this.nextAnswers.shift();
    if (mishap === 'silent') return new Promise<null>(() => {});
    const reply = this.#reply(asked, mishap);
    if (mishap === 'lost') return null;
    return reply;
  }

  /** The buyer decides. @returns why it cannot be paid, or null */
  async pay(prepayId: string, how: HowToPay = 'pay', openid = 'o-somebody') {
    const order = this.orders.ofPrepay(prepayId);
    if (order === null) return 'unknown';
    if (how === 'refuse') return null;
    const named = Object.values(order.wanted)[0];
    const why = this.orders.pay(order, named ?? openid);
    if (why !== null) return why;
    this.#tellOrder(order);
    await this.tick();
    return null;
  }

  /** What has become due by the clock: refunds end, and what nobody heard is told again. */
  async tick(): Promise<void> {
    for (const refund of this.refunds.finish()) this.#tellRefund(refund);
    this.transfers.finish();
    this.sharing.finish();
    await this.notifier.tick();
  }

  #reply(asked: SimRequest, mishap: Mishap | undefined): SimReply {
    try {
      const merchant = merchantOf(this.merchants, asked, this.#nowMs());
      if (mishap === 'busy') throw new No(429, 'FREQUENCY_LIMITED', 268_447_840, '频率超限');
      if (mishap === 'broken') throw new No(500, 'SYSTEM_ERROR', 268_435_457, '系统异常');
      const { mchid } = merchant;
      if (asked.url.pathname === FETCH) return this.bills.fetch(mchid, asked.url.searchParams);
      const { status, json } = this.#route(merchant, asked);
      const text = json === undefined ? '' : JSON.stringify(json);
      const signed = this.#seal.sign(text, asked.headers['wechatpay-serial']);
      const proof = mishap === 'unsigned' ? {} : signed;
      const sent = mishap === 'foreign' ? `${text} ` : text;
      return { status, text: sent, headers: { ...proof, 'request-id': requestId(0) } };
    } catch (no) {
      if (!(no instanceof No)) throw no;
      const text = JSON.stringify({ code: no.code, message: no.message });
      const headers = { ...this.#seal.sign(text), 'request-id': requestId(no.number) };
      return { status: no.status, text, headers };
    }
  }

  #route(merchant: Merchant, asked: SimRequest): Said {
    const { method, url, body } = asked;
    const { pathname } = url;
    if (method === 'GET' && pathname === '/v3/certificates') {
      return { status: 200, json: this.#seal.certificates(merchant) };
    }
    if (method === 'GET' && pathname === APPLY) {
      return { status: 200, json: this.bills.apply(merchant.mchid, url.searchParams) };
    }
    const more = this.#more(merchant, asked);
    if (more !== undefined) return more === null ? { status: 204 } : { status: 200, json: more };
    const order = ORDERS.exec(pathname);
    if (order !== null) return this.#order(merchant, asked, order[1] !== undefined, order[2]!);
    const rest = decodeURIComponent(pathname.slice(REFUNDS.length + 1));
    if (method === 'POST' && pathname === REFUNDS) {
      return { status: 200, json: answered(this.refunds.open(merchant, body)) };
    }
    if (pathname.startsWith(`${REFUNDS}/`) && method === 'GET') {
      const sub = url.searchParams.get('sub_mchid');
      return { status: 200, json: answered(this.refunds.get(merchant.mchid, rest, sub)) };
    }
    if (pathname.startsWith(`${REFUNDS}/`) && rest.endsWith('/apply-abnormal-refund')) {
      const unseal = (text: string): string =>
        this.#seal.unseal(text, asked.headers['wechatpay-serial']);
      const found = this.refunds.elsewhere(merchant, rest.split('/')[0]!, body, unseal);
      return { status: 200, json: answered(found) };
    }
    throw new No(404, 'NOT_FOUND', 0, '接口不存在');
  }

  #more(merchant: Merchant, asked: SimRequest): object | null | undefined {
    const unseal = (text: string): string =>
      this.#seal.unseal(text, asked.headers['wechatpay-serial']);
    return (
      this.transfers.answer(merchant, asked, unseal) ??
      this.sharing.answer(merchant, asked, unseal) ??
      firstOf(this.combined.answer(merchant, asked), () => this.complaints.answer(merchant, asked))
    );
  }

  #order(merchant: Merchant, { method, url, body }: SimRequest, partner: boolean, rest: string) {
    if (method === 'POST' && /^(jsapi|native|h5|app)$/.test(rest)) {
      const order = this.orders.open(merchant, rest as Way, partner, body);
      return { status: 200, json: this.#wayOf(order) };
    }
    const named = /^(out-trade-no|id)\/([^/]+)(\/close)?$/.exec(rest);
    if (named === null) throw new No(404, 'NOT_FOUND', 0, '接口不存在');
    const [, by, spelt, close] = named;
    const no = decodeURIComponent(spelt!);
    const who = partner ? 'sp_mchid' : 'mchid';
    if (close !== undefined && method === 'POST') {
      const fields = partner
        ? ({ sp_mchid: '!', sub_mchid: '!' } as const)
        : { mchid: '!' as const };
      const said = bodyOf(body, fields);
      mustBe(merchant, said[who]);
      this.orders.close(merchant.mchid, no, partner ? String(said.sub_mchid) : null);
      return { status: 204 };
    }
    mustBe(merchant, url.searchParams.get(who));
    const sub = partner ? url.searchParams.get('sub_mchid') : null;
    const { mchid } = merchant;
    const order =
      by === 'id' ? this.orders.ofTransaction(mchid, no, sub) : this.orders.get(mchid, no, sub);
    return { status: 200, json: told(order) };
  }

  #wayOf({ way, prepayId }: Order): object {
    if (way === 'native') return { code_url: `weixin://wxpay/bizpayurl?pr=${prepayId.slice(2)}` };
    if (way === 'h5') return { h5_url: `https://wx.tenpay.com${H5}?prepay_id=${prepayId}` };
    return { prepay_id: prepayId };
  }

  async #page({ method, url, body }: SimRequest): Promise<SimReply> {
    const prepayId = url.searchParams.get('prepay_id') ?? PAGE.exec(url.pathname)?.[1] ?? '';
    const order = this.orders.ofPrepay(prepayId);
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    if (order === null) return { status: 404, text: payPage(null, 'unknown'), headers };
    if (method !== 'POST') return { status: 200, text: payPage(order, null), headers };
    const how = new URLSearchParams(body).get('how') === 'pay' ? 'pay' : 'refuse';
    const why = await this.pay(prepayId, how);
    const said = why ?? (how === 'pay' ? 'done' : 'refused');
    return { status: 200, text: payPage(order, said), headers };
  }

  #tellOrder(order: Order): void {
    const merchant = this.#merchant(order);
    this.notifier.tell({
      merchant,
      url: order.notifyUrl,
      event: 'TRANSACTION.SUCCESS',
      kind: 'transaction',
      summary: '支付成功',
      plain: told(order),
    });
  }

  #tellRefund(refund: Refund): void {
    if (refund.notifyUrl === null) return;
    const merchant = this.#merchant(refund.order);
    this.notifier.tell({
      merchant,
      url: refund.notifyUrl,
      event: `REFUND.${refund.status}`,
      kind: 'refund',
      summary: '退款通知',
      plain: toldOf(refund),
    });
  }

  #tellTransfer(transfer: Transfer): void {
    if (transfer.notifyUrl === null) return;
    this.notifier.tell({
      merchant: transfer.merchant,
      url: transfer.notifyUrl,
      event: 'MCHTRANSFER.BILL.FINISHED',
      kind: 'mch_payment',
      summary: '商家转账单据终态通知',
      plain: whole(transfer),
    });
  }

  #tellCombined(combined: Combined): void {
    this.notifier.tell({
      merchant: combined.merchant,
      url: combined.notifyUrl,
      event: 'TRANSACTION.SUCCESS',
      kind: 'transaction',
      summary: '支付成功',
      plain: toldCombined(combined),
    });
  }

  #merchant({ mchid }: Order): Merchant {
    return this.merchants.find((each) => each.mchid === mchid)!;
  }
}

/** Null is an answer: nothing to say. */
const firstOf = <T>(one: T | undefined, other: () => T | undefined): T | undefined =>
  one === undefined ? other() : one;

function mustBe({ mchid }: Merchant, said: unknown): void {
  if (said !== mchid) throw new No(403, 'NO_AUTH', 268_447_843, '商户号与签名不一致');
}

const requestId = (number: number): string =>
  `${randomBytes(16).toString('hex').toUpperCase()}-${number}`;

async function overHttp({ url, headers, body }: Letter): Promise<number> {
  const signal = AbortSignal.timeout(TELL_MS);
  const answer = await request(url, { method: 'POST', headers, body, signal });
  await answer.body.dump();
  return answer.statusCode;
}
