/** Bringing a file as the console does: upload, run, look until it has ended. And large files. */
import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid } from '../src/platform/uuid.ts';
import { NOW } from './house.ts';

export type Headers = Readonly<Record<string, string>>;
export type File = string | Buffer;

/** The body of an upload, and what its header says. */
export function formOf(file: File, name: string): { type: string; body: Buffer } {
  const edge = 'x-edge-x';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n`;
  const body = Buffer.concat([
    Buffer.from(`${head}content-type: application/octet-stream\r\n\r\n`),
    Buffer.from(file),
    Buffer.from(`\r\n--${edge}--\r\n`),
  ]);
  return { type: `multipart/form-data; boundary=${edge}`, body };
}

export interface Bringing {
  readonly app: FastifyInstance;
  readonly headers: Headers;
}

export async function upload(
  { app, headers }: Bringing,
  kind: string,
  file: File,
  { id = newUuid(NOW), name = 'goods.csv' } = {},
) {
  const { type, body } = formOf(file, name);
  const answer = await app.inject({
    method: 'POST',
    url: `/api/console/imports?id=${id}&kind=${kind}`,
    headers: { ...headers, 'content-type': type },
    payload: body,
  });
  return { id, status: answer.statusCode, body: answer.json() };
}

export async function run(
  { app, headers }: Bringing,
  id: string,
  columns: object,
  more: object = {},
) {
  const url = `/api/console/imports/${id}`;
  const payload = { columns, ...more };
  const answer = await app.inject({ method: 'POST', url: `${url}/run`, headers, payload });
  if (answer.statusCode !== 202) return { status: answer.statusCode, body: answer.json() };
  for (;;) {
    const body = (await app.inject({ url, headers })).json();
    if (body.state !== 'running') return { status: 202, body };
    await sleep(10);
  }
}

export async function bring(
  to: Bringing,
  kind: string,
  file: File,
  { name = 'goods.csv', ...more }: { name?: string; outletId?: string } = {},
) {
  const { id, body } = await upload(to, kind, file, { name });
  const ended = await run(to, id, body.columns, more);
  return { id, body: ended.body };
}

/** The n-th EAN-13 of a number range that no product of the casts has. */
export function barcodeOf(n: number): string {
  const twelve = `695${String(n).padStart(9, '0')}`;
  const sum = [...twelve].reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

type Rows = (string | number)[][];
const SCENES = ['厨房调味', '早餐面点', '时令水果', '粮油干货', '乳品冷饮'];
export const productRows = (count: number): Rows => [
  ['商品编号', '商品名称', '分类', '规格', '条码', '零售价', '成本价'],
  ...Array.from({ length: count }, (_, n) => [
    `P${n}`,
    `货架第${n % 997}排 ${SCENES[n % 5]} ${n}`,
    SCENES[n % 5]!,
    `${100 + (n % 9) * 50}g`,
    barcodeOf(n),
    (199 + (n % 5_000)) / 100,
    (99 + (n % 2_000)) / 100,
  ]),
];
export const stockRows = (count: number, outlet: string): Rows => [
  ['门店', '条码', '数量'],
  ...Array.from({ length: count }, (_, n) => [outlet, barcodeOf(n), n % 400]),
];
export const memberRows = (count: number): Rows => [
  ['姓名', '手机号'],
  ...Array.from({ length: count }, (_, n) => [`会员${n}`, `139${String(n).padStart(8, '0')}`]),
];
export const csvText = (rows: Rows): string => rows.map((row) => row.join(',')).join('\n');
