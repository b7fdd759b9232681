/** Everything about a member in a file to take away: JSON, a page, tables. */
import { csvOf } from '../platform/csv.ts';
import { zipOf } from '../platform/zip.ts';
import type { MemberFile, Section } from '../views/member-file.ts';

const TITLES: Readonly<Record<Section, string>> = {
  profile: '资料 · Profile',
  identities: '登录方式 · Sign-in',
  addresses: '地址 · Addresses',
  consents: '授权 · Consents',
  orders: '订单 · Orders',
  payments: '付款 · Payments',
  payers: '付款账户（编码）· Paying accounts, coded',
  refunds: '退款 · Refunds',
  aftersales: '售后 · After-sales',
  rewards: '账目 · Account entries',
  withdrawals: '提现 · Withdrawals',
  links: '分享 · Shares',
  visits: '来访 · Visits',
  belonging: '归属 · Belonging',
  notes: '员工记录 · Notes by staff',
  notices: '通知 · Notices',
  sessions: '登录记录 · Sessions',
  erasures: '注销申请 · Erasure requests',
};
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
const cell = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

type Rows = MemberFile[Section];
const columnsOf = (rows: Rows): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

function pageOf(file: MemberFile, madeAt: string): string {
  const sections = Object.entries(file).map(([name, rows]) => {
    const columns = columnsOf(rows);
    const head = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
    const body = rows
      .map((row) => `<tr>${columns.map((c) => `<td>${escaped(cell(row[c]))}</td>`).join('')}</tr>`)
      .join('\n');
    const title = `<h2>${TITLES[name as Section]} <small>${rows.length}</small></h2>`;
    return rows.length === 0 ? title : `${title}<table><tr>${head}</tr>\n${body}</table>`;
  });
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><title>我的资料 · My data</title>
<meta name="viewport" content="width=device-width"><style>
body{font:14px/1.6 system-ui,sans-serif;margin:24px;color:#1b2520}table{border-collapse:collapse}
td,th{border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top}h2{margin-top:32px}
small{color:#666;font-weight:400}</style><h1>我的资料 · My data</h1><p>${escaped(madeAt)}</p>
${sections.join('\n')}</html>`;
}

export function memberZip(file: MemberFile, madeAt: string): Buffer {
  const tables = Object.entries(file)
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => {
      const columns = columnsOf(rows);
      const lines = rows.map((row) => columns.map((column) => cell(row[column])));
      return { name: `${name}.csv`, body: csvOf([columns, ...lines]) };
    });
  return zipOf([
    { name: 'index.html', body: pageOf(file, madeAt) },
    { name: 'member.json', body: JSON.stringify({ madeAt, ...file }, null, 1) },
    ...tables,
  ]);
}
