/**
 * The program. Starts, tells where, stops when asked; when it cannot, one line says why and the
 * exit code says which why (`docs/running.md`).
 */
import { Socket } from 'node:net';
import type { Config } from './platform/config.ts';
import { Halt } from './platform/halt.ts';

/** Not a failure: somebody pressed Ctrl-C before we were up. */
class Stopped extends Error {}

const FORCE_AFTER_MS = 2_000;
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  const version = process.versions.node;
  fail(new Halt('node_too_old', `Node ${version} 太旧，需要 24`, `Node ${version} is too old: 24`));
}
await main();

async function main(): Promise<void> {
  const { readConfig } = await import('./platform/config.ts');
  const { reset } = await import('./boot/reset.ts');
  const { start, welcome } = await import('./boot/start.ts');
  const stopped = new AbortController();
  let running: Awaited<ReturnType<typeof start>> | undefined;
  let askedAt: number | undefined;
  const stop = (): void => {
    askedAt ??= performance.now();
    // One Ctrl-C reaches us twice, by the terminal and by the program that launched us.
    if (performance.now() - askedAt > FORCE_AFTER_MS) process.exit(1);
    stopped.abort(new Stopped());
    running?.stop().then(() => process.exit(0), fail);
  };
  // Whoever listened to our words may leave before us (`npm start | head`).
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    const config: Config = readConfig(process.env, process.argv.slice(2));
    if (config.launcherStream !== undefined) whenLauncherDies(config.launcherStream, stop);
    if (config.reset) await reset(config);
    running = await start(config, fail, stopped.signal);
    if (stopped.signal.aborted) stop();
    else welcome(config, running);
  } catch (error) {
    if (error instanceof Stopped) process.exit(0);
    fail(error);
  }
}

function whenLauncherDies(stream: number, then: () => void): void {
  new Socket({ fd: stream, readable: true, writable: false })
    .on('error', then)
    .on('close', then)
    .resume()
    .unref();
}

function fail(error: unknown): never {
  if (error instanceof Halt) console.error(`✗ ${error.message}`);
  else console.error(error);
  process.exit(error instanceof Halt ? error.exitCode : 1);
}
