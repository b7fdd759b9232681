/**
 * What every command needs before our TypeScript can run: the locked dependencies, a Node that is
 * new enough, the web apps built. Plain JavaScript for any Node from 20 on, and no dependency.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE = 24;
const EXIT_NODE_TOO_OLD = 10;
const EXIT_INSTALL_FAILED = 18;
const APPS = ['shop', 'workbench', 'console'];

export const say = (zh, en) => console.log(`· ${zh} · ${en}`);

export function stop(code, zh, en) {
  console.error(`✗ ${zh} · ${en}`);
  process.exit(code);
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  const v = process.versions.node;
  stop(EXIT_NODE_TOO_OLD, `Node ${v} 太旧，需要 20 或更新`, `Node ${v} is too old: 20 or newer`);
}

const read = (...path) => readFileSync(join(ROOT, ...path), 'utf8');

/**
 * Does node_modules hold what the lock says? npm notes what it has installed; without packages for
 * development we can do as long as nobody needs them.
 */
function isInstalled({ development }) {
  if (!existsSync(join(ROOT, 'node_modules/.package-lock.json'))) return false;
  const digest = createHash('sha256').update(read('package-lock.json')).digest('hex');
  const stamp = join(ROOT, 'node_modules/.quandian-lock');
  const extent = development ? 'all' : 'production';
  const name = `${digest} ${process.platform}-${process.arch} ${extent}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === name) return true;
  const wanted = JSON.parse(read('package-lock.json')).packages;
  const there = JSON.parse(read('node_modules/.package-lock.json')).packages;
  for (const [path, want] of Object.entries(wanted)) {
    if (!path.includes('node_modules/') || want.link || want.optional || want.peer) continue;
    if ((want.dev || want.devOptional) && !development) continue;
    if (there[path]?.version !== want.version) return false;
  }
  try {
    writeFileSync(stamp, name);
  } catch {} // somebody else's folder; it costs us the comparison each time
  return true;
}

/** Installs when something is missing or stale. */
export async function install({ development = true } = {}) {
  if (isInstalled({ development })) return;
  say('安装依赖（第一次约一两分钟）…', 'installing the locked dependencies…');
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith('.js')
    ? [process.execPath, [npm]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  // NODE_ENV=production must not turn off what building and testing need.
  const wanted = ['--include=dev', '--include=optional'];
  const args = [...first, 'ci', ...wanted, '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, words } = await quietly(program, args, { cwd: ROOT }, (seconds) =>
    say(`仍在安装，已 ${seconds} 秒`, `still installing, ${seconds} s`),
  );
  if (code !== 0) {
    console.error(words.trim().split('\n').slice(0, 15).join('\n'));
    stop(EXIT_INSTALL_FAILED, '安装依赖失败（npm ci）', 'installing the dependencies failed');
  }
}

/** The Node that came with the dependencies, or ours when it is new enough itself. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE) return process.execPath;
  const folder = join(ROOT, 'node_modules');
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const each of readdirSync(folder).filter((one) =>
    /^node-(bin-)?(linux|darwin|win)/.test(one),
  )) {
    const program = join(folder, each, 'bin', name);
    if (!existsSync(program)) continue;
    const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    if (status === 0 && Number(/^v(\d+)/.exec(stdout)?.[1]) >= NODE) return program;
  }
  const v = process.versions.node;
  return stop(
    EXIT_NODE_TOO_OLD,
    `这台机器的 Node 是 ${v}，没有适合它的 Node ${NODE} 可装，请先升级 Node`,
    `no Node ${NODE} for this machine: please install Node ${NODE}`,
  );
}

/** Everything that a build of this app can see. */
function digestOf(app) {
  const digest = createHash('sha256').update(read('package-lock.json'));
  const add = (folder) => {
    if (!existsSync(join(ROOT, folder))) return;
    const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (['node_modules', 'dist', 'e2e'].includes(entry.name)) continue;
      if (entry.isDirectory()) add(path);
      else if (entry.isFile()) digest.update(path).update('\0').update(read(path)).update('\0');
    }
  };
  const others = APPS.filter((each) => each !== app);
  const web = readdirSync(join(ROOT, 'web'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && ![...others, 'e2e'].includes(entry.name))
    .map((entry) => `web/${entry.name}`);
  for (const folder of [...web.sort(), 'packages', 'contract']) add(folder);
  return digest.digest('hex');
}

const stampOf = (app) => join(ROOT, 'web', app, 'dist/.built-from');
const isApp = (app) =>
  ['ts', 'js', 'mjs'].some((end) => existsSync(join(ROOT, 'web', app, `vite.config.${end}`)));

/** Apps whose built files are not of their present sources, with the digest of these. */
export function staleApps() {
  return APPS.filter(isApp)
    .map((app) => ({ app, digest: digestOf(app) }))
    .filter(
      ({ app, digest }) =>
        !existsSync(stampOf(app)) || readFileSync(stampOf(app), 'utf8') !== digest,
    );
}

/** The stamp is written last: a build that was broken off is stale. */
export async function build(node, stale) {
  if (stale.length === 0) return;
  const names = stale.map(({ app }) => app).join(', ');
  say(`构建网页：${names}…`, 'building the web apps…');
  for (const { app, digest } of stale) {
    rmSync(stampOf(app), { force: true });
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    const env = { ...process.env, NODE_ENV: 'production' };
    const args = [vite, 'build', '--outDir', 'dist', '--emptyOutDir', '--logLevel', 'warn'];
    const cwd = join(ROOT, 'web', app);
    const { code, words } = await quietly(node, args, { cwd, env });
    if (code !== 0) {
      console.error(words.trim().split('\n').slice(-25).join('\n'));
      stop(EXIT_INSTALL_FAILED, `网页 ${app} 构建失败`, `building ${app} failed`);
    }
    writeFileSync(stampOf(app), digest);
  }
}

/** Its words are for the case that it fails. */
function quietly(program, args, options, stillAt = () => {}) {
  return new Promise((resolve) => {
    let words = '';
    const started = performance.now();
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const clock = setInterval(
      () => stillAt(Math.round((performance.now() - started) / 1000)),
      15_000,
    );
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (words += part));
    const end = (code) => {
      clearInterval(clock);
      resolve({ code, words });
    };
    child.on('error', (error) => {
      words += error.message;
      end(1);
    });
    child.on('close', end);
  });
}

/** Shown to the child as our own: terminal, signals, exit code. */
export function runAs(node, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: ROOT, stdio: 'inherit', ...options });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      // Ctrl-C has reached the child too, which takes the second telling for the same one.
      process.on(signal, () => child.kill(signal));
    }
    child.on('error', (error) => stop(EXIT_INSTALL_FAILED, error.message, error.message));
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}
