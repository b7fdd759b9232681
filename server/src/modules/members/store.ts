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

export const findBuyerFacts = statement(
  'members.find_buyer_facts',
  { member: col.id<'member'>() },
  `with asked as materialized (
     select coalesce(m.merged_into, m.id) as id from members.member m
     where m.merchant_id = :merchant and m.id = :member
   ), me as materialized (
     select m.id, m.made_at from asked a join members.member m
       on m.merchant_id = :merchant and m.id = a.id
   ), ids as materialized (
     select id from me
     union all select m.id from me join members.member m
       on m.merchant_id = :merchant and m.merged_into = me.id
   ), devices as materialized (
     select distinct s.device_hash from ids join members.session s
       on s.merchant_id = :merchant and s.member_id = ids.id
     where s.device_hash is not null
   ), others as (
     select distinct coalesce(m.merged_into, m.id) as id from devices d
     join members.session s on s.merchant_id = :merchant and s.device_hash = d.device_hash
     join members.member m on m.merchant_id = :merchant and m.id = s.member_id
     where m.id not in (select id from ids)
   )
   select me.id as member, me.made_at as "madeAt",
     (select p.staff_id from members.private_account p
      where p.merchant_id = :merchant and p.member_id in (select id from ids) limit 1) as staff,
     (select coalesce(jsonb_agg(id), '[]') from ids where id <> me.id) as "mergedIds",
     (select coalesce(jsonb_agg(device_hash), '[]') from devices) as devices,
     (select coalesce(jsonb_agg(id), '[]') from others) as "sharedDeviceWith"
   from me`,
  {
    member: col.id<'member'>(),
    madeAt: col.instant,
    staff: col.maybe(col.id<'staff'>()),
    mergedIds: col.json<never[]>(),
    devices: col.json<string[]>(),
    sharedDeviceWith: col.json<never[]>(),
  },
);
