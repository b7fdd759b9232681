/** Our server alone, for the benchmarks: the database and the port that it is told, no limit. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../server/src/app.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { connect } from '../server/src/platform/db.ts';
import { openVault } from '../server/src/platform/secret.ts';

const port = Number(process.env.PORT);
const base = process.env.BENCH_WECHAT_PAY;
const bases = { 'wechat-pay': base ?? '' };
const db = connect(process.env.DATABASE_URL!, () => systemClock.now());
const app = await buildApp(
  {
    db,
    clock: systemClock,
    vault: openVault(Buffer.alloc(32, 7)),
    mode: 'test',
    dataDir: mkdtempSync(join(tmpdir(), 'quandian-bench-')),
    origin: `http://127.0.0.1:${port}`,
  },
  { logLevel: 'silent', requestsPerMinute: 0, ...(base && { neighbours: { bases } }) },
);
console.log(`ready ${await app.listen({ host: '127.0.0.1', port })}`);
