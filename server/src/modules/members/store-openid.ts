import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

export const findOpenidUnder = statement(
  'members.find_openid_under',
  { member: col.id<'member'>(), app: col.text() },
  `select value_enc as enc from members.identity
   where merchant_id = :merchant and member_id = :member and kind = 'openid' and app = :app
   order by at desc limit 1`,
  { enc: col.text() },
);
