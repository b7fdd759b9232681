/** Orders as programs read them: oldest first, so that a reader who comes back goes on. */
import type { NodeId, OrderId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export interface OpenLine {
  readonly no: number;
  readonly skuId: string | null;
  readonly title: string;
  readonly spec: string;
  readonly quantity: number;
  readonly priceFen: number;
  readonly discountFen: number;
  readonly netFen: number;
  readonly refundedPieces: number;
}
export interface OpenParcel {
  readonly outletId: string;
  readonly attempt: number;
  readonly state: string;
  readonly lineNos: readonly number[];
  readonly promisedAt: string;
}

const COLUMNS = {
  id: col.id<'order'>(),
  number: col.text(),
  memberId: col.id<'member'>(),
  outletId: col.id<'node'>(),
  way: col.text(),
  state: col.text(),
  grossFen: col.fen,
  discountFen: col.fen,
  freightFen: col.fen,
  payableFen: col.fen,
  refundedFen: col.fen,
  placedAt: col.instant,
  paidAt: col.maybe(col.instant),
  receivedAt: col.maybe(col.instant),
  settledAt: col.maybe(col.instant),
  cancelledAt: col.maybe(col.instant),
  lines: col.json<readonly OpenLine[]>(),
  parcels: col.json<readonly OpenParcel[]>(),
};
const ORDER = `select o.id, o.number, o.member_id as "memberId", o.outlet_id as "outletId", o.way,
     o.state, o.gross_fen as "grossFen", o.discount_fen as "discountFen",
     o.freight_fen as "freightFen", o.payable_fen as "payableFen",
     o.refunded_fen as "refundedFen", o.placed_at as "placedAt", o.paid_at as "paidAt",
     o.received_at as "receivedAt", o.settled_at as "settledAt", o.cancelled_at as "cancelledAt",
     (select coalesce(jsonb_agg(jsonb_build_object('no', l.no, 'skuId', l.sku_id, 'title', l.title,
         'spec', l.spec, 'quantity', l.quantity, 'priceFen', l.price_fen, 'discountFen',
         l.discount_fen, 'netFen', l.net_fen, 'refundedPieces', l.refunded_pieces) order by l.no),
         '[]')
       from orders.line l where l.merchant_id = :merchant and l.order_id = o.id) as lines,
     (select coalesce(jsonb_agg(jsonb_build_object('outletId', p.outlet_id, 'attempt', p.attempt,
         'state', p.state, 'lineNos', p.line_nos, 'promisedAt',
         to_char(p.promised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
         order by p.attempt, p.outlet_id), '[]')
       from fulfilment.parcel p where p.merchant_id = :merchant and p.order_id = o.id) as parcels
   from orders.order o`;
const IN_BRANCH = `exists (select from chain.node n where n.merchant_id = :merchant
     and n.path && :branches and (n.id = o.outlet_id or exists (select from fulfilment.parcel p
       where p.merchant_id = :merchant and p.order_id = o.id and p.outlet_id = n.id)))`;

const list = statement(
  'views.open_orders',
  {
    branches: col.list(col.id<'node'>()),
    since: col.maybe(col.instant),
    state: col.maybe(col.text()),
    outlet: col.maybe(col.id<'node'>()),
    afterAt: col.maybe(col.instant),
    afterId: col.maybe(col.id<'order'>()),
    count: col.int,
  },
  `${ORDER} where o.merchant_id = :merchant and ${IN_BRANCH}
     and (cast(:since as timestamptz) is null or o.placed_at >= :since)
     and (cast(:state as text) is null or o.state = :state)
     and (cast(:outlet as uuid) is null or o.outlet_id = :outlet)
     and (cast(:afterAt as timestamptz) is null or (o.placed_at, o.id) > (:afterAt, :afterId))
   order by o.placed_at, o.id limit cast(:count as integer)`,
  COLUMNS,
);
const one = statement(
  'views.open_order',
  { branches: col.list(col.id<'node'>()), id: col.id<'order'>() },
  `${ORDER} where o.merchant_id = :merchant and o.id = :id and ${IN_BRANCH}`,
  COLUMNS,
);

export interface OpenOrdersWish {
  readonly branches: readonly NodeId[];
  readonly since: Instant | null;
  readonly state: string | null;
  readonly outlet: NodeId | null;
  readonly after: string | null;
  readonly count: number;
}

export async function findOpenOrders(reader: Reader, { after, count, ...wish }: OpenOrdersWish) {
  const [afterAt = null, afterId = null] = (after?.split('_') ?? []) as [Instant?, OrderId?];
  const rows = await reader.ask(list, { ...wish, afterAt, afterId, count: count + 1 });
  const items = rows.slice(0, count);
  const last = rows.length > count ? items.at(-1)! : null;
  return { items, next: last === null ? null : `${last.placedAt}_${last.id}` };
}
export async function findOpenOrder(reader: Reader, branches: readonly NodeId[], id: OrderId) {
  const [found] = await reader.ask(one, { branches, id });
  return found ?? null;
}
