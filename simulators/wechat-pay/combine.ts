/**
 * Combined payment as the platform keeps it: several sellers' orders under one number, paid all or
 * none, closed only as they were ordered. Asked by itself, a part does not exist.
 */
import type { SimRequest } from '../serve.ts';
import { type Body, bodyOf, canonical, fenOf, inside, notifyUrl, text, wrong } from './fields.ts';
import { digitsOf, inChina, type Merchant, No } from './wire.ts';

interface Part {
  readonly mchid: string;
  readonly sub: string | null;
  readonly no: string;
  readonly total: number;
  readonly attach: string;
}
export interface Combined {
  readonly merchant: Merchant;
  readonly no: string;
  readonly appid: string;
  readonly parts: readonly Part[];
  readonly said: string;
  readonly notifyUrl: string;
  readonly expiresMs: number;
  readonly prepayId: string;
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED';
  paid: { readonly atMs: number; readonly openid: string } | null;
}
const ROOT = '/v3/combine-transactions';
const refused = (number: number, why: string): No => new No(400, 'INVALID_REQUEST', number, why);

export class CombinedOrders {
  readonly #nowMs: () => number;
  readonly #known = new Map<string, Combined>();
  onPaid: (combined: Combined) => void = () => {};

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @returns what is answered, null for 204, or undefined when it is none of ours. @throws No */
  answer(merchant: Merchant, { method, url, body }: SimRequest) {
    if (!url.pathname.startsWith(`${ROOT}/`)) return undefined;
    const rest = url.pathname.slice(ROOT.length + 1);
    if (method === 'POST' && /^(jsapi|native|h5|app)$/.test(rest)) {
      const { prepayId } = this.#open(merchant, rest, body);
      if (rest === 'native') return { code_url: `weixin://wxpay/bizpayurl?pr=${prepayId}` };
      if (rest === 'h5') return { h5_url: `https://wx.tenpay.com/pay?prepay_id=${prepayId}` };
      return { prepay_id: prepayId };
    }
    const [, no, close] = /^out-trade-no\/([^/]+)(\/close)?$/.exec(rest) ?? [];
    const found = this.#known.get(`${merchant.mchid}:${decodeURIComponent(no ?? '')}`);
    if (found === undefined) throw new No(404, 'ORDER_NOT_EXIST', 268_512_771, '订单不存在');
    if (close === undefined) return told(found);
    return this.#close(found, body);
  }

  /** @returns why it cannot be paid, or null */
  pay(prepayId: string, openid = 'o-somebody'): string | null {
    const found = [...this.#known.values()].find((each) => each.prepayId === prepayId);
    if (found === undefined) return 'unknown';
    if (found.state !== 'NOTPAY') return found.state;
    if (this.#nowMs() >= found.expiresMs) return 'over';
    found.state = 'SUCCESS';
    found.paid = { atMs: this.#nowMs(), openid };
    this.onPaid(found);
    return null;
  }

  #open(merchant: Merchant, way: string, json: string): Combined {
    const body = bodyOf(json, {
      combine_appid: '!',
      combine_mchid: '!',
      combine_out_trade_no: '!',
      scene_info: '?',
      sub_orders: '!',
      combine_payer_info: '?',
      time_start: '?',
      time_expire: '?',
      notify_url: '!',
    });
    if (body.combine_mchid !== merchant.mchid) {
      throw new No(403, 'NO_AUTH', 268_447_843, '商户号与签名不一致');
    }
    if (!merchant.appids.includes(String(body.combine_appid))) {
      throw new No(400, 'APPID_MCHID_NOT_MATCH', 268_445_527, 'appid和mch_id不匹配');
    }
    const no = text(body.combine_out_trade_no, 'combine_out_trade_no', 32);
    const said = canonical({ way, ...body });
    const known = this.#known.get(`${merchant.mchid}:${no}`);
    if (known !== undefined) {
      if (known.said !== said) throw refused(268_498_688, '请求重入时，参数与首次请求时不一致');
      if (known.state === 'CLOSED') throw refused(268_447_914, '该订单已失效');
      if (known.state === 'SUCCESS') throw refused(268_498_689, '该订单已支付');
      return known;
    }
    if (way === 'jsapi' && inside(body, 'combine_payer_info').openid === undefined) {
      throw new No(400, 'PARAM_ERROR', 268_501_013, '缺少openid');
    }
    const parts = partsOf(merchant, body.sub_orders);
    const until = body.time_expire;
    const made: Combined = {
      ...{ merchant, no, parts, said, appid: String(body.combine_appid) },
      notifyUrl: notifyUrl(body.notify_url),
      expiresMs: until === undefined ? Infinity : Date.parse(String(until)),
      prepayId: `wx${digitsOf(`${merchant.mchid}:${no}:combined`, 34)}`,
      state: 'NOTPAY',
      paid: null,
    };
    this.#known.set(`${merchant.mchid}:${no}`, made);
    return made;
  }

  #close(found: Combined, json: string): null {
    const body = bodyOf(json, { combine_appid: '!', sub_orders: '!' });
    const named = Array.isArray(body.sub_orders)
      ? body.sub_orders.map((each: Body) => String(each.out_trade_no))
      : [];
    const ours = found.parts.map(({ no }) => no);
    if (canonical(named.sort()) !== canonical([...ours].sort())) {
      throw wrong('子单与下单时不一致');
    }
    if (found.state === 'SUCCESS') throw refused(268_449_538, '该订单已支付');
    found.state = 'CLOSED';
    return null;
  }
}

function partsOf({ subs = {} }: Merchant, said: unknown): Part[] {
  const list = (Array.isArray(said) ? said : []) as Body[];
  const isPartner = list.some((each) => each.sub_mchid !== undefined);
  const most = isPartner ? 50 : 10;
  if (list.length > most || list.length < (isPartner ? 1 : 2)) throw wrong('sub_orders 数量不符');
  const parts = list.map((each) => {
    const sub = each.sub_mchid === undefined ? null : String(each.sub_mchid);
    if (sub !== null && !(sub in subs)) {
      throw new No(403, 'NO_AUTH', 268_443_704, '与服务商没有关系');
    }
    return {
      mchid: text(each.mchid, 'mchid', 32),
      sub,
      no: text(each.out_trade_no, 'out_trade_no', 32),
      total: fenOf(inside(each, 'amount').total_amount, 'total_amount'),
      attach: text(each.attach, 'attach', 128),
    };
  });
  if (new Set(parts.map(({ no }) => no)).size < parts.length) throw wrong('子单号重复');
  return parts;
}

/** As a query answers and a notification tells. */
export const told = (combined: Combined): Record<string, unknown> => ({
  combine_appid: combined.appid,
  combine_mchid: combined.merchant.mchid,
  combine_out_trade_no: combined.no,
  ...(combined.paid === null ? {} : { combine_payer_info: { openid: combined.paid.openid } }),
  sub_orders: combined.parts.map(({ mchid, sub, no, total, attach }) => ({
    mchid,
    ...(sub === null ? {} : { sub_mchid: sub }),
    out_trade_no: no,
    trade_state: combined.state,
    attach,
    amount: { total_amount: total, payer_amount: total, currency: 'CNY', payer_currency: 'CNY' },
    ...(combined.paid === null
      ? {}
      : {
          trade_type: 'JSAPI',
          bank_type: 'OTHERS',
          transaction_id: `42001${digitsOf(`${mchid}:${no}:part`, 23)}`,
          success_time: inChina(combined.paid.atMs),
        }),
  })),
});
