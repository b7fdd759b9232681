/** Both languages say everything: the apps' dictionaries, and every refusal of the server. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HOME = join(import.meta.dirname, '../..');
const APPS = ['shop', 'workbench', 'console'];

/** `cart.empty`, `orders.states.paid`; a word with a value counts its values, too. */
function keysOf(book: unknown, path = ''): string[] {
  if (typeof book === 'function') return [`${path}(${book.length})`];
  if (typeof book !== 'object' || book === null) return [path];
  return Object.entries(book).flatMap(([key, word]) => keysOf(word, path ? `${path}.${key}` : key));
}

function textsOf(book: unknown): string[] {
  if (typeof book === 'string') return [book];
  if (typeof book !== 'object' || book === null) return [];
  return Object.values(book).flatMap(textsOf);
}

/** A dictionary is a pair of files zh.ts and en.ts, wherever its app keeps it. */
const pairs = APPS.flatMap((app) =>
  globSync(`web/${app}/src/**/zh.ts`, { cwd: HOME }).map((zh) => ({
    app,
    zh,
    en: zh.replace(/zh\.ts$/, 'en.ts'),
  })),
);

async function bookOf(file: string): Promise<unknown> {
  const module = (await import(join(HOME, file))) as Record<string, unknown>;
  return module['default'] ?? Object.values(module).find((value) => typeof value === 'object');
}

test('the shop has its dictionary', () => {
  expect(pairs.map(({ app }) => app)).toContain('shop');
});

test.each(pairs)('[G2] $app: $zh and its English say the same things', async ({ zh, en }) => {
  const [chinese, english] = await Promise.all([bookOf(zh), bookOf(en)]);
  expect(keysOf(english).sort()).toEqual(keysOf(chinese).sort());
  expect(textsOf(english).filter((text) => /[\u4e00-\u9fff]{3,}/.test(text))).toEqual([]);
  expect([...textsOf(chinese), ...textsOf(english)].filter((text) => text.trim() === '')).toEqual(
    [],
  );
});

type Said = Readonly<Record<string, Readonly<Record<'zh' | 'en', string>>>>;
const said = JSON.parse(readFileSync(join(HOME, 'contract/refusals.json'), 'utf8')) as Said;

/** The code is the second value of a refusal, whatever line it stands on. */
const REFUSAL =
  /'(?:invalid|not_found|forbidden|conflict|unauthorized|too_many)',\s*'([a-z_]+\.[a-z_]+)'/g;
const PROBLEM = /'(http\.[a-z_]+)'/g;

const codes = new Set(
  globSync('server/src/**/*.ts', { cwd: HOME })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(HOME, file), 'utf8');
      return [...text.matchAll(REFUSAL), ...text.matchAll(PROBLEM)].map(([, code]) => code!);
    }),
);

test('every refusal of the server has its words in both languages', () => {
  expect(codes.size).toBeGreaterThan(30);
  const silent = [...codes].filter((code) => !said[code]?.zh || !said[code]?.en).sort();
  expect(silent).toEqual([]);
});

test('a refusal names the same facts in both languages', () => {
  const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  const uneven = Object.entries(said).filter(
    ([, { zh, en }]) => facts(zh).join() !== facts(en).join(),
  );
  expect(uneven.map(([code]) => code)).toEqual([]);
});
