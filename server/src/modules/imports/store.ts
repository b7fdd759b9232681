import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { Kind, Line, Mapping, Outcome, State } from './types.ts';

const id = col.id<'import'>();

export const insertImport = guard(
  'imports.insert_import',
  {
    id,
    kind: col.text<Kind>(),
    fileName: col.text(),
    mapping: col.json<Mapping>(),
    total: col.int,
    madeBy: col.id<'staff'>(),
  },
  `insert into imports.import (merchant_id, id, kind, file_name, mapping, state, total, made_by,
     made_at)
   values (:merchant, :id, :kind, :fileName, :mapping, 'uploaded', :total, :madeBy, :now)
   on conflict do nothing`,
);
export const insertRows = statement(
  'imports.insert_rows',
  { id, rows: col.json<readonly Line[]>() },
  `insert into imports.row (merchant_id, import_id, line, cells, state)
   select :merchant, :id, line, cells, 'waiting'
   from jsonb_to_recordset(:rows) as r(line integer, cells jsonb)`,
);
const importColumns = {
  id,
  kind: col.text<Kind>(),
  fileName: col.text(),
  mapping: col.json<Mapping>(),
  state: col.text<State>(),
  total: col.int,
  good: col.int,
  bad: col.int,
  madeBy: col.id<'staff'>(),
  madeAt: col.instant,
  doneAt: col.maybe(col.instant),
};
const IMPORT = `select id, kind, file_name as "fileName", mapping, state, total, good, bad,
   made_by as "madeBy", made_at as "madeAt", done_at as "doneAt" from imports.import`;

export const findImport = statement(
  'imports.find_import',
  { id },
  `${IMPORT} where merchant_id = :merchant and id = :id`,
  importColumns,
);
export const findImports = statement(
  'imports.find_imports',
  { madeBy: col.maybe(col.id<'staff'>()), after: col.maybe(id), count: col.int },
  `${IMPORT} where merchant_id = :merchant
     and (cast(:madeBy as uuid) is null or made_by = :madeBy)
     and (cast(:after as uuid) is null or id < :after)
   order by id desc limit :count::integer`,
  importColumns,
);
export const startImport = guard(
  'imports.start_import',
  { id, mapping: col.json<Mapping>() },
  `update imports.import set state = 'running', mapping = :mapping
   where merchant_id = :merchant and id = :id and state in ('uploaded', 'failed')`,
);
export const findLines = statement(
  'imports.find_lines',
  { id, state: col.text<'waiting' | 'bad'>(), after: col.int, count: col.int },
  `select line, cells, code, facts from imports.row
   where merchant_id = :merchant and import_id = :id and state = :state and line > :after
   order by line limit :count::integer`,
  {
    line: col.int,
    cells: col.json<readonly string[]>(),
    code: col.maybe(col.text()),
    facts: col.json<Readonly<Record<string, string | number>>>(),
  },
);
/**
 * Only rows that wait: what another runner has done meanwhile stays as it is, and this one stops.
 * A good row's cells have done their work; what is personal in them goes.
 */
export const settleRows = guard(
  'imports.settle_rows',
  { id, rows: col.json<readonly Outcome[]>() },
  `update imports.row set state = r.state, code = r.code, facts = r.facts, key = r.key,
     cells = case when r.state = 'good' then '[]' else row.cells end
   from jsonb_to_recordset(:rows) as r(line integer, state text, code text, facts jsonb, key text)
   where merchant_id = :merchant and import_id = :id and row.line = r.line
     and row.state = 'waiting'`,
  { rows: 'jsonb_array_length(:rows)' },
);
export const findKeys = statement(
  'imports.find_keys',
  { id, keys: col.list(col.text()) },
  `select key from imports.row
   where merchant_id = :merchant and import_id = :id and key = any(:keys)`,
  { key: col.text() },
);
export const countRows = statement(
  'imports.count_rows',
  { id, good: col.int, bad: col.int },
  `update imports.import set good = good + :good, bad = bad + :bad
   where merchant_id = :merchant and id = :id`,
);
export const endImport = statement(
  'imports.end_import',
  { id, state: col.text<'done' | 'failed'>() },
  `update imports.import set state = :state, done_at = :now
   where merchant_id = :merchant and id = :id and state = 'running'`,
);
