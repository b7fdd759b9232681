/** Lists as files that are safe to open: asked page by page, with an end, sent as a download. */
import type { FastifyReply } from 'fastify';
import { dayOf, minuteOfDay, type Instant } from '../kernel/time.ts';
import { csvOf } from '../platform/csv.ts';

/** attack-71: an export has an end. */
const MOST_ROWS = 100_000;

export const sendCsv = (reply: FastifyReply, name: string, body: string): FastifyReply =>
  reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(body);

interface Page<Row> {
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
export const tableOf = <Row>(rows: readonly Row[], columns: Columns<Row>): string =>
  csvOf([
    Object.keys(columns),
    ...rows.map((row) => Object.values(columns).map((cellOf) => cellOf(row))),
  ]);
