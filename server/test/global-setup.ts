/** One PostgreSQL for the whole run, in a folder that goes with it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../src/platform/postgres/cluster.ts';

/** What a crash would lose is of no worth here. */
export const CARELESS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '300',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
  max_locks_per_transaction: '128',
};

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_SERVER !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'quandian-test-'));
  const password = randomBytes(16).toString('hex');
  const cluster = await startCluster({ folder, password, port: 0, settings: CARELESS });
  process.env.TEST_SERVER = cluster.urlOf('');
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
