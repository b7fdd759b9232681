/** Papers for the desk: head with sums, a table over as many pages as it needs, a foot. As PDF. */
import { join } from 'node:path';
import { runAside, turns } from '../aside.ts';

export interface Paper {
  readonly title: string;
  readonly note: string;
  readonly sums: readonly { readonly word: string; readonly amount: string }[];
  readonly columns: readonly {
    readonly head: string;
    /** Of the width, beside the others'. */
    readonly share: number;
    readonly right?: boolean;
  }[];
  readonly rows: readonly (readonly string[])[];
  readonly foot: readonly string[];
  /** On every page, beside its number. */
  readonly mark: string;
}

const LIMIT_MS = 60_000;
/** One at a time: a paper takes a core and a hundred megabytes while it is drawn. */
const inTurn = turns(1);

export async function drawPaper(wish: Paper): Promise<Buffer> {
  const script = join(import.meta.dirname, 'draw.ts');
  const pdf = await inTurn(() => runAside(script, JSON.stringify(wish), { ms: LIMIT_MS }));
  if (pdf === null) throw new Error('the paper was not drawn');
  return pdf;
}
