/**
 * The database for a command that somebody runs beside the server: the one that stands already, or,
 * when no server works in this folder, our own for as long as the command takes.
 */
import { join } from 'node:path';
import type { Config } from '../platform/config.ts';
import { Halt } from '../platform/halt.ts';
import { OWNER } from '../platform/postgres/cluster.ts';
import { readPostmaster } from '../platform/postgres/postmaster.ts';
import type { Urls } from '../platform/migrate.ts';
import { openDatabase } from './database.ts';
import { claimFolder, openFolder } from './folder.ts';

export interface Beside extends Urls {
  stop(): Promise<void>;
}

/** @throws Halt */
export async function openBeside(config: Config): Promise<Beside> {
  const keys = openFolder(config.folder);
  const standing = readPostmaster(join(config.folder, 'postgres'));
  if (config.databaseUrl === undefined && standing?.ready === true && isAlive(standing.pid)) {
    const url = (user: string, password: string): string =>
      `postgres://${user}:${password}@127.0.0.1:${standing.port}/quandian`;
    const urls = { owner: url(OWNER, keys.owner), app: url('quandian_app', keys.app) };
    return { ...urls, stop: async () => {} };
  }
  if (config.databaseUrl !== undefined) return openDatabase(config, keys, () => {});
  const free = await claimFolder(config.folder);
  const database = await openDatabase(config, keys, fall);
  return {
    ...database,
    async stop() {
      await database.stop();
      free();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function fall(halt: Halt): never {
  throw halt;
}
