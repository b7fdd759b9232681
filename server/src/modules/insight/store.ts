import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

const order = col.id<'order'>();
const member = col.id<'member'>();

/** Her ordinary orders and everybody's, paid in the span. */
export const countOrdinary = statement(
  'insight.count_ordinary',
  { member, from: col.instant, until: col.instant },
  `select count(*) filter (where member_id = :member)::integer as orders,
     count(*)::integer as "allOrders"
   from insight.increment
   where merchant_id = :merchant and not is_time and not is_space
     and paid_at >= :from and paid_at < :until`,
  { orders: col.int, allOrders: col.int },
);
/** Her first order by time or space, up to this one; and whether she had any before it. */
export const findPast = statement(
  'insight.find_past',
  { member, before: col.instant },
  `select min(placed_at) filter (where is_time or is_space) as "firstGained",
     count(*) > 0 as "orderedBefore"
   from insight.increment
   where merchant_id = :merchant and member_id = :member and paid_at < :before`,
  { firstGained: col.maybe(col.instant), orderedBefore: col.bool },
);
export const findJudgement = statement(
  'insight.find_judgement',
  { order },
  `select p_bps as "pBps", final, facts from insight.increment
   where merchant_id = :merchant and order_id = :order`,
  { pBps: col.bps, final: col.bool, facts: col.json<Readonly<Record<string, number>>>() },
);
/** p is stored once: when it was final it stays, whatever the goods do afterwards. */
export const putJudgement = statement(
  'insight.put_judgement',
  {
    order,
    outlet: col.id<'node'>(),
    member,
    day: col.day,
    placedAt: col.instant,
    paidAt: col.instant,
    isTime: col.bool,
    isSpace: col.bool,
    spaceLines: col.list(col.int),
    pBps: col.bps,
    method: col.int,
    final: col.bool,
    facts: col.json<object>(),
  },
  `insert into insight.increment as i (merchant_id, order_id, outlet_id, member_id, day, placed_at,
     paid_at, is_time, is_space, space_lines, p_bps, method, final, facts, at)
   values (:merchant, :order, :outlet, :member, :day, :placedAt, :paidAt, :isTime, :isSpace,
     :spaceLines, :pBps, :method, :final, :facts, :now)
   on conflict (merchant_id, order_id) do update set
     is_space = excluded.is_space, space_lines = excluded.space_lines,
     p_bps = case when i.final then i.p_bps else excluded.p_bps end,
     method = case when i.final then i.method else excluded.method end,
     facts = case when i.final then i.facts else excluded.facts end,
     final = i.final or excluded.final, at = excluded.at`,
);
