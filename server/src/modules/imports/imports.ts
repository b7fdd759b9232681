/**
 * Files that somebody brings: kept row by row, each with what became of it. Knows columns and rows,
 * not what a product or a member is; running an import is a flow.
 */
import type { StaffId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { after, minutes } from '../../kernel/time.ts';
import { Again, type Reader, type Tx } from '../../platform/db.ts';
import { clearTimer, setTimer } from '../../platform/timer.ts';
import { guess, missingFields } from './rules.ts';
import * as store from './store.ts';
import type { Import, ImportId, Kind, Line, Mapping, Outcome } from './types.ts';

export * as erasure from './erasure.ts';
export {
  FIELDS,
  guess,
  memberOf,
  productOf,
  REASON_WORDS,
  stockOf,
} from './rules.ts';
export type {
  Bad,
  Columns,
  Import,
  ImportId,
  Kind,
  Line,
  Mapping,
  MemberRow,
  Outcome,
  ProductRow,
  Reason,
  State,
  StockRow,
} from './types.ts';

/** The file as it came, header apart. Line 2 is the first below the header. */
export function keep(
  tx: Tx,
  wish: { id: ImportId; kind: Kind; fileName: string; by: StaffId },
  [headers = [], ...rows]: readonly (readonly string[])[],
): Mapping {
  const mapping: Mapping = { headers, columns: guess(wish.kind, headers), outlet: null };
  const { id, kind, fileName, by: madeBy } = wish;
  tx.guard(
    store.insertImport,
    { id, kind, fileName, mapping, total: rows.length, madeBy },
    () => new Again('the same file was uploaded meanwhile'),
  );
  const CHUNK = 5_000;
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK);
    tx.tell(store.insertRows, {
      id,
      rows: chunk.map((cells, i) => ({ line: from + i + 2, cells })),
    });
  }
  return mapping;
}

/** @throws Refusal `imports.unknown` */
export async function find(reader: Reader, id: ImportId): Promise<Import> {
  const [found] = await reader.ask(store.findImport, { id });
  if (found === undefined) throw new Refusal('not_found', 'imports.unknown');
  return found;
}
export const findMaybe = async (reader: Reader, id: ImportId): Promise<Import | null> =>
  (await reader.ask(store.findImport, { id }))[0] ?? null;

/** `by` null: everybody's. */
export const list = (
  reader: Reader,
  by: StaffId | null,
  after: ImportId | null,
  count: number,
): Promise<Import[]> => reader.ask(store.findImports, { madeBy: by, after, count });

/**
 * One that has failed is started again and goes on with the rows that wait. Whoever runs it renews
 * the timer with every chunk; if it rings, the runner is dead.
 * @throws Refusal `imports.field_missing`, `imports.running`, `imports.ended`
 */
export function start(tx: Tx, standing: Import, mapping: Mapping): void {
  if (standing.state === 'running') throw new Refusal('conflict', 'imports.running');
  const [missing] = missingFields(standing.kind, mapping.columns);
  if (missing !== undefined)
    throw new Refusal('invalid', 'imports.field_missing', { field: missing });
  tx.guard(
    store.startImport,
    { id: standing.id, mapping },
    () => new Refusal('conflict', 'imports.ended'),
  );
  stillRunning(tx, standing.id);
}

export const IMPORT_TIMER = 'imports.resume';
/** Many times what a chunk takes. */
const SILENCE = minutes(1);
export const stillRunning = (tx: Tx, id: ImportId): void =>
  setTimer(tx, IMPORT_TIMER, id, after(tx.now, SILENCE));
/** Whoever runs it goes home. */
export const nextRunner = (tx: Tx, id: ImportId): void => setTimer(tx, IMPORT_TIMER, id, tx.now);

export const waitingLines = (reader: Reader, id: ImportId, count: number): Promise<Line[]> =>
  reader.ask(store.findLines, { id, state: 'waiting', after: 0, count });

export const badLines = (reader: Reader, id: ImportId, after: number, count: number) =>
  reader.ask(store.findLines, { id, state: 'bad', after, count });

/** Which of these stand in good rows of the file already. */
export async function keysOf(
  reader: Reader,
  id: ImportId,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await reader.ask(store.findKeys, { id, keys });
  return new Set(found.map(({ key }) => key));
}

/** What became of these rows, in the transaction that did it. */
export function settle(tx: Tx, id: ImportId, outcomes: readonly Outcome[]): void {
  const gone = () => new Again('another runner took these rows');
  tx.guard(store.settleRows, { id, rows: outcomes }, gone);
  const good = outcomes.filter(({ state }) => state === 'good').length;
  tx.tell(store.countRows, { id, good, bad: outcomes.length - good });
}

export function end(tx: Tx, id: ImportId, state: 'done' | 'failed'): void {
  tx.tell(store.endImport, { id, state });
  clearTimer(tx, IMPORT_TIMER, id);
}
