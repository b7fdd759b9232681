/**
 * `npm run bench -- bar-1a bar-5`: each bar by its name, all of them without one. Brings a
 * PostgreSQL of its own that keeps what it commits, unless TEST_SERVER says where one stands.
 * Prints a line for each figure and writes `bench/results/NAME.json`.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startCluster } from '../server/src/platform/postgres/cluster.ts';
import { lineOf, type Figure, verdictOf } from './figure.ts';

type Run = () => Figure | Figure[] | Promise<Figure | Figure[]>;

const BARS: Readonly<Record<string, () => Promise<{ run: Run }>>> = {
  'bar-1a': () => import('./bar-1a.ts'),
  'bar-1b': () => import('./bar-1b.ts'),
  'bar-1b-wechat': () => import('./bar-1b-wechat.ts'),
  'bar-2': () => import('./bar-2.ts'),
  'bar-3': () => import('./bar-3.ts'),
  'bar-4': () => import('./bar-4.ts'),
  'bar-5': () => import('./bar-5.ts'),
  'bar-6': () => import('./bar-6.ts'),
  'bar-7': () => import('./bar-7.ts'),
  'bar-8': () => import('./bar-8.ts'),
  'bar-9': () => import('./bar-9.ts'),
  'bar-10': () => import('./bar-10.ts'),
  'bar-11': () => import('./bar-11.ts'),
  'bar-12': () => import('./bar-12.ts'),
  'bar-13': () => import('./bar-13.ts'),
  'bar-14': () => import('./bar-14.ts'),
  'bar-16': () => import('./bar-16.ts'),
  'bar-17': () => import('./bar-17.ts'),
  bills: () => import('./bills.ts'),
  statement: () => import('./statement.ts'),
  imports: () => import('./imports.ts'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BARS));
if (unknown.length > 0) {
  console.error(`no such bar: ${unknown.join()} (${Object.keys(BARS).join(' ')})`);
  process.exit(2);
}

const RESULTS = join(import.meta.dirname, 'results');
mkdirSync(RESULTS, { recursive: true });
const closeServer = await openServer();
let failed = 0;
try {
  const about = await aboutHere();
  for (const name of asked.length > 0 ? asked : Object.keys(BARS)) {
    try {
      const { run } = await BARS[name]!();
      const found = await run();
      write(name, about, Array.isArray(found) ? found : [found]);
    } catch (error) {
      failed += 1;
      console.error(`${name} could not be measured:`, error);
    }
  }
} finally {
  await closeServer();
}
process.exit(failed === 0 ? 0 : 1);

async function openServer(): Promise<() => Promise<void>> {
  if (process.env.TEST_SERVER !== undefined) return async () => {};
  const folder = mkdtempSync(join(tmpdir(), 'quandian-bench-'));
  const cluster = await startCluster({
    folder,
    password: randomBytes(16).toString('hex'),
    port: 0,
  });
  process.env.TEST_SERVER = cluster.urlOf('');
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function aboutHere() {
  const client = new pg.Client({ connectionString: `${process.env.TEST_SERVER}postgres` });
  await client.connect();
  const { rows } = await client.query(
    `select current_setting('server_version') as postgres, current_setting('fsync') = 'on'
       and current_setting('synchronous_commit') = 'on' as durable`,
  );
  await client.end();
  const { postgres, durable } = rows[0];
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return {
    commit: execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: { processor: cpus()[0]!.model, cores: availableParallelism(), memoryGb },
    versions: { node: process.versions.node, postgres },
    durable,
  };
}

function write(name: string, about: object, figures: readonly Figure[]): void {
  const date = new Date().toISOString();
  const results = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure), date }));
  const file = { ...about, date, results };
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify(file, null, 1)}\n`);
  for (const figure of figures) console.log(lineOf(figure));
}
