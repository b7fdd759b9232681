/**
 * bar-10: what a small machine feels: from the second `npm start` to the first page, the server's
 * memory after a thousand requests and a minute of rest, and what an installation for production
 * takes on disk.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from './figure.ts';
import { median } from './figure.ts';
import { ROUNDS } from './stage.ts';

const ROOT = join(import.meta.dirname, '..');
const REQUESTS = 1_000;
const REST_MS = 60_000;
const MB = 2 ** 20;
const PORT = Number(process.env.BENCH_PORT ?? 8_300);
const ADDRESS = `http://127.0.0.1:${PORT}`;

export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quandian-start-'));
  try {
    // The first start makes the database and the demo.
    await stopped((await started(folder)).child);
    const raw: number[] = [];
    let memoryMb = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { child, seconds } = await started(folder);
      raw.push(seconds);
      if (round === ROUNDS - 1) memoryMb = await memoryAfterWork(child);
      await stopped(child);
    }
    const installMb = await installed();
    const bound = 'most' as const;
    const start = { value: median(raw), unit: 's to the first 200', must: 3, aim: 1.5, raw };
    const memory = { value: memoryMb, unit: 'MB', must: 180, aim: 120, raw: memoryMb };
    const install = { value: installMb.all, unit: 'MB on disk', must: 350, raw: installMb };
    return [
      { id: 'bar-10 start', ...start, bound },
      { id: 'bar-10 memory', ...memory, bound },
      { id: 'bar-10 install', ...install, bound },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function started(folder: string): Promise<{ child: ChildProcess; seconds: number }> {
  const startMs = performance.now();
  const env = { ...process.env, NODE_ENV: 'production', PORT: `${PORT}`, DATA_DIR: folder };
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs')], {
    cwd: ROOT,
    env: { ...env, HOST: '127.0.0.1', TEST_SERVER: '' },
    stdio: 'ignore',
  });
  for (;;) {
    const answer = await fetch(`${ADDRESS}/`).catch(() => null);
    if (answer?.status === 200) return { child, seconds: (performance.now() - startMs) / 1000 };
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    await sleep(20);
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await gone;
}

/** Of the server alone: the launcher above it and PostgreSQL beside it are not counted. */
async function memoryAfterWork(launcher: ChildProcess): Promise<number> {
  const outlets = (await (await fetch(`${ADDRESS}/api/shop/outlets`)).json()) as {
    items: { id: string }[];
  };
  const paths = outlets.items.map(({ id }) => `/api/shop/goods?outlet=${id}`);
  for (let i = 0; i < REQUESTS; i += 1)
    await (await fetch(`${ADDRESS}${i % 4 === 0 ? '/' : paths[i % paths.length]}`)).text();
  await sleep(REST_MS);
  const server = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/status`))
    .map((name) => readFileSync(`/proc/${name}/status`, 'utf8'))
    .find((status) => new RegExp(`^PPid:\\s+${launcher.pid}$`, 'm').test(status));
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(server ?? '')?.[1] ?? Number.NaN) / 1024);
}

/** `npm ci --omit=dev` and the built web, without the Node that it brings, with one font weight. */
async function installed() {
  const folder = mkdtempSync(join(tmpdir(), 'quandian-install-'));
  try {
    const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
    for (const path of tracked.split('\0').filter((each) => existsSync(join(ROOT, each))))
      if (path !== '') cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    const flags = ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'];
    execFileSync('npm', flags, { cwd: folder, stdio: 'ignore' });
    for (const dist of globSync('web/*/dist', { cwd: ROOT }))
      cpSync(join(ROOT, dist), join(folder, dist), { recursive: true });
    const all = sizeOf(folder);
    const modules = join(folder, 'node_modules');
    const node = globSync('node-{linux,win}-*', { cwd: modules })
      .concat(globSync('node-bin-*', { cwd: modules }))
      .reduce((sum, name) => sum + sizeOf(join(modules, name)), 0);
    const fonts = globSync('@expo-google-fonts/*/*/*.ttf', { cwd: modules }).map((name) =>
      sizeOf(join(modules, name)),
    );
    const other = fonts.reduce((sum, size) => sum + size, 0) - Math.max(0, ...fonts);
    const mb = (bytes: number): number => Math.round(bytes / MB);
    return { all: mb(all - node - other), node: mb(node), otherWeights: mb(other) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files of one content that share a place count once. */
function sizeOf(path: string, seen = new Set<number>()): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || seen.has(found.ino)) return 0;
  seen.add(found.ino);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name), seen), 0);
}
