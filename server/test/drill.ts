/**
 * `npm run drill`: the tests of trust in their long form, part after part, one line each with its
 * seed; `npm run drill -- kill-server races` plays those parts only. `DRILL_SEED` plays a run again.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOME = join(import.meta.dirname, '../..');
const SEED = process.env.DRILL_SEED ?? String((Date.now() / 1_000) | 0);

interface Part {
  readonly files: readonly string[];
  /** How much longer than in `npm test`. */
  readonly settings: Readonly<Record<string, string>>;
}

const KILL = { files: ['server/test/kill.test.ts'] };
const PARTS: Readonly<Record<string, Part>> = {
  races: {
    files: ['server/test/orders-crowd.test.ts', 'server/test/money-races.test.ts'],
    settings: { RACE_ROUNDS: '50', RACE_SLOW_ROUNDS: '50' },
  },
  simulate: {
    files: ['server/test/simulate.test.ts'],
    settings: { SIMULATE_SEED: SEED, SIMULATE_SEQUENCES: '500', SIMULATE_LOOK_EVERY: '1' },
  },
  mutants: { files: ['mutants'], settings: {} },
  'kill-server': { ...KILL, settings: { KILL_SEED: SEED, KILL_SERVER: '100', KILL_POSTGRES: '0' } },
  'kill-postgres': {
    ...KILL,
    settings: { KILL_SEED: SEED, KILL_SERVER: '0', KILL_POSTGRES: '20' },
  },
  'cut-after-commit': { files: ['server/test/cut.test.ts'], settings: { CUT_ROUNDS: '50' } },
};

const wished = process.argv.slice(2);
const unknown = wished.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`✗ no such part: ${unknown.join(' ')}; there are ${Object.keys(PARTS).join(' ')}`);
  process.exit(2);
}
let failed = 0;
for (const [name, part] of Object.entries(PARTS)) {
  if (wished.length > 0 && !wished.includes(name)) continue;
  const began = performance.now();
  const { passes, fails } = await play(part);
  const tookS = Math.round((performance.now() - began) / 1_000);
  const word = fails === 0 ? 'kept' : 'BROKEN';
  console.log(
    `${name.padEnd(17)} seed ${SEED}  ${passes} passed, ${fails} failed  ${tookS} s  ${word}`,
  );
  failed += fails;
}
process.exitCode = failed === 0 ? 0 : 1;

async function play({ files, settings }: Part): Promise<{ passes: number; fails: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'quandian-drill-'));
  const results = join(folder, 'results.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  args.push('--testTimeout=1200000', ...files);
  const child = spawn(process.execPath, [join(HOME, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: HOME,
    env: { ...process.env, ...settings },
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  try {
    const seen = JSON.parse(readFileSync(results, 'utf8'));
    const fails = Math.max(seen.numFailedTests, code === 0 ? 0 : 1);
    return { passes: seen.numPassedTests, fails };
  } catch {
    return { passes: 0, fails: 1 }; // it did not even begin
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
