import type { Fen } from '../../kernel/money.ts';
import * as col from '../../platform/column.ts';
import { eachOf, guard, statement } from '../../platform/statement.ts';

const order = col.id<'order'>();
const member = col.id<'member'>();
const fens = col.list(col.fen);

export const insertPortions = statement(
  'commission.insert_portions',
  {
    order,
    version: col.int,
    lineNos: col.list(col.int),
    nets: fens,
    guide: fens,
    sharer1: fens,
    sharer2: fens,
    invitee: fens,
    selling: fens,
    fulfilling: fens,
    dealer: fens,
    hq: fens,
  },
  `insert into commission.portion (merchant_id, order_id, policy_version, line_no, net_fen,
     guide_fen, sharer_1_fen, sharer_2_fen, invitee_fen, selling_fen, fulfilling_fen, dealer_fen,
     hq_fen)
   select :merchant, :order, :version, p.* from unnest(:lineNos::integer[], :nets::bigint[],
     :guide::bigint[], :sharer1::bigint[], :sharer2::bigint[], :invitee::bigint[],
     :selling::bigint[], :fulfilling::bigint[], :dealer::bigint[], :hq::bigint[]) as p`,
);

export const findPortions = statement(
  'commission.find_portions',
  { order },
  `select line_no as "lineNo", net_fen as "netFen", guide_fen as guide, sharer_1_fen as sharer1,
     sharer_2_fen as sharer2, invitee_fen as invitee, selling_fen as selling,
     fulfilling_fen as fulfilling, dealer_fen as dealer, hq_fen as hq
   from commission.portion where merchant_id = :merchant and order_id = :order order by line_no`,
  {
    lineNo: col.int,
    netFen: col.fen,
    guide: col.fen,
    sharer1: col.fen,
    sharer2: col.fen,
    invitee: col.fen,
    selling: col.fen,
    fulfilling: col.fen,
    dealer: col.fen,
    hq: col.fen,
  },
);

export const findPortionsOfEach = eachOf(findPortions);

/** Has this member had the one first order, and what is left to give under each version? */
export const findReferral = statement(
  'commission.find_referral',
  { member },
  `select exists (select from commission.referral_first
       where merchant_id = :merchant and member_id = :member) as taken,
     coalesce((select jsonb_object_agg(policy_version, budget_fen - reserved_fen - spent_fen)
       from commission.referral_budget where merchant_id = :merchant), '{}') as "leftFen"`,
  { taken: col.bool, leftFen: col.json<Readonly<Record<number, Fen>>>() },
);
export const countInvited = statement(
  'commission.count_invited',
  { inviter: member, since: col.instant },
  `select count(*)::integer as invited from commission.referral_first
   where merchant_id = :merchant and inviter_id = :inviter and at >= :since`,
  { invited: col.int },
);

export const takeReferral = guard(
  'commission.take_referral',
  { member, order, inviter: member, rewardFen: col.fen },
  `insert into commission.referral_first
     (merchant_id, member_id, order_id, inviter_id, reward_fen, at)
   values (:merchant, :member, :order, :inviter, :rewardFen, :now) on conflict do nothing`,
);
export const reserveBudget = guard(
  'commission.reserve_budget',
  { version: col.int, rewardFen: col.fen },
  `update commission.referral_budget set reserved_fen = reserved_fen + :rewardFen
   where merchant_id = :merchant and policy_version = :version
     and reserved_fen + spent_fen + :rewardFen <= budget_fen`,
);

const given = { order, version: col.int };
/** Cancelled before it counted: the member may be invited again, the budget is free again. */
export const dropReferral = statement(
  'commission.drop_referral',
  given,
  `with dropped as (
     delete from commission.referral_first where merchant_id = :merchant and order_id = :order
     returning reward_fen
   )
   update commission.referral_budget b set reserved_fen = b.reserved_fen - d.reward_fen
   from dropped d where b.merchant_id = :merchant and b.policy_version = :version`,
);
/** Settled: what was reserved is spent; what refunds cut off goes back to the budget. */
export const spendReferral = statement(
  'commission.spend_referral',
  { ...given, spentFen: col.fen },
  `update commission.referral_budget b
   set reserved_fen = b.reserved_fen - f.reward_fen, spent_fen = b.spent_fen + :spentFen
   from commission.referral_first f
   where f.merchant_id = :merchant and f.order_id = :order
     and b.merchant_id = :merchant and b.policy_version = :version`,
);
export const insertBudget = statement(
  'commission.insert_budget',
  { version: col.int, budgetFen: col.fen },
  `insert into commission.referral_budget (merchant_id, policy_version, budget_fen)
   values (:merchant, :version, :budgetFen) on conflict do nothing`,
);
