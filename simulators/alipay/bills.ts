/** Alipay's bill of a day: two tables in GBK, packed as a zip, as the real ones come. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface BillRow {
  readonly kind: '交易' | '退款';
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly subject: string;
  readonly atMs: number;
  readonly fen: number;
  readonly feeFen: number;
  readonly refundNo: string;
}
const HEAD =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,' +
  '订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,' +
  '券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';
const yuan = (fen: number): string => (fen / 100).toFixed(2);
const clock = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** Every character of the two-byte plane, by decoding it once: Node writes no GBK by itself. */
let codes: Map<string, Buffer> | undefined;
function gbk(text: string): Buffer {
  if (codes === undefined) {
    codes = new Map();
    const decoder = new TextDecoder('gbk');
    for (let high = 0x81; high <= 0xfe; high += 1)
      for (let low = 0x40; low <= 0xfe; low += 1) {
        const bytes = Buffer.from([high, low]);
        const char = decoder.decode(bytes);
        if (char.length === 1 && char !== '\ufffd') codes.set(char, bytes);
      }
  }
  return Buffer.concat([...text].map((char) => codes!.get(char) ?? Buffer.from(char, 'latin1')));
}

export function billOf(appid: string, rows: readonly BillRow[]): Buffer {
  const cells = (row: BillRow): string => {
    const { kind, tradeNo, outTradeNo, subject, atMs, fen, feeFen, refundNo } = row;
    const at = clock(atMs);
    const start = [
      `${tradeNo}\t`,
      `${outTradeNo}\t`,
      kind,
      subject,
      at,
      at,
      '',
      '',
      '',
      '',
      'a***',
    ];
    const sums = [yuan(fen), yuan(fen), '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00'];
    return [...start, ...sums, refundNo, yuan(feeFen), '0.00', ''].join(',');
  };
  const of = (kind: BillRow['kind']) => rows.filter((row) => row.kind === kind);
  const sum = (kind: BillRow['kind']) => yuan(of(kind).reduce((all, { fen }) => all + fen, 0));
  const text = [
    '#支付宝业务明细查询',
    `#账号：[${appid}0156]`,
    '#-----------------------------------------业务明细列表----------------------------------------',
    HEAD,
    ...rows.map(cells),
    '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${of('交易').length}笔，商家实收共${sum('交易')}元，商家优惠共0.00元`,
    `#退款合计：${of('退款').length}笔，商家实收退款共${sum('退款')}元，商家优惠退款共0.00元`,
    '',
  ].join('\r\n');
  const total = ['#支付宝业务汇总查询', '门店编号,交易订单总笔数', `合计,${rows.length}`, ''].join(
    '\r\n',
  );
  return zipOf({ '业务明细.csv': gbk(text), '业务明细(汇总).csv': gbk(total) });
}

function zipOf(files: Readonly<Record<string, Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const [title, packed] = [gbk(name), deflateRawSync(content)];
    const meta = Buffer.alloc(26);
    meta.writeUInt16LE(20, 0);
    meta.writeUInt16LE(8, 4);
    meta.writeUInt32LE(crc32(content), 10);
    meta.writeUInt32LE(packed.length, 14);
    meta.writeUInt32LE(content.length, 18);
    meta.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), meta, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    const made = Buffer.from([20, 0]);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02'), made, meta, tail, title]));
    locals.push(local);
    at += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(locals.length, 4);
  end.writeUInt16LE(locals.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}
