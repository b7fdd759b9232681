import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

/** The app role may empty this column, and nothing else of an event. */
export const emptyReasons = statement(
  'belonging.empty_reasons',
  { members: col.list(col.id<'member'>()) },
  `update belonging.event set reason = ''
   where merchant_id = :merchant and member_id = any(:members) and reason <> ''`,
);
