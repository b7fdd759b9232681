/**
 * Orders as the platform keeps them: what may be said twice, what may not be said any more, and how
 * long a way to pay lives.
 */
import {
  type Body,
  bodyOf,
  canonical,
  fenOf,
  type Fields,
  inside,
  notifyUrl,
  outTradeNo,
  text,
  wrong,
} from './fields.ts';
import { digitsOf, inChina, type Merchant, No } from './wire.ts';

export type Way = 'jsapi' | 'native' | 'h5' | 'app';
export interface Order {
  /** Who signed, and who it is for under a partner. */
  readonly mchid: string;
  readonly identity: Readonly<Record<string, string>>;
  readonly no: string;
  readonly way: Way;
  readonly total: number;
  readonly description: string;
  readonly attach: string | undefined;
  readonly notifyUrl: string;
  readonly expiresMs: number;
  readonly openedMs: number;
  /** Of the first request, to compare with the next. */
  readonly said: string;
  /** Who was named as the one to pay. */
  readonly wanted: Readonly<Record<string, string>>;
  /** To be shared: its money stands still until it is, or is set free. */
  readonly frozen: boolean;
  prepayId: string;
  prepaidMs: number;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  paid: { readonly transactionId: string; readonly atMs: number; readonly payer: Body } | null;
  refundedFen: number;
}

const MINUTE = 60_000;
const LIVES_MS: Readonly<Record<Way, number>> = {
  jsapi: 120 * MINUTE,
  app: 120 * MINUTE,
  native: 120 * MINUTE,
  h5: 5 * MINUTE,
};
const CLOSES_MS = 7 * 24 * 60 * MINUTE;
const TRADE_TYPE = { jsapi: 'JSAPI', app: 'APP', native: 'NATIVE', h5: 'MWEB' } as const;
const DESC = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '转入退款',
  CLOSED: '订单已关闭',
};

const COMMON: Fields = {
  description: '!',
  out_trade_no: '!',
  time_expire: '?',
  attach: '?',
  notify_url: '!',
  goods_tag: '?',
  support_fapiao: '?',
  amount: { total: '!', currency: '?' },
  detail: { cost_price: '?', invoice_id: '?', goods_detail: '?' },
  scene_info: {
    payer_client_ip: '!',
    device_id: '?',
    store_info: { id: '!', name: '?', area_code: '?', address: '?' },
    h5_info: { type: '!', app_name: '?', app_url: '?', bundle_id: '?', package_name: '?' },
  },
  settle_info: { profit_sharing: '?' },
};
const DIRECT: Fields = { ...COMMON, appid: '!', mchid: '!', payer: { openid: '!' } };
const PARTNER: Fields = {
  ...COMMON,
  sp_appid: '!',
  sp_mchid: '!',
  sub_appid: '?',
  sub_mchid: '!',
  payer: { sp_openid: '?', sub_openid: '?' },
};

export const missing = (): No => new No(404, 'ORDER_NOT_EXIST', 268_512_771, '订单不存在');

export class Orders {
  readonly #nowMs: () => number;
  readonly #orders = new Map<string, Order>();
  #prepaid = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @returns the order with a fresh way to pay. @throws No */
  open(merchant: Merchant, way: Way, partner: boolean, json: string): Order {
    const body = bodyOf(json, partner ? PARTNER : DIRECT);
    const identity = identityOf(merchant, body, partner);
    const no = outTradeNo(body.out_trade_no);
    const said = canonical({ way, ...body });
    const known = this.#find(merchant.mchid, no);
    if (known !== null) {
      if (known.identity.sub_mchid !== identity.sub_mchid) {
        throw new No(403, 'OUT_TRADE_NO_USED', 0, '商户订单号重复');
      }
      const refused = (number: number, why: string) => new No(400, 'INVALID_REQUEST', number, why);
      if (known.said !== said) {
        throw refused(268_498_688, '请求重入时，参数与首次请求时不一致');
      }
      if (known.state === 'CLOSED') throw refused(268_447_914, '该订单已失效');
      if (known.state !== 'NOTPAY') throw refused(268_498_689, '该订单已支付');
    }
    const order = known ?? this.#new(merchant, identity, way, said, body);
    this.#prepaid += 1;
    order.prepayId = `wx${digitsOf(`${merchant.mchid}:${no}:${this.#prepaid}`, 34)}`;
    order.prepaidMs = this.#nowMs();
    this.#orders.set(`${merchant.mchid}:${no}`, order);
    return order;
  }

  #new(merchant: Merchant, identity: Order['identity'], way: Way, said: string, body: Body): Order {
    const now = this.#nowMs();
    const [amount, scene] = [inside(body, 'amount'), inside(body, 'scene_info')];
    if ((amount.currency ?? 'CNY') !== 'CNY') throw wrong('amount.currency 只支持CNY');
    if (way === 'jsapi') mustNamePayer(identity, inside(body, 'payer'));
    if (way === 'h5') mustNamePlace(scene);
    const ends = body.time_expire === undefined ? Infinity : Date.parse(String(body.time_expire));
    if (Number.isNaN(ends) || ends < now + MINUTE) throw wrong('time_expire 有误');
    return {
      mchid: merchant.mchid,
      identity,
      no: outTradeNo(body.out_trade_no),
      way,
      total: fenOf(amount.total, 'amount.total'),
      description: text(body.description, 'description', 127),
      attach: body.attach === undefined ? undefined : text(body.attach, 'attach', 128),
      notifyUrl: notifyUrl(body.notify_url),
      expiresMs: ends,
      openedMs: now,
      said,
      wanted: inside(body, 'payer') as Record<string, string>,
      frozen: inside(body, 'settle_info').profit_sharing === true,
      prepayId: '',
      prepaidMs: now,
      state: 'NOTPAY',
      paid: null,
      refundedFen: 0,
    };
  }

