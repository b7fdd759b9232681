/** Cases that staff of a branch have to decide or to receive, and one of them whole. */
import type { CaseId, NodeId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import type { Instant } from '../kernel/time.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';
import { CASE_TITLE, STEPS, type CaseStep } from './aftersales.ts';

type Line = { readonly no: number; readonly pieces: number; readonly amountFen: Fen | null };
interface NamedLine extends Line {
  readonly title: string;
  readonly spec: string;
  readonly quantity: number;
  readonly terms: unknown;
}

/** What a case is worth by the rule of refunds (modules/orders/refund-rules.ts). */
const WORTH = `(select coalesce(sum(coalesce(x."amountFen", greatest(0,
      l.net_fen * (l.refunded_pieces + x.pieces) / l.quantity - l.refunded_fen))), 0)::bigint
    from jsonb_to_recordset(a.lines) as x(no integer, pieces integer, "amountFen" bigint)
    join orders.line l on l.merchant_id = a.merchant_id and l.order_id = a.order_id
      and l.no = x.no)`;
const COLUMNS = `a.id, a.order_id as "orderId", o.number as "orderNumber", m.name as buyer,
     s.short_name as "outletName", a.kind, a.reason, a.words, a.state, a.asked_at as "askedAt",
     r.amount_fen as "refundFen", a.desk, a.due_at as "dueAt", a.opened, a.photos, a.tracking,
     a.appealed_at as "appealedAt", ${WORTH} as "worthFen", ${CASE_TITLE} as "swapTitle",
     a.swap_order as "swapOrder",
     (select coalesce(jsonb_agg(jsonb_build_object('no', x.no, 'title', l.title, 'spec', l.spec,
        'quantity', l.quantity, 'pieces', x.pieces, 'amountFen', x."amountFen",
        'terms', l.terms) order by x.no), '[]')
      from jsonb_to_recordset(a.lines) as x(no integer, pieces integer, "amountFen" bigint)
      join orders.line l on l.merchant_id = a.merchant_id and l.order_id = a.order_id
        and l.no = x.no) as lines`;
const FROM = `from orders.aftersales a
   join orders.order o on o.merchant_id = a.merchant_id and o.id = a.order_id
   join members.member m on m.merchant_id = a.merchant_id and m.id = o.member_id
   join chain.outlet s on s.merchant_id = a.merchant_id and s.id = o.outlet_id
   left join orders.refund r on r.merchant_id = a.merchant_id and r.id = a.refund_id`;
/** The selling outlet's branch, and the branches that have a parcel. */
const NEAR = `exists (select from chain.node n where n.merchant_id = a.merchant_id
       and n.path && :reach
       and (n.id = o.outlet_id or n.id in (select p.outlet_id from fulfilment.parcel p
         where p.merchant_id = a.merchant_id and p.order_id = a.order_id)))`;
const row = {
  id: col.id<'case'>(),
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
  desk: col.text(),
  dueAt: col.maybe(col.instant),
  opened: col.bool,
  photos: col.json<readonly string[]>(),
  tracking: col.text(),
  appealedAt: col.maybe(col.instant),
  worthFen: col.fen,
  swapTitle: col.maybe(col.text()),
  swapOrder: col.maybe(col.id<'order'>()),
  lines: col.json<NamedLine[]>(),
};
const reach = col.list(col.id<'node'>());

const ofBranch = statement(
  'views.cases',
  {
    reach,
    states: col.list(col.text()),
    desk: col.maybe(col.text()),
    outlet: col.maybe(col.id<'node'>()),
    before: col.maybe(col.instant),
    least: col.big,
    after: col.maybe(col.id()),
    most: col.big,
  },
  `select * from (select ${COLUMNS} ${FROM}
     where a.merchant_id = :merchant and a.state = any(:states)
       and (:after::uuid is null or a.id < :after)
       and (:desk::text is null or a.desk = :desk)
       and (:outlet::uuid is null or o.outlet_id = :outlet)
       and (:before::timestamptz is null or a.asked_at < :before)
       and ${NEAR}) c
   where "worthFen" >= :least order by id desc limit :most`,
  row,
);
const one = statement(
  'views.case',
  { reach, id: col.id<'case'>() },
  `select ${COLUMNS}, ${STEPS} as steps ${FROM}
   where a.merchant_id = :merchant and a.id = :id and ${NEAR}`,
  { ...row, steps: col.json<readonly CaseStep[]>() },
);

const STATES = {
  asked: ['asked', 'appealed'],
  coming: ['approved', 'sent_back', 'exchanging'],
  decided: ['accepted', 'rejected', 'withdrawn'],
} as const;
export type CaseGroup = keyof typeof STATES;

export interface CaseWish {
  readonly reach: readonly NodeId[];
  readonly after: string | null;
  readonly count: number;
  readonly state: CaseGroup | null;
  readonly desk?: 'store' | 'hq' | null;
  readonly outlet?: string | null;
  /** Asked before this instant. */
  readonly before?: Instant | null;
  readonly leastFen?: number;
}
export async function findCases(reader: Reader, wish: CaseWish) {
  const { reach: near, count, state, desk = null, outlet = null, before = null } = wish;
  const found = await reader.ask(ofBranch, {
    reach: near,
    states: state === null ? Object.values(STATES).flat() : STATES[state],
    desk,
    outlet: outlet as never,
    before,
    least: wish.leastFen ?? 0,
    after: wish.after as never,
    most: count + 1,
  });
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}

export async function findCasePage(reader: Reader, near: readonly NodeId[], id: CaseId) {
  const [found] = await reader.ask(one, { reach: near, id });
  return found ?? null;
}
