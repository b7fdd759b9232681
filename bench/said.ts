/**
 * `node scripts/run.mjs bench/said.ts order` (or `payment`): what each statement of it costs by
 * PostgreSQL's own log, one shopper at a time. A profile for whoever makes bar-1a and bar-1b
 * faster; the log takes its own part of each figure, so read them against each other.
 */
import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { startCluster } from '../server/src/platform/postgres/cluster.ts';
import { openHouse } from '../server/test/house.ts';
import { grow, notices } from './bar-1b.ts';
import type { Ask } from './load.ts';
import { anything, growOrders, openTills } from './order-town.ts';
import { AS_SHIPPED, onBase, see, type Server, startServer } from './stage.ts';

interface Play {
  readonly owner: pg.Client;
  readonly shop: Server;
  readonly next: () => Ask;
  readonly prepare: () => Promise<unknown>;
}

const folder = mkdtempSync(join(tmpdir(), 'quandian-said-'));
const cluster = await startCluster({ folder, password: 'said', port: 0 });
process.env.TEST_SERVER = cluster.urlOf('');
try {
  await (process.argv[2] === 'payment' ? onPayments(listen) : onOrders(listen));
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

function onOrders(play: (play: Play) => Promise<void>): Promise<void> {
  return onBase(growOrders, async ({ owner, town, shop }) => {
    const tills = openTills(owner, town, await town.promise(anything(town)));
    await play({ owner, shop, next: tills.next, prepare: tills.fill });
  });
}

async function onPayments(play: (play: Play) => Promise<void>): Promise<void> {
  const house = await openHouse({ at: Date.now() });
  const next = notices(await grow(house));
  const shop = await startServer('serve.ts', house.appUrl, AS_SHIPPED);
  await play({ owner: house.owner, shop, next, prepare: async () => {} });
  shop.child.kill();
}

async function listen({ owner, shop, next, prepare }: Play): Promise<void> {
  await prepare();
  await see(owner, shop, 4, next);
  await owner.query('vacuum analyze');
  await prepare();
  await see(owner, shop, 4, next);
  await prepare();
  const log = join(folder, 'postgres.log');
  truncateSync(log);
  await owner.query('alter system set log_min_duration_statement = 0');
  await owner.query('alter system set log_parameter_max_length = 0');
  await owner.query('select pg_reload_conf()');
  await see(owner, shop, 1, next);
  await owner.query('alter system reset all');
  await owner.query('select pg_reload_conf()');
  show(readFileSync(log, 'utf8'));
}

/** Microseconds a commit, the dearest first. */
function show(log: string): void {
  const said = new Map<string, { bind: number; execute: number; times: number }>();
  for (const [, ms, step, name] of log.matchAll(
    /duration: ([\d.]+) ms {2}(bind|execute) (\w+\.\w+)/g,
  )) {
    const sum = said.get(name!) ?? { bind: 0, execute: 0, times: 0 };
    sum[step as 'bind' | 'execute'] += Number(ms) * 1_000;
    if (step === 'execute') sum.times += 1;
    said.set(name!, sum);
  }
  const commits = said.get('platform.commit')!.times;
  const rows = [...said].map(([name, { bind, execute, times }]) => ({
    statement: name,
    us: Math.round((bind + execute) / commits),
    starting: Math.round(bind / commits),
    running: Math.round(execute / commits),
    times: (times / commits).toFixed(2),
  }));
  console.table(rows.sort((a, b) => b.us - a.us));
}
