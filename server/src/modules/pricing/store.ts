import * as col from '../../platform/column.ts';
import { guard, statement } from '../../platform/statement.ts';

/** All that may still hold: a cache keeps them by version, rules pick by outlet and instant. */
export const findPromotions = statement(
  'pricing.find_promotions',
  {},
  `select id, node_id as node, name, threshold_fen as "thresholdFen", off_fen as "offFen",
     starts_at as "startsAt", ends_at as "endsAt", cost_owner as "costOwner",
     jsonb_build_object('dealer', cost_dealer_bps, 'outlet', cost_outlet_bps) as "costBps"
   from pricing.promotion
   where merchant_id = :merchant and stopped_at is null and ends_at > :now order by id`,
  {
    id: col.id<'promotion'>(),
    node: col.id<'node'>(),
    name: col.text(),
    thresholdFen: col.fen,
    offFen: col.fen,
    startsAt: col.instant,
    endsAt: col.instant,
    costOwner: col.text<'hq' | 'dealer' | 'outlet'>(),
    costBps: col.json<{ readonly dealer: number; readonly outlet: number }>(),
  },
);

export const insertPromotion = guard(
  'pricing.insert_promotion',
  {
    id: col.id<'promotion'>(),
    node: col.id<'node'>(),
    name: col.text(),
    thresholdFen: col.fen,
    offFen: col.fen,
    startsAt: col.instant,
    endsAt: col.instant,
    costOwner: col.text<'hq' | 'dealer' | 'outlet'>(),
    dealerBps: col.int,
    outletBps: col.int,
    actor: col.maybe(col.id<'staff'>()),
  },
  `insert into pricing.promotion (merchant_id, id, node_id, name, threshold_fen, off_fen, starts_at,
     ends_at, cost_owner, cost_dealer_bps, cost_outlet_bps, made_by, made_at)
   values (:merchant, :id, :node, :name, :thresholdFen, :offFen, :startsAt, :endsAt, :costOwner,
     :dealerBps, :outletBps, :actor, :now) on conflict do nothing`,
);
export const stopPromotion = guard(
  'pricing.stop_promotion',
  { id: col.id<'promotion'>(), nodes: col.list(col.id<'node'>()) },
  `update pricing.promotion set stopped_at = :now
   where merchant_id = :merchant and id = :id and stopped_at is null and node_id = any(:nodes)`,
);
