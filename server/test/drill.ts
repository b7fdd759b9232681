/**
 * `npm run drill`: the tests of trust in their long form, part after part; `npm run drill --
 * kill-server races` plays those parts only. Each part leaves its line, with what it counted, in
 * `docs/drill.md`. `DRILL_SEED` plays a run again.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keep, type Line } from './drill-book.ts';

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
    files: ['orders-crowd', 'money-races', 'store-crowd'].map(
      (name) => `server/test/${name}.test.ts`,
    ),
    settings: { RACE_ROUNDS: '50', RACE_SLOW_ROUNDS: '50' },
  },
  simulate: {
    files: ['server/test/simulate.test.ts', 'server/test/invariants.test.ts'],
    settings: { SIMULATE_SEED: SEED, SIMULATE_SEQUENCES: '500', SIMULATE_LOOK_EVERY: '1' },
  },
  books: {
    files: ['server/test/books.test.ts'],
    settings: { BOOK_SEED: SEED, BOOK_ROWS: '100000', BOOK_FLIPS: '100' },
  },
  reverts: { files: ['server/test/reverts.test.ts'], settings: { REVERTS: '500' } },
  mutants: { files: ['mutants', 'server/test/kill.test.ts'], settings: {} },
  'kill-server': { ...KILL, settings: { KILL_SEED: SEED, KILL_SERVER: '100', KILL_POSTGRES: '0' } },
  'kill-postgres': {
    ...KILL,
    settings: { KILL_SEED: SEED, KILL_SERVER: '0', KILL_POSTGRES: '20' },
  },
  'kill-import': { files: ['server/test/kill-import.test.ts'], settings: { IMPORT_ROWS: '50000' } },
  bills: { files: ['server/test/bill-drill.test.ts'], settings: { BILL_CALLBACKS: '2000' } },
  'hostile-payments': {
    files: ['server/test/hostile-payments.test.ts'],
    settings: { HOSTILE_SEED: SEED, HOSTILE_PAYMENTS: '2000' },
  },
  fuzz: {
    files: ['server/test/fuzz.test.ts'],
    settings: { FUZZ_SEED: SEED, FUZZ_CASES: '200' },
  },
  time: { files: ['server/test/time.test.ts'], settings: { TIME_ORDERS: '600' } },
  overload: {
    files: ['server/test/overload.test.ts'],
    settings: { OVERLOAD_S: '120' },
  },
  restore: { files: ['server/test/backup.test.ts'], settings: {} },
  'cut-after-commit': { files: ['server/test/cut.test.ts'], settings: { CUT_ROUNDS: '50' } },
};

const wished = process.argv.slice(2);
const unknown = wished.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`✗ no such part: ${unknown.join(' ')}; there are ${Object.keys(PARTS).join(' ')}`);
  process.exit(2);
}
const commit = commitOf();
const lines: Line[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (wished.length > 0 && !wished.includes(name)) continue;
  const began = performance.now();
  const played = await play(part);
  const tookS = Math.round((performance.now() - began) / 1_000);
  const at = new Date().toISOString().slice(0, 16).replace('T', ' ');
  lines.push({ part: name, at, commit, seed: SEED, tookS, ...played });
  keep(join(HOME, 'docs/drill.md'), lines.at(-1)!);
}
console.log('');
for (const { part, seed, passes, fails, tookS, said } of lines) {
  const word = fails === 0 ? 'kept' : 'BROKEN';
  console.log(
    `${part.padEnd(17)} seed ${seed}  ${passes} passed, ${fails} failed  ${tookS} s  ${word}`,
  );
  for (const words of said) console.log(`  ${words}`);
}
process.exitCode = lines.every(({ fails }) => fails === 0) ? 0 : 1;

/** Outside of a repository nobody knows. */
function commitOf(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: HOME, encoding: 'utf8' });
    const changed = git('status', '--porcelain', '--', ':!docs/drill.md').trim() !== '';
    return `${git('rev-parse', '--short', 'HEAD').trim()}${changed ? ' +' : ''}`;
  } catch {
    return '-';
  }
}

async function play({ files, settings }: Part): Promise<Pick<Line, 'passes' | 'fails' | 'said'>> {
  const folder = mkdtempSync(join(tmpdir(), 'quandian-drill-'));
  const results = join(folder, 'results.json');
  const says = join(folder, 'says.txt');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  args.push('--testTimeout=7200000', ...files);
  const child = spawn(process.execPath, [join(HOME, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: HOME,
    env: { ...process.env, ...settings, DRILL_SAYS: says },
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  const said = existsSync(says) ? readFileSync(says, 'utf8').trim().split('\n') : [];
  try {
    const seen = JSON.parse(readFileSync(results, 'utf8'));
    const fails = Math.max(seen.numFailedTests, code === 0 ? 0 : 1);
    return { passes: seen.numPassedTests, fails, said };
  } catch {
    return { passes: 0, fails: 1, said }; // it did not even begin
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
