/** Past orders as they were decided: what a draft of a rule is tried on. */
import type { NodeId, SkuId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const wish = {
  reach: col.list(col.id<'node'>()),
  node: col.id<'node'>(),
  since: col.instant,
  most: col.int,
};
/** Paid orders of outlets below a node, newest first. */
const BELOW = `from orders.order o
   join chain.node n on n.merchant_id = o.merchant_id and n.id = o.outlet_id
   where o.merchant_id = :merchant and o.placed_at >= :since and o.paid_at is not null
     and n.path && :reach and :node = any(n.path)
   order by o.placed_at desc, o.id limit :most::integer`;

const ROUTE = `o.id as order, o.number, o.outlet_id as selling, o.place_lat as lat,
  o.place_lng as lng, o.split_agreed as "splitAgreed", r.at, r.verdicts,
  (select jsonb_agg(jsonb_build_object('no', l.no, 'sku', l.sku_id, 'quantity', l.quantity)
     order by l.no) from orders.line l
   where l.merchant_id = :merchant and l.order_id = o.id and l.no > 0) as lines`;
const routeRow = {
  order: col.id<'order'>(),
  number: col.text(),
  selling: col.id<'node'>(),
  lat: col.double,
  lng: col.double,
  splitAgreed: col.bool,
  at: col.instant,
  verdicts: col.json<unknown>(),
  lines: col.json<readonly { no: number; sku: SkuId; quantity: number }[]>(),
};
const routes = statement(
  'views.past_routes',
  wish,
  `select ${ROUTE} from (select o.* ${BELOW}) o
   join fulfilment.route r on r.merchant_id = :merchant and r.order_id = o.id and r.attempt = 1`,
  routeRow,
);
/** Of each paid order that nobody could fulfil any more, the first time that it was so. */
const unmet = statement(
  'views.past_unmet',
  wish,
  `select ${ROUTE} from (select o.* ${BELOW}) o
   join lateral (select * from fulfilment.route r
     where r.merchant_id = :merchant and r.order_id = o.id
       and r.outcome in ('parked', 'refunded')
     order by r.attempt limit 1) r on true`,
  routeRow,
);

const portions = statement(
  'views.past_portions',
  wish,
  `select o.id as order, o.outlet_id as selling, coalesce((select p.outlet_id
       from fulfilment.parcel p where p.merchant_id = :merchant and p.order_id = o.id
         and p.state <> 'gone' and (c.line_no = 0 or c.line_no = any(p.line_nos))
       order by p.attempt, p.outlet_id limit 1), o.outlet_id) as fulfilling,
     t.service_guide_id is not null as "hasGuide", t.sharer_1_id is not null as "hasSharer1",
     t.sharer_2_id is not null as "hasSharer2", t.dealer_id is not null as "hasDealer",
     c.line_no as "lineNo", c.net_fen as "netFen", c.guide_fen as guide,
     c.sharer_1_fen as sharer1, c.sharer_2_fen as sharer2, c.invitee_fen as invitee,
     c.selling_fen as "sellingFen", c.fulfilling_fen as "fulfillingFen", c.dealer_fen as dealer,
     c.hq_fen as hq, o.placed_at as at, t.service_guide_id as "guideId", g.name as "guideName",
     o.quote->>'promotion' as promotion, coalesce(l.product_id::text, '') as product,
     coalesce(p.category_id::text, '') as category, coalesce(l.product_role, '') as "productRole",
     l.quantity, l.net_fen - l.refunded_fen as "leftFen"
   from (select o.* ${BELOW}) o
   join commission.portion c on c.merchant_id = :merchant and c.order_id = o.id
   join attribution.credit t on t.merchant_id = :merchant and t.order_id = o.id
   join orders.line l on l.merchant_id = :merchant and l.order_id = o.id and l.no = c.line_no
   left join catalog.product p on p.merchant_id = :merchant and p.id = l.product_id
   left join chain.staff g on g.merchant_id = :merchant and g.id = t.service_guide_id
   order by o.placed_at desc, o.id, c.line_no`,
  {
    order: col.id<'order'>(),
    selling: col.id<'node'>(),
    fulfilling: col.id<'node'>(),
    hasGuide: col.bool,
    hasSharer1: col.bool,
    hasSharer2: col.bool,
    hasDealer: col.bool,
    lineNo: col.int,
    netFen: col.fen,
    guide: col.fen,
    sharer1: col.fen,
    sharer2: col.fen,
    invitee: col.fen,
    sellingFen: col.fen,
    fulfillingFen: col.fen,
    dealer: col.fen,
    hq: col.fen,
    at: col.instant,
    guideId: col.maybe(col.id<'staff'>()),
    guideName: col.maybe(col.text()),
    promotion: col.maybe(col.text()),
    product: col.text(),
    category: col.text(),
    productRole: col.text(),
    quantity: col.int,
    leftFen: col.fen,
  },
);

export interface PastWish {
  readonly reach: readonly NodeId[];
  readonly node: NodeId;
  readonly since: Instant;
  readonly most: number;
}
export const findPastRoutes = (reader: Reader, past: PastWish) => reader.ask(routes, past);
export const findPastUnmet = (reader: Reader, past: PastWish) => reader.ask(unmet, past);
export const findPastPortions = (reader: Reader, past: PastWish) => reader.ask(portions, past);
