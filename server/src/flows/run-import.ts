/**
 * An import runs in small transactions: rows and what became of them are committed together, so one
 * that is broken off goes on where it stopped, and a good row is never lost to a bad one.
 */
import type { MerchantId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import * as imports from '../modules/imports/imports.ts';
import { audit, type Actor } from '../platform/audit.ts';
import { isAway } from '../platform/away.ts';
import type { Db, Tx } from '../platform/db.ts';
import { Lanes } from '../platform/lanes.ts';
import type { Vault } from '../platform/secret.ts';
import { importMembers } from './steps/import-members.ts';
import { importProducts } from './steps/import-products.ts';
import { importStock } from './steps/import-stock.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
}
export interface Parts {
  readonly db: Db;
  readonly vault: Vault;
}
/** What went wrong in the background, where nobody waits for an answer. */
type Complain = (error: unknown) => void;

const ROWS = 1_000;
/** What one must be allowed beside bringing files at all. */
export const IMPORT_NEEDS: Readonly<Record<imports.Kind, string>> = {
  products: 'goods.write',
  stock: 'stock.write',
  members: 'members.read',
};

/** The same id brings the same import. @throws Refusal `imports.id_taken` */
export function keepFile(
  db: Db,
  deed: Deed,
  { id, kind, fileName }: { id: imports.ImportId; kind: imports.Kind; fileName: string },
  table: readonly (readonly string[])[],
): Promise<imports.Import> {
  const by = deed.actor.id as StaffId;
  return db.transaction(deed.merchant, async (tx) => {
    const standing = await imports.findMaybe(tx, id);
    if (standing !== null) {
      const same = standing.kind === kind && standing.madeBy === by;
      if (!same || standing.fileName !== fileName || standing.total !== table.length - 1)
        throw new Refusal('invalid', 'imports.id_taken', { id });
      return standing;
    }
    imports.keep(tx, { id, kind, fileName, by }, table);
    return imports.find(tx, id);
  });
}

/** @throws Refusal `imports.unknown`, `.running`, `.field_missing`, `.ended` */
export function startImport(
  db: Db,
  deed: Deed,
  id: imports.ImportId,
  wish: Pick<imports.Mapping, 'columns' | 'outlet'>,
): Promise<void> {
  return db.transaction(deed.merchant, async (tx) => {
    const standing = await own(tx, deed, id);
    imports.start(tx, standing, { ...standing.mapping, ...wish });
    audit(tx, deed.actor, {
      verb: 'imports.started',
      object: { kind: 'import', id },
      facts: { kind: standing.kind, rows: standing.total },
    });
  });
}

async function own(tx: Tx, deed: Deed, id: imports.ImportId): Promise<imports.Import> {
  const standing = await imports.find(tx, id);
  if (standing.madeBy !== deed.actor.id) throw new Refusal('not_found', 'imports.unknown');
  return standing;
}

interface Runner {
  readonly lanes: Lanes;
  rests: boolean;
}
const runners = new WeakMap<Db, Runner>();
function runnerOf(db: Db): Runner {
  const found = runners.get(db) ?? { lanes: new Lanes(), rests: false };
  runners.set(db, found);
  return found;
}

/** Before this process ends: the chunks under way are finished, the next process takes the rest. */
export async function restImports(db: Db): Promise<void> {
  const runner = runnerOf(db);
  runner.rests = true;
  runners.delete(db);
  await runner.lanes.idle();
}

/** To its end, in the background of this process. The caller has started it. */
export function runImport(
  parts: Parts,
  merchant: MerchantId,
  id: imports.ImportId,
  complain: Complain,
): void {
  const runner = runnerOf(parts.db);
  runner.lanes.start(id, () => run(parts, runner, merchant, id).catch(complain));
}

/** The timer's ring: the runner has been silent for long, so it died, or this process slept. */
export async function resumeImport(
  parts: Parts,
  merchant: MerchantId,
  id: imports.ImportId,
  complain: Complain,
): Promise<void> {
  const isRunning = await parts.db.transaction(merchant, async (tx) => {
    const { state } = await imports.find(tx, id);
    if (state === 'running') imports.stillRunning(tx, id);
    return state === 'running';
  });
  if (isRunning) runImport(parts, merchant, id, complain);
}

async function run(
  parts: Parts,
  runner: Runner,
  merchant: MerchantId,
  id: imports.ImportId,
): Promise<void> {
  const { db } = parts;
  try {
    while (await db.transaction(merchant, (tx) => runChunk(parts, tx, id)))
      if (runner.rests)
        return await db.transaction(merchant, async (tx) => imports.nextRunner(tx, id));
  } catch (error) {
    // A database that is away is one that comes back: then the timer rings.
    if (!isAway(error)) await db.transaction(merchant, async (tx) => imports.end(tx, id, 'failed'));
    throw error;
  }
}

/** False when it has ended, or she who brought the file may not any more. */
async function runChunk({ vault }: Parts, tx: Tx, id: imports.ImportId): Promise<boolean> {
  const [standing, lines, directory] = await Promise.all([
    imports.find(tx, id),
    imports.waitingLines(tx, id, ROWS),
    chain.directory(tx),
  ]);
  if (standing.state !== 'running') return false;
  if (lines.length === 0) {
    imports.end(tx, id, 'done');
    return false;
  }
  const { kind, madeBy } = standing;
  const { grants, suspendedAt, leftAt } = await chain.staffRow(tx, madeBy);
  const branches = chain.reachOf({ grants }, IMPORT_NEEDS[kind]);
  if (suspendedAt !== null || leftAt !== null || branches.length === 0) {
    imports.end(tx, id, 'failed');
    return false;
  }
  const chunk = { standing, lines };
  const outcomes =
    kind === 'products'
      ? await importProducts(tx, chunk, directory.root.id)
      : kind === 'stock'
        ? await importStock(tx, chunk, branches)
        : await importMembers(tx, vault, chunk, branches);
  imports.settle(tx, id, outcomes);
  imports.stillRunning(tx, id);
  return true;
}
