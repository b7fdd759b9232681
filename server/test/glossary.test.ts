/** One idea, one word: what the code calls its nouns stands in GLOSSARY.md, in both languages. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { POLICY_KINDS } from '../src/modules/chain/policy-types.ts';
import { ROLES as STAFF_ROLES } from '../src/modules/chain/types.ts';
import { ROLES as PRODUCT_ROLES } from '../src/modules/catalog/types.ts';
import { ROLES as PORTION_ROLES } from '../src/modules/commission/types.ts';
import { CHANNELS } from '../src/modules/sharing/types.ts';

const HOME = join(import.meta.dirname, '../..');
const MODULES = join(HOME, 'server/src/modules');
const glossary = readFileSync(join(HOME, 'GLOSSARY.md'), 'utf8');
/** Each explained word with what stands around it: a cell of a table, or a piece of a list. */
const explained = new Map<string, string>();
for (const line of glossary.replaceAll(/·\n/g, '· ').split('\n'))
  for (const [, word] of line.matchAll(/`([^`]+)`/g))
    explained.set(word!, `${explained.get(word!) ?? ''} ${line}`);

const missing = (words: readonly string[]): string[] =>
  words.filter((word) => !explained.has(word));

/** The members of a union of words, as a room's types.ts declares it. */
function unionOf(room: string, name: string): string[] {
  const source = readFileSync(join(MODULES, room, 'types.ts'), 'utf8');
  const [, body] = new RegExp(`export type ${name} =([^;]+);`).exec(source) ?? [];
  return [...(body ?? '').matchAll(/'([a-z_0-9]+)'/g)].map(([, word]) => word!);
}

test('every room has its word', () => {
  const rooms = globSync('*', { cwd: MODULES }).map((path) => basename(path));
  expect(rooms.length).toBeGreaterThan(10);
  expect(missing(rooms)).toEqual([]);
});

test.each([
  ['roles of staff', STAFF_ROLES],
  ['kinds of policy', POLICY_KINDS],
  ['roles of products', PRODUCT_ROLES],
  ['roles of portions', PORTION_ROLES],
  ['channels of links', CHANNELS],
] as const)('%s', (_, words) => {
  expect(missing(words)).toEqual([]);
});

test.each([
  ['orders', 'OrderState'],
  ['orders', 'CaseKind'],
  ['orders', 'CaseState'],
  ['fulfilment', 'ParcelState'],
  ['fulfilment', 'VerdictCode'],
  ['fulfilment', 'Sort'],
  ['belonging', 'Verb'],
  ['belonging', 'Source'],
  ['attribution', 'SaleKind'],
  ['attribution', 'ReasonCode'],
  ['sharing', 'Domain'],
  ['sharing', 'Entry'],
  ['chain', 'OutletKind'],
  ['members', 'IdentityKind'],
  ['members', 'Purpose'],
  ['payments', 'CaptureUse'],
  ['ledger', 'TransferType'],
])('%s: %s', (room, name) => {
  const words = unionOf(room, name);
  expect(words.length).toBeGreaterThan(1);
  expect(missing(words)).toEqual([]);
});

test('every word is said in Chinese too', () => {
  const foreign = [...explained].filter(([, around]) => !/\p{Script=Han}/u.test(around));
  expect(foreign.map(([word]) => word)).toEqual([]);
});
