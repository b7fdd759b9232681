/** Makes the demo chain on first start, whole or not at all, and remembers its sign-ins. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '../platform/config.ts';
import { connect, withOptions, type Db } from '../platform/db.ts';
import { Halt } from '../platform/halt.ts';
import { say, type Say } from '../platform/log.ts';
import { signIn } from '../platform/migrate.ts';
import type { Database } from './database.ts';
import { writeWhole, type Keys } from './folder.ts';

export interface SignIn {
  /** Which of the three apps: shop, workbench, console. */
  readonly app: string;
  readonly who: string;
  readonly login: string;
  readonly password: string;
}

/** What `demo/make-demo.ts` exports as `makeDemo`. */
export type MakeDemo = (options: {
  readonly db: Db;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly seed: number;
  /** The instant of this start: the demo's days end the evening before. */
  readonly now: number;
  readonly secret: string;
  readonly folder: string;
  readonly progress: Say;
}) => Promise<{ readonly signIns: readonly SignIn[] }>;

interface Note {
  readonly state: 'making' | 'made';
  readonly signIns: readonly SignIn[];
}

const MAKER = join(import.meta.dirname, '../../../demo/make-demo.ts');
const noteOf = (config: Config): string => join(config.folder, 'demo.json');

const readNote = (config: Config): Note | undefined =>
  existsSync(noteOf(config)) ? JSON.parse(readFileSync(noteOf(config), 'utf8')) : undefined;

export const signInsOf = (config: Config): readonly SignIn[] => readNote(config)?.signIns ?? [];

/** Broken off in the middle, it is no demo: away with it. @throws Halt */
export async function clearHalfMade(config: Config, database: Database): Promise<void> {
  if (readNote(config)?.state !== 'making') return;
  if (database.renew === undefined) {
    throw new Halt(
      'database_unfit',
      '上次生成演示数据中断了，请清空该数据库再启动',
      'making the demo was broken off: empty that database first',
    );
  }
  say('上次生成演示数据中断，重新开始', 'making the demo was broken off: starting anew');
  await database.renew();
}

export async function makeDemo(config: Config, keys: Keys, database: Database): Promise<void> {
  if (!existsSync(MAKER)) return;
  const maker = (await import(pathToFileURL(MAKER).href)) as { makeDemo: MakeDemo };
  writeWhole(noteOf(config), { state: 'making', signIns: [] } satisfies Note);
  say('生成演示连锁「邻里鲜」的 90 天（一分多钟）…', 'living the 90 days of the demo chain…');
  // A crash in the middle begins anew anyhow, so no commit has to wait for the disk.
  const appUrl = withOptions(database.app, '-c synchronous_commit=off');
  const now = config.clockStart ?? Date.now();
  const db = connect(appUrl, () => now, config.poolSize);
  try {
    const { signIns } = await maker.makeDemo({
      db,
      ownerUrl: database.owner,
      appUrl,
      seed: config.demoSeed,
      now,
      secret: config.masterKey ?? keys.secret,
      folder: config.folder,
      progress: say,
    });
    await settle(database.owner);
    writeWhole(noteOf(config), { state: 'made', signIns } satisfies Note);
  } finally {
    await db.close();
  }
}

/** Plans made on empty tables scan them whole; and what was not waited for is on the disk after. */
async function settle(ownerUrl: string): Promise<void> {
  const client = await signIn(ownerUrl);
  try {
    await client.query('vacuum analyze');
    await client.query('checkpoint').catch(() => {}); // not allowed to an owner who is not root
  } finally {
    await client.end();
  }
}
