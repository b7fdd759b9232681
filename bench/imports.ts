/**
 * Bringing 50,000 rows of each kind, from the upload's first byte to the last good row, with a
 * thousandth of bad ones among them; the products once more as XLSX, over themselves.
 */
import { buildApp } from '../server/src/app.ts';
import * as chain from '../server/src/modules/chain/chain.ts';
import { seatChain } from '../server/test/cast.ts';
import { openHouse } from '../server/test/house.ts';
import {
  bring,
  csvText,
  memberRows,
  productRows,
  stockRows,
  type Bringing,
  type File,
} from '../server/test/import-files.ts';
import { xlsxOf } from '../server/test/sheet-file.ts';
import type { Figure } from './figure.ts';

const ROWS = 50_000;
const BAD_EVERY = 1_000;

export async function run(): Promise<Figure[]> {
  const house = await openHouse();
  const cast = await seatChain(house);
  const directory = await house.db.reading(cast.merchant, (r) => chain.directory(r));
  const outlet = directory.outlets.find(({ kind }) => kind === 'store')!;
  const app = await buildApp(house, { requestsPerMinute: 0, logLevel: 'error' });
  const to = { app, headers: cast.as('zhao') };
  const products = spoilt(productRows(ROWS));
  try {
    return [
      await timed(to, 'products', csvText(products)),
      await timed(to, 'products', xlsxOf(products), 'goods.xlsx'),
      await timed(to, 'stock', csvText(spoilt(stockRows(ROWS, outlet.name)))),
      await timed(to, 'members', csvText(spoilt(memberRows(ROWS))), 'm.csv', outlet.id),
    ];
  } finally {
    await app.close();
    await house.close();
  }
}

/** Each kind refuses a row whose second cell is empty. */
function spoilt<Row extends (string | number)[]>(rows: Row[]): Row[] {
  for (let at = BAD_EVERY; at < rows.length; at += BAD_EVERY) rows[at]![1] = '';
  return rows;
}

async function timed(
  to: Bringing,
  kind: string,
  file: File,
  name = 'goods.csv',
  outletId?: string,
): Promise<Figure> {
  const began = performance.now();
  const { body } = await bring(to, kind, file, { name, ...(outletId && { outletId }) });
  const value = (performance.now() - began) / 1_000;
  const { state, good, bad } = body;
  if (state !== 'done' || good + bad !== ROWS || bad !== ROWS / BAD_EVERY)
    throw new Error(`${kind} ended ${state} with ${good} good and ${bad} bad rows`);
  const id = `imports ${kind} ${name.endsWith('xlsx') ? 'xlsx' : 'csv'}`;
  return { id, value, unit: 's', must: 60, bound: 'most', raw: { good, bad } };
}
