/** What the outlets' board adds to the tree: load, sales, neighbours, who prepares for whom. */
import type { NodeId } from '../kernel/id.ts';
import type { Day } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const ARGS = { reach: col.list(col.id<'node'>()), today: col.day, month: col.day };
const SEEN = 'select id from chain.node where merchant_id = :merchant and path && :reach';

const figures = statement(
  'views.board_figures',
  ARGS,
  `select o.id,
     coalesce((select taken from fulfilment.day_load d where d.merchant_id = :merchant
       and d.outlet_id = o.id and d.day = :today), 0) as "takenToday",
     cast(coalesce((select sum(x.payable_fen - x.refunded_fen) from orders.order x
       where x.merchant_id = :merchant and x.outlet_id = o.id and x.captured_fen > 0
         and x.placed_at >= cast(:month as date)::timestamp at time zone 'Asia/Shanghai'), 0)
       as bigint) as "monthFen",
     cast(coalesce((select sum(floor((select coalesce(sum(l.net_fen - l.refunded_fen), 0)
         from orders.line l
         where l.merchant_id = :merchant and l.order_id = i.order_id and l.no > 0)
         * (10000 - i.p_bps) / 10000 + 0.5))
       from insight.increment i where i.merchant_id = :merchant and i.outlet_id = o.id
         and i.day >= :month and (i.is_time or i.is_space)), 0) as bigint) as "gainFen",
     cast((select count(*) from belonging.period b where b.merchant_id = :merchant
       and b.owner_id = o.id and b.kind = 'outlet' and upper_inf(b.during)) as integer) as members,
     cast((select count(*) from catalog.offer f where f.merchant_id = :merchant
       and f.scope_id = o.id) as integer) as overrides
   from chain.outlet o where o.merchant_id = :merchant and o.id in (${SEEN})`,
  {
    id: col.id<'node'>(),
    takenToday: col.int,
    monthFen: col.fen,
    gainFen: col.fen,
    members: col.int,
    overrides: col.int,
  },
);

const complexes = statement(
  'views.complexes',
  {},
  `select id, name, district, lat, lng, households from chain.complex
   where merchant_id = :merchant order by households desc limit 200`,
  {
    id: col.id<'complex'>(),
    name: col.text(),
    district: col.text(),
    lat: col.double,
    lng: col.double,
    households: col.int,
  },
);

/** This month's orders that one outlet sold and another handed over. */
const crossings = statement(
  'views.outlet_crossings',
  { month: col.day },
  `select o.outlet_id as "fromId", p.outlet_id as "toId", cast(count(*) as integer) as orders
   from fulfilment.parcel p
   join orders.order o on o.merchant_id = :merchant and o.id = p.order_id
   where p.merchant_id = :merchant and p.state <> 'gone' and p.outlet_id <> o.outlet_id
     and o.placed_at >= cast(:month as date)::timestamp at time zone 'Asia/Shanghai'
   group by 1, 2 order by 3 desc limit 60`,
  { fromId: col.id<'node'>(), toId: col.id<'node'>(), orders: col.int },
);

export async function findBoard(reader: Reader, reach: readonly NodeId[], today: Day) {
  const month = `${today.slice(0, 7)}-01` as Day;
  const [each, homes, paths] = await Promise.all([
    reader.ask(figures, { reach, today, month }),
    reader.ask(complexes, {}),
    reader.ask(crossings, { month }),
  ]);
  return { figures: new Map(each.map((row) => [row.id, row])), complexes: homes, crossings: paths };
}
