/**
 * The list of attacks in docs/security.md is an index that holds: each attack that the first sale
 * must withstand is named by the title of a test, in a file that the list tells of.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HOME = join(import.meta.dirname, '../..');
const span = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const REQUIRED = [...span(7, 16), 25, ...span(42, 54), ...span(55, 58), 61, ...span(69, 71)];

const TITLE = /\btest(?:\.each\([^]*?\))?\(\s*(['"`])(.*?)\1/g;
const titles = globSync('server/**/*.test.ts', { cwd: HOME }).flatMap((file) =>
  [...readFileSync(join(HOME, file), 'utf8').matchAll(TITLE)].flatMap(([, , title]) =>
    [...title!.matchAll(/\battack-(\d+)\b/g)].map(([, id]) => ({ id: Number(id), file })),
  ),
);
const rows = [
  ...readFileSync(join(HOME, 'docs/security.md'), 'utf8').matchAll(
    /^\| ([\d, ]+) \| .*? \| (.*) \|$/gm,
  ),
].map(([, ids, told]) => ({
  ids: ids!.split(', ').map(Number),
  files: [...told!.matchAll(/([\w-]+\.test\.ts)/g)].map(([, name]) => name!),
}));

test('each attack of the first sale is in the title of a test', () => {
  const named = new Set(titles.map(({ id }) => id));
  expect(REQUIRED.filter((id) => !named.has(id))).toEqual([]);
});

test('the list tells where: the test that it names has the attack in a title', () => {
  const listed = new Set(rows.flatMap(({ ids }) => ids));
  expect(REQUIRED.filter((id) => !listed.has(id))).toEqual([]);
  const wrong = rows.flatMap(({ ids, files }) =>
    ids.flatMap((id) => {
      const at = titles.filter((each) => each.id === id).map(({ file }) => file.split('/').at(-1)!);
      return files.some((name) => at.includes(name)) ? [] : [`${id}: ${at.join(', ')}`];
    }),
  );
  expect(wrong).toEqual([]);
});
