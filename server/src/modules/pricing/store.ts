import * as col from '../../platform/column.ts';
import { statement } from '../../platform/statement.ts';

/** All that may still hold: a cache keeps them by version, rules pick by outlet and instant. */
export const findPromotions = statement(
  'pricing.find_promotions',
  {},
  `select id, node_id as node, name, threshold_fen as "thresholdFen", off_fen as "offFen",
     starts_at as "startsAt", ends_at as "endsAt", cost_owner as "costOwner"
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
  },
);
