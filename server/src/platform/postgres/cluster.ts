/**
 * Keeps one PostgreSQL running below us: makes it, starts it, starts it again when it falls, stops
 * it. Listens on 127.0.0.1 with a password, and never outlives us.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskFull, Halt, haltOfFiles } from '../halt.ts';
import { findBinaries, mayEnter, type Binaries, type Runner } from './binaries.ts';
import { endLeftOver, readPostmaster } from './postmaster.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

export const OWNER = 'quandian_owner';
const MAJOR = '18';
const NOBODY: Runner = { uid: 65534, gid: 65534 };
const READY_WITHIN_MS = 60_000; // recovery after a crash of the machine included
const GIVES_UP_AFTER_MS = 300_000;

export interface ClusterWish {
  /** Ours alone; the cluster is `postgres` in it, its words `postgres.log`. */
  readonly folder: string;
  readonly password: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** A first start takes seconds. */
  readonly onMake?: () => void;
  readonly onFall?: () => void;
  /** It fell and cannot be started again; nothing of it runs any more. */
  readonly onLost?: (halt: Halt) => void;
}

export interface Cluster {
  readonly port: number;
  urlOf(base: string): string;
  stop(): Promise<void>;
}

/** @throws Halt */
export async function startCluster(wish: ClusterWish): Promise<Cluster> {
  const place = join(wish.folder, 'postgres');
  const runner = runnerOf(place);
  const binaries = findBinaries(runner);
  try {
    if (!existsSync(join(place, 'PG_VERSION'))) make(wish, place, binaries, runner);
  } catch (error) {
    throw haltOfFiles(error, wish.folder);
  }
  const version = readFileSync(join(place, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new Halt(
      'database_unfit',
      `数据文件夹由 PostgreSQL ${version} 建立，本程序自带 ${MAJOR}`,
      `the data folder was made by PostgreSQL ${version}, this program brings ${MAJOR}`,
    );
  }
  await endLeftOver(place);
  const running = new Running(wish, place, binaries, runner);
  await running.start();
  return running;
}

/** PostgreSQL refuses to run as root, so it runs as whoever owns its files, or as nobody. */
function runnerOf(place: string): Runner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (!existsSync(place)) return NOBODY;
  const { uid, gid } = statSync(place);
  return uid === 0 ? NOBODY : { uid, gid };
}

/**
 * A folder below one that its user may not enter (root's home) is reached as the folder it stands
 * in: only Linux has a name for that.
 */
function nameOf(place: string, runner: Runner | undefined): string {
  if (mayEnter(place, runner)) return place;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new Halt(
    'no_write_permission',
    `数据库用户无法进入 ${place}，请设置 DATA_DIR 或不要用 root 运行`,
    `the database's user cannot enter ${place}: set DATA_DIR, or do not run as root`,
  );
}

