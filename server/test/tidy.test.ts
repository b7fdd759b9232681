/** House rules that only reading the source can check, each seen to bite. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HOME = join(import.meta.dirname, '../..');
const OURS = '{server,simulators,demo,bench,scripts,packages,web}/**/*.{ts,tsx,mjs,sql}';
const ELSEWHERE = /(^|\/)(node_modules|dist)\//;

interface File {
  readonly name: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
}
const fileOf = (name: string, text: string): File => ({
  name,
  text,
  code: text.replace(/\/\*[^]*?\*\/|(?<![:'"`])\/\/.*$/gm, ''),
});
const files = [...globSync(OURS, { cwd: HOME }), ...globSync('db/**/*.sql', { cwd: HOME })]
  .filter((name) => !ELSEWHERE.test(name))
  .sort()
  .map((name) => fileOf(name, readFileSync(join(HOME, name), 'utf8')));

const SCHEMAS = [
  ...globSync('db/migrations/*.sql', { cwd: HOME })
    .map((name) => readFileSync(join(HOME, name), 'utf8'))
    .join('\n')
    .matchAll(/^create schema (\w+);/gm),
].map(([, schema]) => schema!);
/** `from orders.order`, `insert into "groups"."group"`: a table of ours, named with its schema. */
const TABLE = new RegExp(
  String.raw`\b(?:from|join|into|update|using|table)\s+"?(${SCHEMAS.join('|')})"?\."?[a-z_]+`,
  'g',
);
const tablesIn = (code: string): string[] => [...code.matchAll(TABLE)].map(([, schema]) => schema!);

const inSource = (name: string): boolean => name.startsWith('server/src/');
const isTest = (name: string): boolean => /\.test\.tsx?$|^server\/test\//.test(name);
const isStore = (name: string): boolean => /\/modules\/[^/]+\/store[^/]*\.ts$/.test(name);
const BANNED =
  /^(manager|service|helper|util|common|base|impl|handle|process|data|info)(e?s|rs?)?$/;

const RULES: Readonly<Record<string, { broken: (file: File) => boolean; bites: File }>> = {
  'SQL lives in stores, views and platform': {
    broken: ({ name, code }) =>
      inSource(name) &&
      !isTest(name) &&
      !isStore(name) &&
      !/^server\/src\/(platform|views|boot)\/|\/worker\.ts$/.test(name) &&
      tablesIn(code).length > 0,
    bites: fileOf('server/src/flows/a.ts', '/** A. */ `select 1 from chain.node`'),
  },
  'a store touches only its own schema': {
    broken: ({ name, code }) => {
      const home = /\/modules\/([^/]+)\/store[^/]*\.ts$/.exec(name)?.[1];
      return home !== undefined && tablesIn(code).some((schema) => schema !== home);
    },
    bites: fileOf('server/src/modules/orders/store.ts', '`update chain.node set name = 1`'),
  },
  'a view only reads': {
    broken: ({ name, code }) =>
      name.startsWith('server/src/views/') &&
      !isTest(name) &&
      /\b(insert\s+into|update\s+\w+\.|delete\s+from|for\s+update)\b/i.test(code),
    bites: fileOf('server/src/views/a.ts', '/** A. */ `delete from chain.node`'),
  },
  'business SQL never asks the time': {
    broken: ({ name, code }) =>
      (isStore(name) || name.startsWith('server/src/views/')) &&
      /\b(now\(\)|current_timestamp|current_date|clock_timestamp\(\)|localtime)/i.test(code),
    bites: fileOf('server/src/modules/orders/store.ts', '`select now()`'),
  },
  'time and dice come from platform': {
    broken: ({ name, code }) =>
      inSource(name) &&
      !isTest(name) &&
      !/^server\/src\/(platform\/|boot\/|kernel\/time\.ts$|main\.ts$)/.test(name) &&
      /\b(Date\.now|new Date\b|Math\.random)/.test(code),
    bites: fileOf('server/src/flows/a.ts', '/** A. */ Date.now()'),
  },
  'only config reads the environment': {
    broken: ({ name, code }) =>
      inSource(name) &&
      !isTest(name) &&
      !/\/(platform\/config|main)\.ts$/.test(name) &&
      /\bprocess\.env\b/.test(code),
    bites: fileOf('server/src/app.ts', '/** A. */ process.env.A'),
  },
  'a flow does no arithmetic with money': {
    broken: ({ name, code }) =>
      name.startsWith('server/src/flows/') &&
      !isTest(name) &&
      /Fen\s*[-+*/]\s|[-+*/]\s\w+Fen\b/.test(code),
    bites: fileOf('server/src/flows/a.ts', '/** A. */ const a = netFen - cutFen;'),
  },
  'a module shows its door by name': {
    broken: ({ code }) => /^export \* from/m.test(code),
    bites: fileOf('server/src/modules/a/a.ts', "/** A. */\nexport * from './b.ts';"),
  },
  'no leftover': {
    broken: ({ text, name }) =>
      name !== 'server/test/tidy.test.ts' && /\b(FIXME|TODO|XXX|HACK)\b|console\.debug/.test(text),
    bites: fileOf('web/shop/a.ts', '/** A. */ // TODO later'),
  },
  'no test is left out or alone': {
    broken: ({ name, code }) =>
      isTest(name) && /^\s*(test|describe|it)\.(only|skip|todo|fails)\b/m.test(code),
    bites: fileOf('server/test/a.test.ts', '/** A. */\ntest.only(1)'),
  },
  'every file but a list of nouns or rows opens with a sentence': {
    broken: ({ name, text }) =>
      /\.(tsx?|mjs)$/.test(name) &&
      !/\.(d|test)\.tsx?$|\/(types|store[^/]*|vite\.config|zh[-\w]*|en[-\w]*)\.tsx?$/.test(name) &&
      !/^(#!.*\n)?\/\*\*/.test(text),
    bites: fileOf('demo/a.ts', 'export const a = 1;'),
  },
  'names say what a thing is': {
    broken: ({ name }) =>
      name
        .split('/')
        .at(-1)!
        .replace(/\.(test\.)?\w+$/, '')
        .split(/[-_.]/)
        .some((word) => BANNED.test(word)),
    bites: fileOf('server/src/flows/order-helpers.ts', '/** A. */'),
  },
  'files are named in kebab-case': {
    broken: ({ name }) =>
      inSource(name) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/.test(name.split('/').at(-1)!),
    bites: fileOf('server/src/flows/placeOrder.ts', '/** A. */'),
  },
  'lines end at 100, but for a list of words; a test may take 135 for its title': {
    broken: ({ name, text }) =>
      !/\.sql$|\/(zh|en)[-\w]*\.ts$|schema\.d\.ts$/.test(name) &&
      text
        .split('\n')
        .filter((line) => !/^\s*(['"`]).*\1[,;]?$/.test(line))
        .some((line) => [...line].length > (isTest(name) ? 135 : 100)),
    bites: fileOf('demo/a.ts', `/** ${'a'.repeat(100)} */`),
  },
  'files end at 300': {
    broken: ({ name, text }) =>
      !/\.sql$|\/(zh|en)[-\w]*\.ts$|schema\.d\.ts$/.test(name) && text.split('\n').length > 301,
    bites: fileOf('demo/a.ts', `/** A. */${'\n'.repeat(301)}`),
  },
};

test.each(Object.entries(RULES))('%s', (_, { broken, bites }) => {
  expect(files.filter(broken).map((file) => file.name)).toEqual([]);
  expect(broken(bites)).toBe(true);
});

test('the rules saw the house', () => {
  expect(SCHEMAS.length).toBeGreaterThan(15);
  expect(files.length).toBeGreaterThan(80);
});
