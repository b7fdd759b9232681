/** `npm run restore -- --to 2026-11-22T10:00:00+08:00 --into folder`: see docs/running.md. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restore, type RestoreWish } from '../server/src/boot/restore.ts';
import { BadBackup } from '../server/src/platform/backup/sealed-file.ts';
import { readConfig } from '../server/src/platform/config.ts';
import { Halt } from '../server/src/platform/halt.ts';
import { say } from '../server/src/platform/log.ts';

/** @throws Halt `setting_wrong` */
function wishOf(args: readonly string[]): RestoreWish {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, into: { type: 'string' } },
  });
  const { backup: place } = readConfig(process.env, []);
  const { to = '', into } = values;
  const until = to === 'latest' ? null : Date.parse(to);
  if (place === undefined || into === undefined || Number.isNaN(until))
    throw new Halt(
      'setting_wrong',
      '请设置 BACKUP_DIR、BACKUP_KEY，并写明 --to 时刻（或 latest）和 --into 新文件夹',
      'set BACKUP_DIR and BACKUP_KEY, and say --to when and --into which new folder',
    );
  return { place, until, into: resolve(into) };
}

try {
  const wish = wishOf(process.argv.slice(2));
  const { copy, merchants, drift, lastAt } = await restore(wish);
  say(`用了 ${copy}，最后一笔 ${lastAt ?? '无'}`, `from this copy; the last change is of then`);
  say(
    `${merchants} 家商户，账目差异 ${drift}`,
    `${merchants} merchants, accounts that drift: ${drift}`,
  );
  say(`已恢复到 ${wish.into}`, `start it with DATA_DIR=${wish.into} npm start`);
  if (drift > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof Halt || error instanceof BadBackup)) throw error;
  console.error(`✗ ${error.message}`);
  process.exitCode = error instanceof Halt ? error.exitCode : 1;
}
