/** Lines of an import on their way to good or bad, each with its reason. */
import type { Bad, Line, Outcome } from '../../modules/imports/imports.ts';

export interface Judged<Row> {
  good: { readonly line: number; readonly row: Row }[];
  /** Puts aside the good ones that it finds something against. */
  refuse(objection: (each: { readonly line: number; readonly row: Row }) => Bad | null): void;
  outcomes(): Outcome[];
}

const isBad = (row: object): row is Bad => 'reason' in row && 'facts' in row;

/** `keyOf`: what may stand only once in a file; the later line loses. */
export function judged<Row extends object>(
  lines: readonly Line[],
  rowOf: (cells: readonly string[]) => Row | Bad,
  keyOf: (row: Row) => string,
): Judged<Row> {
  const bad: Outcome[] = [];
  const put = (line: number, { reason, facts }: Bad): void =>
    void bad.push({ line, state: 'bad', code: reason, facts });
  const seen = new Set<string>();
  const judgement: Judged<Row> = {
    good: [],
    refuse(objection) {
      judgement.good = judgement.good.filter((each) => {
        const found = objection(each);
        if (found !== null) put(each.line, found);
        return found === null;
      });
    },
    outcomes: () => [
      ...judgement.good.map(({ line }) => {
        return { line, state: 'good', code: null, facts: {} } satisfies Outcome;
      }),
      ...bad,
    ],
  };
  for (const { line, cells } of lines) {
    const row = rowOf(cells);
    if (isBad(row)) put(line, row);
    else if (seen.has(keyOf(row))) put(line, { reason: 'twice_in_file', facts: {} });
    else {
      seen.add(keyOf(row));
      judgement.good.push({ line, row });
    }
  }
  return judgement;
}
