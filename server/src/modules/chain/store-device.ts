import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

const staff = col.id<'staff'>();

/** The first device of a person is no news to her. */
export const meetDevice = statement(
  'chain.meet_staff_device',
  {
    id: col.id(),
    staff,
    hash: col.text(),
    label: col.text(),
    ipClass: col.text(),
    trustedUntil: col.maybe(col.instant),
  },
  `insert into chain.staff_device as d (merchant_id, id, staff_id, token_hash, label, ip_class,
     first_seen_at, seen_at, trusted_until, known_at)
   select :merchant, :id, :staff, :hash, :label, :ipClass, :now, :now, :trustedUntil,
     case when not exists (select from chain.staff_device o
       where o.merchant_id = :merchant and o.staff_id = :staff) then :now::timestamptz end
   on conflict (merchant_id, staff_id, token_hash) do update
   set label = :label, ip_class = :ipClass, seen_at = :now,
     trusted_until = greatest(d.trusted_until, :trustedUntil)
   returning id, first_seen_at = :now as "isNew", known_at is null as "isNews"`,
  { id: col.id(), isNew: col.bool, isNews: col.bool },
);
export const findDevices = statement(
  'chain.find_staff_devices',
  { staff },
  `select id, label, ip_class as "ipClass", first_seen_at as "firstSeenAt", seen_at as "seenAt",
     case when trusted_until > :now then trusted_until end as "trustedUntil",
     known_at is null as "isNews"
   from chain.staff_device where merchant_id = :merchant and staff_id = :staff
   order by seen_at desc, id desc limit 100`,
  {
    id: col.id(),
    label: col.text(),
    ipClass: col.text(),
    firstSeenAt: col.instant,
    seenAt: col.instant,
    trustedUntil: col.maybe(col.instant),
    isNews: col.bool,
  },
);
export const knowDevices = statement(
  'chain.know_staff_devices',
  { staff },
  `update chain.staff_device set known_at = :now
   where merchant_id = :merchant and staff_id = :staff and known_at is null`,
);
/** With it go its trust and whoever is signed in on it. */
export const dropDevice = guard(
  'chain.drop_staff_device',
  { staff, id: col.id() },
  `delete from chain.staff_device
   where merchant_id = :merchant and staff_id = :staff and id = :id`,
  {
    first: `gone as (delete from chain.staff_session
      where merchant_id = :merchant and staff_id = :staff and device_id = :id)`,
  },
);
export const dropTrust = statement(
  'chain.drop_trust',
  { staff },
  `update chain.staff_device set trusted_until = null
   where merchant_id = :merchant and staff_id = :staff and trusted_until is not null`,
);
