/**
 * The real `npm start`, as a child: it comes up, it goes down, it leaves nobody behind whatever
 * kills it, and where it cannot start it says why.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXIT } from '../src/platform/halt.ts';

const HOME = join(import.meta.dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'quandian-start-'));
const folder = join(place, 'data');
let children: ChildProcess[] = [];
beforeAll(() => chmodSync(place, 0o755));
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  while (lives(numberIn('server.pid')) || postmaster() !== undefined) await sleep(20);
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

type Settings = Readonly<Record<string, string>>;
interface Started {
  readonly child: ChildProcess;
  readonly origin: string;
}

function launch(settings: Settings = {}, flags: readonly string[] = ['--empty']): ChildProcess {
  const child = spawn(process.execPath, [join(HOME, 'scripts/start.mjs'), ...flags], {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function start(settings?: Settings): Promise<Started> {
  const child = launch(settings);
  let words = '';
  for await (const part of child.stdout!) {
    words += part;
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(words)?.[0];
    if (origin !== undefined && words.includes('ready')) {
      child.stdout!.resume();
      return { child, origin };
    }
  }
  throw new Error(`it did not start: ${words}`);
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('exit', resolve);
  });

/** Exit code and the last line of a start that is refused. */
async function refused(settings: Settings, flags?: readonly string[]) {
  const child = launch(settings, flags);
  let words = '';
  child.stderr!.on('data', (part) => (words += part));
  return { code: await ended(child), lines: words.trim().split('\n') };
}

const numberIn = (name: string): number => {
  const file = join(folder, name);
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0;
};
const lives = (pid: number): boolean =>
  pid > 0 && spawnSync('kill', ['-0', `${pid}`], { stdio: 'ignore' }).status === 0;

/** The postmaster of our folder, while it lives. */
function postmaster(): number | undefined {
  const pid = numberIn('postgres/postmaster.pid');
  return lives(pid) ? pid : undefined;
}

const healthy = async (origin: string): Promise<boolean> =>
  fetch(`${origin}/health`).then(
    (answer) => answer.ok,
    () => false,
  );

test('it comes up, and SIGTERM stops server and database', async () => {
  const { child, origin } = await start();
  expect(await healthy(origin)).toBe(true);
  expect(postmaster()).toBeDefined();
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
  expect(postmaster()).toBeUndefined();
  expect(await healthy(origin)).toBe(false);
});

test('two servers do not work in one folder', async () => {
  const { origin } = await start();
  const { code, lines } = await refused({});
  expect(code).toBe(EXIT.folder_in_use);
  expect(lines).toHaveLength(1);
  expect(await healthy(origin)).toBe(true);
});

test('after kill -9 of the launcher the server goes too, and the next start works', async () => {
  const { child, origin } = await start();
  child.kill('SIGKILL');
  const again = start(); // at once: the old server is still on its way out
  expect(await healthy((await again).origin)).toBe(true);
  expect(await healthy(origin)).toBe(false);
});

test('after kill -9 of the server the database goes too, and the next start works', async () => {
  const { child } = await start();
  process.kill(numberIn('server.pid'), 'SIGKILL');
  await ended(child);
  const again = await start(); // at once: the old database may still be on its way out
  expect(await healthy(again.origin)).toBe(true);
});

test('after kill -9 of the database the server starts it again', async () => {
  const { origin } = await start();
  const killed = postmaster()!;
  process.kill(killed, 'SIGKILL');
  while (postmaster() === undefined || postmaster() === killed) await sleep(20);
  expect(await healthy(origin)).toBe(true);
});

test('each way to fail has one line and an exit code of its own', async () => {
  const busy = createServer();
  await new Promise<void>((ready) => busy.listen(0, '127.0.0.1', ready));
  const { port } = busy.address() as { port: number };
  const wall = join(place, 'wall');
  mkdirSync(wall);
  chmodSync(wall, 0o500);
  // Root writes anywhere, but not into what is no folder.
  const noFolder = process.getuid?.() === 0 ? join(HOME, 'package.json', 'data') : wall;
  const fresh = join(place, 'fresh');
  const closed = 'postgres://nobody@127.0.0.1:1/none';
  const cases = [
    ['port_taken', { PORT: `${port}` }],
    ['no_write_permission', { DATA_DIR: join(noFolder, 'data') }],
    ['database_unreachable', { DATABASE_URL: closed, DATA_DIR: fresh }],
    ['setting_wrong', { PORT: 'eighty' }],
    ['setting_wrong', { DATABASE_URL: 'mysql://127.0.0.1/a' }],
  ] as const;
  for (const [reason, settings] of cases) {
    const { code, lines } = await refused(settings);
    expect([reason, code]).toEqual([reason, EXIT[reason]]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^✗ .+ · .+/);
  }
  busy.close();
});

test('the demo listens on this machine only, and nothing is deleted unasked', async () => {
  const { child } = await start();
  child.kill('SIGTERM');
  await ended(child);
  const demo = await refused({ HOST: '0.0.0.0' }, []);
  expect(demo.code).toBe(EXIT.demo_not_allowed);
  const reset = await refused({}, ['--reset', '--empty']);
  expect(reset.code).toBe(EXIT.not_confirmed);
  expect(existsSync(join(folder, 'postgres/PG_VERSION'))).toBe(true);
});
