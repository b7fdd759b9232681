/**
 * `npm test`: everything. The last line counts what passed and what failed: the checks of form and
 * types as one each, and every test.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, findNode, install, ROOT, runAs, say, staleApps } from './ready.mjs';

const startMs = performance.now();
await install();
const node = findNode();
const bin = (path) => join(ROOT, 'node_modules', path);
const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}`, NODE_ENV: 'test' };
let passed = 0;
let failed = 0;

function checkThat(name, args) {
  const { status } = spawnSync(node, args, { cwd: ROOT, env, stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
}

checkThat('format and lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']);
checkThat('types', [join(ROOT, 'scripts/types.mjs')]);

await build(node, staleApps());
say('运行测试…', 'running the tests…');
const folder = mkdtempSync(join(tmpdir(), 'quandian-results-'));
const results = join(folder, 'results.json');
const vitest = [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json'];
const code = await runAs(
  node,
  [...vitest, `--outputFile.json=${results}`, ...process.argv.slice(2)],
  {
    env,
  },
);
if (existsSync(results)) {
  const seen = JSON.parse(readFileSync(results, 'utf8'));
  passed += seen.numPassedTests;
  failed += seen.numFailedTests;
  // A file that does not even load fails the run and counts no test.
  failed += seen.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  ).length;
}
rmSync(folder, { recursive: true, force: true });
if (code !== 0 && failed === 0) failed += 1;
if (process.argv.length === 2) {
  // Read by bar-17.
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  const seconds = Math.round((performance.now() - startMs) / 1000);
  const took = { at: new Date().toISOString(), seconds, passed, failed };
  writeFileSync(join(ROOT, 'test-results/took.json'), `${JSON.stringify(took)}\n`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
