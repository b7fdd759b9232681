/** Lists as files that are safe to open: asked page by page, with an end, sent as a download. */
import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { dayOf, minuteOfDay, type Instant } from '../kernel/time.ts';
import { csvLines, csvOf } from '../platform/csv.ts';

/** attack-71: an export has an end. */
const MOST_ROWS = 100_000;

export const sendCsv = (reply: FastifyReply, name: string, body: string | Readable): FastifyReply =>
  reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(body);

export interface Page<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}
/** Every row of a list that is read by pages, up to where an export ends. */
export async function allOf<Row>(
  read: (after: string | null) => Promise<Page<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const { items, next } = await read(after);
    rows.push(...items);
    if (next === null || rows.length >= MOST_ROWS) return rows.slice(0, MOST_ROWS);
    after = next;
  }
}

/**
 * The same as text, a page at a time, so that no export waits in memory for its last row. `taken`
 * is told how many rows leave: before the last of them do, or when the reader hangs up.
 */
export async function* linesOf<Row>(
  first: Page<Row>,
  read: (after: string) => Promise<Page<Row>>,
  columns: Columns<Row>,
  taken: (rows: number) => Promise<void>,
): AsyncGenerator<string> {
  let rows = 0;
  let isTold = false;
  try {
    yield csvOf([Object.keys(columns)]);
    for (let page = first; ; ) {
      const items = page.items.slice(0, MOST_ROWS - rows);
      rows += items.length;
      const isLast = page.next === null || rows >= MOST_ROWS;
      if (isLast) {
        await taken(rows);
        isTold = true;
      }
      yield csvLines(items.map((row) => cellsOf(row, columns)));
      if (isLast) return;
      page = await read(page.next!);
    }
  } finally {
    if (!isTold) await taken(rows);
  }
}

/** To the minute, by the clock of Shanghai. */
export const clock = (at: Instant): string => {
  const minute = minuteOfDay(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${dayOf(at)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
};
export const yuan = (fen: number | null): string => (fen === null ? '' : (fen / 100).toFixed(2));

type Cell = string | number | null;
/** By the column's head. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;
const cellsOf = <Row>(row: Row, columns: Columns<Row>): Cell[] =>
  Object.values(columns).map((cellOf) => cellOf(row));
export const tableOf = <Row>(rows: readonly Row[], columns: Columns<Row>): string =>
  csvOf([Object.keys(columns), ...rows.map((row) => cellsOf(row, columns))]);
