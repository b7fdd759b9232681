/**
 * `npm run types`: every project of ours under tsc, and no file of ours outside all of them. A
 * file that no project includes is one whose broken import nobody sees until it runs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { findNode, install, ROOT } from './ready.mjs';

const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const ELSEWHERE = new Set(['node_modules', 'dist', 'data', 'test-results']);

const projects = ['tsconfig.json'];
for (const folder of ['web', 'packages']) {
  for (const room of readdirSync(join(ROOT, folder))) {
    const project = join(folder, room, 'tsconfig.json');
    if (existsSync(join(ROOT, project))) projects.push(project);
  }
}

await install();
const node = findNode();
const seen = new Set();
let failed = 0;
for (const project of projects) {
  const args = [TSC, '--noEmit', '--listFiles', '--pretty', 'false', '-p', join(ROOT, project)];
  const { status, stdout } = spawnSync(node, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e9 });
  const told = [];
  for (const line of stdout.split(/\r?\n/)) {
    if (existsSync(line)) seen.add(relative(ROOT, line).split(sep).join('/'));
    else if (line !== '') told.push(line);
  }
  if (told.length > 0) console.log(told.join('\n'));
  if (status !== 0) failed += 1;
  console.log(`${status === 0 ? '✓' : '✗'} types: ${project}`);
}

const left = sourcesIn('').filter((file) => !seen.has(file));
for (const file of left) console.log(`${file} is in no project: no tsconfig.json includes it`);
process.exitCode = failed + left.length === 0 ? 0 : 1;

function sourcesIn(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return ELSEWHERE.has(entry.name) || entry.name.startsWith('.') ? [] : sourcesIn(path);
    }
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
