import type { Polygon } from '../../kernel/geo.ts';
import type { OpeningHours } from '../../kernel/hours.ts';
import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';
import type { PolicyKind } from './policy-types.ts';
import type { DeliveryBand, NodeKind, OutletKind, StaffFacts } from './types.ts';

export const findNodes = statement(
  'chain.find_nodes',
  {},
  `select id, parent_id as parent, kind, name, path from chain.node
   where merchant_id = :merchant order by cardinality(path), id`,
  {
    id: col.id<'node'>(),
    parent: col.maybe(col.id<'node'>()),
    kind: col.text<NodeKind>(),
    name: col.text(),
    path: col.list(col.id<'node'>()),
  },
);

export const findOutlets = statement(
  'chain.find_outlets',
  {},
  `with weekly as (
     select outlet_id, jsonb_object_agg(weekday, intervals) as by_day
     from (select outlet_id, weekday,
             jsonb_agg(jsonb_build_array(opens_min, closes_min) order by opens_min) as intervals
           from chain.hours where merchant_id = :merchant group by outlet_id, weekday) d
     group by outlet_id
   ), dated as (
     select outlet_id, jsonb_object_agg(on_date, intervals) as by_date
     from chain.hours_exception where merchant_id = :merchant group by outlet_id
   )
   select o.id, n.name, o.short_name as "shortName", o.kind, o.address, o.district, o.phone,
     o.lat, o.lng, o.area, o.radius_m as "radiusM",
     coalesce(w.by_day, '{}') as weekly, coalesce(d.by_date, '{}') as exceptions,
     o.daily_capacity as "dailyCapacity", o.prepare_minutes as "prepareMinutes",
     o.stock_owner as "stockOwner", o.profile_id as profile, o.delivers,
     o.delivery_bands as "deliveryBands", o.paused_at as "pausedAt",
     o.paused_reason as "pausedReason"
   from chain.outlet o
   join chain.node n on n.merchant_id = o.merchant_id and n.id = o.id
   left join weekly w on w.outlet_id = o.id
   left join dated d on d.outlet_id = o.id
   where o.merchant_id = :merchant order by o.id`,
  {
    id: col.id<'node'>(),
    name: col.text(),
    shortName: col.text(),
    kind: col.text<OutletKind>(),
    address: col.text(),
    district: col.text(),
    phone: col.text(),
    lat: col.double,
    lng: col.double,
    area: col.maybe(col.json<Polygon>()),
    radiusM: col.int,
    weekly: col.json<OpeningHours['weekly']>(),
    exceptions: col.json<OpeningHours['exceptions']>(),
    dailyCapacity: col.maybe(col.int),
    prepareMinutes: col.int,
    stockOwner: col.text<'hq' | 'dealer'>(),
    profile: col.maybe(col.id<'profile'>()),
    delivers: col.bool,
    deliveryBands: col.json<readonly DeliveryBand[]>(),
    pausedAt: col.maybe(col.instant),
    pausedReason: col.maybe(col.text()),
  },
);

export const findPolicies = statement(
  'chain.find_policies',
  {},
  `select kind, node_id as node, version, body, valid_from as "validFrom"
   from chain.policy where merchant_id = :merchant order by kind, version`,
  {
    kind: col.text<PolicyKind>(),
    node: col.id<'node'>(),
    version: col.int,
    body: col.json<unknown>(),
    validFrom: col.instant,
  },
);

export const findStaffFacts = statement(
  'chain.find_staff_facts',
  {},
  `select s.id, s.name, s.outlet_id as outlet, s.member_id as member,
     s.suspended_at is not null as suspended, s.left_at is not null as left, s.heir_id as heir,
     s.works_online_only as "onlineOnly", coalesce(l.levels, '[]') as levels
   from chain.staff s
   left join (
     select staff_id, jsonb_agg(jsonb_build_object('level', level,
       'from', to_char(from_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       order by from_at) as levels
     from chain.staff_level where merchant_id = :merchant group by staff_id
   ) l on l.staff_id = s.id
   where s.merchant_id = :merchant`,
  {
    id: col.id<'staff'>(),
    name: col.text(),
    outlet: col.maybe(col.id<'node'>()),
    member: col.maybe(col.id<'member'>()),
    suspended: col.bool,
    left: col.bool,
    heir: col.maybe(col.id<'staff'>()),
    onlineOnly: col.bool,
    levels: col.json<StaffFacts['levels']>(),
  },
);
