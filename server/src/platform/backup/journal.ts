/**
 * PostgreSQL's journal (WAL), piece by piece into the backup. PostgreSQL is told to ask whether a
 * mark stands before it lets go of a piece; we seal the piece, then set the mark. So the key stays
 * with us, and a piece that is not safe yet stays where it is.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeSealed } from './sealed-file.ts';

export interface BackupPlace {
  readonly folder: string;
  /** 32 bytes. */
  readonly key: Buffer;
  /** So many full copies, and the journal from the oldest of them on. */
  readonly keep: number;
}
export const journalOf = ({ folder }: BackupPlace): string => join(folder, 'wal');
export const copiesOf = ({ folder }: BackupPlace): string => join(folder, 'base');
export const SEALED = '.qdb';

const MARKS = 'archived';
/** PostgreSQL asks once a second, three times, and then not for a minute. */
const LOOK_MS = 250;
/** Of a cluster whose journal is kept; a piece is closed after a minute at the latest. */
export const JOURNAL_SETTINGS: Readonly<Record<string, string>> = {
  wal_level: 'replica',
  archive_mode: 'on',
  archive_command:
    process.platform === 'win32'
      ? `if exist ${MARKS}\\%f (exit 0) else (exit 1)`
      : `test -f ${MARKS}/%f`,
  archive_timeout: '60',
};

/** Seals what PostgreSQL has finished. @returns how many pieces */
export async function keepJournal(cluster: string, place: BackupPlace): Promise<number> {
  const [marks, journal] = [join(cluster, MARKS), journalOf(place)];
  mkdirSync(marks, { recursive: true });
  mkdirSync(journal, { recursive: true, mode: 0o700 });
  const status = readdirSync(join(cluster, 'pg_wal/archive_status'));
  const ready = status
    .filter((name) => name.endsWith('.ready'))
    .map((name) => name.slice(0, -'.ready'.length))
    .sort();
  let kept = 0;
  for (const name of ready) {
    if (existsSync(join(marks, name))) continue;
    const sealed = join(journal, `${name}${SEALED}`);
    if (!existsSync(sealed)) {
      await writeSealed(sealed, place.key, createReadStream(join(cluster, 'pg_wal', name)));
      kept += 1;
    }
    writeFileSync(join(marks, name), '');
  }
  for (const name of readdirSync(marks)) if (!ready.includes(name)) rmSync(join(marks, name));
  return kept;
}

/** Beside the server, until it stops. */
export function keepingJournal(
  cluster: string,
  place: BackupPlace,
  complain: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await keepJournal(cluster, place).catch(complain);
      await sleep(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
    await keepJournal(cluster, place).catch(complain);
  })();
  return async () => {
    stopping.abort();
    await loop;
  };
}
