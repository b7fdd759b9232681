/** `--reset`: asks, and only then deletes what this installation has stored. */
import { createInterface } from 'node:readline/promises';
import type { Config } from '../platform/config.ts';
import { Halt } from '../platform/halt.ts';
import { say } from '../platform/log.ts';
import { claimFolder, contentsOf, emptyFolder } from './folder.ts';

/** @throws Halt `not_confirmed` */
export async function reset(config: Config): Promise<void> {
  if (config.databaseUrl !== undefined) {
    throw new Halt(
      'not_confirmed',
      '--reset 只清除内置数据库；DATABASE_URL 指向的数据库请自行清除',
      '--reset only deletes the built-in database',
    );
  }
  if (contentsOf(config.folder).length === 0) return;
  const release = await claimFolder(config.folder); // never below a running server
  try {
    if (!config.yes) await confirm(config.folder);
    emptyFolder(config.folder);
    say(`已清空 ${config.folder}`, 'the data folder is empty now');
  } finally {
    release();
  }
}

async function confirm(folder: string): Promise<void> {
  const refused = new Halt('not_confirmed', '未清除任何数据', 'nothing was deleted');
  if (!process.stdin.isTTY) {
    throw new Halt(
      'not_confirmed',
      '未清除任何数据：这里没有终端可以确认，请加 --yes',
      'nothing was deleted: no terminal to ask; add --yes',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = `? 清空 ${folder} 里的全部数据？· Delete all data in it? (yes/no) `;
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(question), ended]);
  terminal.close();
  if (!/^(yes|是)$/i.test(answer.trim())) throw refused;
}
