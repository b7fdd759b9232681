import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

/** Follows heirs until someone who has not left; a circle of heirs ends at 20 steps. */
export const findStandIn = statement(
  'chain.find_stand_in',
  { staff: col.id<'staff'>() },
  `with recursive line as (
     select id, name, outlet_id, left_at, suspended_at, heir_id, 0 as step from chain.staff
     where merchant_id = :merchant and id = :staff
     union all
     select s.id, s.name, s.outlet_id, s.left_at, s.suspended_at, s.heir_id, line.step + 1
     from line join chain.staff s on s.merchant_id = :merchant and s.id = line.heir_id
     where line.left_at is not null and line.step < 20
   )
   select id, name, outlet_id as outlet, suspended_at is not null as suspended
   from line where left_at is null`,
  {
    id: col.id<'staff'>(),
    name: col.text(),
    outlet: col.maybe(col.id<'node'>()),
    suspended: col.bool,
  },
);

export const findStaffOfOutlets = statement(
  'chain.find_staff_of_outlets',
  { outlets: col.list(col.id<'node'>()) },
  `select s.id, s.name, s.outlet_id as outlet,
     array(select g.role from chain.staff_grant g where g.merchant_id = s.merchant_id
       and g.staff_id = s.id order by g.granted_at, g.role)::text[] as roles
   from chain.staff s
   where s.merchant_id = :merchant and s.outlet_id = any(:outlets)
     and s.left_at is null and s.suspended_at is null
   order by s.made_at, s.id`,
  {
    id: col.id<'staff'>(),
    name: col.text(),
    outlet: col.maybe(col.id<'node'>()),
    roles: col.list(col.text()),
  },
);

/** Whoever holds one of the roles, the first of them first; with none left, whoever came first. */
export const findHolders = statement(
  'chain.find_holders',
  { roles: col.list(col.text()) },
  `select s.id, s.name, h.rank is not null as holds from chain.staff s
   left join (select g.staff_id, min(array_position(:roles::text[], g.role)) as rank
     from chain.staff_grant g where g.merchant_id = :merchant and g.role = any(:roles)
     group by 1) h on h.staff_id = s.id
   where s.merchant_id = :merchant and s.left_at is null and s.suspended_at is null
   order by h.rank nulls last, s.made_at, s.id limit 200`,
  { id: col.id<'staff'>(), name: col.text(), holds: col.bool },
);