  /** @throws No `ORDER_NOT_EXIST` */
  get(mchid: string, no: string, sub?: string | null): Order {
    const found = this.#find(mchid, no);
    if (found === null || (found.identity.sub_mchid ?? null) !== (sub ?? null)) throw missing();
    return found;
  }

  ofTransaction(mchid: string, transactionId: string, sub?: string | null): Order {
    const found = [...this.#orders.values()].find((each) => {
      if (each.mchid !== mchid || (each.identity.sub_mchid ?? null) !== (sub ?? null)) return false;
      return each.paid?.transactionId === transactionId;
    });
    if (found === undefined) throw missing();
    return found;
  }

  /** Every order that was ever opened. */
  all(): readonly Order[] {
    return [...this.#orders.values()];
  }

  ofPrepay(prepayId: string): Order | null {
    return [...this.#orders.values()].find((order) => order.prepayId === prepayId) ?? null;
  }

  /** Closed once or twice is the same. @throws No */
  close(mchid: string, no: string, sub?: string | null): void {
    const order = this.get(mchid, no, sub);
    if (order.paid !== null) throw new No(400, 'ORDER_PAID', 268_449_538, '该订单已支付');
    order.state = 'CLOSED';
  }

  /** @returns why not, or null when the money is in */
  pay(order: Order, openid: string): 'paid' | 'closed' | 'over' | 'stranger' | null {
    const now = this.#nowMs();
    this.#age(order);
    if (order.paid !== null) return 'paid';
    if (order.state === 'CLOSED') return 'closed';
    if (now >= order.expiresMs || now >= order.prepaidMs + LIVES_MS[order.way]) return 'over';
    const named = Object.values(order.wanted);
    if (named.length > 0 && !named.includes(openid)) return 'stranger';
    const payer = named.length > 0 ? order.wanted : anyone(order, openid);
    const transactionId = `42000${digitsOf(`${order.mchid}:${order.no}:paid`, 23)}`;
    order.paid = { transactionId, atMs: now, payer };
    order.state = 'SUCCESS';
    return null;
  }

  #find(mchid: string, no: string): Order | null {
    const order = this.#orders.get(`${mchid}:${no}`) ?? null;
    if (order !== null) this.#age(order);
    return order;
  }

  /** Nobody paid for a week: it closes by itself. */
  #age(order: Order): void {
    if (order.state === 'NOTPAY' && this.#nowMs() >= order.openedMs + CLOSES_MS) {
      order.state = 'CLOSED';
    }
  }
}

/** As a query answers and a notification tells. */
export function told(order: Order): Record<string, unknown> {
  const { identity, no, way, total, attach, state, paid } = order;
  const open = {
    ...identity,
    out_trade_no: no,
    ...(attach === undefined ? {} : { attach }),
    trade_state: state,
    trade_state_desc: DESC[state],
  };
  if (paid === null) return { ...open, amount: { total, currency: 'CNY' } };
  return {
    ...open,
    transaction_id: paid.transactionId,
    trade_type: TRADE_TYPE[way],
    bank_type: 'OTHERS',
    success_time: inChina(paid.atMs),
    payer: paid.payer,
    amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' },
    promotion_detail: [],
  };
}

const anyone = ({ identity }: Order, openid: string): Body =>
  identity.sp_mchid === undefined ? { openid } : { sp_openid: openid };

function identityOf(merchant: Merchant, body: Body, partner: boolean): Order['identity'] {
  const names = partner ? ['sp_appid', 'sp_mchid', 'sub_appid', 'sub_mchid'] : ['appid', 'mchid'];
  const found: Record<string, string> = {};
  for (const name of names) {
    if (body[name] !== undefined) found[name] = text(body[name], name, 32);
  }
  const { mchid = found.sp_mchid, appid = found.sp_appid } = found;
  if (mchid !== merchant.mchid) throw new No(403, 'NO_AUTH', 268_447_843, '商户号与签名不一致');
  const notMatching = (): No =>
    new No(400, 'APPID_MCHID_NOT_MATCH', 268_445_527, 'appid和mch_id不匹配');
  if (!merchant.appids.includes(appid ?? '')) throw notMatching();
  if (!partner) return found;
  const bound = merchant.subs?.[found.sub_mchid ?? ''];
  if (bound === undefined) throw new No(403, 'NO_AUTH', 268_443_704, '与服务商没有关系');
  if (found.sub_appid !== undefined && !bound.includes(found.sub_appid)) throw notMatching();
  return found;
}

function mustNamePayer(identity: Order['identity'], payer: Body): void {
  const names = Object.keys(payer);
  if (names.length !== 1) throw new No(400, 'PARAM_ERROR', 268_501_013, '缺少openid');
  text(payer[names[0]!], 'openid', 128);
  if (names[0] === 'sub_openid' && identity.sub_appid === undefined) throw wrong('缺少sub_appid');
}

function mustNamePlace(scene: Body): void {
  if (scene.payer_client_ip === '127.0.0.1') throw wrong('payer_client_ip 有误');
  if (scene.h5_info === undefined) throw wrong('缺少参数 scene_info.h5_info');
}
