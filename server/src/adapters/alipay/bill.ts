/**
 * Alipay's bill of a day: an address that lives half a minute, behind it a zip with a table in GBK
 * between comment lines. What it is not, is signed: so it is fetched from Alipay's own hosts alone.
 */
import { createHash } from 'node:crypto';
import { request } from 'undici';
import { fen } from '../../kernel/money.ts';
import { addDays, epochOf, instantAt, startOf, type Day, type Instant } from '../../kernel/time.ts';
import { AlipayFault, type AlipayLine } from './line.ts';
import { fenOf } from './money.ts';
import { entriesIn } from './zip.ts';

const MOST_BYTES = 200_000_000;
const FILE_MS = 120_000;
/** It says "no bill" both for a day without payments and for one that it still counts. */
const SURELY_MS = 12 * 3_600_000;
const OURS = /(^|\.)(alipay\.com|alipay\.cn|alipayobjects\.com)$/;
const HEADS = {
  providerNo: '支付宝交易号',
  outTradeNo: '商户订单号',
  kind: '业务类型',
  at: '完成时间',
  amount: '订单金额（元）',
  refundNo: '退款批次号/请求号',
  fee: '服务费（元）',
} as const;
const strange = (): AlipayFault => new AlipayFault('STRANGE_BILL');

export async function alipayBill(
  line: AlipayLine,
  day: Day,
  { appid, nowMs }: { readonly appid: string; readonly nowMs: () => number },
) {
  const method = 'alipay.data.dataservice.bill.downloadurl.query';
  const wish = { billType: 'trade', billDate: day };
  const found = await line.ask(method, wish).catch((fault: AlipayFault) => {
    if (fault.code === 'isp.bill_not_exist') return null;
    throw fault;
  });
  if (found === null) {
    if (nowMs() < epochOf(startOf(addDays(day, 1))) + SURELY_MS) return null;
    return { hash: 'no-transactions', lines: linesOf('', appid, false) };
  }
  const url = new URL(String(found.billDownloadUrl));
  // In a test it is the simulator, which stands at a number.
  if (!OURS.test(url.hostname) && url.hostname !== '127.0.0.1') throw strange();
  const file = await fetched(url);
  const text = textIn(file);
  const hash = createHash('sha256').update(file).digest('hex');
  return { hash, lines: linesOf(text, appid, true) };
}

async function fetched(url: URL): Promise<Buffer> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(FILE_MS) });
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += (part as Buffer).length;
    if (size > MOST_BYTES) throw strange();
    parts.push(part as Buffer);
  }
  if (statusCode !== 200) throw new AlipayFault('NO_BILL_FILE');
  return Buffer.concat(parts);
}

/** Of the two tables the longer one; the other has sums only. */
function textIn(file: Buffer): string {
  try {
    const texts = entriesIn(file).map(({ content }) => new TextDecoder('gb18030').decode(content));
    const found = texts.find((text) => text.includes(HEADS.refundNo));
    if (found !== undefined) return found;
  } catch {
    // told below, in our own words
  }
  throw strange();
}

async function* linesOf(text: string, app: string, mustEnd: boolean) {
  let columns: readonly string[] | null = null;
  let isWhole = !mustEnd;
  const seen = { paid: 0, refunds: 0 };
  for (const row of text.split(/\r?\n/)) {
    if (row.startsWith('#')) {
      const said = /^#交易合计：(\d+)笔.*/.exec(row);
      const back = /^#退款合计：(\d+)笔.*/.exec(row);
      if (said !== null && Number(said[1]) !== seen.paid) throw strange();
      if (back !== null && Number(back[1]) !== seen.refunds) throw strange();
      isWhole ||= row.includes('业务明细列表结束');
      continue;
    }
    const cells = row.split(',').map((cell) => cell.replaceAll('\t', '').trim());
    if (cells.length < 5) continue;
    if (columns === null) {
      columns = cells;
      if (Object.values(HEADS).some((head) => !cells.includes(head))) throw strange();
      continue;
    }
    const line = lineOf(cells, columns, app);
    if (line.kind === 'payment') seen.paid += 1;
    else seen.refunds += 1;
    yield line;
  }
  if (!isWhole) throw strange();
}

function lineOf(cells: readonly string[], columns: readonly string[], app: string) {
  // An article's name may have commas in it: columns behind it count from the end.
  const more = cells.length - columns.length;
  const cell = (head: keyof typeof HEADS): string => {
    const at = columns.indexOf(HEADS[head]);
    return cells[at > columns.indexOf('商品名称') ? at + more : at] ?? '';
  };
  const kind = cell('kind') === '退款' ? ('refund' as const) : ('payment' as const);
  try {
    const amount = fen(Math.abs(fenOf(cell('amount'))));
    return {
      kind,
      at: instantIn(cell('at')),
      app,
      providerNo: cell('providerNo'),
      outTradeNo: cell('outTradeNo'),
      refundNo: kind === 'refund' ? cell('refundNo') : '',
      amount,
      // What Alipay keeps stands there as money that goes.
      fee: fen(0 - fenOf(cell('fee'))),
      rateBps: null,
      currency: 'CNY',
      state: 'done' as const,
    };
  } catch {
    throw strange();
  }
}

function instantIn(clock: string): Instant {
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(clock);
  if (found === null) throw strange();
  return instantAt(Date.parse(`${found[1]}T${found[2]}+08:00`));
}
