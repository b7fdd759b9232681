/** Spend-and-save promotions: started for a node and all below, stopped by whoever reaches it. */
import type { MerchantId, NodeId, PromotionId, StaffId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import * as chain from '../modules/chain/chain.ts';
import * as pricing from '../modules/pricing/pricing.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Db } from '../platform/db.ts';

interface Deed {
  readonly merchant: MerchantId;
  readonly actor: Actor;
  readonly branches: readonly NodeId[];
}

/** @throws Refusal `catalog.scope_unknown`, `pricing.cost_of_another`, those of `pricing.start` */
export function startPromotion(
  db: Db,
  { merchant, actor, branches }: Deed,
  promotion: pricing.Promotion,
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const { nodes } = await chain.directory(tx);
    const node = nodes.get(promotion.node);
    const isMine = ({ path }: chain.Node) => path.some((id) => branches.includes(id));
    if (node === undefined || !isMine(node))
      throw new Refusal('not_found', 'catalog.scope_unknown', { scope: promotion.node });
    // Nobody spends another's money: whoever bears it must lie within one's own reach.
    const above = node.path.map((id) => nodes.get(id)!);
    for (const costOwner of pricing.bearersOf(promotion)) {
      // Of head office's promotion each order's own dealer and outlet bear their share.
      const payer = above.findLast(({ kind }) => kind === costOwner) ?? node;
      if (!isMine(payer)) throw new Refusal('forbidden', 'pricing.cost_of_another', { costOwner });
    }
    pricing.start(tx, promotion, actor.id as StaffId);
    audit(tx, actor, {
      verb: 'pricing.promotion_started',
      object: { kind: 'promotion', id: promotion.id },
    });
  });
}

/** @throws Refusal `pricing.no_running_promotion` */
export function stopPromotion(
  db: Db,
  { merchant, actor, branches }: Deed,
  id: PromotionId,
): Promise<void> {
  return db.transaction(merchant, async (tx) => {
    const { nodes } = await chain.directory(tx);
    const within = [...nodes.values()]
      .filter(({ path }) => path.some((node) => branches.includes(node)))
      .map((node) => node.id);
    pricing.stop(tx, id, within);
    audit(tx, actor, { verb: 'pricing.promotion_stopped', object: { kind: 'promotion', id } });
  });
}
