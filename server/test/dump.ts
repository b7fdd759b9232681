/** Everything that the database and a folder hold, as text: what a thief of the disk would read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { Client } from 'pg';
import type { Vault } from '../src/platform/secret.ts';

export interface Piece {
  readonly where: string;
  readonly text: string;
}

/** Every row of every table of every schema, the queue's too. */
export async function dumpOf(owner: Client): Promise<Piece[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
     order by 1`,
  );
  const pieces: Piece[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ text: string }>(
      `select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`,
    );
    pieces.push({ where: name, text: rows[0]!.text });
  }
  return pieces;
}

export const filesOf = (folder: string): Piece[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((where) => ({ where, text: readFileSync(where, 'latin1') }));

/** What is sealed is read too: a thief who has the key as well finds nothing either. */
export function unsealed({ where, text }: Piece, vault: Vault): Piece {
  const opened = [...text.matchAll(/\b(?:1|2\.[\w-]+)\.[\w-]{38,}/g)].map(([sealed]) => {
    try {
      return vault.open(sealed);
    } catch {
      return ''; // only looked like it
    }
  });
  return { where, text: `${text}\n${opened.join('\n')}` };
}

/** Where any of the words stands, as `place: word`. */
export const hits = (pieces: readonly Piece[], words: readonly string[]): string[] =>
  pieces.flatMap(({ where, text }) =>
    words
      .filter((word) => text.includes(word) || text.includes(asLatin(word)))
      .map((word) => `${where}: ${word}`),
  );
const asLatin = (word: string): string => Buffer.from(word).toString('latin1');

/** The files of a zip, by its central directory. */
export function unzip(zip: Buffer): Map<string, string> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  const files = new Map<string, string>();
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const packed = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString();
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files.set(name, inflateRawSync(zip.subarray(from, from + packed)).toString());
    at += 46 + nameLength;
  }
  return files;
}
