/**
 * `npm run restore -- --to 2026-11-22T10:00:00+08:00 --into folder` (or `--to latest`): a new data
 * folder as everything stood at that instant, looked over before anybody relies on it. What stands
 * is never touched.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { instantAt } from '../kernel/time.ts';
import * as ledger from '../modules/ledger/ledger.ts';
import type { BackupPlace } from '../platform/backup/journal.ts';
import {
  copyFor,
  dropPieces,
  giveTo,
  layDown,
  recoverySettings,
} from '../platform/backup/restore.ts';
import { BadBackup } from '../platform/backup/sealed-file.ts';
import { systemClock } from '../platform/clock.ts';
import { connect } from '../platform/db.ts';
import { Halt } from '../platform/halt.ts';
import { findMerchants } from '../platform/merchant.ts';
import { signIn } from '../platform/migrate.ts';
import { startCluster } from '../platform/postgres/cluster.ts';
import { openFolder } from './folder.ts';

export interface RestoreWish {
  readonly place: BackupPlace;
  /** Null: everything that is there. */
  readonly until: number | null;
  readonly into: string;
}
export interface Restored {
  readonly copy: string;
  readonly merchants: number;
  /** Accounts whose sum is not that of their entries: none, or the copy is not to be trusted. */
  readonly drift: number;
  /** The last change that is there. */
  readonly lastAt: string | null;
}
const NOBODY = { uid: 65534, gid: 65534 };
const READY_WITHIN_MS = 600_000;

/** @throws Halt, BadBackup */
export async function restore({ place, until, into }: RestoreWish): Promise<Restored> {
  if (existsSync(into) && readdirSync(into).length > 0)
    throw new Halt('setting_wrong', `${into} 不是空文件夹`, 'the folder is not empty');
  const copy = copyFor(place, until);
  await layDown(place, copy, into);
  if (process.getuid?.() === 0) giveTo(join(into, 'postgres'), NOBODY);
  const keys = openFolder(into);
  const wish = { folder: into, password: keys.owner, port: 0 };
  const cluster = await startCluster({ ...wish, settings: recoverySettings(until) });
  try {
    await caughtUp(cluster.urlOf('postgres'));
    const url = new URL(cluster.urlOf('quandian'));
    const found = await lookOver(url.href);
    return { copy: copy.file, ...found };
  } finally {
    await cluster.stop();
    dropPieces(into);
  }
}

async function caughtUp(url: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < READY_WITHIN_MS; waitedMs += 100) {
    const client = await signIn(url).catch(() => null); // not open yet
    if (client !== null) {
      const { rows } = await client.query('select pg_is_in_recovery() as reading');
      await client.end();
      if (!rows[0].reading) return;
    }
    await sleep(100);
  }
  throw new BadBackup('the journal could not be read to its end');
}

async function lookOver(url: string): Promise<Omit<Restored, 'copy'>> {
  const db = connect(url, () => systemClock.now(), 2);
  const client = await signIn(url);
  try {
    const merchants = await findMerchants(db);
    let drift = 0;
    for (const { id } of merchants)
      drift += (await db.reading(id, (reader) => ledger.findDrift(reader))).length;
    const { rows } = await client.query(
      `select greatest((select max(at) from ledger.transfer),
         (select max(at) from orders.history)) as at`,
    );
    const { at } = rows[0];
    const lastAt = at === null ? null : instantAt(at.getTime());
    return { merchants: merchants.length, drift, lastAt };
  } finally {
    await client.end();
    await db.close();
  }
}
