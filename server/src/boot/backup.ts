/**
 * `npm run backup`: a full copy of the built-in database with keys and files, sealed; then what is
 * beyond the wished number of copies goes. Beside a running server, or without one.
 */
import { join } from 'node:path';
import { copyCluster, dropOld, type Copy } from '../platform/backup/copy.ts';
import { JOURNAL_SETTINGS, keepingJournal, type BackupPlace } from '../platform/backup/journal.ts';
import type { Config } from '../platform/config.ts';
import { Halt } from '../platform/halt.ts';
import { say } from '../platform/log.ts';
import { signIn } from '../platform/migrate.ts';
import { OWNER, startCluster } from '../platform/postgres/cluster.ts';
import { readPostmaster } from '../platform/postgres/postmaster.ts';
import { claimFolder, openFolder } from './folder.ts';

/** Beside the cluster: without its keys nothing in it could be read. */
const BESIDE = ['keys.json', 'files'];

/** @throws Halt */
export async function backUp(config: Config): Promise<Copy> {
  const place = config.backup;
  if (place === undefined || config.databaseUrl !== undefined)
    throw new Halt(
      'setting_wrong',
      '请设置 BACKUP_DIR 和 BACKUP_KEY；备份只管内置数据库',
      'set BACKUP_DIR and BACKUP_KEY; a database of yours you back up yourself',
    );
  const keys = openFolder(config.folder);
  const release = await claimFolder(config.folder).catch((error) => {
    if (error instanceof Halt && error.reason === 'folder_in_use') return undefined;
    throw error;
  });
  if (release === undefined) return ofRunning(config, place, keys.owner);
  const cluster = await startCluster({
    folder: config.folder,
    password: keys.owner,
    port: 0,
    settings: JOURNAL_SETTINGS,
  });
  const rest = keepingJournal(join(config.folder, 'postgres'), place, (error) => {
    say(`备份没有写成：${String(error)}`, 'the journal was not written');
  });
  try {
    return await copied(config, place, cluster.urlOf('postgres'));
  } finally {
    await cluster.stop().finally(rest);
    release();
  }
}

async function ofRunning(config: Config, place: BackupPlace, password: string): Promise<Copy> {
  const port = readPostmaster(join(config.folder, 'postgres'))?.port;
  return copied(config, place, `postgres://${OWNER}:${password}@127.0.0.1:${port}/postgres`);
}

async function copied(config: Config, place: BackupPlace, url: string): Promise<Copy> {
  const client = await signIn(url);
  try {
    const { rows } = await client.query('show archive_mode');
    if (rows[0].archive_mode !== 'on')
      throw new Halt(
        'setting_wrong',
        '服务启动时没有设置 BACKUP_DIR，请设置后重启服务再备份',
        'the server was started without BACKUP_DIR: set it, start again, then back up',
      );
    const cluster = join(config.folder, 'postgres');
    const copy = await copyCluster(client, { cluster, beside: BESIDE, root: config.folder }, place);
    const gone = dropOld(place);
    say(`备份完成：${copy.file}，清掉旧的 ${gone.copies} 份、日志 ${gone.pieces} 段`, 'backed up');
    return copy;
  } finally {
    await client.end();
  }
}
