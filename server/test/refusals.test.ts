/** Every "no" of the house has words in both languages, and every word belongs to a "no". */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HOME = join(import.meta.dirname, '../..');
type Words = Record<string, { zh: string; en: string }>;
const words: Words = JSON.parse(readFileSync(join(HOME, 'contract/refusals.json'), 'utf8'));
const source = globSync('server/src/**/*.ts', { cwd: HOME })
  .filter((name) => !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(HOME, name), 'utf8'))
  .join('\n');

/** `new Refusal('conflict', 'orders.no_such_order'`, on one line or more. */
const REFUSAL =
  /(?:Refusal|refused?|problem)\(\s*(?:'[a-z_]+'|\d{3}|status),\s*'([a-z_]+\.[a-z_0-9]+)'/g;
const thrown = new Set([...source.matchAll(REFUSAL)].map(([, code]) => code!));
/** Codes that are chosen first and thrown later stand in the source all the same. */
const named = new Set([...source.matchAll(/'([a-z_]+\.[a-z_0-9]+)'/g)].map(([, code]) => code!));

/** `orders.refund_${why}` */
const begun = [...source.matchAll(/`([a-z_]+\.[a-z_]+_)\$\{/g)].map(([, start]) => start!);
const isSaid = (code: string): boolean =>
  named.has(code) || begun.some((start) => code.startsWith(start));

test('[G8] each refusal that the server can say has Chinese and English words', () => {
  expect(thrown.size).toBeGreaterThan(120);
  expect([...thrown].filter((code) => words[code] === undefined).toSorted()).toEqual([]);
});

test('[G8] no words for what nobody says; neither language is empty or the other one', () => {
  expect(Object.keys(words).filter((code) => !isSaid(code))).toEqual([]);
  for (const [code, { zh, en }] of Object.entries(words)) {
    expect(zh, code).toMatch(/\p{Script=Han}/u);
    expect(en, code).not.toMatch(/\p{Script=Han}/u);
    expect(en.length, code).toBeGreaterThan(5);
  }
});

test('[G8] both languages name the same facts', () => {
  const facts = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted();
  for (const [code, { zh, en }] of Object.entries(words))
    expect(facts(zh), code).toEqual(facts(en));
});
