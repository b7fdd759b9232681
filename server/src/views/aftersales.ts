/** After-sales cases: a member's own, and those that staff of a branch have to decide. */
import type { MemberId, NodeId, OrderId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

type Line = { readonly no: number; readonly pieces: number; readonly amountFen: Fen | null };

const mine = statement(
  'views.my_cases',
  { member: col.id<'member'>(), order: col.id<'order'>() },
  `select a.id, a.kind, a.reason, a.words, a.lines, a.state, a.asked_at as "askedAt",
     a.decided_at as "decidedAt", a.decision_words as "decisionWords",
     r.amount_fen as "refundFen", r.state as "refundState"
   from orders.aftersales a
   join orders.order o on o.merchant_id = a.merchant_id and o.id = a.order_id
   left join orders.refund r on r.merchant_id = a.merchant_id and r.id = a.refund_id
   where a.merchant_id = :merchant and a.order_id = :order
     and o.member_id in (select id from members.member
       where merchant_id = :merchant and (id = :member or merged_into = :member))
   order by a.id desc`,
  {
    id: col.id(),
    kind: col.text(),
    reason: col.text(),
    words: col.text(),
    lines: col.json<Line[]>(),
    state: col.text(),
    askedAt: col.instant,
    decidedAt: col.maybe(col.instant),
    decisionWords: col.text(),
    refundFen: col.maybe(col.fen),
    refundState: col.maybe(col.text()),
  },
);
const isMine = statement(
  'views.my_order_exists',
  { member: col.id<'member'>(), order: col.id<'order'>() },
  `select id from orders.order where merchant_id = :merchant and id = :order
     and member_id in (select id from members.member
       where merchant_id = :merchant and (id = :member or merged_into = :member))`,
  { id: col.id<'order'>() },
);
/** Null when she has no such order. */
export async function findMyCases(reader: Reader, member: MemberId, order: OrderId) {
  const wish = { member, order };
  const [own, cases] = await Promise.all([reader.ask(isMine, wish), reader.ask(mine, wish)]);
  return own.length === 0 ? null : cases;
}

const ofBranch = statement(
  'views.cases',
  {
    reach: col.list(col.id<'node'>()),
    states: col.list(col.text()),
    after: col.maybe(col.id()),
    most: col.big,
  },
  `select a.id, a.order_id as "orderId", o.number as "orderNumber", m.name as buyer,
     s.short_name as "outletName", a.kind, a.reason, a.words, a.state, a.asked_at as "askedAt",
     r.amount_fen as "refundFen",
     (select coalesce(jsonb_agg(jsonb_build_object('no', x.no, 'title', l.title,
        'pieces', x.pieces, 'amountFen', x."amountFen") order by x.no), '[]')
      from jsonb_to_recordset(a.lines) as x(no integer, pieces integer, "amountFen" bigint)
      join orders.line l on l.merchant_id = a.merchant_id and l.order_id = a.order_id
        and l.no = x.no) as lines
   from orders.aftersales a
   join orders.order o on o.merchant_id = a.merchant_id and o.id = a.order_id
   join members.member m on m.merchant_id = a.merchant_id and m.id = o.member_id
   join chain.outlet s on s.merchant_id = a.merchant_id and s.id = o.outlet_id
   left join orders.refund r on r.merchant_id = a.merchant_id and r.id = a.refund_id
   where a.merchant_id = :merchant and a.state = any(:states)
     and (:after::uuid is null or a.id < :after)
     and exists (select from chain.node n where n.merchant_id = a.merchant_id
       and n.path && :reach
       and (n.id = o.outlet_id or n.id in (select p.outlet_id from fulfilment.parcel p
         where p.merchant_id = a.merchant_id and p.order_id = a.order_id)))
   order by a.id desc limit :most`,
  {
    id: col.id(),
    orderId: col.id<'order'>(),
    orderNumber: col.text(),
    buyer: col.text(),
    outletName: col.text(),
    kind: col.text(),
    reason: col.text(),
    words: col.text(),
    state: col.text(),
    askedAt: col.instant,
    refundFen: col.maybe(col.fen),
    lines: col.json<(Line & { readonly title: string })[]>(),
  },
);

const DECIDED = ['accepted', 'rejected', 'withdrawn'];

export async function findCases(
  reader: Reader,
  wish: {
    readonly reach: readonly NodeId[];
    readonly after: string | null;
    readonly count: number;
    readonly state: 'asked' | 'decided' | null;
  },
) {
  const { reach, count, state } = wish;
  const states =
    state === 'asked' ? ['asked'] : state === 'decided' ? DECIDED : ['asked', ...DECIDED];
  const found = await reader.ask(ofBranch, {
    reach,
    states,
    after: wish.after as never,
    most: count + 1,
  });
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}
