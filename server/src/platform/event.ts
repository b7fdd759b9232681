/**
 * The log of what happened, in the order in which the relay took it. Reads only: whatever is in it
 * has been told to those who react.
 */
import type { Id } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from './column.ts';
import type { Reader } from './db.ts';
import { statement } from './statement.ts';

export interface LoggedEvent {
  readonly seq: number;
  readonly id: Id<'event'>;
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}
const ROW = {
  seq: col.big,
  id: col.id<'event'>(),
  name: col.text(),
  facts: col.json<Readonly<Record<string, unknown>>>(),
  at: col.instant,
};
const one = statement(
  'platform.find_event',
  { id: col.id<'event'>() },
  'select seq, id, name, facts, at from platform.event where merchant_id = :merchant and id = :id',
  ROW,
);
const newest = statement(
  'platform.newest_event',
  {},
  'select coalesce(max(seq), 0)::bigint as seq from platform.event where merchant_id = :merchant',
  { seq: col.big },
);

export async function findEvent(reader: Reader, id: Id<'event'>): Promise<LoggedEvent | null> {
  const [found] = await reader.ask(one, { id });
  return found ?? null;
}
/** The number of the last event, 0 before the first. */
export async function lastEventNumber(reader: Reader): Promise<number> {
  const [row] = await reader.ask(newest, {});
  return row!.seq;
}
