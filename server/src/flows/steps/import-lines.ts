/** Lines of an import on their way to good or bad, each with its reason. */
import * as imports from '../../modules/imports/imports.ts';
import type { Bad, Line, Outcome } from '../../modules/imports/imports.ts';
import type { Tx } from '../../platform/db.ts';

export interface Judged<Row> {
  readonly good: readonly { readonly line: number; readonly row: Row }[];
  /** Puts aside the good ones that it finds something against. */
  refuse(objection: (each: { readonly line: number; readonly row: Row }) => Bad | null): void;
  outcomes(): Outcome[];
}

/** The lines of one chunk, and what else of the import decides about them. */
export interface Chunk {
  readonly standing: imports.Import;
  readonly lines: readonly Line[];
}

const isBad = (row: object): row is Bad => 'reason' in row && 'facts' in row;

/** `keyOf`: what may stand only once in a file; the later line loses. */
export async function judged<Row extends object>(
  tx: Tx,
  { standing, lines }: Chunk,
  rowOf: (cells: readonly string[]) => Row | Bad,
  keyOf: (row: Row) => string,
): Promise<Judged<Row>> {
  const bad: Outcome[] = [];
  const put = (line: number, { reason, facts }: Bad): void =>
    void bad.push({ line, state: 'bad', key: null, code: reason, facts });
  const read = lines.flatMap(({ line, cells }) => {
    const row = rowOf(cells);
    if (!isBad(row)) return [{ line, row, key: keyOf(row) }];
    put(line, row);
    return [];
  });
  const keys = read.map(({ key }) => key);
  const seen = new Set(await imports.keysOf(tx, standing.id, keys));
  let good = read.filter(({ line, key }) => {
    const isFirst = !seen.has(key);
    if (!isFirst) put(line, { reason: 'twice_in_file', facts: {} });
    seen.add(key);
    return isFirst;
  });
  return {
    get good() {
      return good;
    },
    refuse(objection) {
      good = good.filter((each) => {
        const found = objection(each);
        if (found !== null) put(each.line, found);
        return found === null;
      });
    },
    outcomes: () => [
      ...good.map(({ line, key }) => {
        return { line, state: 'good', key, code: null, facts: {} } satisfies Outcome;
      }),
      ...bad,
    ],
  };
}
