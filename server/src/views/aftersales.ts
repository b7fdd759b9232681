/** A member's own after-sales cases of an order, with every step that was taken. */
import type { MemberId, OrderId } from '../kernel/id.ts';
import type { Fen } from '../kernel/money.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

export interface CaseStep {
  readonly verb: string;
  /** To the member staff are the store; to staff they have names. */
  readonly by: string;
  readonly name: string;
  readonly words: string;
  readonly at: string;
}
/** Of case `a`, oldest first. */
export const STEPS = `(select coalesce(jsonb_agg(jsonb_build_object('verb', s.verb,
    'by', s.actor_kind, 'name', coalesce(f.name, ''), 'words', s.words,
    'at', to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by s.id), '[]')
  from orders.case_step s
  left join chain.staff f on f.merchant_id = s.merchant_id and f.id = s.actor_id
  where s.merchant_id = a.merchant_id and s.case_id = a.id)`;
/** What she wants instead, in an exchange. */
export const CASE_TITLE = `(select p.title || ' ' || k.spec from catalog.sku k
  join catalog.product p on p.merchant_id = k.merchant_id and p.id = k.product_id
  where k.merchant_id = a.merchant_id and k.id = a.swap_sku)`;

type Line = { readonly no: number; readonly pieces: number; readonly amountFen: Fen | null };

const mine = statement(
  'views.my_cases',
  { member: col.id<'member'>(), order: col.id<'order'>() },
  `select a.id, a.kind, a.reason, a.words, a.lines, a.state, a.asked_at as "askedAt",
     a.decided_at as "decidedAt", a.decision_words as "decisionWords",
     r.amount_fen as "refundFen", r.state as "refundState", a.photos, a.opened, a.desk,
     a.due_at as "dueAt", a.return_code as "returnCode", a.tracking, a.swap_order as "swapOrder",
     ${CASE_TITLE} as "swapTitle",
     a.state = 'rejected' and a.appealed_at is null as "mayAppeal", ${STEPS} as steps
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
    photos: col.json<readonly string[]>(),
    opened: col.bool,
    desk: col.text(),
    dueAt: col.maybe(col.instant),
    returnCode: col.maybe(col.text()),
    tracking: col.text(),
    swapOrder: col.maybe(col.id<'order'>()),
    swapTitle: col.maybe(col.text()),
    mayAppeal: col.bool,
    steps: col.json<readonly CaseStep[]>(),
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
