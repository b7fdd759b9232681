/** The checklist of ASVS 5.0 in docs/asvs.md: whole at level 1, and every file it names is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HOME = join(import.meta.dirname, '../..');
const page = readFileSync(join(HOME, 'docs/asvs.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| (.+) \|$/gm)].map(
  ([, id, what, seen]) => ({ id: id!, what: what!, seen: seen! }),
);
const range = (section: string, to: number): string[] =>
  Array.from({ length: to }, (_, i) => `${section}.${i + 1}`);
/** The 70 of level 1, as OWASP_Application_Security_Verification_Standard_5.0.0_en.csv has them. */
const LEVEL_1 = [
  ...[...range('1.2', 5), ...range('1.3', 2), '1.5.1', '2.1.1', ...range('2.2', 2), '2.3.1'],
  ...[...range('3.2', 2), '3.3.1', ...range('3.4', 2), ...range('3.5', 3), '4.1.1', '4.4.1'],
  ...[...range('5.2', 2), ...range('5.3', 2), '6.1.1', ...range('6.2', 8), ...range('6.3', 2)],
  ...[...range('6.4', 2), ...range('7.2', 4), ...range('7.4', 2), '8.1.1', ...range('8.2', 2)],
  ...['8.3.1', ...range('9.1', 3), '9.2.1', ...range('10.4', 5), ...range('11.3', 2), '11.4.1'],
  ...['12.1.1', ...range('12.2', 2), '13.4.1', '14.2.1', '14.3.1', '15.1.1', '15.2.1', '15.3.1'],
];

test('[G5] every requirement of level 1 has a row, and none has two', () => {
  const ids = rows.map(({ id }) => id);
  expect(LEVEL_1).toHaveLength(70);
  expect(LEVEL_1.filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('[G5] each row names a file that is there, or says in words why there is none', () => {
  const files = (seen: string): string[] =>
    [...seen.matchAll(/`((?:server|web)\/[^`]+\.test\.ts)`/g)].map(([, file]) => file!);
  const missing = rows.flatMap(({ id, seen }) =>
    files(seen)
      .filter((file) => !existsSync(join(HOME, file)))
      .map((file) => `${id}: ${file}`),
  );
  expect(missing).toEqual([]);
  const words = /^none: .{8,}|\*\*not (met|ours)\*\*|\[(security|running)\]\(/;
  const bare = rows.filter(({ seen }) => files(seen).length === 0 && !words.test(seen));
  expect(bare.map(({ id }) => id)).toEqual([]);
});
