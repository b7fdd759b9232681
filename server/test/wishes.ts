/** Wishes made from the API's document: parameters and bodies that fit a route's schema. */
import { newUuid } from '../src/platform/uuid.ts';
import { NOW } from './house.ts';

type Json = Record<string, any>;
export interface Route {
  readonly name: string;
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Names of what may stand in the query. */
  readonly query: readonly string[];
  readonly parameters: readonly Json[];
  readonly body: Json | null;
  /** Where a body of this route would take a field that nobody named. */
  readonly openObjects: readonly string[];
}

export function routesOf(document: object): Route[] {
  const { paths } = document as { paths: Record<string, Record<string, Json>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const parameters = (operation.parameters ?? []) as Json[];
      const body = operation.requestBody?.content?.['application/json']?.schema ?? null;
      return {
        name: `${method.toUpperCase()} ${path}`,
        path,
        method: method.toUpperCase() as Route['method'],
        parameters,
        query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
        body,
        openObjects: body === null ? [] : openIn(body, 'body'),
      };
    }),
  );
}

function openIn(schema: Json, at: string): string[] {
  const below = [
    ...Object.entries((schema.properties ?? {}) as Json).map(
      ([name, each]) => [each, `${at}.${name}`] as const,
    ),
    ...((schema.anyOf ?? schema.allOf ?? []) as Json[]).map((each) => [each, at] as const),
    ...(schema.items === undefined ? [] : [[schema.items as Json, `${at}[]`] as const]),
  ];
  const isOpen = schema.properties !== undefined && schema.additionalProperties !== false;
  return [...(isOpen ? [at] : []), ...below.flatMap(([each, where]) => openIn(each, where))];
}

/** `outletId`, `toOutletId`, `outlet`: which of the foreign ids a name asks for. */
const foreignFor = (name: string, foreign: Record<string, string>): string | undefined =>
  Object.entries(foreign).find(([noun]) => name.toLowerCase().includes(noun))?.[1];

/** The path with foreign ids in it, and what the query must have. */
export function parametersOf(
  { path, parameters }: Route,
  foreign: Record<string, string>,
): { readonly path: string; readonly query: Record<string, string>; readonly foreign: number } {
  const query: Record<string, string> = {};
  let count = 0;
  for (const { name, in: place, schema, required } of parameters) {
    if (place !== 'query') continue;
    if (schema.format === 'uuid' && foreignFor(name, foreign) !== undefined)
      query[name] = foreignFor(name, foreign)!;
    else if (required === true && schema.default === undefined)
      query[name] = String(valueOf(schema, name, {}).value);
  }
  const filled = path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const schema = parameters.find((each) => each.in === 'path' && each.name === name)?.schema;
    if (schema?.enum !== undefined) return schema.enum[0];
    if (name === 'day') return '2026-03-14';
    const segment = path.split(whole)[0]!.split('/').at(-2) ?? '';
    const noun = name === 'id' ? segment.replace(/s$/, '') : name;
    const known = foreignFor(noun, foreign);
    if (known !== undefined) count += 1;
    return known ?? newUuid(NOW);
  });
  return { path: filled, query, foreign: count };
}

/** A body that fits, with foreign ids wherever a row is named; new ids of the caller stay new. */
export function bodyOf({ body }: Route, foreign: Record<string, string>) {
  if (body === null) return { value: undefined, foreign: 0 };
  return valueOf(body, '', foreign);
}

function valueOf(
  schema: Json,
  name: string,
  foreign: Record<string, string>,
): { value: unknown; foreign: number } {
  const plain = (value: unknown) => ({ value, foreign: 0 });
  if (schema.const !== undefined) return plain(schema.const);
  if (schema.enum !== undefined) return plain(schema.enum[0]);
  const choice = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choice !== undefined) return valueOf(choice[0]!, name, foreign);
  if (schema.type === 'object') {
    const parts = Object.entries((schema.properties ?? {}) as Json).map(
      ([key, each]) => [key, valueOf(each, key, foreign)] as const,
    );
    const value = Object.fromEntries(parts.map(([key, part]) => [key, part.value]));
    return { value, foreign: parts.reduce((sum, [, part]) => sum + part.foreign, 0) };
  }
  if (schema.type === 'array') {
    const one = valueOf(schema.items, name, foreign);
    return { value: [one.value], foreign: one.foreign };
  }
  if (schema.type === 'boolean') return plain(true);
  if (schema.type === 'integer' || schema.type === 'number') return plain(schema.minimum ?? 1);
  if (schema.format === 'uuid') {
    const known = name === 'id' ? undefined : foreignFor(name, foreign);
    return known === undefined ? plain(newUuid(NOW)) : { value: known, foreign: 1 };
  }
  if (schema.format === 'date-time') return plain('2026-03-20T00:00:00.000Z');
  if (/\\d\{4\}-\\d\{2\}/.test(schema.pattern ?? '')) return plain('2026-03-14');
  return plain((schema.examples?.[0] as string | undefined) ?? 'x'.repeat(schema.minLength ?? 1));
}
