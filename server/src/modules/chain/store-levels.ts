import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { GuideLevel } from './plan-shape.ts';

const staff = col.id<'staff'>();

/** A level stands from an instant that has not been yet, and behind the one before it. */
export const insertLevel = guard(
  'chain.insert_level',
  { staff, level: col.text<GuideLevel>(), from: col.instant, why: col.text(), by: staff },
  `insert into chain.staff_level (merchant_id, staff_id, from_at, level, why, set_by, set_at)
   select :merchant, :staff, :from, :level, :why, :by, :now
   where not exists (select from chain.staff_level l where l.merchant_id = :merchant
     and l.staff_id = :staff and l.from_at >= :from)`,
);
export const findLevels = statement(
  'chain.find_levels',
  { staff },
  `select l.level, l.from_at as "from", l.why, s.name as "byName", l.set_at as "setAt"
   from chain.staff_level l
   left join chain.staff s on s.merchant_id = l.merchant_id and s.id = l.set_by
   where l.merchant_id = :merchant and l.staff_id = :staff order by l.from_at desc`,
  {
    level: col.text<GuideLevel>(),
    from: col.instant,
    why: col.text(),
    byName: col.maybe(col.text()),
    setAt: col.instant,
  },
);
export const setOnlineOnly = guard(
  'chain.set_online_only',
  { staff, onlineOnly: col.bool },
  `update chain.staff set works_online_only = :onlineOnly
   where merchant_id = :merchant and id = :staff and works_online_only <> :onlineOnly`,
);
