import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

const WHOLE_DAYS = `greatest(0, floor(extract(epoch from
  cast(:until as timestamptz) - greatest(made_at, cast(:from as timestamptz))) / 86400))`;

/** Whole days of the span in which she, and in which all members were known. */
export const sumDaysKnown = statement(
  'members.sum_days_known',
  { member: col.id<'member'>(), from: col.instant, until: col.instant },
  `select coalesce(sum(${WHOLE_DAYS}) filter (where id = :member), 0)::bigint as days,
     coalesce(sum(${WHOLE_DAYS}), 0)::bigint as "allDays"
   from members.member
   where merchant_id = :merchant and made_at < :until and (merged_into is null or id = :member)`,
  { days: col.big, allDays: col.big },
);

export const accountAge = statement(
  'members.find_account_age',
  { member: col.id<'member'>() },
  `select m.made_at as since,
     (select max(i.at) from members.identity i where i.merchant_id = m.merchant_id
        and i.member_id = m.id and i.kind = 'phone' and i.at > m.made_at) as "phoneChangedAt"
   from members.member m where m.merchant_id = :merchant and m.id = :member`,
  { since: col.instant, phoneChangedAt: col.maybe(col.instant) },
);
export const findOpenid = statement(
  'members.find_openid',
  { member: col.id<'member'>() },
  `select value_enc as enc from members.identity
   where merchant_id = :merchant and member_id = :member and kind = 'openid'
   order by at desc limit 1`,
  { enc: col.text() },
);
