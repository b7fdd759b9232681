/**
 * A full copy of a running cluster, by PostgreSQL's low-level interface: files between start and
 * stop, with the label by which it knows, when restored, where in the journal to begin.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { copiesOf, journalOf, SEALED, type BackupPlace } from './journal.ts';
import { pack, type Packed } from './parcel.ts';
import { writeSealed } from './sealed-file.ts';

/** As much of a client as this needs. */
export interface Asked {
  query(sql: string, values?: unknown[]): Promise<{ rows: any[] }>;
}
/** What a running server makes anew, or what comes from the journal. */
const LEFT_OUT = new RegExp(
  `^(${[
    'pg_(wal|replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)/.*',
    'archived/.*',
    'postmaster\\.(pid|opts)',
    'backup_label|tablespace_map|recovery\\.signal',
    '(.*/)?(pg_internal\\.init|pgsql_tmp.*)',
  ].join('|')})$`,
);
/** Empty folders that PostgreSQL wants to find. */
export const EMPTY = [
  'pg_wal',
  'pg_wal/archive_status',
  'pg_wal/summaries',
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_logical',
  'pg_logical/mappings',
  'pg_logical/snapshots',
];

export interface Copy {
  readonly file: string;
  readonly name: string;
  readonly beganWith: string;
}

/** `beside`: files and folders of the installation that belong to it, its keys among them. */
export async function copyCluster(
  client: Asked,
  wish: { readonly cluster: string; readonly beside: readonly string[]; readonly root: string },
  place: BackupPlace,
): Promise<Copy> {
  mkdirSync(copiesOf(place), { recursive: true, mode: 0o700 });
  const { rows } = await client.query(
    "select pg_walfile_name(pg_backup_start('quandian', true)) as piece",
  );
  const piece: string = rows[0].piece;
  let name = '';
  async function* files(): AsyncGenerator<Packed> {
    for (const file of filesIn(wish.cluster)) {
      const path = relative(wish.cluster, file).replaceAll('\\', '/');
      if (!LEFT_OUT.test(path)) yield { path: `postgres/${path}`, from: { file } };
    }
    for (const each of wish.beside)
      for (const file of filesIn(join(wish.root, each)))
        yield { path: relative(wish.root, file).replaceAll('\\', '/'), from: { file } };
    // From here on the copy can be used; the call waits until its journal is kept.
    const stopped = await client.query(
      `select labelfile, to_char(clock_timestamp() at time zone 'UTC',
         'YYYYMMDD"T"HH24MISS"Z"') as at from pg_backup_stop(true)`,
    );
    name = `${stopped.rows[0].at}-${piece}`;
    yield { path: 'postgres/backup_label', from: { text: stopped.rows[0].labelfile } };
  }
  const half = join(copiesOf(place), 'half');
  await writeSealed(half, place.key, pack(files()));
  const file = join(copiesOf(place), `${name}${SEALED}`);
  renameSync(half, file);
  return { file, name, beganWith: piece };
}

function* filesIn(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) return yield path;
  const entries = readdirSync(path, { withFileTypes: true });
  for (const entry of entries) {
    const file = join(path, entry.name);
    if (entry.isDirectory()) yield* filesIn(file);
    else if (entry.isFile()) yield file;
  }
}

export interface Kept {
  readonly file: string;
  /** When it was whole: nothing before can be restored from it. */
  readonly wholeAt: number;
  readonly beganWith: string;
}
const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([0-9A-F]{24})\.qdb$/;

/** Oldest first. */
export function copiesIn(place: BackupPlace): Kept[] {
  if (!existsSync(copiesOf(place))) return [];
  return readdirSync(copiesOf(place))
    .sort()
    .flatMap((name) => {
      const found = NAME.exec(name);
      if (found === null) return [];
      const [, year, month, day, hour, minute, second, beganWith] = found;
      const wholeAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
      return [{ file: join(copiesOf(place), name), wholeAt, beganWith: beganWith! }];
    });
}

/** Throws away copies beyond the wished number, and the journal before the oldest that stays. */
export function dropOld(place: BackupPlace): { readonly copies: number; readonly pieces: number } {
  const all = copiesIn(place);
  const gone = all.slice(0, Math.max(0, all.length - place.keep));
  for (const { file } of gone) rmSync(file);
  const oldest = all[gone.length];
  if (oldest === undefined || !existsSync(journalOf(place))) return { copies: 0, pieces: 0 };
  const pieces = readdirSync(journalOf(place)).filter(
    (name) => name.slice(0, 24) < oldest.beganWith && /^[0-9A-F]{24}/.test(name),
  );
  for (const name of pieces) rmSync(join(journalOf(place), name));
  return { copies: gone.length, pieces: pieces.length };
}
