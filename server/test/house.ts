/**
 * A database of its own for each test file, cloned from a migrated template; a clock that stands
 * still until the test moves it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { House as Parts } from '../src/house.ts';
import { SetClock } from '../src/platform/clock.ts';
import { connect } from '../src/platform/db.ts';
import { migrate } from '../src/platform/migrate.ts';
import { openVault } from '../src/platform/secret.ts';

/** Saturday, 14 March 2026, noon in Shanghai. */
export const NOW = Date.UTC(2026, 2, 14, 4);

/** What `buildApp` takes, and a look behind it. */
export interface House extends Parts {
  readonly clock: SetClock;
  /** Passes row-level security, so that a test may look at everything. */
  readonly owner: pg.Client;
  readonly ownerUrl: string;
  readonly appUrl: string;
  close(): Promise<void>;
}

/** Set by `global-setup.ts`, or by you when a server stands already (`npm run dev-db`). */
export const server = (): string => {
  const url = process.env.TEST_SERVER;
  if (url === undefined) throw new Error('no TEST_SERVER: run through vitest');
  return url.replace(/\/$/, '');
};

const urlOf = (base: string, user?: string): string => {
  const url = new URL(`${server()}/${base}`);
  if (user !== undefined) url.username = user;
  return url.href;
};

interface Wish {
  readonly at?: number;
  readonly poolSize?: number;
  readonly mode?: House['mode'];
  /** Where the server will be reached, when a provider is to call it over HTTP. */
  readonly origin?: string;
  /** The way to the database, when it is not the straight one: through a slow proxy, say. */
  readonly through?: (appUrl: string) => string;
}

export async function openHouse(wish: Wish = {}): Promise<House> {
  const { ownerUrl, appUrl, drop } = await newBase();
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const clock = new SetClock(wish.at ?? NOW);
  const db = connect(wish.through?.(appUrl) ?? appUrl, () => clock.now(), wish.poolSize);
  const dataDir = mkdtempSync(join(tmpdir(), 'quandian-house-'));
  const close = async (): Promise<void> => {
    await db.close();
    await owner.end();
    await drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const vault = openVault(Buffer.alloc(32, 7));
  const { mode = 'test', origin = 'http://quandian.test' } = wish;
  const webhooksMayReach = ['127.0.0.1']; // receivers of tests
  const parts = { db, clock, vault, mode, dataDir, origin, webhooksMayReach };
  return { owner, ownerUrl, appUrl, ...parts, close };
}

/** For tests that bring their own connections; `empty` has had no migration. */
export async function newBase({ empty = false } = {}): Promise<{
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  drop(): Promise<void>;
}> {
  const admin = new pg.Client({ connectionString: urlOf('postgres') });
  await admin.connect();
  const name = `quandian_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const template = empty ? 'template0' : await templateOf(admin);
  await admin.query(`create database ${name} template ${template} strategy file_copy`);
  const drop = async (): Promise<void> => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return { name, ownerUrl: urlOf(name), appUrl: urlOf(name, 'quandian_app'), drop };
}

/** Named after the migrations, so it is made once and never stale. */
async function templateOf(admin: pg.Client): Promise<string> {
  const folder = new URL('../../db/migrations/', import.meta.url);
  const digest = createHash('sha256');
  for (const file of readdirSync(folder).sort()) digest.update(readFileSync(new URL(file, folder)));
  const name = `quandian_template_${digest.digest('hex').slice(0, 8)}`;
  await admin.query('select pg_advisory_lock(7)'); // test files start together
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await makeTemplate(admin, name);
  } finally {
    await admin.query('select pg_advisory_unlock(7)');
  }
  return name;
}

async function makeTemplate(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${name}_new with (force)`);
  await admin.query(`create database ${name}_new`);
  const password = admin.escapeLiteral(decodeURIComponent(new URL(server()).password));
  await admin.query(`do $$ begin create role quandian_app;
    exception when duplicate_object then null; end $$`);
  await admin.query(`alter role quandian_app login password ${password}`);
  await migrate({ owner: urlOf(`${name}_new`), app: urlOf(`${name}_new`, 'quandian_app') });
  await admin.query(`alter database ${name}_new rename to ${name}`);
}
