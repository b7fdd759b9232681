import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { TransferType } from './types.ts';

/** By the key that makes each cause unique; the caller reads under a lock of its own. */
export const selectSources = statement(
  'ledger.find_sources',
  { type: col.text<TransferType>(), start: col.text(), end: col.text() },
  `select source, amount_fen as amount from ledger.transfer
   where merchant_id = :merchant and type = :type
     and source collate "C" >= :start and source collate "C" < :end order by source`,
  { source: col.text(), amount: col.fen },
);
