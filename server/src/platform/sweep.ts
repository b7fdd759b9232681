/** A statement that takes away old rows, a bite at a time: nobody waits for a whole table. */
import type { Instant } from '../kernel/time.ts';
import * as col from './column.ts';
import type { Tx } from './db.ts';
import { statement } from './statement.ts';

export interface Sweep {
  readonly before: Instant;
  readonly most: number;
}
export type Sweeper = (tx: Tx, wish: Sweep) => Promise<number>;

/** `old`: SQL that names `:before`. @returns how many rows went */
export function sweeper(name: string, table: string, key: string, old: string): Sweeper {
  const swept = statement(
    name,
    { before: col.instant, most: col.int },
    `with gone as (
       delete from ${table} where merchant_id = :merchant and (${key}) in (
         select ${key} from ${table} where merchant_id = :merchant and ${old}
         limit cast(:most as integer))
       returning 1)
     select count(*)::integer as count from gone`,
    { count: col.int },
  );
  return async (tx, wish) => (await tx.ask(swept, wish))[0]!.count;
}
