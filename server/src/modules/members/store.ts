import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

export const findSession = statement(
  'members.find_session',
  { tokenHash: col.text() },
  `select coalesce(m.merged_into, m.id) as member
   from members.session s
   join members.member m on m.merchant_id = s.merchant_id and m.id = s.member_id
   where s.merchant_id = :merchant and s.token_hash = :tokenHash and s.ends_at > :now
     and m.erased_at is null`,
  { member: col.id<'member'>() },
);
