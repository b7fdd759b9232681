/**
 * An import runs in small transactions: rows and what became of them are committed together, so one
 * that is broken off goes on where it stopped, and a good row is never lost to a bad one.
 */
import type { MerchantId, NodeId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import * as imports from '../modules/imports/imports.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Vault } from '../platform/secret.ts';
import { importMembers } from './steps/import-members.ts';
import { importProducts } from './steps/import-products.ts';
import { importStock } from './steps/import-stock.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}
export interface Parts {
  readonly db: Db;
  readonly vault: Vault;
}

const ROWS = 1_000;

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

/** @throws Refusal `imports.unknown`, `imports.field_missing`, `imports.ended` */
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

/** To its end, chunk by chunk. The caller has started it. */
export async function runImport(parts: Parts, deed: Deed, id: imports.ImportId): Promise<void> {
  const { db } = parts;
  try {
    while (await db.transaction(deed.merchant, (tx) => runChunk(parts, tx, deed, id)));
    await db.transaction(deed.merchant, async (tx) => imports.end(tx, id, 'done'));
  } catch (error) {
    await db.transaction(deed.merchant, async (tx) => imports.end(tx, id, 'failed'));
    throw error;
  }
}

/** False when no row waits any more. */
async function runChunk(
  { vault }: Parts,
  tx: Tx,
  deed: Deed,
  id: imports.ImportId,
): Promise<boolean> {
  const [standing, lines, directory] = await Promise.all([
    imports.find(tx, id),
    imports.waitingLines(tx, id, ROWS),
    chain.directory(tx),
  ]);
  if (lines.length === 0) return false;
  const { kind, mapping, madeBy } = standing;
  const outcomes =
    kind === 'products'
      ? await importProducts(tx, mapping, lines, directory.root.id)
      : kind === 'stock'
        ? await importStock(tx, mapping, lines, madeBy, deed.branches)
        : await importMembers(tx, vault, mapping, lines, deed.branches);
  imports.settle(tx, id, outcomes);
  return true;
}