/** Made beside and then renamed: half a cluster never stands in the cluster's place. */
function make(
  wish: ClusterWish,
  place: string,
  binaries: Binaries,
  runner: Runner | undefined,
): void {
  wish.onMake?.();
  const fresh = `${place}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  chmodSync(fresh, 0o700);
  if (runner !== undefined) chownSync(fresh, runner.uid, runner.gid);
  const secret = join(wish.folder, 'password.new');
  writeFileSync(secret, `${wish.password}\n`, { mode: 0o600 });
  if (runner !== undefined) chownSync(secret, runner.uid, runner.gid);
  const open = openSync(secret, 'r');
  const args = ['-D', nameOf(fresh, runner), '-U', OWNER, '--auth=scram-sha-256'];
  args.push('--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions');
  // As an open file, since the way to its name may be barred like the way to the cluster's.
  args.push(`--pwfile=${process.platform === 'win32' ? secret : '/dev/fd/3'}`);
  const made = spawnSync(binaries.initdb, args, {
    ...runner,
    cwd: fresh,
    stdio: ['ignore', 'ignore', 'pipe', open],
    encoding: 'utf8',
  });
  closeSync(open);
  rmSync(secret, { force: true });
  if (made.status !== 0) throw haltOf(`${made.stderr ?? ''}${made.error ?? ''}`, wish.folder);
  renameSync(fresh, place);
}

/** What the last words of initdb or postgres mean to the person who started the program. */
function haltOf(words: string, folder: string): Halt {
  if (/No space left|Disk quota/.test(words)) return diskFull(folder, words);
  const line =
    /^.*(?:FATAL|PANIC|error): .*$/m.exec(words)?.[0] ?? words.trim().split('\n').at(-1) ?? '';
  return new Halt(
    'database_unreachable',
    `内置数据库无法启动：${line}`,
    'the built-in database does not start',
    words,
  );
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

class Running implements Cluster {
  port = 0;
  readonly #wish: ClusterWish;
  readonly #place: string;
  readonly #binaries: Binaries;
  readonly #runner: Runner | undefined;
  readonly #watchdog: Watchdog;
  #server: ChildProcess | undefined;
  #stopping = false;

  constructor(wish: ClusterWish, place: string, binaries: Binaries, runner: Runner | undefined) {
    this.#wish = wish;
    this.#place = place;
    this.#binaries = binaries;
    this.#runner = runner;
    this.#watchdog = startWatchdog(runner);
  }

  urlOf(base: string): string {
    return `postgres://${OWNER}:${this.#wish.password}@127.0.0.1:${this.port}/${base}`;
  }

  /** Another program may take the free port before PostgreSQL does. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.port = this.#wish.port === 0 ? await freePort() : this.#wish.port;
      try {
        return await this.#launchWhenLeft();
      } catch (error) {
        const taken = /Address already in use/.test(`${(error as Halt).cause}`);
        if (taken && this.#wish.port === 0 && attempt < 4) continue;
        this.#watchdog.leave();
        throw error;
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const server = this.#server;
    if (server !== undefined && isRunning(server)) {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.ref();
      if (process.platform === 'win32') {
        spawnSync(this.#binaries.pgCtl, ['stop', '-D', this.#place, '-m', 'fast']);
      } else server.kill('SIGINT');
      await gone;
    }
    this.#watchdog.leave();
  }

  /** The children of a killed postmaster leave within a second, and nobody starts before. */
  async #launchWhenLeft(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#launch();
      } catch (error) {
        const left = /pre-existing shared memory/.test(`${(error as Halt).cause}`);
        if (!left || attempt === 20 || this.#stopping) throw error;
        await sleep(250);
      }
    }
  }

  async #launch(): Promise<void> {
    const log = join(this.#wish.folder, 'postgres.log');
    const words = openLog(log, this.#wish.folder);
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      timezone: 'UTC',
      log_min_messages: 'warning',
      wal_level: 'minimal',
      max_wal_senders: '0',
      io_method: 'sync', // three programs fewer
      ...this.#wish.settings,
    };
    const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    const args = ['-D', nameOf(this.#place, this.#runner), '-p', `${this.port}`, ...flags];
    const server = spawn(this.#binaries.postgres, args, {
      ...this.#runner,
      cwd: this.#place,
      detached: true, // Ctrl-C in the terminal reaches us, not it
      stdio: ['ignore', words, words],
    });
    server.on('error', () => {});
    this.#watchdog.watch(server.pid ?? null);
    this.#server = server;
    closeSync(words);
    await this.#becomesReady(server, log);
    server.unref();
    server.once('exit', () => void this.#fell());
    if (!isRunning(server)) void this.#fell();
  }

  async #becomesReady(server: ChildProcess, log: string): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += 10) {
      const seen = readPostmaster(this.#place);
      if (seen !== undefined && seen.pid === server.pid && seen.ready) return;
      if (!isRunning(server) || waitedMs > READY_WITHIN_MS) {
        this.#watchdog.watch(null);
        server.kill('SIGKILL');
        throw haltOf(readFileSync(log, 'utf8'), this.#wish.folder);
      }
      await sleep(10);
    }
  }

  /**
   * Whatever it fell from may pass (a full disk, most likely), so it is tried again for a while,
   * less and less often; meanwhile the server says that it is unavailable.
   */
  async #fell(): Promise<void> {
    if (this.#stopping) return;
    this.#watchdog.watch(null);
    this.#wish.onFall?.();
    for (let triedMs = 0; !this.#stopping; ) {
      const pauseMs = Math.min(5_000, 100 + triedMs / 2);
      await sleep(pauseMs);
      triedMs += pauseMs;
      try {
        if (!this.#stopping) await this.#launchWhenLeft();
        return;
      } catch (error) {
        if (this.#stopping || triedMs < GIVES_UP_AFTER_MS) continue;
        this.#watchdog.leave();
        const words = [
          '内置数据库停止了，无法重新启动',
          'the built-in database has stopped',
        ] as const;
        this.#wish.onLost?.(new Halt('database_lost', ...words, error));
        return;
      }
    }
  }
}

/** The words of the run before are kept, since a fall is understood from them. */
function openLog(log: string, folder: string): number {
  try {
    if (existsSync(log)) renameSync(log, `${log}.1`);
    return openSync(log, 'w', 0o600);
  } catch (error) {
    throw haltOfFiles(error, folder);
  }
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;
