/**
 * What each column of the database says about people. `db/personal.json` holds a line for every
 * column that could hold words, places or documents; ids, numbers, instants and words that a
 * constraint lists need none.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

export const MAP_FILE = join(import.meta.dirname, '../../db/personal.json');

/** Says nothing of a person; is a pseudonym; opens a door; is about staff. */
const PLAIN_WORDS = ['none', 'code', 'secret', 'staff'];
/** About a customer. After the arrow: what her erasure does with it. */
const PERSONAL = /^(sealed|blind|masked|plain: .{10,}) → (deleted|emptied|rounded.*|kept: .{10,})$/;

export const isPersonal = (said: string): boolean => PERSONAL.test(said);
export const isKnownWord = (said: string): boolean =>
  PLAIN_WORDS.includes(said) || isPersonal(said);

export const readMap = (): Record<string, string> => JSON.parse(readFileSync(MAP_FILE, 'utf8'));

export async function wordyColumns(owner: Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select n.nspname || '.' || c.relname || '.' || a.attname as name
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
     join pg_namespace n on n.oid = c.relnamespace
     join pg_type t on t.oid = a.atttypid
     where a.attnum > 0 and not a.attisdropped
       and n.nspname not in ('pg_catalog', 'information_schema', 'public')
       and coalesce(nullif(t.typbasetype, 0), t.oid) in ('text'::regtype, 'text[]'::regtype,
         'jsonb'::regtype, 'json'::regtype, 'bytea'::regtype, 'varchar'::regtype,
         'inet'::regtype, 'point'::regtype, 'double precision'::regtype)
       and not exists (select from pg_constraint k where k.contype = 'c'
         and (k.contypid = t.oid or (k.conrelid = c.oid and k.conkey = array[a.attnum]))
         and pg_get_constraintdef(k.oid) ~ '= ANY \\(ARRAY\\[')`,
  );
  return rows.map(({ name }) => name).sort();
}

/** What is wrong with the map, in words that say how to mend it. */
export function findings(columns: readonly string[], map: Record<string, string>): string[] {
  const known = new Set(columns);
  return [
    ...columns
      .filter((name) => map[name] === undefined)
      .map((name) => `${name} is in no line of db/personal.json`),
    ...Object.keys(map)
      .filter((name) => !known.has(name))
      .map((name) => `${name} of db/personal.json is no column that could hold words`),
    ...Object.entries(map)
      .filter(([, said]) => !isKnownWord(said))
      .map(([name, said]) => `${name}: "${said}" is no class (docs/privacy.md)`),
    ...Object.entries(map)
      .filter(([name, said]) => name.endsWith('_enc') !== /^(sealed|secret)/.test(said))
      .filter(([name, said]) => name.endsWith('_enc') || said.startsWith('sealed'))
      .map(([name, said]) => `${name}: "${said}", and its name says otherwise`),
  ];
}
