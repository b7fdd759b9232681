import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import { sweeper } from '../../platform/sweep.ts';

/** However the number is spelt in the file: only its digits count. */
export const dropRowsOf = statement(
  'imports.drop_rows_of',
  { phones: col.list(col.text()), keys: col.list(col.text()) },
  `delete from imports.row
   where merchant_id = :merchant and (key = any(:keys)
     or exists (select from unnest(cast(:phones as text[])) p(digits)
       where regexp_replace(cells::text, '[^0-9,]', '', 'g') like '%' || p.digits || '%'))`,
);
export const forgetRows = sweeper(
  'imports.forget_rows',
  'imports.row',
  'import_id, line',
  `import_id in (select id from imports.import
     where merchant_id = :merchant and coalesce(done_at, made_at) < :before)`,
);
