import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { Account } from './types.ts';

const account = col.text<Account>();
export const sumEarned = statement(
  'ledger.sum_earned',
  { due: account, debt: account, since: col.instant, until: col.instant },
  `select (coalesce(sum(amount_fen) filter (where to_account = :due
       and type in ('post', 'tier')), 0)
     - coalesce(sum(amount_fen) filter (where from_account in (:due, :debt)
       and type in ('claw_back', 'debt', 'tier_back', 'penalty')), 0))::bigint as earned
   from ledger.transfer
   where merchant_id = :merchant and (to_account = :due or from_account in (:due, :debt))
     and at >= :since and at < :until`,
  { earned: col.fen },
);
