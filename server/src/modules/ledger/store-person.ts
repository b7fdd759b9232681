import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

/** Any account that ends in her id is hers, whatever it holds: rewards, stored value, points. */
export const sumPerson = statement(
  'ledger.sum_person',
  { members: col.list(col.id<'member'>()) },
  `with hers as (select a.balance_fen as fen from ledger.account a
     join unnest(cast(:members as uuid[])) m(id) on a.account like concat('%', m.id)
     where a.merchant_id = :merchant)
   select
     (select coalesce(sum(p.amount_fen - p.voided_fen - p.posted_fen), 0)::bigint
        from ledger.pending p join unnest(cast(:members as uuid[])) m(id)
          on p.to_account = concat_ws(':', 'due', 'member', m.id)
        where p.merchant_id = :merchant and p.resolved_at is null) as "waitingFen",
     (select coalesce(sum(fen) filter (where fen > 0), 0)::bigint from hers) as "balanceFen",
     (select coalesce(-sum(fen) filter (where fen < 0), 0)::bigint from hers) as "debtFen"`,
  { waitingFen: col.fen, balanceFen: col.fen, debtFen: col.fen },
);
