/** `npm start`: installs and builds what is missing or stale, then runs the server. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, findNode, install, ROOT, stop, staleApps } from './ready.mjs';

// Web sources may have been left out on purpose where everything was built beforehand.
await install({ development: false });
const stale = staleApps();
if (stale.length > 0) await install();
const node = findNode();
await build(node, stale);

// Measured: a young generation of 4 MB instead of 16 saves the idle server 40 MB, an old one that
// grows by a fifth before it is swept 12, fewer arenas another 5; kept compiled code saves the
// start a fifth of its work.
const args = [
  '--max-semi-space-size=4',
  '--expose-gc',
  join(ROOT, 'server/src/main.ts'),
  ...process.argv.slice(2),
];
const server = spawn(node, args, {
  stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  env: {
    MALLOC_ARENA_MAX: '2',
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled'),
    ...process.env,
    // The server reads the other end of the fourth stream: its end tells that we are gone.
    LAUNCHER_STREAM: '3',
  },
});
server.stdio[3].on('error', () => {});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Ctrl-C has reached the server too, which takes the second telling for the same one.
  process.on(signal, () => server.kill(signal));
}
server.on('error', (error) => stop(10, `Node 不能运行：${error.message}`, 'Node does not run'));
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));

// npm kills nobody when it is killed itself. Its own shell may stand between us.
const npm = process.env.npm_lifecycle_event === undefined ? undefined : npmAbove(process.ppid);
if (npm !== undefined) {
  setInterval(() => {
    try {
      process.kill(npm, 0);
    } catch {
      server.stdio[3].destroy();
    }
  }, 500).unref();
}

function npmAbove(pid) {
  if (process.platform !== 'linux') return process.ppid;
  for (let at = pid, steps = 0; at > 1 && steps < 3; steps += 1) {
    try {
      const stat = readFileSync(`/proc/${at}/stat`, 'utf8');
      if (stat.includes('(npm')) return at;
      at = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch {
      return undefined;
    }
  }
  return undefined;
}
