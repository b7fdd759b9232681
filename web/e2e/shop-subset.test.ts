/** The shop's views know Taro's names only, so that the same source becomes a mini-program. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../shop/src');
const files = globSync('**/*.{ts,tsx}', { cwd: SRC }).sort();
const PORTABLE = new Set(['@tarojs/components', '@tarojs/taro', 'react']);
const OF_THE_BROWSER =
  /(?<![.\w$])(document|window|location|navigator|history|localStorage|sessionStorage|fetch|crypto)\s*[.(]/;
const ELEMENT = /(^|[\s({>?:&])<(?:[a-z][a-z0-9]*)[\s>/]/m;

interface Finding {
  readonly file: string;
  readonly what: string;
}

function findingsIn(file: string, text: string): Finding[] {
  const code = text.replace(/\/\*[^]*?\*\/|(?<![:'"`])\/\/.*$/gm, '');
  const found: Finding[] = [];
  const imports = [...code.matchAll(/(?:^import|^\} from|\bimport\()\s*[^'\n]*'([^']+)'/gm)].map(
    ([, from]) => from!,
  );
  for (const from of imports) {
    const path = normalize(join(dirname(file), from));
    const own = from.startsWith('.') && !path.startsWith('..');
    const contract = /^(\.\.\/)+contract\/refusals\.json$/.test(path);
    if (!own && !contract && !PORTABLE.has(from)) found.push({ file, what: `imports ${from}` });
  }
  const browser = OF_THE_BROWSER.exec(code.replace(/'[^'\n]*'/g, "''"));
  if (browser) found.push({ file, what: `uses ${browser[1]}` });
  if (file.endsWith('.tsx') && ELEMENT.test(code)) found.push({ file, what: 'draws an element' });
  return found;
}

test('[A7] views import the component subset and nothing else', () => {
  expect(files.length).toBeGreaterThan(40);
  const findings = files.flatMap((file) => findingsIn(file, readFileSync(join(SRC, file), 'utf8')));
  expect(findings).toEqual([]);
});

test.each([
  ["import { render } from 'preact';", 'imports preact'],
  ["import { memo } from 'preact/compat';", 'imports preact/compat'],
  ["import { push } from '../h5/history.ts';", 'imports ../h5/history.ts'],
  ['const title = document.title;', 'uses document'],
  ['const a = () => (\n  <div className="a" />\n);', 'draws an element'],
])('the rule bites: %s', (code, what) => {
  expect(findingsIn('a.tsx', code)).toEqual([{ file: 'a.tsx', what }]);
});
