/**
 * The platform's bills: asked for by day, told where they lie and what their hash is, then fetched
 * as a file of yuan and backticks, packed where that was asked. Not there before ten of the day
 * after, and no longer than three months.
 */
import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SimReply } from '../serve.ts';
import type { Order, Orders } from './orders.ts';
import type { Refund, Refunds } from './refunds.ts';
import { inChina, No } from './wire.ts';

const DAY_MS = 86_400_000;
const EIGHT_MS = 8 * 3_600_000;
const READY_MS = DAY_MS + 10 * 3_600_000;
const KEPT_MS = 92 * DAY_MS;
const RATE_BPS = 60;
export const APPLY = '/v3/bill/tradebill';
export const FETCH = '/v3/billdownload/file';

const HEAD =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,' +
  '付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,' +
  '退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const FOOT =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

export interface Row {
  readonly atMs: number;
  readonly cells: readonly string[];
  readonly paid: number;
  readonly back: number;
  readonly fee: number;
}
const yuan = (fen: number, digits = 2): string => (fen / 100).toFixed(digits);
const feeOf = (fen: number): number => Math.round((fen * RATE_BPS) / 10_000);
const clock = (ms: number): string => inChina(ms).slice(0, 19).replace('T', ' ');
const STATE = { PROCESSING: 'PROCESSING', SUCCESS: 'SUCCESS', ABNORMAL: 'CHANGE', CLOSED: 'FAIL' };

const startOf = ({ identity, paid, no }: Order): string[] => [
  identity.appid ?? identity.sp_appid ?? '',
  identity.mchid ?? identity.sp_mchid ?? '',
  identity.sub_mchid ?? '0',
  '',
  paid!.transactionId,
  no,
  String(Object.values(paid!.payer)[0] ?? ''),
];

export function paymentRow(order: Order): Row {
  const { paid, total, description } = order;
  const fee = feeOf(total);
  const cells = [
    clock(paid!.atMs),
    ...startOf(order),
    ...['MWEB', 'SUCCESS', 'OTHERS', 'CNY', yuan(total), '0.00', '0', '0', '0.00', '0.00'],
    ...['', '', description, order.attach ?? '', yuan(fee, 5), '0.60%', yuan(total), '0.00', ''],
  ];
  return { atMs: paid!.atMs, cells, paid: total, back: 0, fee };
}
export function refundRow({ order, id, no, amount, status, openedMs }: Refund): Row {
  const fee = 0 - feeOf(amount);
  const cells = [
    clock(openedMs),
    ...startOf(order),
    ...['MWEB', 'REFUND', 'OTHERS', 'CNY', '0.00', '0.00', id, no, yuan(amount), '0.00'],
    ...['ORIGINAL', STATE[status], order.description, order.attach ?? '', yuan(fee, 5), '0.60%'],
    ...['0.00', yuan(amount), ''],
  ];
  return { atMs: openedMs, cells, paid: 0, back: amount, fee };
}

export class Bills {
  readonly #orders: Orders;
  readonly #refunds: Refunds;
  readonly #nowMs: () => number;
  readonly #files = new Map<string, { readonly mchid: string; readonly file: Buffer }>();
  /** A test may have the platform err. */
  change: (rows: readonly Row[]) => readonly Row[] = (rows) => rows;
  /** The next file is not the one that was promised. */
  spoil = 0;

  constructor(orders: Orders, refunds: Refunds, nowMs: () => number) {
    this.#orders = orders;
    this.#refunds = refunds;
    this.#nowMs = nowMs;
  }

  /** @throws No */
  apply(mchid: string, query: URLSearchParams): object {
    const day = query.get('bill_date') ?? '';
    const kind = query.get('bill_type') ?? 'ALL';
    const packed = query.get('tar_type');
    const fromMs = Date.parse(`${day}T00:00:00Z`) - EIGHT_MS;
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(fromMs)) throw wrong('bill_date 有误');
    if (!['ALL', 'SUCCESS', 'REFUND'].includes(kind)) throw wrong('bill_type 有误');
    if (packed !== null && packed !== 'GZIP') throw wrong('tar_type 有误');
    const now = this.#nowMs();
    if (now < fromMs + READY_MS) throw new No(400, 'STATEMENT_CREATING', 0, '账单生成中');
    if (now > fromMs + KEPT_MS) throw wrong('bill_date 超出可下载范围');
    const rows = this.#rows(mchid, query.get('sub_mchid'), kind, fromMs);
    if (rows.length === 0) throw new No(400, 'NO_STATEMENT_EXIST', 0, '账单文件不存在');
    const plain = Buffer.from(fileOf(this.change(rows)));
    const token = randomBytes(24).toString('base64url');
    this.#files.set(token, { mchid, file: packed === null ? plain : gzipSync(plain) });
    const gzip = packed === null ? '' : '&tartype=gzip';
    return {
      download_url: `https://api.mch.weixin.qq.com${FETCH}?token=${token}${gzip}`,
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update(plain).digest('hex'),
    };
  }

  /** As it lies there: nothing about it is signed. @throws No */
  fetch(mchid: string, query: URLSearchParams): SimReply {
    const found = this.#files.get(query.get('token') ?? '');
    if (found === undefined || found.mchid !== mchid) throw new No(403, 'NO_AUTH', 0, '无权限');
    const { file } = found;
    const spoilt = this.spoil-- > 0 ? file.subarray(0, file.length - 40) : file;
    if (this.spoil < 0) this.spoil = 0;
    return { status: 200, bytes: spoilt, headers: { 'content-type': 'text/plain' } };
  }

  #rows(mchid: string, sub: string | null, kind: string, fromMs: number): Row[] {
    const ours = (order: Order): boolean =>
      order.mchid === mchid && (sub === null || order.identity.sub_mchid === sub);
    const within = ({ atMs }: Row): boolean => atMs >= fromMs && atMs < fromMs + DAY_MS;
    const paid = this.#orders.all().filter((order) => order.paid !== null && ours(order));
    const back = this.#refunds.all().filter(({ order }) => ours(order));
    return [
      ...(kind === 'REFUND' ? [] : paid.map(paymentRow)),
      ...(kind === 'SUCCESS' ? [] : back.map(refundRow)),
    ]
      .filter(within)
      .sort((a, b) => a.atMs - b.atMs);
  }
}

const wrong = (why: string): No => new No(400, 'INVALID_REQUEST', 0, why);
const quoted = (cells: readonly string[]): string => cells.map((cell) => `\`${cell}`).join(',');

export function fileOf(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const [paid, back, fee] = [sum((row) => row.paid), sum((row) => row.back), sum((row) => row.fee)];
  const totals = [
    String(rows.length),
    yuan(paid),
    yuan(back),
    '0.00',
    yuan(fee, 5),
    yuan(paid),
    yuan(back),
  ];
  const lines = [HEAD, ...rows.map(({ cells }) => quoted(cells)), FOOT, quoted(totals)];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
