/**
 * A trade bill as the platform writes it: a line of names, a line each payment and refund with a
 * backtick before every cell, then the names and the sums of the whole. Columns go by their names,
 * and cells by the backtick, for the name of an article may have a comma in it.
 */
import { createInterface } from 'node:readline';
import { fen, type Fen } from '../../kernel/money.ts';
import { instantAt, type Instant } from '../../kernel/time.ts';
import { WechatPayFault } from './fault.ts';

export interface TradeLine {
  readonly kind: 'payment' | 'refund';
  readonly at: Instant;
  readonly app: string;
  readonly providerNo: string;
  readonly outTradeNo: string;
  readonly refundNo: string;
  readonly amount: Fen;
  readonly fee: Fen;
  readonly rateBps: number | null;
  readonly currency: string;
  readonly state: 'done' | 'under_way' | 'failed';
}

const NEEDED = {
  at: '交易时间',
  appid: '公众账号ID',
  mchid: '商户号',
  sub: '特约商户号',
  providerNo: '微信订单号',
  outTradeNo: '商户订单号',
  state: '交易状态',
  currency: '货币种类',
  refundNo: '商户退款单号',
  refundState: '退款状态',
  fee: '手续费',
  rate: '费率',
  total: '订单金额',
  asked: '申请退款金额',
} as const;
type Name = keyof typeof NEEDED;
const FOOT = '总交易单数';
const SUMS = { lines: FOOT, fees: '手续费总金额', paid: '订单总金额', back: '申请退款总金额' };
const strange = (): WechatPayFault => new WechatPayFault('STRANGE_BILL', 'again', 200);

/** Yuan with up to five places are whole fen; half a fen goes away from nothing. */
export function fenIn(yuan: string): Fen {
  const found = /^(-?)(\d{1,12})(?:\.(\d{1,5}))?$/.exec(yuan);
  if (found === null) throw strange();
  const [, sign, whole, rest = ''] = found;
  const milli = Number(whole) * 100_000 + Number(rest.padEnd(5, '0'));
  const size = Math.floor((milli + 500) / 1_000);
  return fen(sign === '-' ? 0 - size : size);
}

const rateIn = (cell: string): number | null => {
  const found = /^(\d{1,3}(?:\.\d{1,4})?)%$/.exec(cell);
  const bps = found === null ? Number.NaN : Math.round(Number(found[1]) * 10_000) / 100;
  return Number.isInteger(bps) ? bps : null;
};
const instantIn = (cell: string): Instant => {
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(cell);
  if (found === null) throw strange();
  return instantAt(Date.parse(`${found[1]}T${found[2]}+08:00`));
};
/** `CHANGE`: the buyer's account took nothing, and somebody has to say where else it goes. */
const REFUND_STATES: Readonly<Record<string, TradeLine['state']>> = {
  SUCCESS: 'done',
  PROCESSING: 'under_way',
  CHANGE: 'under_way',
  FAIL: 'failed',
};

/** @throws WechatPayFault `STRANGE_BILL`, at its end, too, where the sums are not the lines' */
export async function* linesIn(
  file: NodeJS.ReadableStream,
  appOf: (said: { appid: string; mchid: string; sub: string }) => string,
): AsyncGenerator<TradeLine> {
  const texts = createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY });
  const seen = { lines: 0, paid: 0, back: 0 };
  let columns: Readonly<Record<Name, number>> | null = null;
  let sums: readonly string[] | null = null;
  for await (const text of texts) {
    if (text === '') continue;
    const row = text.startsWith('`')
      ? text.slice(1).split(',`')
      : text.replace(/^\ufeff/, '').split(',');
    if (columns === null) columns = columnsIn(row);
    else if (row[0] === FOOT) sums = row;
    else if (sums !== null) return mustAdd(sums, row, seen);
    else {
      const line = lineOf(row, columns, appOf);
      seen.lines += 1;
      if (line.kind === 'payment') seen.paid += line.amount;
      else seen.back += line.amount;
      yield line;
    }
  }
  throw strange(); // it ends before its sums
}

function columnsIn(heads: readonly string[]): Readonly<Record<Name, number>> {
  const at = Object.entries(NEEDED).map(([name, head]) => [name, heads.indexOf(head)] as const);
  if (at.some(([, index]) => index < 0)) throw strange();
  return Object.fromEntries(at) as Record<Name, number>;
}

function lineOf(
  row: readonly string[],
  columns: Readonly<Record<Name, number>>,
  appOf: (said: { appid: string; mchid: string; sub: string }) => string,
): TradeLine {
  const cell = (name: Name): string => (row[columns[name]] ?? '').trim();
  const isRefund = cell('state') === 'REFUND';
  const state = isRefund ? REFUND_STATES[cell('refundState')] : STATES[cell('state')];
  if (state === undefined) throw strange();
  const [appid, mchid, sub] = [cell('appid'), cell('mchid'), cell('sub')];
  return {
    kind: isRefund ? 'refund' : 'payment',
    at: instantIn(cell('at')),
    app: appOf({ appid, mchid, sub }),
    providerNo: cell('providerNo'),
    outTradeNo: cell('outTradeNo'),
    refundNo: isRefund ? cell('refundNo') : '',
    amount: fenIn(cell(isRefund ? 'asked' : 'total')),
    fee: fenIn(cell('fee')),
    rateBps: rateIn(cell('rate')),
    currency: cell('currency'),
    state,
  };
}
const STATES: Readonly<Record<string, TradeLine['state']>> = { SUCCESS: 'done', REVOKED: 'failed' };

function mustAdd(
  heads: readonly string[],
  cells: readonly string[],
  seen: { readonly lines: number; readonly paid: number; readonly back: number },
): void {
  const said = (head: string): string => (cells[heads.indexOf(head)] ?? '').trim();
  const same =
    Number(said(SUMS.lines)) === seen.lines &&
    fenIn(said(SUMS.paid)) === seen.paid &&
    fenIn(said(SUMS.back)) === seen.back;
  if (!same) throw strange();
}
