/**
 * The walls hold, and each of them is seen to hold: every rule has a planted violation that it must
 * name.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const HOME = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'walls-'));
afterAll(() => rmSync(copy, { recursive: true }));

interface Seen {
  readonly modules: { readonly source: string }[];
  readonly summary: {
    readonly violations: {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}
function cruise(folder: string): Seen {
  const tool = join(HOME, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const roots = ['server/src', 'simulators'].filter((root) => existsSync(join(folder, root)));
  const args = [tool, ...roots, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, maxBuffer: 1e8 });
  return JSON.parse(stdout.toString());
}

const PLANTS: readonly (readonly [rule: string, file: string, specifier: string])[] = [
  ['kernel-points-down', 'kernel/planted-a.ts', '../platform/db.ts'],
  ['kernel-is-alone', 'kernel/planted-b.ts', 'node:crypto'],
  ['platform-points-down', 'platform/planted.ts', '../modules/chain/chain.ts'],
  ['modules-points-down', 'modules/chain/planted-a.ts', '../../flows/planted-a.ts'],
  ['modules-are-strangers', 'modules/chain/planted-b.ts', '../members/members.ts'],
  ['one-driver', 'modules/chain/planted-c.ts', 'pg'],
  ['only-http-speaks-http', 'modules/chain/planted-d.ts', 'fastify'],
  ['rules-are-pure', 'modules/chain/rules-planted.ts', './store.ts'],
  ['views-points-down', 'views/planted.ts', '../modules/chain/chain.ts'],
  ['adapters-points-down', 'adapters/first/planted.ts', '../../flows/planted-a.ts'],
  ['adapters-are-strangers', 'adapters/second/planted.ts', '../first/planted.ts'],
  ['flows-points-down', 'flows/planted-a.ts', './planted-b.ts'],
  ['enter-by-the-door', 'flows/planted-b.ts', '../modules/chain/store.ts'],
  ['one-queue', 'flows/planted-c.ts', 'graphile-worker'],
  ['only-the-top-knows-simulators', 'flows/planted-d.ts', '../../../simulators/a/planted.ts'],
  ['http-points-down', 'http/planted.ts', '../app.ts'],
  ['simulators-know-only-the-wire', '../../simulators/a/planted.ts', '../../server/src/app.ts'],
  ['no-cycles', 'kernel/planted-c.ts', './planted-d.ts'],
  ['no-lost-files', 'kernel/planted-e.ts', ''],
];

test('no violation, and every file was looked at', () => {
  const { modules, summary } = cruise(HOME);
  expect(summary.violations).toEqual([]);
  // The tool sees nothing, and says "no violations", under a TypeScript it does not know.
  const seen = modules.filter((each) => /^(server\/src|simulators)\//.test(each.source)).length;
  expect(seen).toBe(globSync('{server/src,simulators}/**/!(*.test).ts', { cwd: HOME }).length);
}, 60_000);

test('each rule names its planted violation', () => {
  for (const file of ['server/src', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(join(HOME, file), join(copy, file), { recursive: true });
  }
  symlinkSync(join(HOME, 'node_modules'), join(copy, 'node_modules'));
  for (const [, file, specifier] of PLANTS) {
    const path = join(copy, 'server/src', file);
    mkdirSync(dirname(path), { recursive: true });
    const line =
      specifier === ''
        ? 'export const lost = 1;'
        : `import type * as Planted from '${specifier}'; export type { Planted };`;
    writeFileSync(path, `${line}\n`);
  }
  const ring = "import type * as Planted from './planted-c.ts'; export type { Planted };\n";
  writeFileSync(join(copy, 'server/src/kernel/planted-d.ts'), ring);
  const found = cruise(copy).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  for (const [rule, file] of PLANTS) {
    expect(found).toContain(`${rule} ${join('server/src', file)}`);
  }
  const config = createRequire(import.meta.url)(join(HOME, '.dependency-cruiser.cjs'));
  const rules = new Set(config.forbidden.map((each: { name: string }) => each.name));
  expect(new Set(PLANTS.map(([rule]) => rule))).toEqual(rules);
}, 60_000);
