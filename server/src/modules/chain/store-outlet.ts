import type { Polygon } from '../../kernel/geo.ts';
import type { Interval } from '../../kernel/hours.ts';
import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';
import type { DeliveryBand, OutletKind } from './types.ts';

const details = {
  id: col.id<'node'>(),
  shortName: col.text(),
  address: col.text(),
  district: col.text(),
  phone: col.text(),
  lat: col.double,
  lng: col.double,
  area: col.maybe(col.json<Polygon>()),
  radiusM: col.int,
  dailyCapacity: col.maybe(col.int),
  prepareMinutes: col.int,
  profile: col.maybe(col.id<'profile'>()),
  delivers: col.bool,
  deliveryBands: col.json<readonly DeliveryBand[]>(),
  notice: col.text(),
};

export const insertOutlet = statement(
  'chain.insert_outlet',
  {
    ...details,
    kind: col.text<OutletKind>(),
    stockOwner: col.text<'hq' | 'dealer'>(),
    template: col.maybe(col.id<'node'>()),
  },
  `insert into chain.outlet (merchant_id, id, kind, short_name, address, district, phone, lat, lng,
     area, radius_m, daily_capacity, prepare_minutes, stock_owner, profile_id, delivers,
     delivery_bands, notice, template_id, opened_at)
   values (:merchant, :id, :kind, :shortName, :address, :district, :phone, :lat, :lng,
     :area, :radiusM, :dailyCapacity, :prepareMinutes, :stockOwner, :profile, :delivers,
     :deliveryBands, :notice, :template, :now)`,
);
export const updateOutlet = guard(
  'chain.update_outlet',
  details,
  `update chain.outlet set short_name = :shortName, address = :address, district = :district,
     phone = :phone, lat = :lat, lng = :lng, area = :area, radius_m = :radiusM,
     daily_capacity = :dailyCapacity, prepare_minutes = :prepareMinutes, profile_id = :profile,
     delivers = :delivers, delivery_bands = :deliveryBands, notice = :notice
   where merchant_id = :merchant and id = :id`,
);
export const findNotice = statement(
  'chain.find_notice',
  { id: col.id<'node'>() },
  'select notice from chain.outlet where merchant_id = :merchant and id = :id',
  { notice: col.text() },
);

export const deleteWeek = statement(
  'chain.delete_week',
  { outlet: col.id<'node'>() },
  'delete from chain.hours where merchant_id = :merchant and outlet_id = :outlet',
);
export const insertWeek = statement(
  'chain.insert_week',
  {
    outlet: col.id<'node'>(),
    weekdays: col.list(col.int),
    opens: col.list(col.int),
    closes: col.list(col.int),
  },
  `insert into chain.hours (merchant_id, outlet_id, weekday, opens_min, closes_min)
   select :merchant, :outlet, weekday, opens, closes
   from unnest(:weekdays::int[], :opens::int[], :closes::int[]) as w(weekday, opens, closes)`,
);
/** Whoever writes hours of one outlet queues here, so that two forms never mix. */
export const lockOutlet = statement(
  'chain.lock_outlet',
  { outlet: col.id<'node'>() },
  `select from chain.outlet where merchant_id = :merchant and id = :outlet for update`,
);
export const putException = statement(
  'chain.put_exception',
  {
    outlet: col.id<'node'>(),
    on: col.day,
    intervals: col.json<readonly Interval[]>(),
    reason: col.text(),
  },
  `insert into chain.hours_exception (merchant_id, outlet_id, on_date, intervals, reason)
   values (:merchant, :outlet, :on, :intervals, :reason)
   on conflict (merchant_id, outlet_id, on_date)
   do update set intervals = excluded.intervals, reason = excluded.reason`,
);
export const deleteException = guard(
  'chain.delete_exception',
  { outlet: col.id<'node'>(), on: col.day },
  `delete from chain.hours_exception
   where merchant_id = :merchant and outlet_id = :outlet and on_date = :on`,
);

export const pauseOutlet = guard(
  'chain.pause_outlet',
  { outlet: col.id<'node'>(), reason: col.text(), actor: col.maybe(col.id()) },
  `update chain.outlet set paused_at = :now, paused_reason = :reason, paused_by = :actor
   where merchant_id = :merchant and id = :outlet and paused_at is null`,
);
export const resumeOutlet = guard(
  'chain.resume_outlet',
  { outlet: col.id<'node'>() },
  `update chain.outlet set paused_at = null, paused_reason = null, paused_by = null
   where merchant_id = :merchant and id = :outlet and paused_at is not null`,
);
