/** What the list of outlets shows beside what the directory knows: load, and who works there. */
import type { NodeId } from '../kernel/id.ts';
import type { Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const figures = statement(
  'views.outlet_figures',
  { outlets: col.list(col.id<'node'>()), day: col.day },
  `select o.id, coalesce(l.taken, 0) as taken, o.notice, o.opened_at as "openedAt",
     (select count(*) from chain.staff s where s.merchant_id = o.merchant_id
       and s.outlet_id = o.id and s.left_at is null)::integer as staff
   from chain.outlet o
   left join fulfilment.day_load l
     on l.merchant_id = o.merchant_id and l.outlet_id = o.id and l.day = :day
   where o.merchant_id = :merchant and o.id = any(:outlets)`,
  {
    id: col.id<'node'>(),
    taken: col.int,
    notice: col.text(),
    openedAt: col.instant,
    staff: col.int,
  },
);
export const findOutletFigures = async (reader: Reader, outlets: readonly NodeId[], day: Day) => {
  const rows = await reader.ask(figures, { outlets, day });
  return new Map(rows.map((row) => [row.id, row]));
};

const exceptions = statement(
  'views.outlet_exceptions',
  { outlet: col.id<'node'>(), from: col.day },
  `select on_date as day, intervals as spans, reason from chain.hours_exception
   where merchant_id = :merchant and outlet_id = :outlet and on_date >= :from
   order by on_date limit 100`,
  { day: col.day, spans: col.json<readonly (readonly [number, number])[]>(), reason: col.text() },
);
export const findExceptions = (reader: Reader, outlet: NodeId, from: Day) =>
  reader.ask(exceptions, { outlet, from });

/** A box of some five kilometres around the place; the caller measures. */
const complexes = statement(
  'views.complexes_around',
  { lat: col.double, lng: col.double },
  `select id, name, district, lat, lng, households, handed_over_on as "handedOverOn",
     house_types as "houseTypes"
   from chain.complex
   where merchant_id = :merchant and abs(lat - :lat::double precision) <= 0.045
     and abs(lng - :lng::double precision) <= 0.055
   order by id limit 200`,
  {
    id: col.id<'complex'>(),
    name: col.text(),
    district: col.text(),
    lat: col.double,
    lng: col.double,
    households: col.int,
    handedOverOn: col.maybe(col.day),
    houseTypes: col.json<readonly { name: string; areaM2: number; households: number }[]>(),
  },
);
export const findComplexesAround = (reader: Reader, place: { lat: number; lng: number }) =>
  reader.ask(complexes, { lat: place.lat, lng: place.lng });

const profiles = statement(
  'views.profiles',
  {},
  'select id, name from chain.profile where merchant_id = :merchant order by id',
  { id: col.id<'profile'>(), name: col.text() },
);
export const findProfiles = (reader: Reader) => reader.ask(profiles, {});
