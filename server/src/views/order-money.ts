/** Every leg of an order's money: who gets what, what came back, where it stands, each posting. */
import type { NodeId, OrderId } from '../kernel/id.ts';
import { minus, plus, type Fen } from '../kernel/money.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const order = col.id<'order'>();

/** An account's party in words: people, outlets, dealers, head office. */
export const NAME_OF = (account: string): string => `coalesce(
  (select s.name from chain.staff s where s.merchant_id = :merchant
     and split_part(${account}, ':', 2) = 'staff' and s.id::text = split_part(${account}, ':', 3)),
  (select m.name from members.member m where m.merchant_id = :merchant
     and split_part(${account}, ':', 2) = 'member' and m.id::text = split_part(${account}, ':', 3)),
  (select n.name from chain.node n where n.merchant_id = :merchant
     and split_part(${account}, ':', 2) in ('outlet', 'dealer', 'hq')
     and n.id::text = split_part(${account}, ':', 3)), '')`;

const totals = statement(
  'views.order_money_totals',
  { order, reach: col.list(col.id<'node'>()) },
  `select o.captured_fen as "capturedFen", o.refunded_fen as "refundedFen", o.state,
     o.settles_at as "settlesAt",
     (select max(p.policy_version) from commission.portion p
       where p.merchant_id = o.merchant_id and p.order_id = o.id) as "planVersion",
     coalesce((select body from chain.policy y where y.merchant_id = o.merchant_id
       and y.kind = 'commission' and y.version = (select max(p.policy_version)
         from commission.portion p where p.merchant_id = o.merchant_id and p.order_id = o.id)),
       '{}') as plan
   from orders.order o
   where o.merchant_id = :merchant and o.id = :order and exists (
     select from chain.node n where n.merchant_id = o.merchant_id and n.path && :reach
       and (n.id = o.outlet_id or n.id in (select p.outlet_id from fulfilment.parcel p
         where p.merchant_id = o.merchant_id and p.order_id = o.id)))`,
  {
    capturedFen: col.fen,
    refundedFen: col.fen,
    state: col.text(),
    settlesAt: col.maybe(col.instant),
    planVersion: col.maybe(col.int),
    plan: col.json<{ readonly bps?: Readonly<Record<string, number>> }>(),
  },
);

const legs = statement(
  'views.order_money_legs',
  { order },
  `select p.id, p.role, p.to_account as account, ${NAME_OF('p.to_account')} as name,
     p.amount_fen as amount, p.voided_fen as voided, p.posted_fen as posted, p.suspended,
     p.attempt, p.resolved_at is not null as resolved,
     coalesce((select sum(v.amount_fen) from ledger.void v where v.merchant_id = p.merchant_id
       and v.pending_id = p.id and v.source ~ '^(attempt|decided)'), 0)::bigint as moved,
     coalesce((select sum(t.amount_fen) from ledger.transfer t where t.merchant_id = p.merchant_id
       and t.order_id = p.order_id and t.type in ('claw_back', 'debt')
       and split_part(t.source, ':', 2) = p.id::text), 0)::bigint as clawed
   from ledger.pending p
   where p.merchant_id = :merchant and p.order_id = :order and p.type = 'portion'
   order by p.id`,
  {
    id: col.id(),
    role: col.text(),
    account: col.text(),
    name: col.text(),
    amount: col.fen,
    voided: col.fen,
    posted: col.fen,
    suspended: col.bool,
    attempt: col.int,
    resolved: col.bool,
    moved: col.fen,
    clawed: col.fen,
  },
);

const postings = statement(
  'views.order_money_postings',
  { order },
  `select id, at, from_account as "from", to_account as "to",
     ${NAME_OF('from_account')} as "fromName", ${NAME_OF('to_account')} as "toName", type,
     coalesce(role, '') as role, amount_fen as "amountFen"
   from ledger.transfer where merchant_id = :merchant and order_id = :order order by id`,
  {
    id: col.id(),
    at: col.instant,
    from: col.text(),
    to: col.text(),
    fromName: col.text(),
    toName: col.text(),
    type: col.text(),
    role: col.text(),
    amountFen: col.fen,
  },
);

const refunds = statement(
  'views.order_money_refunds',
  { order },
  `select r.id, r.reason, r.amount_fen as "amountFen", r.state, r.asked_at as "askedAt",
     r.done_at as "doneAt",
     (select coalesce(jsonb_agg(jsonb_build_object('no', l.line_no, 'pieces', l.pieces,
        'amountFen', l.amount_fen) order by l.line_no), '[]') from orders.refund_line l
      where l.merchant_id = r.merchant_id and l.refund_id = r.id) as lines
   from orders.refund r where r.merchant_id = :merchant and r.order_id = :order order by r.id`,
  {
    id: col.id(),
    reason: col.text(),
    amountFen: col.fen,
    state: col.text(),
    askedAt: col.instant,
    doneAt: col.maybe(col.instant),
    lines: col.json<{ no: number; pieces: number; amountFen: Fen }[]>(),
  },
);

const RATE: Readonly<Record<string, string>> = { sharer_1: 'sharer1', sharer_2: 'sharer2' };

/** What moved to another receiver is shown there, and not as taken back here. */
export async function findOrderMoney(reader: Reader, reach: readonly NodeId[], id: OrderId) {
  const [[sums], rows, moves, back] = await Promise.all([
    reader.ask(totals, { order: id, reach }),
    reader.ask(legs, { order: id }),
    reader.ask(postings, { order: id }),
    reader.ask(refunds, { order: id }),
  ]);
  if (sums === undefined) throw new Refusal('not_found', 'orders.no_such_order');
  const { plan, ...rest } = sums;
  const shown = rows.map((row) => {
    const amountFen = minus(row.amount, row.moved);
    const takenBackFen = plus(minus(row.voided, row.moved), row.clawed);
    return {
      id: row.id,
      role: row.role,
      account: row.account,
      name: row.name,
      bps: plan.bps?.[RATE[row.role] ?? row.role] ?? null,
      amountFen,
      takenBackFen,
      netFen: minus(amountFen, takenBackFen),
      state: stateOf(row),
    };
  });
  const legsShown = shown.filter(({ amountFen }) => amountFen > 0);
  const netFen = legsShown.reduce((all, leg) => all + leg.netFen, 0);
  const balanced = netFen === rest.capturedFen - rest.refundedFen;
  return { ...rest, balanced, legs: legsShown, postings: moves, refunds: back };
}

const stateOf = (row: { resolved: boolean; posted: Fen; suspended: boolean }): string => {
  if (row.resolved) return row.posted > 0 ? 'posted' : 'voided';
  return row.suspended ? 'suspended' : 'pending';
};
