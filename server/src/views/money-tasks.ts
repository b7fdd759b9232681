/** Money that waits for a person: portions under review, refunds that do not arrive. */
import type { NodeId, OrderId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const REACH = { reach: col.list(col.id<'node'>()) };
const PAGE = { ...REACH, after: col.maybe(col.id()), most: col.int };
const ORDER = `o.id as "orderId", o.number as "orderNumber", m.name as buyer,
  s.short_name as "outletName"`;
const JOINED = `join chain.node n on n.merchant_id = o.merchant_id and n.id = o.outlet_id
  join members.member m on m.merchant_id = o.merchant_id and m.id = o.member_id
  join chain.outlet s on s.merchant_id = o.merchant_id and s.id = o.outlet_id`;
const order = {
  orderId: col.id<'order'>(),
  orderNumber: col.text(),
  buyer: col.text(),
  outletName: col.text(),
};

export interface ReviewReason {
  readonly code: string;
  readonly who: string;
}
const HELD = `select p.order_id, sum(p.amount_fen - p.voided_fen)::bigint as held
  from ledger.pending p
  where p.merchant_id = :merchant and p.suspended and p.resolved_at is null
  group by p.order_id`;
const reviews = statement(
  'views.reviews',
  PAGE,
  `select ${ORDER}, h.held as "heldFen", o.paid_at as "paidAt",
     (select coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'who', w.name)
        order by w.name, r.code), '[]')
      from (select x.code, x.who from attribution.credit c,
          jsonb_to_recordset(c.reasons) as x(role text, code text, who uuid)
        where c.merchant_id = :merchant and c.order_id = o.id and x.role = 'review'
        union select v.code, v.member_id from attribution.review v
        where v.merchant_id = :merchant and v.order_id = o.id) r
      join members.member w on w.merchant_id = :merchant and w.id = r.who) as reasons
   from (${HELD}) h
   join orders.order o on o.merchant_id = :merchant and o.id = h.order_id
   ${JOINED}
   where n.path && :reach and (cast(:after as uuid) is null or o.id < :after)
   order by o.id desc limit cast(:most as integer)`,
  {
    ...order,
    heldFen: col.fen,
    paidAt: col.instant,
    reasons: col.json<ReviewReason[]>(),
  },
);

/** Refused at least once, or asked three times without a word. */
const STUCK = `r.state in ('wanted', 'sent') and (r.failed_at is not null or r.tries >= 3)`;
const failed = statement(
  'views.failed_refunds',
  PAGE,
  `select r.id, ${ORDER}, r.amount_fen as "amountFen", r.channel, r.tries,
     r.for_order as "forOrder",
     case when r.failed_at is null then 'no_answer' when r.failure = '' then 'refused'
       else r.failure end as failure,
     coalesce(r.failed_at, r.made_at) as since,
     coalesce((select t.due_at from platform.timer t where t.merchant_id = :merchant
       and t.kind = 'payments.refund' and t.ref = r.id::text), :now) as "nextAt"
   from payments.refund r
   join orders.order o on o.merchant_id = :merchant and o.id = r.order_id
   ${JOINED}
   where r.merchant_id = :merchant and ${STUCK} and n.path && :reach
     and (cast(:after as uuid) is null or r.id < :after)
   order by r.id desc limit cast(:most as integer)`,
  {
    id: col.id<'refund'>(),
    ...order,
    amountFen: col.fen,
    channel: col.text(),
    tries: col.int,
    forOrder: col.bool,
    failure: col.text(),
    since: col.instant,
    nextAt: col.instant,
  },
);

const countCases = statement(
  'views.count_cases',
  REACH,
  `select count(*)::integer as count from orders.aftersales a
   join orders.order o on o.merchant_id = a.merchant_id and o.id = a.order_id
   where a.merchant_id = :merchant and a.state in ('asked', 'appealed')
     and exists (select from chain.node n where n.merchant_id = :merchant and n.path && :reach
       and (n.id = o.outlet_id or n.id in (select p.outlet_id from fulfilment.parcel p
         where p.merchant_id = :merchant and p.order_id = o.id)))`,
  { count: col.int },
);
const countReviews = statement(
  'views.count_reviews',
  REACH,
  `select count(*)::integer as count from (${HELD}) h
   join orders.order o on o.merchant_id = :merchant and o.id = h.order_id
   join chain.node n on n.merchant_id = :merchant and n.id = o.outlet_id
   where n.path && :reach`,
  { count: col.int },
);
const countFailed = statement(
  'views.count_failed_refunds',
  REACH,
  `select count(*)::integer as count from payments.refund r
   join orders.order o on o.merchant_id = :merchant and o.id = r.order_id
   join chain.node n on n.merchant_id = :merchant and n.id = o.outlet_id
   where r.merchant_id = :merchant and ${STUCK} and n.path && :reach`,
  { count: col.int },
);

/** The last look through the books found something. */
const countAlarms = statement(
  'views.count_alarms',
  {},
  `select coalesce((select cardinality(broken) + jsonb_array_length(drift) from ledger.checkup
     where merchant_id = :merchant order by id desc limit 1), 0)::integer as count`,
  { count: col.int },
);

interface Wish {
  readonly reach: readonly NodeId[];
  readonly after: string | null;
  readonly count: number;
}
const paged = ({ reach, after, count }: Wish) => ({
  reach,
  after: after as never,
  most: count + 1,
});

export async function findReviews(reader: Reader, wish: Wish) {
  const found = await reader.ask(reviews, paged(wish));
  const items = found.slice(0, wish.count);
  return { items, next: found.length > wish.count ? (items.at(-1)!.orderId as OrderId) : null };
}
export async function findFailedRefunds(reader: Reader, wish: Wish) {
  const found = await reader.ask(failed, paged(wish));
  const items = found.slice(0, wish.count);
  return { items, next: found.length > wish.count ? items.at(-1)!.id : null };
}

/** What waits for somebody; each count is of what this person may deal with. */
export async function countTasks(
  reader: Reader,
  reach: { readonly cases: readonly NodeId[]; readonly reviews: readonly NodeId[] },
) {
  const [[cases], [reviewed], [refunds], [alarms]] = await Promise.all([
    reader.ask(countCases, { reach: reach.cases }),
    reader.ask(countReviews, { reach: reach.reviews }),
    reader.ask(countFailed, { reach: reach.cases }),
    reach.reviews.length > 0 ? reader.ask(countAlarms, {}) : [{ count: 0 }],
  ]);
  return {
    cases: cases!.count,
    reviews: reviewed!.count,
    failedRefunds: refunds!.count,
    alarms: alarms!.count,
  };
}
