/** After-sales cases of one's branch: those that wait first, then the newest. */
import type { NodeId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const cases = statement(
  'views.console_aftersales',
  {
    reach: col.list(col.id<'node'>()),
    node: col.maybe(col.id<'node'>()),
    state: col.maybe(col.text()),
    after: col.maybe(col.text()),
    count: col.int,
  },
  `select * from (
     select a.id, a.order_id as "orderId", o.number, m.name as "memberName",
       t.short_name as "outletName", a.kind, a.reason, a.words, a.state, a.lines,
       a.asked_at as "askedAt", a.decision_words as "decisionWords",
       coalesce((select jsonb_agg(jsonb_build_object('no', l.no, 'title', l.title,
           'quantity', l.quantity, 'netFen', l.net_fen, 'refundedPieces', l.refunded_pieces,
           'refundedFen', l.refunded_fen) order by l.no) from orders.line l
         where l.merchant_id = :merchant and l.order_id = o.id), '[]') as goods,
       (case when a.state = 'asked' then '1' else '0' end)
         || to_char(a.asked_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || a.id::text
         as cursor
     from orders.aftersales a
     join orders.order o on o.merchant_id = :merchant and o.id = a.order_id
     join members.member m on m.merchant_id = :merchant and m.id = o.member_id
     join chain.outlet t on t.merchant_id = :merchant and t.id = o.outlet_id
     where a.merchant_id = :merchant and (cast(:state as text) is null or a.state = :state)
       and o.outlet_id in (select id from chain.node where merchant_id = :merchant
         and path && :reach and (cast(:node as uuid) is null or cast(:node as uuid) = any(path)))) c
   where cast(:after as text) is null or cursor < :after
   order by cursor desc limit cast(:count as integer)`,
  {
    id: col.id<'case'>(),
    orderId: col.id<'order'>(),
    number: col.text(),
    memberName: col.text(),
    outletName: col.text(),
    kind: col.text(),
    reason: col.text(),
    words: col.text(),
    state: col.text(),
    lines: col.json<readonly Readonly<Record<string, unknown>>[]>(),
    askedAt: col.instant,
    decisionWords: col.text(),
    goods: col.json<readonly Readonly<Record<string, unknown>>[]>(),
    cursor: col.text(),
  },
);

export async function findAftersales(
  reader: Reader,
  wish: {
    readonly reach: readonly NodeId[];
    readonly node: NodeId | null;
    readonly state: string | null;
    readonly after: string | null;
    readonly count: number;
  },
) {
  const rows = await reader.ask(cases, { ...wish, count: wish.count + 1 });
  const items = rows.slice(0, wish.count);
  return { items, next: rows.length > wish.count ? (items.at(-1)?.cursor ?? null) : null };
}
