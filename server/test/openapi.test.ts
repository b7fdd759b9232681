/** The document of the API: fresh, complete, and valid where tools will read it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clientTypesOf, CONTRACT, OPEN, openApiText, TYPES } from './contract.ts';

const fresh = await openApiText();
const document = JSON.parse(fresh);
type Operation = {
  tags?: string[];
  summary?: string;
  description?: string;
  responses: Record<string, { content?: Record<string, unknown>; $ref?: string }>;
};
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  .map((each) => ({ ...each, name: `${each.method} ${each.path}` }));
const lacking = (lacks: (operation: Operation) => boolean): string[] =>
  operations.filter(({ operation }) => lacks(operation)).map(({ name }) => name);

test('[G4] the document is fresh: `npm run openapi` writes it', () => {
  expect(readFileSync(CONTRACT, 'utf8')).toBe(fresh);
});

test('[G4] the client’s types are fresh: `npm run openapi` writes them', async () => {
  expect(readFileSync(TYPES, 'utf8')).toBe(await clientTypesOf(fresh));
});

test('[G4] it is OpenAPI 3.1, and each route has a tag, a summary, an answer and its refusals', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(operations.length).toBeGreaterThan(150);
  expect(lacking(({ tags }) => (tags ?? []).length !== 1)).toEqual([]);
  expect(lacking(({ summary = '' }) => summary.length < 4)).toEqual([]);
  expect(lacking(({ responses }) => !Object.keys(responses).some((s) => /^[23]/.test(s)))).toEqual(
    [],
  );
  expect(lacking(({ responses }) => responses['4XX']?.$ref === undefined)).toEqual([]);
});

test('[G4] every reference leads somewhere', () => {
  const refs = [...fresh.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path]) => path!);
  expect(refs.length).toBeGreaterThan(300);
  const lost = refs.filter((path) => {
    let at: unknown = document;
    for (const step of path.split('/')) at = (at as Record<string, unknown> | undefined)?.[step];
    return at === undefined;
  });
  expect(lost).toEqual([]);
});

test('[G4] what belongs to our own apps says so; the open API has tags of its own', () => {
  for (const { path, name, operation } of operations) {
    expect(operation.tags![0]!.startsWith('our '), name).toBe(!path.startsWith(OPEN));
  }
});

test('[G4] the refusals are listed by code', () => {
  const known = Object.keys(
    JSON.parse(readFileSync(CONTRACT.replace('openapi.json', 'refusals.json'), 'utf8')),
  );
  expect(document.components.schemas.RefusalCode.enum).toEqual(known.toSorted());
});
