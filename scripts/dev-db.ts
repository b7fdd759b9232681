/** A PostgreSQL that stays, for running single test files quickly: `npm run dev-db -- 55432`. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { startCluster } from '../server/src/platform/postgres/cluster.ts';
import { CARELESS } from '../server/test/global-setup.ts';

const port = Number(process.argv[2] ?? 55_432);
const folder = join(tmpdir(), `quandian-dev-db-${port}`);
mkdirSync(folder, { recursive: true });
const password = 'test';
const cluster = await startCluster({ folder, password, port, settings: CARELESS });
console.log(`TEST_SERVER=${cluster.urlOf('')}`);
const awake = setInterval(() => {}, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(awake);
    void cluster.stop();
  });
}
