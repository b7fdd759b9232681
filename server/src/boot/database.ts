/** Brings up the database, ours or yours, and forward to the schema of this program. */
import { join } from 'node:path';
import { JOURNAL_SETTINGS, keepingJournal } from '../platform/backup/journal.ts';
import type { Config } from '../platform/config.ts';
import { withOptions } from '../platform/db.ts';
import type { Halt } from '../platform/halt.ts';
import { say } from '../platform/log.ts';
import { migrate, signIn, type Urls } from '../platform/migrate.ts';
import { startCluster } from '../platform/postgres/cluster.ts';
import type { Keys } from './folder.ts';

const BASE = 'quandian';

export interface Database extends Urls {
  /** Deletes everything in it; only where it is ours. */
  readonly renew: (() => Promise<void>) | undefined;
  stop(): Promise<void>;
}

/** @throws Halt */
export async function openDatabase(
  config: Config,
  keys: Keys,
  onLost: (halt: Halt) => void,
): Promise<Database> {
  if (config.databaseUrl !== undefined) return openYours(config, config.databaseUrl);
  const cluster = await startCluster({
    folder: config.folder,
    password: keys.owner,
    port: config.databasePort,
    onMake: () => say('建立内置数据库…', 'making the built-in database…'),
    onFall: () => say('数据库意外退出，正在重新启动', 'the database fell and is started again'),
    onLost,
    ...(config.backup === undefined ? {} : { settings: JOURNAL_SETTINGS }),
  });
  const rest =
    config.backup === undefined
      ? () => Promise.resolve()
      : keepingJournal(join(config.folder, 'postgres'), config.backup, sayOnce());
  try {
    const owner = cluster.urlOf(BASE);
    const app = new URL(owner);
    [app.username, app.password] = ['quandian_app', keys.app];
    const urls = { owner, app: app.href };
    const make = () => makeBase(cluster.urlOf('postgres'), keys.app);
    await make();
    await forward(urls);
    const renew = async () => {
      await dropBase(cluster.urlOf('postgres'));
      await make();
      await forward(urls);
    };
    return { ...urls, renew, stop: () => cluster.stop().finally(rest) };
  } catch (error) {
    await cluster.stop().finally(rest);
    throw error;
  }
}

async function openYours(config: Config, owner: string): Promise<Database> {
  // Otherwise the owner's own sign-in, with no more than the rights of quandian_app.
  const app = config.databaseAppUrl ?? withOptions(owner, '-c role=quandian_app');
  const urls = { owner, app };
  await forward(urls);
  return { ...urls, renew: undefined, stop: () => Promise.resolve() };
}

async function forward(urls: Urls): Promise<void> {
  const ran = await migrate(urls);
  if (ran.length > 0) say(`升级数据库：${ran.length} 步`, `migrated, ${ran.length} steps`);
}

async function makeBase(admin: string, appPassword: string): Promise<void> {
  const client = await signIn(admin);
  try {
    const { rows } = await client.query(`select
      exists (select from pg_database where datname = '${BASE}') as base,
      exists (select from pg_roles where rolname = 'quandian_app') as app`);
    if (!rows[0].app) await client.query('create role quandian_app');
    await client.query(
      `alter role quandian_app login password ${client.escapeLiteral(appPassword)}`,
    );
    if (!rows[0].base) await client.query(`create database ${BASE}`);
  } finally {
    await client.end();
  }
}

async function dropBase(admin: string): Promise<void> {
  const client = await signIn(admin);
  try {
    await client.query(`drop database ${BASE} with (force)`);
  } finally {
    await client.end();
  }
}

/** A backup that cannot be written stops nobody; PostgreSQL keeps its journal until it can. */
function sayOnce(): (error: unknown) => void {
  let said = '';
  return (error) => {
    const why = String(error);
    if (why === said) return;
    said = why;
    say(`备份没有写成：${why}`, 'the backup of the journal was not written');
  };
}
