/**
 * Pages by key: where a page ended is the ids of its last row and the value that it was sorted by.
 * The ids break ties, so no row is lost or shown twice, however many share a value.
 */
import * as col from './column.ts';

/** By what rows are sorted; null where the ids themselves are the order. */
export type SortKey = { readonly by: string; readonly type: 'text' | 'bigint' } | null;
export type Sort<Key extends string> = Key | `-${Key}`;

export const byNumber = (sql: string): SortKey => ({ by: `(${sql})::bigint`, type: 'bigint' });
/** As a Chinese dictionary has it: by pinyin. The database's own order may be any. */
export const byName = (sql: string): SortKey => ({
  by: `${sql} collate "zh-x-icu"`,
  type: 'text',
});
/** Instants as text of one length; what never was comes before what was. */
export const byInstant = (sql: string): SortKey => ({
  by: `coalesce(to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '') collate "C"`,
  type: 'text',
});

/** What a sorted statement takes beside its own arguments. */
export const AFTER = { afterKey: col.maybe(col.text()), afterIds: col.maybe(col.list(col.id())) };

/** Pieces of SQL: the rows behind where the page before ended, in which order, and the cursor. */
export interface Keyset {
  readonly behind: string;
  readonly order: string;
  readonly cursor: string;
}

function keyset(key: SortKey, ids: readonly string[], down: boolean): Keyset {
  const last = ids.map((_, i) => `(cast(:afterIds as uuid[]))[${i + 1}]`);
  const way = down ? 'desc' : 'asc';
  const afterKey = 'cast(:afterKey as text)';
  const rows = key === null ? ids : [key.by, ...ids];
  const ends = key === null ? last : [`cast(${afterKey} as ${key.type})`, ...last];
  const behind = `(cast(:afterIds as uuid[]) is null
    or (${rows.join(', ')}) ${down ? '<' : '>'} (${ends.join(', ')}))`;
  return {
    // a cursor of another sort has a key where this one has none: nothing lies behind it
    behind: key === null ? `${behind} and ${afterKey} is null` : behind,
    order: rows.map((each) => `${each} ${way}`).join(', '),
    cursor: [...ids, ...(key === null ? [] : [key.by])]
      .map((each) => `(${each})::text`)
      .join(` || '.' || `),
  };
}

export const sortsOf = <Key extends string>(keys: Readonly<Record<Key, SortKey>>): Sort<Key>[] =>
  (Object.keys(keys) as Key[]).flatMap((key) => [key, `-${key}` as const]);

/** One statement a sort, made by `make`; asked without a sort, the order is that of the ids. */
export function bySort<Key extends string, Made>(
  name: string,
  keys: Readonly<Record<Key, SortKey>>,
  ids: readonly string[],
  make: (name: string, keyset: Keyset) => Made,
): (sort: Sort<Key> | null) => Made {
  const plain = make(name, keyset(null, ids, false));
  const made = new Map<string, Made>(
    sortsOf(keys).map((sort) => {
      const key = sort.replace('-', '') as Key;
      const down = sort !== key;
      const by = `by_${key.replace(/[A-Z]/g, '_$&').toLowerCase()}`;
      const called = `${name}_${by}${down ? '_down' : ''}`;
      return [sort, make(called, keyset(keys[key], ids, down))];
    }),
  );
  return (sort) => (sort === null ? plain : made.get(sort)!);
}

/** A cursor taken apart: ids hold no point, so whatever follows them is the key. */
export function placeOf(after: string | null, ids = 1) {
  if (after === null) return { afterKey: null, afterIds: null };
  const parts = after.split('.');
  const key = parts.slice(ids);
  const afterIds = Array.from({ length: ids }, (_, i) => (parts[i] ?? '') as never);
  return { afterKey: key.length === 0 ? null : key.join('.'), afterIds };
}

/** One row more than wished was asked for, and says only that there is a next page. */
export function pageOf<Row extends { readonly cursor: string }>(
  rows: readonly Row[],
  count: number,
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, count);
  return { items, next: rows.length > count ? items.at(-1)!.cursor : null };
}
