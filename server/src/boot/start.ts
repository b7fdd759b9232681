/**
 * From a wish to a listening server, and back to nothing: folder, database, demo, app. Whatever was
 * opened is closed in reverse, however far the start came.
 */
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app.ts';
import { BOUNDS } from '../http/admission.ts';
import type { House } from '../house.ts';
import { SetClock, systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { connect } from '../platform/db.ts';
import { Halt } from '../platform/halt.ts';
import { say } from '../platform/log.ts';
import { newBase32 } from '../platform/secret.ts';
import { openDatabase } from './database.ts';
import { work } from '../worker.ts';
import { sweepAtRest } from './rest.ts';
import { vaultOf } from './vault.ts';
import { clearHalfMade, makeDemo, signInsOf } from './demo.ts';
import { claimFolder, openFolder } from './folder.ts';
import { modeOf, readStanding, type Mode } from './standing.ts';

const DRAIN_MS = 10_000;

export interface Running {
  readonly origin: string;
  readonly mode: Mode;
  readonly setUpCode: string | undefined;
  stop(): Promise<void>;
}

/** @param onLost the built-in database fell and does not come back: nothing works any more. */
export async function start(
  config: Config,
  onLost: (halt: Halt) => void,
  stopped: AbortSignal,
): Promise<Running> {
  const opened: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (let close = opened.pop(); close !== undefined; close = opened.pop()) await close();
  };
  const mayGoOn = (): void => {
    if (stopped.aborted) throw stopped.reason;
  };
  try {
    const keys = openFolder(config.folder);
    // Before the port, which a server on its way out may still hold.
    if (config.databaseUrl === undefined) opened.push(await claimFolder(config.folder));
    const port = await freePort(config);
    const database = await openDatabase(config, keys, onLost);
    opened.push(() => database.stop());
    mayGoOn();
    await clearHalfMade(config, database);
    const before = await readStanding(database.owner);
    const mode = modeOf(before, config);
    if (mode === 'demo' && before.merchants === 0) {
      await Promise.race([makeDemo(config, keys, database), whenAborted(stopped)]);
    }
    mayGoOn();
    const { clockStart } = config;
    const clock = clockStart === undefined ? systemClock : new SetClock(clockStart, RUNNING);
    const db = connect(database.app, () => clock.now(), config.poolSize);
    opened.push(() => db.close());
    const house: House = {
      db,
      clock,
      vault: vaultOf(config, keys),
      mode: mode === 'demo' ? 'demo' : 'production',
      dataDir: config.folder,
      // Only this machine can reach a demo, so its webhooks may knock at this machine.
      webhooksMayReach: mode === 'demo' ? ['127.0.0.1'] : [],
      origin: config.publicUrl ?? `http://${nameOf(config.host)}:${port}`,
    };
    const setUpCode = mode === 'set_up' ? newBase32(10) : undefined;
    const app = await buildApp(house, {
      logLevel: config.logLevel,
      trustProxy: config.trustProxy,
      bounds: BOUNDS,
      ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
      neighbours: config.neighbours,
      ...(setUpCode === undefined ? {} : { setUpCode }),
    });
    opened.push(() => drain(app));
    const working = await work(house, database.app, complaints(app));
    opened.push(() => working.stop());
    await listen(app, config.host, port);
    opened.push(sweepAtRest(app.server));
    return { origin: house.origin, mode, setUpCode, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const SAME_AGAIN_MS = 10_000;

/** While the database is away the worker asks five times a second: the same is said only once. */
function complaints(app: FastifyInstance): (what: string, error: unknown) => void {
  const saidAt = new Map<string, number>();
  return (what, error) => {
    // The queue hands over whole connections with its errors.
    const inner = (error as { error?: unknown } | undefined)?.error ?? error;
    const why = inner instanceof Error ? inner.message : String(inner);
    const now = performance.now();
    if (now - (saidAt.get(why) ?? -SAME_AGAIN_MS) < SAME_AGAIN_MS) return;
    if (saidAt.size > 100) saidAt.clear();
    saidAt.set(why, now);
    app.log.error({ why, stack: inner instanceof Error ? inner.stack : undefined }, what);
  };
}

const RUNNING = { running: true };

const whenAborted = (stopped: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    stopped.addEventListener('abort', () => reject(stopped.reason), { once: true });
  });

const nameOf = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;

const taken = (host: string, port: number, cause: unknown): Halt => {
  const { code } = cause as { code?: string };
  if (code !== 'EADDRINUSE' && code !== 'EACCES') {
    return new Halt('setting_wrong', `HOST 不能是 ${host}`, `cannot listen on ${host}`, cause);
  }
  return new Halt(
    'port_taken',
    `端口 ${port} 已被占用或不允许使用，请设置 PORT`,
    `port ${port} is taken or not allowed: set PORT`,
    cause,
  );
};

/** Known before the long work begins, and where PORT is 0, chosen. */
function freePort({ host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', (error) => reject(taken(host, port, error)));
    probe.listen(port, host, () => {
      const { port: found } = probe.address() as { port: number };
      probe.close(() => resolve(found));
    });
  });
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw taken(host, port, error);
  }
}

/** Requests that have begun may end; nobody is waited for for ever. */
async function drain(app: FastifyInstance): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(late);
}

/** The last words of a start: where everything is, and who may sign in. */
export function welcome(config: Config, { origin, mode, setUpCode }: Running): void {
  const lines = ['', '  圈店 Quandian', ''];
  if (mode === 'set_up') lines.push(`  设置 Set up      ${origin}/setup?code=${setUpCode}`);
  else {
    lines.push(`  商城 Shop        ${origin}/`);
    lines.push(`  工作台 Workbench ${origin}/work/`);
    lines.push(`  后台 Console     ${origin}/console/`);
    lines.push(`  接口 API         ${origin}/docs`);
  }
  const signIns = mode === 'demo' ? signInsOf(config) : [];
  if (signIns.length > 0) lines.push('', '  演示账号 Demo sign-ins');
  for (const { app, who, login, password } of signIns) {
    lines.push(`  ${app.padEnd(10)} ${login.padEnd(14)} ${password.padEnd(14)} ${who}`);
  }
  console.log([...lines, ''].join('\n'));
  say('就绪，按 Ctrl-C 停止', 'ready, Ctrl-C stops it');
}
