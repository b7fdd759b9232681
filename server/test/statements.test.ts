/**
 * Every SQL statement of the house, prepared on the migrated database and compared with its
 * declaration.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection, Submittable } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statements, type Statement } from '../src/platform/statement.ts';
import { openHouse, type House } from './house.ts';

const SOURCE = join(import.meta.dirname, '../src');
const files = globSync('{platform/*,modules/*/*,views/*,worker}.ts', { cwd: SOURCE });
await Promise.all(
  files.filter((file) => !file.endsWith('.test.ts')).map((file) => import(join(SOURCE, file))),
);

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Parses and describes, and runs nothing. */
class Describe implements Submittable {
  readonly #statement: Statement;
  readonly done = Promise.withResolvers<readonly Field[]>();
  #fields: readonly Field[] = [];
  constructor(statement: Statement) {
    this.#statement = statement;
  }
  submit(connection: Connection): void {
    const wire = connection as any;
    wire.parse(this.#statement);
    wire.describe({ type: 'S', name: this.#statement.name });
    wire.sync();
  }
  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.#fields = fields;
  }
  handleError(error: Error): void {
    this.done.reject(error);
  }
  handleReadyForQuery(): void {
    this.done.resolve(this.#fields);
  }
}

test.each([...statements.values()])('$name', async (statement) => {
  const { done } = house.owner.query(new Describe(statement));
  const fields = await done.promise;
  const { rows } = await house.owner.query<{ params: string[]; columns: string[] }>(
    // A domain stands for the type beneath it: that is what travels.
    `select array(select format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null)
         from unnest(parameter_types) with ordinality as p(of, at)
         join pg_type t on t.oid = p.of order by at) as params,
       array(select format_type(oid, null) from unnest($2::oid[]) with ordinality as o(oid, at)
             order by at) as columns
     from pg_prepared_statements where name = $1`,
    [statement.name, fields.map((f) => f.dataTypeID)],
  );
  expect(rows[0]!.params).toEqual(statement.params.map(([, column]) => column.pg));
  expect(fields.map((field, i) => [field.name, rows[0]!.columns[i]])).toEqual(
    statement.columns.map(([name, column]) => [name, column.pg]),
  );
});

/** Machinery that serves all merchants: it moves rows, or reads the platform's own tables. */
const LOOSE = [
  'platform.begin',
  'platform.commit',
  'platform.find_merchants',
  'platform.insert_merchant',
  'platform.relay',
  'platform.find_due',
  'platform.rollback',
];

test('only the machinery may speak without naming its merchant', () => {
  const loose = [...statements.values()].filter(
    (s) => !s.params.some(([key]) => key === 'merchant'),
  );
  expect(loose.map((s) => s.name).filter((name) => !LOOSE.includes(name))).toEqual([]);
});

test('a statement is named after the room it lives in', () => {
  expect([...statements.keys()].filter((name) => !/^[a-z]+\.[a-z0-9_]+$/.test(name))).toEqual([]);
});
