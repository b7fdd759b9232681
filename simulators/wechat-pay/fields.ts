/** What the platform looks at in a body before it looks at anything else. */
import { isIP } from 'node:net';
import { No } from './wire.ts';

export type Body = Readonly<Record<string, unknown>>;
/** `!` must be there; an object is looked into in turn. */
export interface Fields {
  readonly [name: string]: '!' | '?' | Fields;
}

export const wrong = (message: string): No => new No(400, 'PARAM_ERROR', 268_435_461, message);

export function bodyOf(text: string, fields: Fields): Body {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw wrong('请求体不是合法的JSON');
  }
  return look(found, fields, '');
}

function look(found: unknown, fields: Fields, at: string): Body {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    throw wrong(`${at || '请求体'} 类型错误`);
  }
  for (const [name, value] of Object.entries(found)) {
    const field = fields[name];
    if (field === undefined) {
      throw new No(400, 'PARAM_ERROR', 270_924_358, `无法识别的参数 ${at}${name}`);
    }
    if (value === null) throw wrong(`${at}${name} 不能为null`);
    if (typeof field === 'object') look(value, field, `${at}${name}.`);
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field === '!' && !(name in found)) throw wrong(`缺少参数 ${at}${name}`);
  }
  return found as Body;
}

export function text(value: unknown, name: string, most: number): string {
  if (typeof value !== 'string' || value === '' || [...value].length > most) {
    throw wrong(`${name} 长度不符`);
  }
  return value;
}

export function fenOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    throw new No(400, 'PARAM_ERROR', 268_435_464, `${name} 超出范围`);
  }
  return value;
}

export const inside = (body: Body, name: string): Body => (body[name] ?? {}) as Body;

export function outTradeNo(value: unknown): string {
  const found = text(value, 'out_trade_no', 32);
  if (!/^[0-9A-Za-z_\-|*]{6,32}$/.test(found)) throw wrong('out_trade_no 只能是数字、字母、_-|*');
  return found;
}

/** https, no query, and nothing that only a private net could reach. */
export function notifyUrl(value: unknown): string {
  const found = text(value, 'notify_url', 255);
  const url = URL.canParse(found) ? new URL(found) : null;
  const inward = url === null || isIP(url.hostname) !== 0 || !url.hostname.includes('.');
  if (inward || url.protocol !== 'https:' || url.search !== '') throw wrong('notify_url 有误');
  return found;
}

/** Two bodies that say the same, in whatever order, are the same request. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, found: unknown) =>
    typeof found === 'object' && found !== null && !Array.isArray(found)
      ? Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : found,
  );
