/** Promotions that hold in the branches one may see: their own, and those from above them. */
import type { NodeId, PromotionId } from '../kernel/id.ts';
import * as col from '../platform/column.ts';
import type { Reader } from '../platform/db.ts';
import { statement } from '../platform/statement.ts';

const promotions = statement(
  'views.promotions',
  {
    branches: col.list(col.id<'node'>()),
    after: col.maybe(col.id<'promotion'>()),
    count: col.int,
  },
  `select p.id, p.node_id as "nodeId", n.name as "nodeName", p.name,
     p.threshold_fen as "thresholdFen", p.off_fen as "offFen", p.starts_at as "startsAt",
     p.ends_at as "endsAt", p.cost_owner as "costOwner",
     p.cost_dealer_bps as "dealerBps", p.cost_outlet_bps as "outletBps",
     p.stopped_at as "stoppedAt",
     n.path && :branches as "mayStop",
     case when p.stopped_at is not null then 'stopped' when p.ends_at <= :now then 'ended'
       when p.starts_at > :now then 'planned' else 'running' end as state,
     (select name from chain.staff s where s.merchant_id = :merchant and s.id = p.made_by)
       as "madeByName"
   from pricing.promotion p
   join chain.node n on n.merchant_id = p.merchant_id and n.id = p.node_id
   where p.merchant_id = :merchant and (n.path && :branches or exists (
       select 1 from chain.node b where b.merchant_id = :merchant and b.id = any(:branches)
         and p.node_id = any(b.path)))
     and (cast(:after as uuid) is null or p.id < :after)
   order by p.id desc limit cast(:count as integer)`,
  {
    id: col.id<'promotion'>(),
    nodeId: col.id<'node'>(),
    nodeName: col.text(),
    name: col.text(),
    thresholdFen: col.fen,
    offFen: col.fen,
    startsAt: col.instant,
    endsAt: col.instant,
    costOwner: col.text<'hq' | 'dealer' | 'outlet'>(),
    dealerBps: col.int,
    outletBps: col.int,
    stoppedAt: col.maybe(col.instant),
    mayStop: col.bool,
    state: col.text<'running' | 'planned' | 'ended' | 'stopped'>(),
    madeByName: col.maybe(col.text()),
  },
);
export async function findPromotions(
  reader: Reader,
  branches: readonly NodeId[],
  after: PromotionId | null,
  count: number,
) {
  const found = await reader.ask(promotions, { branches, after, count: count + 1 });
  const items = found.slice(0, count);
  return { items, next: found.length > count ? items.at(-1)!.id : null };
}
