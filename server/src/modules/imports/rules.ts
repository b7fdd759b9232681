/** Which column means what, and whether a row makes sense by itself. */
import type { Bad, Columns, Kind, MemberRow, ProductRow, Reason, StockRow } from './types.ts';

interface Field {
  readonly name: string;
  readonly must: boolean;
  /** Headers that mean it, folded. */
  readonly called: readonly string[];
}
const field = (name: string, called: string, must = false): Field => ({
  name,
  must,
  called: [name.toLowerCase(), ...called.split(' ')],
});

export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  products: [
    field('title', '商品名称 商品名 名称 品名 商品 product name productname', true),
    field('titleEn', '英文名 英文名称 english englishname titleen'),
    field('category', '分类 类目 品类 场景 category scene', true),
    field('spec', '规格 包装 spec size', true),
    field('barcode', '条码 条形码 国际条码 商品条码 ean barcode ean13 upc', true),
    field('price', '售价 零售价 价格 单价 price retailprice', true),
    field('cost', '成本 成本价 进价 进货价 cost'),
    field('role', '角色 商品角色 role'),
    field('origin', '产地 origin'),
    field('shelf', '货架 货位 库位 shelf location'),
    field('externalId', '商品编号 编号 货号 sku skuid externalid number code'),
  ],
  stock: [
    field('barcode', '条码 条形码 国际条码 商品条码 ean barcode ean13', true),
    field(
      'quantity',
      '数量 库存 实盘 实盘数 盘点数 现有库存 quantity qty count stock onhand',
      true,
    ),
    field('outlet', '门店 店铺 门店名称 店名 outlet store shop'),
  ],
  members: [
    field('phone', '手机 手机号 手机号码 电话 phone mobile tel', true),
    field('name', '姓名 名字 称呼 昵称 会员名 name', true),
    field('outlet', '门店 归属门店 店铺 所属门店 outlet store shop'),
  ],
};

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The first column whose header means the field; each column is used once. */
export function guess(kind: Kind, headers: readonly string[]): Columns {
  const folded = headers.map(fold);
  const columns: Record<string, number> = {};
  const used = new Set<number>();
  for (const { name, called } of FIELDS[kind]) {
    const at = folded.findIndex((header, i) => !used.has(i) && called.includes(header));
    if (at < 0) continue;
    columns[name] = at;
    used.add(at);
  }
  return columns;
}

/** Fields that must be there and have no column. */
export const missingFields = (kind: Kind, columns: Columns): string[] =>
  FIELDS[kind].filter(({ name, must }) => must && columns[name] === undefined).map((f) => f.name);

const bad = (reason: Reason, facts: Bad['facts'] = {}): Bad => ({ reason, facts });
const LONGEST = 120;

function cellsOf(kind: Kind, columns: Columns, cells: readonly string[]) {
  const found: Record<string, string> = {};
  for (const { name, must } of FIELDS[kind]) {
    const at = columns[name];
    // A single quote in front is how spreadsheets mark text, ours included.
    const cell = (at === undefined ? '' : (cells[at] ?? '')).trim().replace(/^'(?=[=+\-@])/, '');
    if (must && cell === '') return bad('missing', { field: name });
    if (cell.length > LONGEST) return bad('too_long', { field: name });
    found[name] = cell;
  }
  return found as Readonly<Record<string, string>>;
}
const isBad = (found: object): found is Bad => 'reason' in found;

/** ¥1,234.50 → 123450; null when it is no amount. */
export function fenOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[¥￥,\s]|元$/g, '');
  const [, yuan, fen = ''] = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  return yuan === undefined ? null : Number(yuan) * 100 + Number(fen.padEnd(2, '0'));
}

const ROLE_WORDS: Readonly<Record<string, string>> = {
  '': 'everyday',
  引流: 'traffic',
  服务: 'everyday',
  日常: 'everyday',
  福利: 'benefit',
  裂变: 'spread',
  利润: 'profit',
  traffic: 'traffic',
  everyday: 'everyday',
  benefit: 'benefit',
  spread: 'spread',
  profit: 'profit',
};

export function productOf(
  columns: Columns,
  cells: readonly string[],
  isBarcode: (code: string) => boolean,
): ProductRow | Bad {
  const found = cellsOf('products', columns, cells);
  if (isBad(found)) return found;
  const { title, titleEn, category, spec, barcode, origin, shelf, externalId } = found;
  const priceFen = fenOf(found.price!);
  if (priceFen === null || priceFen === 0) return bad('not_a_price', { value: found.price! });
  const costFen = found.cost === '' ? 0 : fenOf(found.cost!);
  if (costFen === null) return bad('not_a_price', { value: found.cost! });
  const role = ROLE_WORDS[found.role!.toLowerCase()];
  if (role === undefined) return bad('role_unknown', { value: found.role! });
  if (!isBarcode(barcode!)) return bad('barcode_wrong', { barcode: barcode! });
  return {
    externalId: externalId === '' ? null : externalId!,
    title: title!,
    titleEn: titleEn!,
    category: category!,
    role,
    spec: spec!,
    barcode: barcode!,
    priceFen,
    costFen,
    origin: origin!,
    shelf: shelf!,
  };
}

export function stockOf(columns: Columns, cells: readonly string[]): StockRow | Bad {
  const found = cellsOf('stock', columns, cells);
  if (isBad(found)) return found;
  const text = found.quantity!.replace(/\.0+$/, '');
  if (!/^\d{1,5}$/.test(text)) return bad('not_a_count', { value: found.quantity! });
  return {
    outlet: found.outlet === '' ? null : found.outlet!,
    barcode: found.barcode!,
    quantity: Number(text),
  };
}

export function memberOf(columns: Columns, cells: readonly string[]): MemberRow | Bad {
  const found = cellsOf('members', columns, cells);
  if (isBad(found)) return found;
  const phone = found.phone!.replace(/^\+?86(?=1)|[\s-]/g, '');
  if (!/^1[3-9]\d{9}$/.test(phone)) return bad('phone_wrong', { value: maskOf(found.phone!) });
  return { phone, name: found.name!, outlet: found.outlet === '' ? null : found.outlet! };
}

/** A wrong number may still be somebody's. */
const maskOf = (text: string): string => `${text.slice(0, 3)}****`;

/** What the file of bad rows says, in both languages. */
export const REASON_WORDS: Readonly<Record<Reason, readonly [zh: string, en: string]>> = {
  missing: ['必填的一栏是空的', 'A required cell is empty'],
  not_a_price: ['价格不是金额', 'The price is no amount'],
  not_a_count: ['数量不是整数', 'The quantity is no whole number'],
  barcode_wrong: ['条码校验位不对', 'The check digit of the bar code is wrong'],
  barcode_elsewhere: ['条码已属于别的商品', 'The bar code belongs to another product'],
  barcode_unknown: ['没有这个条码的商品', 'No product has this bar code'],
  outlet_unknown: ['没有这家门店，或你管不到', 'No such store, or not yours'],
  outlet_keeps_no_stock: ['这家店不备货', 'This store keeps no stock'],
  phone_wrong: ['手机号不对', 'The phone number is wrong'],
  role_unknown: ['没有这种商品角色', 'No such product role'],
  outside_band: ['价格不在价格带里', 'The price is outside the band'],
  held_for_orders: ['比已为订单留的还少', 'Fewer than are held for orders'],
  twice_in_file: ['文件里出现了两次', 'Twice in the file'],
  too_long: ['一栏写得太长', 'A cell is too long'],
};
