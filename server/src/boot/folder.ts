/**
 * The one folder that an installation keeps: whether we may write in it, whether another server
 * works in it already, and the keys that are drawn on first start.
 */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, linkSync, mkdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskFull, Halt, haltOfFiles } from '../platform/halt.ts';

const LEAST_FREE_BYTES = 100 * 1024 * 1024;
/** All that we ever write at the top of the folder; nothing else in it is ours to delete. */
const OURS = ['postgres', 'postgres.new', 'postgres.log', 'postgres.log.1', 'password.new'];
OURS.push(
  'keys.json',
  'keys.json.new',
  'demo.json',
  'demo.json.new',
  'posters',
  'files',
  'server.pid',
);

export interface Keys {
  /** Of the built-in database's owner, and of quandian_app in it. */
  readonly owner: string;
  readonly app: string;
  /** From which all keys for what is stored encrypted or signed are derived; 32 bytes. */
  readonly secret: string;
}

/** Makes it when it is missing. @throws Halt */
export function openFolder(folder: string): Keys {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < LEAST_FREE_BYTES) throw diskFull(folder);
    const file = join(folder, 'keys.json');
    if (!existsSync(file)) {
      const drawn = () => randomBytes(32).toString('hex');
      writeWhole(file, { owner: drawn(), app: drawn(), secret: drawn() });
    }
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw haltOfFiles(error, folder);
  }
}

/** Either the old or the new, never half of it; for our eyes only. */
export function writeWhole(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** A server whose launcher was killed a moment ago is on its way out. */
const PATIENCE_MS = 3_000;

/**
 * One server works in a folder. The name of the one who does is a file that only one can make;
 * left by a dead one, it is taken over. @throws Halt `folder_in_use`
 */
export async function claimFolder(folder: string): Promise<() => void> {
  const file = join(folder, 'server.pid');
  const mine = `${file}.${process.pid}`;
  try {
    writeFileSync(mine, whoIs(process.pid)!);
    for (let waitedMs = 0; ; waitedMs += 100) {
      const holder = takeOver(file, mine);
      if (holder === undefined) return () => rmSync(file, { force: true });
      if (waitedMs >= PATIENCE_MS) throw inUse(folder, holder);
      await sleep(100);
    }
  } catch (error) {
    throw haltOfFiles(error, folder);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Who holds it, if it is not us now. */
function takeOver(file: string, mine: string): string | undefined {
  for (;;) {
    try {
      linkSync(mine, file); // fails when it is there
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = read(file);
      if (holder !== '' && whoIs(Number(holder.split(' ')[0])) === holder) return holder;
      rmSync(file, { force: true });
    }
  }
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // given up between our two looks
  }
};

const inUse = (folder: string, holder: string): Halt =>
  new Halt(
    'folder_in_use',
    `数据文件夹 ${folder} 正被进程 ${holder.split(' ')[0]} 使用`,
    'another server works in this data folder',
  );

/** Number and birth, since numbers are given again. */
function whoIs(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  if (process.platform !== 'linux') return `${pid}`;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]} ${boot}`;
  } catch {
    return undefined;
  }
}

/** What `--reset` would take away. */
export const contentsOf = (folder: string): readonly string[] =>
  OURS.map((name) => join(folder, name)).filter((path) => existsSync(path));

export function emptyFolder(folder: string): void {
  try {
    for (const path of contentsOf(folder)) rmSync(path, { recursive: true });
  } catch (error) {
    throw haltOfFiles(error, folder);
  }
}
