/** What a store has to prepare: parcels by stage, with lines, shelves and the hour promised. */
import type { NodeId, OrderId, OutletId } from '../kernel/id.ts';
import type { Day, Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export type Stage = 'to_accept' | 'to_pick' | 'ready' | 'on_the_way' | 'trouble';
export const STAGES: readonly Stage[] = ['to_accept', 'to_pick', 'ready', 'on_the_way', 'trouble'];

export interface PickLine {
  readonly no: number;
  readonly skuId: string;
  readonly productId: string;
  readonly title: string;
  readonly spec: string;
  readonly quantity: number;
  readonly shelf: string;
  readonly picked: boolean;
}

const reach = { reach: col.list(col.id<'node'>()) };
/** The outlets in reach, as `mine`. */
const MINE = `mine as (
  select o.id, o.short_name from chain.outlet o
  join chain.node n on n.merchant_id = o.merchant_id and n.id = o.id
  where o.merchant_id = :merchant and n.path && :reach)`;
const STAGE = `case p.state when 'paid' then 'to_accept' when 'picking' then 'to_pick'
  when 'gone' then 'trouble' else p.state end`;
/** Work that was taken on and then taken away stays in sight for a day: the goods must go back. */
const SHOWN = `(p.state in ('paid', 'picking', 'ready', 'on_the_way')
  or (p.state = 'gone' and p.accepted_at is not null and p.received_at is null
    and coalesce(o.cancelled_at, p.accepted_at) > cast(:now as timestamptz) - interval '1 day'))`;

const outletsInReach = statement(
  'views.work_outlets',
  reach,
  `with ${MINE} select id, short_name as name from mine order by short_name, id`,
  { id: col.id<'node'>(), name: col.text() },
);

const parcels = statement(
  'views.work_parcels',
  {
    ...reach,
    stage: col.text<Stage | 'any'>(),
    outlet: col.maybe(col.id<'node'>()),
    order: col.maybe(col.id<'order'>()),
    count: col.int,
  },
  `with ${MINE}
   select p.order_id as "orderId", p.outlet_id as "outletId", mine.short_name as "outletName",
     ${STAGE} as stage, o.number, o.way, o.note, o.contact_masked as contact,
     o.contact_enc as "contactEnc",
     case when p.state <> 'gone' then null
       when o.cancelled_at is not null then 'cancelled' else 'rerouted' end as trouble,
     s.short_name as "sellingOutletName", (o.outlet_id = p.outlet_id) as "isOwnSale",
     o.selling_closed as "soldWhileClosed", m.name as customer,
     case when o.outlet_id = p.outlet_id then null else (
       select sum(q.fulfilling_fen)::bigint from commission.portion q
       where q.merchant_id = :merchant and q.order_id = p.order_id
         and (q.line_no = any(p.line_nos) or q.line_no = 0)) end as "portionFen",
     o.placed_at as "placedAt", p.promised_at as "promisedAt", p.accept_by as "acceptBy",
     p.ready_at as "readyAt", p.dispatched_at as "dispatchedAt", p.distance_m as "distanceM",
     p.shelf,
     coalesce((
       select jsonb_agg(jsonb_build_object('no', l.no, 'skuId', l.sku_id, 'productId', l.product_id,
         'title', l.title, 'spec', l.spec, 'quantity', l.quantity - l.refunded_pieces,
         'shelf', coalesce(g.shelf, ''), 'picked', p.picked @> to_jsonb(l.no))
         order by g.shelf, l.no)
       from orders.line l
       left join catalog.product g on g.merchant_id = l.merchant_id and g.id = l.product_id
       where l.merchant_id = :merchant and l.order_id = p.order_id and l.no > 0
         and l.no = any(p.line_nos) and l.quantity > l.refunded_pieces), '[]') as lines
   from fulfilment.parcel p
   join mine on mine.id = p.outlet_id
   join orders."order" o on o.merchant_id = p.merchant_id and o.id = p.order_id
   join chain.outlet s on s.merchant_id = p.merchant_id and s.id = o.outlet_id
   join members.member m on m.merchant_id = p.merchant_id and m.id = o.member_id
   where p.merchant_id = :merchant and ${SHOWN}
     and (:stage = 'any' or ${STAGE} = :stage)
     and (cast(:outlet as uuid) is null or p.outlet_id = :outlet)
     and (cast(:order as uuid) is null or p.order_id = :order)
   order by case when p.state = 'paid' then p.accept_by else p.promised_at end, p.order_id
   limit cast(:count as integer)`,
  {
    orderId: col.id<'order'>(),
    outletId: col.id<'node'>(),
    outletName: col.text(),
    stage: col.text<Stage>(),
    number: col.text(),
    way: col.text<'pickup' | 'delivery'>(),
    note: col.text(),
    contact: col.text(),
    contactEnc: col.text(),
    trouble: col.maybe(col.text<'cancelled' | 'rerouted'>()),
    sellingOutletName: col.text(),
    isOwnSale: col.bool,
    soldWhileClosed: col.bool,
    customer: col.text(),
    portionFen: col.maybe(col.fen),
    placedAt: col.instant,
    promisedAt: col.instant,
    acceptBy: col.maybe(col.instant),
    readyAt: col.maybe(col.instant),
    dispatchedAt: col.maybe(col.instant),
    distanceM: col.int,
    shelf: col.text(),
    lines: col.json<PickLine[]>(),
  },
);
export type ParcelRow = Awaited<ReturnType<typeof findParcels>>[number];

const counts = statement(
  'views.work_parcel_counts',
  { ...reach, outlet: col.maybe(col.id<'node'>()), today: col.day },
  `with ${MINE}
   select ${STAGE} as stage, count(*)::integer as count,
     max(greatest(o.paid_at, r.at))
       filter (where p.state = 'paid') as "newestAt",
     count(*) filter (where p.day = :today and p.state <> 'gone')::integer as today
   from fulfilment.parcel p
   join mine on mine.id = p.outlet_id
   join orders."order" o on o.merchant_id = p.merchant_id and o.id = p.order_id
   left join fulfilment.route r on r.merchant_id = p.merchant_id and r.order_id = p.order_id
     and r.attempt = p.attempt
   where p.merchant_id = :merchant and ${SHOWN}
     and (cast(:outlet as uuid) is null or p.outlet_id = :outlet)
   group by 1`,
  {
    stage: col.text<Stage>(),
    count: col.int,
    newestAt: col.maybe(col.instant),
    today: col.int,
  },
);

export const findOutletsInReach = (reader: Reader, nodes: readonly NodeId[]) =>
  reader.ask(outletsInReach, { reach: nodes });

export interface Which {
  readonly stage?: Stage;
  readonly outlet?: OutletId | null;
  readonly order?: OrderId;
}
const MOST = 100;
export const findParcels = (reader: Reader, nodes: readonly NodeId[], which: Which) =>
  reader.ask(parcels, {
    reach: nodes,
    stage: which.stage ?? 'any',
    outlet: which.outlet ?? null,
    order: which.order ?? null,
    count: MOST,
  });

export interface StageCounts {
  readonly counts: Readonly<Record<Stage, number>>;
  readonly today: number;
  readonly newestAt: Instant | null;
}
export async function countParcels(
  reader: Reader,
  nodes: readonly NodeId[],
  outlet: OutletId | null,
  today: Day,
): Promise<StageCounts> {
  const rows = await reader.ask(counts, { reach: nodes, outlet, today });
  const of = (stage: Stage) => rows.find((row) => row.stage === stage);
  return {
    counts: {
      to_accept: of('to_accept')?.count ?? 0,
      to_pick: of('to_pick')?.count ?? 0,
      ready: of('ready')?.count ?? 0,
      on_the_way: of('on_the_way')?.count ?? 0,
      trouble: of('trouble')?.count ?? 0,
    },
    today: rows.reduce((sum, row) => sum + row.today, 0),
    newestAt: of('to_accept')?.newestAt ?? null,
  };
}
