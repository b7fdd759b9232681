import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

export const dropPayers = statement(
  'payments.drop_payers',
  { members: col.list(col.id<'member'>()) },
  'delete from payments.payer where merchant_id = :merchant and member_id = any(:members)',
);
