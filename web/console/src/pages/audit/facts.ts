/** The small facts beside a deed, in words: money as money, ids by their end, the rest as it is. */
import { money } from '../../words/figures.ts';
import type { Language } from '../../words/words.tsx';

type Said = readonly [zh: string, en: string];
const KEYS: Readonly<Record<string, Said>> = {
  app: ['在', 'at'],
  case: ['申请', 'case'],
  refund: ['退款', 'refund'],
  reason: ['因为', 'because'],
  role: ['角色', 'role'],
  node: ['在', 'at'],
  outlet: ['门店', 'outlet'],
  order: ['订单', 'order'],
  member: ['会员', 'member'],
  name: ['名字', 'name'],
  kind: ['种类', 'kind'],
  rows: ['行数', 'rows'],
  from: ['从', 'from'],
  to: ['到', 'to'],
  scopes: ['权限', 'scopes'],
  version: ['版本', 'version'],
  customers: ['会员数', 'members'],
  why: ['因为', 'because'],
  amountFen: ['', ''],
  refundFen: ['退', 'refunded'],
};
const VALUES: Readonly<Record<string, Said>> = {
  console: ['后台', 'console'],
  workbench: ['工作台', 'workbench'],
  products: ['商品', 'products'],
  members: ['会员', 'members'],
  stock: ['库存', 'stock'],
};
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export const factsOf = (facts: Readonly<Record<string, unknown>>, language: Language): string =>
  Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => tell(key, value, language === 'zh' ? 0 : 1))
    .join(' · ');

function tell(key: string, value: unknown, at: 0 | 1): string {
  const head = KEYS[key]?.[at] ?? key;
  return head === '' ? said(key, value, at) : `${head} ${said(key, value, at)}`;
}

function said(key: string, value: unknown, at: 0 | 1): string {
  if (key.endsWith('Fen') && typeof value === 'number') return money(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (UUID.test(value)) return `…${value.slice(-6)}`;
  return VALUES[value]?.[at] ?? value;
}
