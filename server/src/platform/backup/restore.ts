/**
 * A new folder from a full copy and the journal behind it, up to an instant: everything committed
 * by then, and nothing after.
 */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { copiesIn, EMPTY, type Kept } from './copy.ts';
import { journalOf, SEALED, type BackupPlace } from './journal.ts';
import { unpack } from './parcel.ts';
import { BadBackup, readSealed } from './sealed-file.ts';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const PIECES = 'journal';

/** The newest copy that was whole by then. @throws BadBackup */
export function copyFor(place: BackupPlace, until: number | null): Kept {
  const found = copiesIn(place).findLast(({ wholeAt }) => until === null || wholeAt <= until);
  if (found === undefined) throw new BadBackup('no copy was whole by then');
  return found;
}

/** Lays the files down; the cluster still has to read its journal. */
export async function layDown(place: BackupPlace, copy: Kept, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await unpack(readSealed(copy.file, place.key), folder);
  const cluster = join(folder, 'postgres');
  for (const name of EMPTY) mkdirSync(join(cluster, name), { recursive: true, mode: 0o700 });
  chmodSync(cluster, 0o700);
  const pieces = join(cluster, PIECES);
  mkdirSync(pieces, { mode: 0o700 });
  for (const name of journalFrom(place, copy.beganWith))
    await pipeline(
      readSealed(join(journalOf(place), name), place.key),
      createWriteStream(join(pieces, name.slice(0, -SEALED.length)), { mode: 0o600 }),
    );
  writeFileSync(join(cluster, 'recovery.signal'), '', { mode: 0o600 });
}

const journalFrom = (place: BackupPlace, piece: string): string[] =>
  existsSync(journalOf(place))
    ? readdirSync(journalOf(place)).filter(
        (name) => name.endsWith(SEALED) && (name.slice(0, 24) >= piece || /history/.test(name)),
      )
    : [];

/** PostgreSQL does not run as root, so what root has laid down becomes the runner's. */
export function giveTo(path: string, owner: { readonly uid: number; readonly gid: number }): void {
  chownSync(path, owner.uid, owner.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) giveTo(inner, owner);
    else chownSync(inner, owner.uid, owner.gid);
  }
}

/** What a cluster needs to know while it reads its journal. */
export function recoverySettings(until: number | null): Record<string, string> {
  const fetch = process.platform === 'win32' ? `copy "${PIECES}\\%f" "%p"` : `cp ${PIECES}/%f %p`;
  return {
    restore_command: fetch,
    recovery_target_action: 'promote',
    wal_level: 'replica',
    ...(until === null ? {} : { recovery_target_time: spelt(until) }),
  };
}

/** As PostgreSQL reads it before it has read its time zones. */
const spelt = (at: number): string =>
  new Date(at).toISOString().replace('T', ' ').replace('Z', '+00');

export const dropPieces = (folder: string): void =>
  rmSync(join(folder, 'postgres', PIECES), { recursive: true, force: true });
