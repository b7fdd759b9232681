/**
 * After the master key was turned: everything that is sealed is sealed anew, a batch a transaction.
 * What is done is told by its own form, so a run that was cut off goes on where it was, beside a
 * running server too. Columns are found in the catalogue by the rule that names them.
 */
import pg from 'pg';
import type { Vault } from './secret.ts';

/** Sealed without the ending of `db/personal.json`'s rule. */
const OTHERS = ['payments.account_key.sealed'];
const BATCH = 500;

interface Place {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

export interface Resealed {
  readonly column: string;
  readonly count: number;
}

/** Every sealed column of the database, tables in one order. */
export async function sealedColumns(client: pg.Client): Promise<Place[]> {
  const { rows } = await client.query<Place>(
    `select c.table_schema as schema, c.table_name as table, c.column_name as column
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema <> 'pg_catalog'
       and (c.column_name like '%\\_enc'
         or concat_ws('.', c.table_schema, c.table_name, c.column_name) = any($1))
     order by 1, 2, 3`,
    [OTHERS],
  );
  return rows;
}

/** @throws when a value opens under neither key: nothing of its batch is written. */
export async function reseal(ownerUrl: string, vault: Vault): Promise<Resealed[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const merchants = await client.query<{ id: string }>('select id from platform.merchant');
    const done: Resealed[] = [];
    for (const place of await sealedColumns(client)) {
      let count = 0;
      for (const { id } of merchants.rows)
        for (let some = BATCH; some === BATCH; count += some)
          some = await resealSome(client, vault, place, id);
      done.push({ column: `${place.schema}.${place.table}.${place.column}`, count });
    }
    return done;
  } finally {
    await client.end();
  }
}

/** One transaction: rows are held from their reading to their writing, so no newer word is lost. */
async function resealSome(
  client: pg.Client,
  vault: Vault,
  { schema, table, column }: Place,
  merchant: string,
): Promise<number> {
  const [at, name] = [
    [schema, table].map(pg.escapeIdentifier).join('.'),
    pg.escapeIdentifier(column),
  ];
  await client.query('begin');
  try {
    await client.query(`select set_config('platform.merchant', $1, true)`, [merchant]);
    const { rows } = await client.query<{ row: string; sealed: string }>(
      `select ctid::text as row, ${name} as sealed from ${at}
       where merchant_id = $1 and ${name} <> '' and not starts_with(${name}, $2)
       limit ${BATCH} for update`,
      [merchant, vault.form],
    );
    await client.query(
      `update ${at} t set ${name} = v.sealed
       from unnest($1::tid[], $2::text[]) v (row, sealed) where t.ctid = v.row`,
      [rows.map(({ row }) => row), rows.map(({ sealed }) => vault.seal(vault.open(sealed)))],
    );
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
