/**
 * From the schemas of the API document to values: good ones that a person could send, and bad ones
 * that the door must refuse. Knows JSON Schema as our routes use it, and no route.
 */
import fc from 'fast-check';

export type Json = Record<string, any>;
export type Value = unknown;

/** The document speaks by references; a generator wants the thing itself. Depth counts those. */
export function resolved(schema: Json, document: Json, depth = 0): Json {
  if (schema === null || typeof schema !== 'object') return schema;
  if (Array.isArray(schema)) return schema.map((each) => resolved(each, document, depth));
  if (depth > 12) return {};
  if (typeof schema.$ref === 'string') {
    const path = schema.$ref.slice(2).split('/');
    const found = path.reduce<Json>(
      (at, step) => at[decodeURIComponent(step).replace(/~1/g, '/')],
      document,
    );
    return resolved(found, document, depth + 1);
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, resolved(value, document, depth)]),
  );
}

/** Ids of rows that are there: without them nearly every wish would end at "not there". */
export type Pool = readonly string[];

const NASTY = [
  '',
  ' ',
  '0',
  '-1',
  "'; drop table orders.order; --",
  '%',
  '\\',
  '=HYPERLINK("http://x")',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\u202e',
  '𝒳'.repeat(20),
  '湖畔店',
  'a'.repeat(200),
] as const;

function textOf(schema: Json, pool: Pool): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 200, examples = [] } = schema;
  if (format === 'uuid')
    return fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...pool) },
      { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
    );
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (format === 'date')
    return fc
      .date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  const fits = (text: string): boolean =>
    [...text].length >= minLength &&
    [...text].length <= maxLength &&
    (pattern === undefined || new RegExp(pattern).test(text));
  const known = [...examples, ...NASTY, '/'].filter((each) => fits(String(each))).map(String);
  const any = fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 30) });
  if (pattern === undefined || pattern === '\\S')
    return fc.oneof(any.filter(fits), ...(known.length ? [fc.constantFrom(...known)] : []));
  if (/\(\?/.test(pattern)) return fc.constantFrom(...known);
  return fc.stringMatching(new RegExp(pattern)).filter(fits);
}

const numberOf = ({ type, minimum, maximum }: Json): fc.Arbitrary<number> => {
  const [low, high] = [minimum ?? -1_000_000, maximum ?? 10_000_000];
  if (type === 'integer')
    return fc.oneof(
      fc.integer({ min: low, max: high }),
      fc.constantFrom(low, high, Math.min(high, Math.max(low, 1))),
    );
  return fc.double({ min: low, max: high, noNaN: true, noDefaultInfinity: true });
};

/** A value that the schema allows. */
export function valueOf(schema: Json, pool: Pool): fc.Arbitrary<Value> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each: Json) => valueOf(each, pool)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return textOf(schema, pool);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return listOf(schema, pool);
    case 'object':
      return objectOf(schema, pool);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function listOf(schema: Json, pool: Pool): fc.Arbitrary<Value> {
  if (Array.isArray(schema.items))
    return fc.tuple(...schema.items.map((each: Json) => valueOf(each, pool)));
  const minLength = schema.minItems ?? 0;
  const maxLength = Math.max(minLength, Math.min(schema.maxItems ?? 3, minLength + 3));
  const of = valueOf(schema.items ?? {}, pool);
  return schema.uniqueItems
    ? fc.uniqueArray(of, { minLength, maxLength, selector: (each) => JSON.stringify(each) })
    : fc.array(of, { minLength, maxLength });
}

function objectOf(schema: Json, pool: Pool): fc.Arbitrary<Value> {
  const properties: Json = schema.properties ?? {};
  const entries = Object.entries(properties).map(([name, each]) => [name, valueOf(each, pool)]);
  return fc.record(Object.fromEntries(entries), { requiredKeys: schema.required ?? [] });
}

/** What no schema of ours allows, made from something that it does. */
export function spoiled(schema: Json, good: Json): fc.Arbitrary<Value> {
  const names = Object.keys(schema.properties ?? {});
  const required: string[] = schema.required ?? [];
  const ways: fc.Arbitrary<Value>[] = [
    fc.constant({ ...good, merchantId: '0199b3f0-5a5e-7c31-9d2e-1f0a5a6b7c8d' }),
    fc.constant([good]),
    fc.constant('text'),
    fc.constant(null),
  ];
  if (required.length > 0)
    ways.push(
      fc.constantFrom(...required).map((name) => {
        const { [name]: _, ...rest } = good;
        return rest;
      }),
    );
  const plain = names.filter((name) =>
    ['string', 'integer', 'boolean'].includes(schema.properties[name].type),
  );
  if (plain.length > 0)
    ways.push(
      fc
        .tuple(fc.constantFrom(...plain), fc.constantFrom({ a: 1 }, [1]))
        .map(([name, wrong]) => ({ ...good, [name]: wrong })),
    );
  return fc.oneof(...ways);
}
